-- Therapists (safety.md 6 and V4, decisions.md 18). What a therapist may read of a couple follows, statement by
-- statement, from both partners' standing consents to the same scope and from the time; no job opens or closes it.

grant create on schema app to app_policy;   -- while functions change hands; taken back below

-- The web makes partners alone, and nobody something else: that is for therapist_apply() and for the owner.
create function kinds_stand() returns trigger language plpgsql as $$
begin
  if current_user = 'app_web' and (
    (tg_op = 'INSERT' and new.kind <> 'partner') or (tg_op = 'UPDATE' and new.kind is distinct from old.kind)
  ) then
    raise exception 'an account does not change its kind like this' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger kinds_stand before insert or update on accounts_user for each row execute function kinds_stand();

-- What has ended stays ended, and what has run out is not lengthened: a new consent is a new row.
create function therapist_consents_stand() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or (new.until > old.until and old.until <= app_now()) then
    raise exception 'a consent that is over stays over' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger therapist_consents_stand before update on accounts_therapistconsent
  for each row execute function therapist_consents_stand();

set local role app_policy;   -- whose function it is
create or replace function may_connect(a uuid, b uuid) returns boolean
language sql stable security definer set search_path = app, pg_temp
as $$
  select a <> b
    and not exists (select from accounts_membership where user_id in (a, b) and left_on is null)
    and not exists (select from accounts_block where (blocker_id, blocked_id) in ((a, b), (b, a)))
    and not exists (select from accounts_user where id in (a, b) and kind <> 'partner')
$$;
reset role;

create function therapist_apply(
  new_id uuid, new_name text, new_licence text, new_url text, new_policy text, new_words text
) returns boolean language plpgsql volatile security definer set search_path = app, pg_temp
as $$
begin
  if exists (select from accounts_membership where user_id = actor()) then return false; end if;
  update accounts_user set kind = 'therapist' where id = actor() and kind in ('partner', 'therapist');
  if not found then return false; end if;
  insert into accounts_therapist
    (id, user_id, name, licence, register_url, policy, policy_words, policy_version, state, applied_at)
  values (new_id, actor(), new_name, new_licence, new_url, new_policy, new_words, 1, 'applied', app_now())
  on conflict (user_id) do update
  set name = excluded.name, licence = excluded.licence, register_url = excluded.register_url,
    policy = excluded.policy, policy_words = excluded.policy_words,
    policy_version = accounts_therapist.policy_version + 1,
    state = 'applied', applied_at = excluded.applied_at, decided_at = null, decided_by = null
  where accounts_therapist.state in ('applied', 'declined');
  return found;
end $$;

-- Codes between a therapist who is verified and a partner who is connected, whoever of them made it.
create function may_be_known(a uuid, b uuid) returns boolean language sql stable security definer set search_path = app, pg_temp
as $$
  select exists (
    select from accounts_therapist t, accounts_membership m
    where t.state = 'verified' and m.left_on is null and (t.user_id, m.user_id) in ((a, b), (b, a)))
$$;

create function therapist_code_make(new_id uuid, new_public_id text, new_secret_hash text, lives_until timestamptz)
returns boolean language plpgsql volatile security definer set search_path = app, pg_temp
as $$
begin
  if not exists (select from accounts_therapist where user_id = actor() and state = 'verified')
    and not exists (select from accounts_membership where user_id = actor() and left_on is null) then
    return false;
  end if;
  update accounts_therapistcode set is_over = true where maker_id = actor();
  insert into accounts_therapistcode (id, maker_id, public_id, secret_hash, expires_at, tries_left, is_over)
  values (new_id, actor(), new_public_id, new_secret_hash, lives_until, 5, false)
  on conflict (public_id) do nothing;
  return found;
end $$;

create function therapist_code_end() returns void language sql volatile security definer set search_path = app, pg_temp
as $$ update accounts_therapistcode set is_over = true where maker_id = actor() $$;

