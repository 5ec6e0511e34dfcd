-- Who may read and write which row of the practice's tables (security.md 2 and 3, decisions.md 2-5, 30).

grant create on schema app to app_policy;   -- while functions change hands; taken back below

-- A released row belongs to a round of its own couple: the pair of keys says so.
alter table checkins_release add constraint checkins_release_round_of_its_couple
  foreign key (round_id, couple_id) references checkins_round (id, couple_id);
alter table checkins_releasedtext add constraint checkins_releasedtext_round_of_its_couple
  foreign key (round_id, couple_id) references checkins_round (id, couple_id);
alter table checkins_openwish add constraint checkins_openwish_round_of_its_couple
  foreign key (round_id, couple_id) references checkins_round (id, couple_id);

-- What the clock on the wall shows while a statement runs. now() stands still from the beginning of a
-- transaction, and whoever began before the moment, or waited for a lock, could still write after it.
create function clock_now() returns timestamptz language sql volatile security definer set search_path = app, pg_temp
as $$
  select case when exists (select from demo_mark)
    then coalesce(nullif(current_setting('app.now', true), '')::timestamptz, clock_timestamp())
    else clock_timestamp() end
$$;

-- What every write asks. Volatile, so that it sees an opening which another transaction has just made;
-- one that was opened early is open, whatever time it is for whoever asks.
create function round_is_open(r uuid) returns boolean language sql volatile security definer set search_path = app, pg_temp
as $$ select exists (select from checkins_round where id = r and (opens_at < ends_at or opens_at <= clock_now())) $$;

-- Rounds whose moment has passed and in which both current members hold a release: nobody else's row counts.
-- The inner selects are asked once; without them both functions would be asked for every round of the history.
create function my_open_rounds() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(id), '{}') from (
    select q.id
    from checkins_round q
    join accounts_membership m on m.couple_id = q.couple_id and m.left_on is null
    join checkins_release x on x.round_id = q.id and x.author_id = m.user_id
    where q.couple_id = any ((select my_couples())::uuid[]) and q.opens_at <= (select app_now())
    group by q.id having count(*) = 2
  ) opened
$$;

-- Opens a round before its moment where both released and both asked. Locks what is shared first.
-- A notice shorter than the least one is the least one.
create function open_early(r uuid, notice interval) returns boolean
language plpgsql volatile security definer set search_path = app, pg_temp
as $$
declare c uuid;
declare moment timestamptz;
begin
  select q.couple_id into c from checkins_round q join accounts_couple k on k.id = q.couple_id
  where q.id = r and q.couple_id = any (my_couples()) and k.connected_at + greatest(notice, least_notice()) <= app_now() and q.starts_at <= app_now();
  if c is null then return false; end if;
  perform from checkins_roundlock where round_id = r for update;
  if (
    select count(*) from accounts_membership m
    join checkins_openwish w on w.round_id = r and w.author_id = m.user_id
    join checkins_release x on x.round_id = r and x.author_id = m.user_id
    where m.couple_id = c and m.left_on is null
  ) = 2 then
    moment := clock_now();
    update checkins_round set opens_at = moment where id = r and opens_at > moment;
    return true;
  end if;
  return false;
end $$;

do $$
declare f text;
begin
  foreach f in array array['clock_now()', 'round_is_open(uuid)', 'my_open_rounds()', 'open_early(uuid, interval)'] loop
    execute format('revoke all on function %s from public', f);
    if f <> 'clock_now()' then
      execute format('grant execute on function %s to app_web', f);
    end if;
    execute format('alter function %s owner to app_policy', f);   -- grants first: afterwards they are not the owner's to make
  end loop;
end $$;
revoke create on schema app from app_policy;

grant select on checkins_round, checkins_roundlock to app_policy;
grant update (opens_at) on checkins_round to app_policy;
grant update on checkins_roundlock to app_policy;
grant select (round_id, author_id) on checkins_openwish, checkins_release to app_policy;

grant select on checkins_promptset, checkins_promptsetversion, checkins_prompt to app_web;
grant select, insert on checkins_round to app_web;
grant select, insert, update on checkins_roundlock to app_web;
grant select, insert, delete on checkins_openwish to app_web;
grant select, insert, update, delete on checkins_checkin, checkins_release, checkins_rupture to app_web;
grant select, insert, delete on checkins_releasedtext, checkins_shownhurt, checkins_hurtreply to app_web;
grant select on all tables in schema app to app_backup;
grant select on all sequences in schema app to app_backup;

