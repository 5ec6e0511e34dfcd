-- What a therapist reads of a couple: rows of the scopes that both let them see now, from the day both began on
-- (safety.md V4, decisions.md 18). Every function begins with my_open_scopes(), so that nothing outlives a consent.

grant create on schema app to app_policy;   -- while functions change hands; taken back below

-- Rounds that began after both consents, have opened, and in which both current members hold a release.
create function my_case_rounds(wanted text) returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(id), '{}') from (
    select q.id
    from my_open_scopes() s
    join checkins_round q on q.couple_id = s.couple_id and q.starts_at >= s.since and q.opens_at <= (select app_now())
    join accounts_membership m on m.couple_id = q.couple_id and m.left_on is null
    join checkins_release x on x.round_id = q.id and x.author_id = m.user_id
    where s.scope = wanted
    group by q.id having count(*) = 2
  ) opened
$$;

-- Of what carries a date: from which day on, by the couple's own calendar.
create function my_case_days(wanted text) returns table (couple_id uuid, first_day date)
language sql stable security definer set search_path = app, pg_temp
as $$
  select s.couple_id, (s.since at time zone k.time_zone)::date
  from my_open_scopes() s join accounts_couple k on k.id = s.couple_id where s.scope = wanted
$$;

-- When something that hurt was shown: days, without whose it was and without a word of it.
create function my_case_hurt_days(wanted uuid) returns table (shown_on date)
language sql stable security definer set search_path = app, pg_temp
as $$
  select h.shown_on from checkins_shownhurt h join my_case_days('repair') d on d.couple_id = h.couple_id
  join accounts_membership m on m.couple_id = h.couple_id and m.user_id = h.author_id and m.left_on is null
  where h.couple_id = wanted and h.shown_on >= d.first_day order by h.shown_on
$$;

-- Those that still stand on the page of both: what was repaired has left it.
create function my_case_hurts() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(h.id), '{}') from checkins_shownhurt h
  join my_case_days('texts') d on d.couple_id = h.couple_id
  join accounts_membership m on m.couple_id = h.couple_id and m.user_id = h.author_id and m.left_on is null
  where h.shown_on >= d.first_day and not exists (
    select from checkins_repairconversation c
    where c.couple_id = h.couple_id and c.rupture_id = h.rupture_id
      and not exists (select from checkins_repairconversation n where n.reopens_id = c.id)
      and 2 = (
        select count(distinct w.author_id) from checkins_repairedword w
        join accounts_membership o on o.couple_id = w.couple_id and o.user_id = w.author_id and o.left_on is null
        where w.conversation_id = c.id))
$$;

create function my_case_talks() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(c.id), '{}') from checkins_repairconversation c
  join my_case_days('repair') d on d.couple_id = c.couple_id where c.started_on >= d.first_day
$$;

create function my_case_repaired() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(conversation_id), '{}') from (
    select w.conversation_id
    from checkins_repairedword w
    join accounts_membership m on m.couple_id = w.couple_id and m.user_id = w.author_id and m.left_on is null
    where w.conversation_id = any ((select my_case_talks())::uuid[])
    group by w.conversation_id having count(distinct w.author_id) = 2
  ) agreed
$$;

-- Copies of what both current members hold a copy of.
create function my_case_agreements() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(a.id), '{}') from checkins_agreement a
  join my_case_days('agreements') d on d.couple_id = a.couple_id
  where a.agreed_on >= d.first_day and 2 = (
    select count(*) from checkins_agreement b
    join accounts_membership m on m.couple_id = b.couple_id and m.user_id = b.author_id and m.left_on is null
    where b.couple_id = a.couple_id and b.subject = a.subject and b.agreed_on is not null)
$$;

-- Promises that both current members call kept.
create function my_case_promises() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(p.id), '{}') from checkins_promise p
  join my_case_days('agreements') d on d.couple_id = p.couple_id
  where p.due_on >= d.first_day and not p.is_taken_back and 2 = (
    select count(*) from accounts_membership m
    join checkins_keptmark k on k.promise_id = p.id and k.author_id = m.user_id
    where m.couple_id = p.couple_id and m.left_on is null)
$$;

-- In how many of the rounds from ``first`` on each of the two released, where both let that be seen (TR-11).
create function my_case_rate(wanted uuid, first timestamptz) returns table (user_id uuid, released bigint)
language sql stable security definer set search_path = app, pg_temp
as $$
  select m.user_id, count(x.author_id)
  from my_open_scopes() s
  join accounts_membership m on m.couple_id = s.couple_id and m.left_on is null
  left join checkins_round q on q.couple_id = s.couple_id and q.starts_at >= greatest(s.since, first) and q.opens_at <= (select app_now())
  left join checkins_release x on x.round_id = q.id and x.author_id = m.user_id
  where s.scope = 'rate' and s.couple_id = wanted
  group by m.user_id
$$;