create function my_therapist_code_until() returns timestamptz language sql stable security definer set search_path = app, pg_temp
as $$
  select max(expires_at) from accounts_therapistcode
  where maker_id = actor() and not is_over and tries_left > 0 and expires_at > app_now()
$$;

-- Counts a try and hands out the hash to compare with; no row for whatever reason there is none.
create function therapist_code_look_up(typed_public_id text) returns table (id uuid, secret_hash text)
language plpgsql volatile security definer set search_path = app, pg_temp
as $$
#variable_conflict use_column
begin
  return query
  update accounts_therapistcode c set tries_left = tries_left - 1
  where c.public_id = typed_public_id and not c.is_over and c.tries_left > 0 and c.expires_at > app_now()
    and may_be_known(c.maker_id, actor())
  returning c.id, c.secret_hash::text;
end $$;

create function therapist_code_claim(code uuid) returns boolean language plpgsql volatile security definer set search_path = app, pg_temp
as $$
declare maker uuid;
begin
  update accounts_therapistcode set is_over = true
  where id = code and not is_over and expires_at > app_now() and may_be_known(maker_id, actor())
  returning maker_id into maker;
  if maker is null then return false; end if;
  insert into accounts_knowntherapist (id, couple_id, therapist_id)
  select gen_random_uuid(), m.couple_id, t.user_id
  from accounts_therapist t, accounts_membership m
  where m.left_on is null and (t.user_id, m.user_id) in ((maker, actor()), (actor(), maker))
  on conflict do nothing;
  return true;
end $$;

-- The therapists that whoever acts knows as one of a couple, and may so read about.
create function my_therapists() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(therapist_id), '{}') from accounts_knowntherapist where couple_id = any (my_couples())
$$;

-- What both partners of a couple let whoever acts see, now: the one place that says so.
create function my_open_scopes() returns table (couple_id uuid, scope text, since timestamptz, until timestamptz)
language sql stable security definer set search_path = app, pg_temp
as $$
  select a.couple_id, a.scope::text, greatest(a.since, b.since), least(a.until, b.until)
  from accounts_therapist t
  join accounts_therapistconsent a on a.therapist_id = t.user_id
  join accounts_therapistconsent b
    on b.therapist_id = t.user_id and b.couple_id = a.couple_id and b.scope = a.scope and b.user_id > a.user_id
  join accounts_membership m on m.couple_id = a.couple_id and m.user_id = a.user_id and m.left_on is null
  join accounts_membership n on n.couple_id = b.couple_id and n.user_id = b.user_id and n.left_on is null
  where t.user_id = actor() and t.state = 'verified' and t.trained_on is not null
    and a.policy_version = t.policy_version and b.policy_version = t.policy_version
    and a.ended_at is null and b.ended_at is null
    and a.since <= app_now() and b.since <= app_now() and a.until > app_now() and b.until > app_now()
$$;

-- Couples that let whoever acts in, now or once: consents of both to the same scope held at the same time.
create function my_cases() returns table
  (id uuid, couple_id uuid, is_open boolean, first_id uuid, first_name text, other_id uuid, other_name text)
language sql stable security definer set search_path = app, pg_temp
as $$
  with met as (
    select a.couple_id, a.user_id as first_id, b.user_id as other_id
    from accounts_therapistconsent a
    join accounts_therapistconsent b
      on b.therapist_id = a.therapist_id and b.couple_id = a.couple_id and b.scope = a.scope and b.user_id > a.user_id
    where a.therapist_id = actor() and greatest(a.since, b.since) <= app_now()
      and greatest(a.since, b.since) < least(
        a.until, b.until, coalesce(a.ended_at, 'infinity'), coalesce(b.ended_at, 'infinity'))
    group by 1, 2, 3
  )
  select k.id, k.couple_id, k.couple_id in (select s.couple_id from my_open_scopes() s),
    met.first_id, one.name::text, met.other_id, other.name::text
  from accounts_knowntherapist k
  join met on met.couple_id = k.couple_id
  join lateral (
    select c.name from accounts_therapistconsent c
    where c.therapist_id = k.therapist_id and c.couple_id = k.couple_id and c.user_id = met.first_id
    order by c.given_at desc, c.scope limit 1) one on true
  join lateral (
    select c.name from accounts_therapistconsent c
    where c.therapist_id = k.therapist_id and c.couple_id = k.couple_id and c.user_id = met.other_id
    order by c.given_at desc, c.scope limit 1) other on true
  where k.therapist_id = actor()
    and exists (select from accounts_therapist t where t.user_id = actor() and t.state = 'verified' and t.trained_on is not null)
