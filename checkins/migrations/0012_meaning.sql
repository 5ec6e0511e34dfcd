-- What *safe* means to each of two opens as a new beginning does; words meet words of their own kind only.

set local role app_policy;
drop function recommitments_meet();
reset role;

grant create on schema app to app_policy;   -- while the function changes hands; taken back below

-- Opens what both have sent of one kind, for both at once; says whether it did.
create function recommitments_meet(wanted text) returns boolean
language plpgsql volatile security definer set search_path = app, pg_temp
as $$
declare found_rows uuid[];
begin
  perform from accounts_couplelock where couple_id = any (my_couples()) for update;
  select array_agg(r.id) into found_rows from checkins_recommitment r
  join accounts_membership m on m.couple_id = r.couple_id and m.user_id = r.author_id and m.left_on is null
  where r.couple_id = any (my_couples()) and r.kind = wanted and r.is_sent and r.met_on is null;
  if coalesce(cardinality(found_rows), 0) <> 2 then return false; end if;
  update checkins_recommitment r set met_on = (app_now() at time zone k.time_zone)::date
  from accounts_couple k where k.id = r.couple_id and r.id = any (found_rows);
  return true;
end $$;

revoke all on function recommitments_meet(text) from public;
grant execute on function recommitments_meet(text) to app_web;
alter function recommitments_meet(text) owner to app_policy;   -- grants first: afterwards they are not the owner's to make
revoke create on schema app from app_policy;

grant select (kind) on checkins_recommitment to app_policy;