set local role app_policy;   -- whose functions they are
create or replace function practice_erase() returns void language plpgsql volatile security definer set search_path = app, pg_temp
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
  delete from checkins_releasednumbers where author_id = me;
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

create or replace function parted_purge(oldest date) returns integer
language plpgsql volatile security definer set search_path = app, pg_temp
as $$
declare me uuid := actor();
declare old uuid[];
declare gone integer;
begin
  select coalesce(array_agg(r.id), '{}') into old
  from checkins_round r join accounts_couple k on k.id = r.couple_id
  where not r.couple_id = any (my_couples()) and (r.ends_at at time zone k.time_zone)::date < oldest;
  delete from checkins_releasedtext where author_id = me and round_id = any (old);
  delete from checkins_releasednumbers where author_id = me and round_id = any (old);
  delete from checkins_release where author_id = me and round_id = any (old);
  get diagnostics gone = row_count;
  return gone;
end $$;
reset role;

do $$
declare f text;
begin
  foreach f in array array[
    'my_case_rounds(text)', 'my_case_days(text)', 'my_case_hurt_days(uuid)', 'my_case_hurts()', 'my_case_talks()',
    'my_case_repaired()', 'my_case_agreements()', 'my_case_promises()', 'my_case_rate(uuid, timestamptz)'
  ] loop
    execute format('revoke all on function %s from public', f);
    if f <> 'my_case_days(text)' then
      execute format('grant execute on function %s to app_web', f);
    end if;
    execute format('alter function %s owner to app_policy', f);   -- grants first: afterwards they are not the owner's to make
  end loop;
end $$;
revoke create on schema app from app_policy;

alter table checkins_releasednumbers add constraint checkins_releasednumbers_round_of_its_couple
  foreign key (round_id, couple_id) references checkins_round (id, couple_id);

grant select (id, couple_id, author_id, rupture_id, shown_on) on checkins_shownhurt to app_policy;
grant select (id, started_on, rupture_id, reopens_id) on checkins_repairconversation to app_policy;
grant select (id) on checkins_agreement to app_policy;
grant select (due_on) on checkins_promise to app_policy;
grant select (author_id, round_id), delete on checkins_releasednumbers to app_policy;
create policy for_functions on checkins_shownhurt for select to app_policy using (true);

grant select, insert, delete on checkins_releasednumbers to app_web;
grant select, insert, delete on checkins_casenote to app_web;
grant update (sealed, "on", is_session) on checkins_casenote to app_web;
grant select on checkins_releasednumbers, checkins_casenote to app_backup;
alter table checkins_releasednumbers enable row level security;
alter table checkins_releasednumbers force row level security;
alter table checkins_casenote enable row level security;
alter table checkins_casenote force row level security;
create policy for_functions on checkins_releasednumbers to app_policy using (true) with check (true);

create policy own_read on checkins_releasednumbers for select to app_web using (author_id = (select actor()));
create policy own_make on checkins_releasednumbers for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]) and not round_is_open(round_id)
    and release_id in (select id from checkins_release where author_id = (select actor()))
    and exists (select from accounts_therapistconsent k
                where k.user_id = (select actor()) and k.couple_id = checkins_releasednumbers.couple_id and k.scope = 'numbers'
                  and k.ended_at is null and k.until > app_now()));
create policy own_end on checkins_releasednumbers for delete to app_web using (author_id = (select actor()));
create policy via_consents on checkins_releasednumbers for select to app_web using (round_id = any ((select my_case_rounds('numbers'))::uuid[]));

-- By their name these come after a couple's own policies, so that for the two of them no function is asked.
create policy via_consents on checkins_round for select to app_web
  using (id = any ((select my_case_rounds('trends'))::uuid[]) or id = any ((select my_case_rounds('appreciation'))::uuid[]));
create policy via_consents on checkins_release for select to app_web using (round_id = any ((select my_case_rounds('trends'))::uuid[]));
create policy via_consents on checkins_releasedtext for select to app_web
  using (kind = 'appreciation' and round_id = any ((select my_case_rounds('appreciation'))::uuid[]));
create policy via_consents on checkins_shownhurt for select to app_web using (id = any ((select my_case_hurts())::uuid[]));
create policy via_consents on checkins_repairconversation for select to app_web using (id = any ((select my_case_talks())::uuid[]));
create policy via_consents on checkins_repairmove for select to app_web using (conversation_id = any ((select my_case_talks())::uuid[]));
-- For its area: an invitation that was taken up.
create policy via_consents on checkins_repairinvitation for select to app_web
  using (id in (select invitation_id from checkins_repairconversation where id = any ((select my_case_talks())::uuid[])));
create policy via_consents on checkins_agreement for select to app_web using (id = any ((select my_case_agreements())::uuid[]));
create policy via_consents on checkins_promise for select to app_web using (id = any ((select my_case_promises())::uuid[]));

create policy own on checkins_casenote to app_web using (author_id = (select actor()))
  with check (author_id = (select actor()) and couple_id = any ((select my_case_couples())::uuid[]));