$$;

create function my_case_couples() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$ select coalesce(array_agg(distinct couple_id), '{}') from my_open_scopes() $$;

-- The partners of couples that let whoever acts in, now: for the record of who looked at what.
create function my_clients() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(m.user_id), '{}') from accounts_membership m
  where m.left_on is null and m.couple_id in (select couple_id from my_open_scopes())
$$;

set local role app_policy;   -- whose function it is
create or replace function account_erase() returns void language plpgsql volatile security definer set search_path = app, pg_temp
as $$
declare me uuid := actor();
declare ours uuid[];
begin
  if me is null or exists (select from accounts_membership where user_id = me and left_on is null) then
    raise exception 'whoever is connected leaves first' using errcode = 'check_violation';
  end if;
  -- The key goes first: from here on nothing of theirs can be read, in this database or in an older one.
  delete from accounts_datakey where user_id = me;
  delete from accounts_consent where user_id = me;
  delete from accounts_therapistconsent where user_id = me;
  delete from accounts_therapistcode where maker_id = me;
  delete from accounts_knowntherapist where therapist_id = me;
  delete from accounts_therapist where user_id = me;
  delete from accounts_rhythmproposal where author_id = me;   -- out of its author's reach once the other has left
  -- What somebody else still reads goes on as it was, without the person: a pairing up to its deadline,
  -- and a closed door. That it will never be confirmed, or needs no door, nobody is told.
  update accounts_invitation
  set inviter_id = null, revoked = true, inviter_yes = true, inviter_dropped = true,
    claimer_id = case when inviter_id = me then claimer_id else inviter_id end,
    inviter_name = case when inviter_id = me then inviter_name else claimer_name end,
    inviter_pronouns = case when inviter_id = me then inviter_pronouns else claimer_pronouns end,
    claimer_name = case when inviter_id = me then claimer_name else inviter_name end,
    claimer_pronouns = case when inviter_id = me then claimer_pronouns else inviter_pronouns end,
    claimer_yes = case when inviter_id = me then claimer_yes else inviter_yes end,
    claimer_dropped = case when inviter_id = me then claimer_dropped else inviter_dropped end
  where me in (inviter_id, claimer_id) and claimer_id is not null and inviter_id is not null
    and not connected and confirm_by > app_now();
  delete from accounts_invitation where me in (inviter_id, claimer_id);
  update accounts_block set blocked_id = null where blocked_id = me;
  delete from accounts_block where blocker_id = me;
  -- Of a couple that nobody is left of nothing stays.
  select coalesce(array_agg(couple_id), '{}') into ours from accounts_membership where user_id = me;
  delete from accounts_membership where user_id = me;
  delete from accounts_knowntherapist k
  where k.couple_id = any (ours) and not exists (select from accounts_membership m where m.couple_id = k.couple_id);
  delete from accounts_couplelock k
  where k.couple_id = any (ours) and not exists (select from accounts_membership m where m.couple_id = k.couple_id);
  delete from accounts_couple k
  where k.id = any (ours) and not exists (select from accounts_membership m where m.couple_id = k.id);
  -- Their record goes, and one line without them stays: that an account was erased, and when. What a therapist
  -- looked at stays in the record of those who were looked at.
  update accounts_auditevent set actor_id = null where actor_id = me and subject_id <> me;
  delete from accounts_auditevent where subject_id = me;
  insert into accounts_auditevent (id, at, actor_id, subject_id, action, result, scope)
  values (gen_random_uuid(), app_now(), null,
    encode(substr(sha256(convert_to('erased|' || me::text, 'UTF8')), 1, 16), 'hex')::uuid, 'account.erased', 'done', '');
  delete from accounts_user where id = me;
