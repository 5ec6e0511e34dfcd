-- What numbers remember, and how readily they may ask: each person's own, to be read by nobody else.

grant create on schema app to app_policy;   -- while the function changes hands; taken back below

-- "Attentive" is chosen together: it holds for whoever is alone, and where both current members chose it.
create function attentive_holds() returns boolean language sql stable security definer set search_path = app, pg_temp
as $$
  select cardinality(my_couples()) = 0 or (
    select count(*) from accounts_membership m join checkins_presetchoice p on p.author_id = m.user_id
    where m.couple_id = any (my_couples()) and m.left_on is null and p.choice = 'attentive'
  ) = 2
$$;
revoke all on function attentive_holds() from public;
grant execute on function attentive_holds() to app_web;
alter function attentive_holds() owner to app_policy;   -- grants first: afterwards they are not the owner's to make
revoke create on schema app from app_policy;

grant select, insert, update, delete on checkins_memory to app_web;
grant select, insert, delete on checkins_presetchoice to app_web;
grant select (author_id, choice) on checkins_presetchoice to app_policy;
grant select on checkins_memory, checkins_presetchoice to app_backup;

alter table checkins_memory enable row level security;
alter table checkins_memory force row level security;
alter table checkins_presetchoice enable row level security;
alter table checkins_presetchoice force row level security;

create policy own on checkins_memory to app_web using (author_id = (select actor()))
  with check (author_id = (select actor()) and check_in_id in (select id from checkins_checkin));
create policy for_functions on checkins_presetchoice for select to app_policy using (true);
create policy own on checkins_presetchoice to app_web using (author_id = (select actor())) with check (author_id = (select actor()));
