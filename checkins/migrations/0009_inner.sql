-- What somebody looks at alone: each person's own, to be read by nobody else.

grant create on schema app to app_policy;   -- while the function changes hands; taken back below

-- A note whose day has come is out of its author's reach as well, so a function has to delete it.
create function notes_purge() returns integer
language plpgsql volatile security definer set search_path = app, pg_temp
as $$
declare gone integer;
begin
  delete from checkins_note n using accounts_user u
  where u.id = actor() and n.author_id = u.id and n.erase_on <= (app_now() at time zone u.time_zone)::date;
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function notes_purge() from public;
grant execute on function notes_purge() to app_web;
alter function notes_purge() owner to app_policy;   -- grants first: afterwards they are not the owner's to make
revoke create on schema app from app_policy;

grant select (author_id, erase_on), delete on checkins_note to app_policy;
grant select, insert, update (sealed), delete on checkins_innercheckin, checkins_profile to app_web;
grant select, insert, update (erase_on), delete on checkins_note to app_web;
grant select on checkins_innercheckin, checkins_profile, checkins_note to app_backup;

alter table checkins_innercheckin enable row level security;
alter table checkins_innercheckin force row level security;
alter table checkins_profile enable row level security;
alter table checkins_profile force row level security;
alter table checkins_note enable row level security;
alter table checkins_note force row level security;

create policy own on checkins_innercheckin to app_web using (author_id = (select actor())) with check (author_id = (select actor()));
create policy own on checkins_profile to app_web using (author_id = (select actor())) with check (author_id = (select actor()));

create policy for_functions on checkins_note to app_policy using (true);
-- By its author's own calendar: the day that the page names.
create policy own on checkins_note to app_web
  using (author_id = (select actor()) and (erase_on is null or erase_on > (
    select (app_now() at time zone u.time_zone)::date from accounts_user u where u.id = actor())))
  with check (author_id = (select actor()));