end $$;
reset role;

do $$
declare f text;
begin
  foreach f in array array[
    'therapist_apply(uuid, text, text, text, text, text)', 'may_be_known(uuid, uuid)',
    'therapist_code_make(uuid, text, text, timestamptz)', 'therapist_code_end()', 'my_therapist_code_until()',
    'therapist_code_look_up(text)', 'therapist_code_claim(uuid)', 'my_therapists()', 'my_open_scopes()', 'my_cases()',
    'my_case_couples()', 'my_clients()'
  ] loop
    execute format('revoke all on function %s from public', f);
    if f <> 'may_be_known(uuid, uuid)' then
      execute format('grant execute on function %s to app_web', f);
    end if;
    execute format('alter function %s owner to app_policy', f);   -- grants first: afterwards they are not the owner's to make
  end loop;
end $$;
revoke create on schema app from app_policy;

grant select (kind), update (kind) on accounts_user to app_policy;
grant select, insert, update, delete on accounts_therapist, accounts_therapistcode to app_policy;
grant select, insert, delete on accounts_knowntherapist to app_policy;
grant select, delete on accounts_therapistconsent to app_policy;
grant update (actor_id) on accounts_auditevent to app_policy;

grant select, update (policy, policy_words, policy_version, trained_on) on accounts_therapist to app_web;
grant select on accounts_knowntherapist to app_web;
grant select, insert, update (until, ended_at) on accounts_therapistconsent to app_web;
grant select on accounts_therapist, accounts_therapistcode, accounts_knowntherapist, accounts_therapistconsent to app_backup;

do $$
declare t text;
begin
  foreach t in array array[
    'accounts_therapist', 'accounts_therapistcode', 'accounts_knowntherapist', 'accounts_therapistconsent'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy for_functions on %I to app_policy using (true) with check (true)', t);
  end loop;
end $$;

create policy own on accounts_therapist for select to app_web using (user_id = (select actor()));
create policy own_change on accounts_therapist for update to app_web using (user_id = (select actor())) with check (user_id = (select actor()));
create policy known on accounts_therapist for select to app_web using (user_id = any ((select my_therapists())::uuid[]));
-- A therapist learns from my_cases() alone, once both have let them in.
create policy ours on accounts_knowntherapist for select to app_web using (couple_id = any ((select my_couples())::uuid[]));

create policy own_read on accounts_therapistconsent for select to app_web using (user_id = (select actor()));
-- Nobody consents for a time before, nor to somebody the couple does not know or nobody has verified.
create policy own_make on accounts_therapistconsent for insert to app_web
  with check (user_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]) and ended_at is null
    and since >= app_now() - interval '1 minute'
    and therapist_id = any ((select my_therapists())::uuid[])
    and exists (select from accounts_therapist t where t.user_id = therapist_id and t.state = 'verified'));
create policy own_end on accounts_therapistconsent for update to app_web
  using (user_id = (select actor())) with check (user_id = (select actor()));

-- A couple's calendar is read by whoever both let in.
create policy via_consents on accounts_couple for select to app_web using (id = any ((select my_case_couples())::uuid[]));

-- Whoever looks writes it down at those whom it is about; and reads the own lines, to know when they looked last.
create policy looked on accounts_auditevent for insert to app_web
  with check (actor_id = (select actor()) and action in ('therapist.viewed', 'therapist.printed', 'therapist.took_along')
    and subject_id = any ((select my_clients())::uuid[]));
create policy own_looks on accounts_auditevent for select to app_web
  using (actor_id = (select actor()) and action in ('therapist.viewed', 'therapist.printed', 'therapist.took_along'));
