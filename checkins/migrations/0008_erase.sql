-- What of the practice goes with a person and the web may not delete row by row: what has opened, rounds of their
-- own, and what two people shared of conversations, which names the first of them and which nobody reads any more.

grant create on schema app to app_policy;   -- while the function changes hands; taken back below

create function practice_erase() returns void language plpgsql volatile security definer set search_path = app, pg_temp
as $$
declare me uuid := actor();
declare ours uuid[];
declare empty uuid[];
begin
  if me is null or exists (select from accounts_membership where user_id = me and left_on is null) then
    raise exception 'whoever is connected leaves first' using errcode = 'check_violation';
  end if;
  select coalesce(array_agg(couple_id), '{}') into ours from accounts_membership where user_id = me;
  delete from checkins_releasedtext where author_id = me;
  delete from checkins_release where author_id = me;
  delete from checkins_repairmove where couple_id = any (ours);
  delete from checkins_repairconversation where couple_id = any (ours);
  -- The other one's check-ins stand in the couple's rounds; where there is no other one, they go as well.
  select coalesce(array_agg(c), '{}') into empty from unnest(ours) c
  where not exists (select from accounts_membership m where m.couple_id = c and m.user_id <> me);
  delete from checkins_roundlock l using checkins_round r
  where r.id = l.round_id and (r.person_id = me or r.couple_id = any (empty));
  delete from checkins_round where person_id = me or couple_id = any (empty);
end $$;

revoke all on function practice_erase() from public;
grant execute on function practice_erase() to app_web;
alter function practice_erase() owner to app_policy;   -- grants first: afterwards they are not the owner's to make
revoke create on schema app from app_policy;

grant delete on checkins_release, checkins_round, checkins_roundlock to app_policy;
grant select (author_id), delete on checkins_releasedtext to app_policy;
grant select (couple_id), delete on checkins_repairmove, checkins_repairconversation to app_policy;
create policy for_functions on checkins_releasedtext to app_policy using (true) with check (true);
create policy for_functions on checkins_repairmove to app_policy using (true) with check (true);
create policy for_functions on checkins_repairconversation to app_policy using (true) with check (true);
