-- Those who look after the server, and the process in which they do (decisions.md 1 and 9, security.md 5.2).
-- app_admin reaches what stands here and nothing else; of people it sees the rows of staff alone.

grant create on schema app to app_policy;   -- while functions change hands; taken back below

-- What the admin process counts, apart from the web's: neither can wipe out what limits the other.
create table accounts_staffcache (like accounts_cache including all);
create table accounts_staffratecounter (like accounts_ratecounter including all);

-- What whoever acts does here: nothing unless they are of the staff, and active.
create function my_duties() returns text[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(d.duty::text), '{}') from accounts_heldduty d
  join accounts_user u on u.id = d.user_id
  where u.id = actor() and u.kind = 'staff' and u.is_active
$$;

-- Whose second factors a log-in of the admin process may ask for: before anybody acts all of the staff's, then the own.
create function my_factors() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(id), '{}') from accounts_user
  where kind = 'staff' and is_active and (actor() is null or id = actor())
$$;

-- A therapist's account goes on as accounts/logic/verification.py says; a test compares. A name stands beside each step.
create function therapist_states_stand() returns trigger language plpgsql as $$
begin
  if current_user = 'app_admin' and (
    (old.state, new.state) not in (('applied', 'verified'), ('applied', 'declined'), ('verified', 'ended'))
    or new.decided_by is distinct from actor() or new.decided_at is null
  ) then
    raise exception 'a therapist''s account does not go on like this' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger therapist_states_stand before update on accounts_therapist
  for each row execute function therapist_states_stand();

do $$
declare f text;
begin
  foreach f in array array['my_duties()', 'my_factors()'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to app_admin', f);
    execute format('alter function %s owner to app_policy', f);   -- grants first: afterwards they are not the owner's to make
  end loop;
end $$;
revoke create on schema app from app_policy;

grant select (is_active) on accounts_user to app_policy;
grant select on accounts_heldduty to app_policy;

grant select on accounts_user, accounts_heldduty, django_content_type, demo_mark to app_admin;
grant update (language) on accounts_user to app_admin;   -- to lock the own row; see the policy
grant select, insert, update, delete on mfa_authenticator to app_admin;
grant select, insert, update, delete on accounts_staffsession, accounts_staffcache, accounts_staffratecounter to app_admin;
grant select, update (state, decided_at, decided_by) on accounts_therapist to app_admin;
grant insert on accounts_auditevent to app_admin;
grant select, insert on django_admin_log to app_admin;
grant select on accounts_heldduty, accounts_staffsession, accounts_staffcache, accounts_staffratecounter, django_admin_log
  to app_backup;
grant select on all sequences in schema app to app_backup;

-- A log-in of the web asks these before anybody acts, so the web reads all of them; the owner makes staff.
alter table accounts_user enable row level security;
alter table mfa_authenticator enable row level security;
alter table accounts_heldduty enable row level security;
create policy of_the_web on accounts_user to app_web using (true) with check (true);
create policy for_functions on accounts_user to app_policy using (true) with check (true);
create policy staff on accounts_user for select to app_admin using (kind = 'staff');
-- allauth locks the own row while recovery codes are made. A lock needs the right to one column; changing it is refused.
create policy own_lock on accounts_user for update to app_admin using (kind = 'staff' and id = (select actor())) with check (false);
create policy of_the_web on mfa_authenticator to app_web using (true) with check (true);
create policy staff_read on mfa_authenticator for select to app_admin using (user_id = any ((select my_factors())::uuid[]));
-- At the log-in, a recovery code is used up before anybody acts.
create policy staff_use on mfa_authenticator for update to app_admin
  using (user_id = any ((select my_factors())::uuid[])) with check (user_id = any ((select my_factors())::uuid[]));
create policy own_make on mfa_authenticator for insert to app_admin
  with check (user_id = (select actor()) and user_id = any ((select my_factors())::uuid[]));
create policy own_end on mfa_authenticator for delete to app_admin
  using (user_id = (select actor()) and user_id = any ((select my_factors())::uuid[]));
create policy for_functions on accounts_heldduty to app_policy using (true);
create policy own on accounts_heldduty for select to app_admin
  using (user_id = (select actor()) or 'operator' = any ((select my_duties())::text[]));

create policy verifier_reads on accounts_therapist for select to app_admin using ('verifier' = any ((select my_duties())::text[]));
create policy verifier_decides on accounts_therapist for update to app_admin
  using ('verifier' = any ((select my_duties())::text[])) with check ('verifier' = any ((select my_duties())::text[]));
-- What a verifier decided, at the therapist and without a name.
create policy decided on accounts_auditevent for insert to app_admin
  with check (actor_id is null and action in ('therapist.verified', 'therapist.declined', 'therapist.stopped')
    and subject_id in (select user_id from accounts_therapist));

alter table django_admin_log enable row level security;
alter table django_admin_log force row level security;
create policy own_write on django_admin_log for insert to app_admin
  with check (user_id = (select actor()) and cardinality((select my_duties())) > 0);
create policy staff_read on django_admin_log for select to app_admin using (cardinality((select my_duties())) > 0);
