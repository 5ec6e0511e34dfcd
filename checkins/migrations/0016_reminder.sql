-- Reminders by mail, and the queue of background work (docs/decisions/0018-reminders.md).

grant create on schema app to app_policy;   -- while functions change hands; taken back below

-- Who is due, and nothing of why: the worker then acts as each of them. Without a standing consent nobody is. Each
-- slot is a share of all people, so that two workers do not wait for each other.
create function reminders_due(most int, slot int, slots int) returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(person_id), '{}') from (
    select w.person_id from checkins_reminderwish w
    where w.next_look_at <= (select app_now()) and mod(abs(hashtext(w.person_id::text)::bigint), slots) = slot and exists (
      select from accounts_consent k where k.user_id = w.person_id and k.purpose = 'reminders' and k.withdrawn_at is null)
    order by w.next_look_at, w.person_id limit most
  ) due
$$;

-- Whose mail carried a token. It opens nothing: with it the web ends the mails to that person, and no more.
create function reminder_owner(mark text) returns uuid language sql stable security definer set search_path = app, pg_temp
as $$ select person_id from checkins_reminder where token_hash = mark limit 1 $$;

-- For whoever runs the server: a number, and nobody's address.
create function reminders_refused() returns bigint language sql stable security definer set search_path = app, pg_temp
as $$ select count(*) from checkins_reminderwish where refusals > 0 and next_look_at is not null $$;

do $$
declare f text;
begin
  foreach f in array array['reminders_due(int, int, int)', 'reminder_owner(text)', 'reminders_refused()'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to app_web', f);
    execute format('alter function %s owner to app_policy', f);   -- grants first: afterwards they are not the owner's to make
  end loop;
end $$;
revoke create on schema app from app_policy;

grant select (person_id, next_look_at, refusals) on checkins_reminderwish to app_policy;
grant select (person_id, token_hash) on checkins_reminder to app_policy;
grant select (purpose, withdrawn_at) on accounts_consent to app_policy;

grant select, insert, delete on checkins_reminderwish, checkins_reminder to app_web;
grant update (week, month, promise, look_back, days, at, quiet_from, quiet_until, address_mark, asked_on, next_look_at, refusals)
  on checkins_reminderwish to app_web;
grant select on checkins_reminderwish, checkins_reminder to app_backup;

do $$
declare t text;
begin
  foreach t in array array['checkins_reminderwish', 'checkins_reminder'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own on %I to app_web using (person_id = (select actor())) with check (person_id = (select actor()))', t);
    execute format('create policy for_functions on %I for select to app_policy using (true)', t);
  end loop;
end $$;

-- The queue. Its jobs name a task and a minute, and no person, so no policy has anything to tell apart. The worker
-- acts under the web's role; deleting a job takes its events along by itself.
grant select, insert, delete on procrastinate_jobs, procrastinate_periodic_defers to app_web;
grant update (status, worker_id, attempts, scheduled_at, priority, queue_name, lock, abort_requested) on procrastinate_jobs to app_web;
grant update (job_id) on procrastinate_periodic_defers to app_web;
grant select, insert on procrastinate_events to app_web;
grant select, insert, update (last_heartbeat), delete on procrastinate_workers to app_web;
grant usage on sequence procrastinate_jobs_id_seq, procrastinate_events_id_seq, procrastinate_periodic_defers_id_seq to app_web;
grant select on procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers to app_backup;
grant select on sequence procrastinate_jobs_id_seq, procrastinate_events_id_seq, procrastinate_periodic_defers_id_seq,
  procrastinate_workers_id_seq to app_backup;

-- Its functions run with the rights of whoever calls them. Of all of them the worker needs these.
do $$
declare f regprocedure;
begin
  for f in select oid from pg_proc where pronamespace = 'app'::regnamespace and proname like 'procrastinate\_%' loop
    execute format('revoke all on function %s from public', f);
  end loop;
  foreach f in array array[
    'procrastinate_defer_jobs_v1(procrastinate_job_to_defer_v1[])',
    'procrastinate_defer_periodic_job_v2(varchar, varchar, varchar, varchar, int, varchar, bigint, jsonb)',
    'procrastinate_fetch_job_v2(varchar[], bigint)',
    'procrastinate_finish_job_v1(bigint, procrastinate_job_status, boolean)',
    'procrastinate_retry_job_v2(bigint, timestamptz, int, varchar, varchar)',
    'procrastinate_register_worker_v1()',
    'procrastinate_unregister_worker_v1(bigint)',
    'procrastinate_update_heartbeat_v1(bigint)',
    'procrastinate_prune_stalled_workers_v1(float)'
  ]::regprocedure[] loop
    execute format('grant execute on function %s to app_web', f);
  end loop;
end $$;
