-- "No prompts, please": its owner's alone. The functions that let an invitation through ask for it.

grant select, insert, delete on checkins_quietmode to app_web;
grant select (author_id) on checkins_quietmode to app_policy;
grant select on checkins_quietmode to app_backup;

alter table checkins_quietmode enable row level security;
alter table checkins_quietmode force row level security;
create policy for_functions on checkins_quietmode for select to app_policy using (true);
create policy own on checkins_quietmode to app_web using (author_id = (select actor())) with check (author_id = (select actor()));

-- What the policies of everything that is sent ask: a standing consent of one's own, and no pause.
create function may_share(wanted text) returns boolean language sql stable
as $$
  select not exists (select from accounts_pause p where p.author_id = actor())
    and exists (select from accounts_consent k where k.user_id = actor() and k.purpose = wanted and k.withdrawn_at is null)
$$;