do $$
declare t text;
begin
  foreach t in array array[
    'checkins_round', 'checkins_roundlock', 'checkins_openwish', 'checkins_checkin', 'checkins_release', 'checkins_releasedtext',
    'checkins_rupture', 'checkins_shownhurt', 'checkins_hurtreply'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['checkins_round', 'checkins_roundlock', 'checkins_openwish', 'checkins_release'] loop
    execute format('create policy for_functions on %I to app_policy using (true) with check (true)', t);
  end loop;
end $$;

create policy mine on checkins_round for select to app_web
  using (couple_id = any ((select my_couples())::uuid[]) or person_id = (select actor()));
-- A round is born closed: only time and open_early() open it.
create policy make on checkins_round for insert to app_web
  with check (opens_at = ends_at and (couple_id = any ((select my_couples())::uuid[]) or person_id = (select actor())));
create policy mine on checkins_roundlock for select to app_web using (round_id in (select id from checkins_round));
create policy make on checkins_roundlock for insert to app_web with check (round_id in (select id from checkins_round));
-- Locking asks for the right to update; nobody changes a lock.
create policy locked on checkins_roundlock for update to app_web
  using (round_id in (select id from checkins_round)) with check (false);

create policy own_read on checkins_openwish for select to app_web using (author_id = (select actor()));
create policy own_make on checkins_openwish for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]) and not round_is_open(round_id));
create policy own_end on checkins_openwish for delete to app_web using (author_id = (select actor()));

create policy own on checkins_checkin to app_web using (author_id = (select actor()))
  with check (author_id = (select actor()) and (round_id is null or round_id in (select id from checkins_round)));

-- Sharing needs a standing consent and no pause, and both are the author's own rows.
create policy own_read on checkins_release for select to app_web using (author_id = (select actor()));
create policy opened on checkins_release for select to app_web using (round_id = any ((select my_open_rounds())::uuid[]));
create policy own_make on checkins_release for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]) and not round_is_open(round_id)
    and not exists (select from accounts_pause p where p.author_id = (select actor()))
    and exists (select from accounts_consent k where k.user_id = (select actor()) and k.purpose = 'weekly_sharing' and k.withdrawn_at is null));
create policy own_change on checkins_release for update to app_web
  using (author_id = (select actor()) and not round_is_open(round_id))
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]) and not round_is_open(round_id));
create policy own_end on checkins_release for delete to app_web
  using (author_id = (select actor()) and not round_is_open(round_id));

create policy own_read on checkins_releasedtext for select to app_web using (author_id = (select actor()));
create policy opened on checkins_releasedtext for select to app_web using (round_id = any ((select my_open_rounds())::uuid[]));
create policy own_make on checkins_releasedtext for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]) and not round_is_open(round_id)
    and release_id in (select id from checkins_release where author_id = (select actor())));
create policy withdraw on checkins_releasedtext for delete to app_web using (author_id = (select actor()));

create policy own on checkins_rupture to app_web using (author_id = (select actor())) with check (author_id = (select actor()));
create policy ours on checkins_shownhurt for select to app_web
  using (author_id = (select actor()) or couple_id = any ((select my_couples())::uuid[]));
create policy own_make on checkins_shownhurt for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[])
    and not exists (select from accounts_pause p where p.author_id = (select actor()))
    and exists (select from accounts_consent k where k.user_id = (select actor()) and k.purpose = 'hurts_sharing' and k.withdrawn_at is null));
create policy withdraw on checkins_shownhurt for delete to app_web using (author_id = (select actor()));
create policy ours on checkins_hurtreply for select to app_web
  using (author_id = (select actor()) or couple_id = any ((select my_couples())::uuid[]));
create policy own_make on checkins_hurtreply for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[])
    and shown_hurt_id in (select id from checkins_shownhurt where author_id <> (select actor())));
create policy own_end on checkins_hurtreply for delete to app_web using (author_id = (select actor()));

-- A published version does not change, and no answer is ever relabelled from private to shared.
create function published_prompts_stand() returns trigger language plpgsql as $$
begin
  if exists (select from checkins_promptsetversion v
             where v.id in (old.version_id, new.version_id) and v.published_at is not null) then
    raise exception 'a published prompt set version is immutable' using errcode = 'integrity_constraint_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger published_prompts_stand before insert or update or delete on checkins_prompt
  for each row execute function published_prompts_stand();

create function published_versions_stand() returns trigger language plpgsql as $$
begin
  if old.published_at is not null and (tg_op = 'DELETE'
      or (new.id, new.prompt_set_id, new.number, new.text_hash, new.published_at)
         is distinct from (old.id, old.prompt_set_id, old.number, old.text_hash, old.published_at)) then
    raise exception 'a published prompt set version is immutable' using errcode = 'integrity_constraint_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger published_versions_stand before update or delete on checkins_promptsetversion
  for each row execute function published_versions_stand();
