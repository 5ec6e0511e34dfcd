-- Either of two takes a therapist off the couple's list, for both. Nothing may come back by itself when a code puts
-- them on it again, so whatever stands of either partner ends with it. The row stays: a therapist's own notes hang on it.

grant create on schema app to app_policy;   -- while the function changes hands; taken back below

create function therapist_take_off(known uuid) returns boolean
language plpgsql volatile security definer set search_path = app, pg_temp
as $$
declare k accounts_knowntherapist;
begin
  update accounts_knowntherapist set is_listed = false
  where id = known and is_listed and couple_id = any (my_couples()) returning * into k;
  if k.id is null then return false; end if;
  update accounts_therapistconsent set ended_at = greatest(app_now(), given_at)
  where couple_id = k.couple_id and therapist_id = k.therapist_id and ended_at is null;
  -- The same line for both: a name that is gone from a list of two needs one.
  insert into accounts_auditevent (id, at, actor_id, subject_id, action, result, scope)
  select gen_random_uuid(), app_now(), null, m.user_id, 'therapist.taken_off', 'done', ''
  from accounts_membership m where m.couple_id = k.couple_id and m.left_on is null;
  return true;
end $$;

revoke all on function therapist_take_off(uuid) from public;
grant execute on function therapist_take_off(uuid) to app_web;
alter function therapist_take_off(uuid) owner to app_policy;   -- grants first: afterwards they are not the owner's to make

set local role app_policy;   -- whose functions these are
create or replace function my_therapists() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(therapist_id), '{}') from accounts_knowntherapist
  where is_listed and couple_id = any (my_couples())
$$;

create or replace function therapist_code_claim(code uuid) returns boolean
language plpgsql volatile security definer set search_path = app, pg_temp
as $$
declare maker uuid;
begin
  update accounts_therapistcode set is_over = true
  where id = code and not is_over and expires_at > app_now() and may_be_known(maker_id, actor())
  returning maker_id into maker;
  if maker is null then return false; end if;
  insert into accounts_knowntherapist (id, couple_id, therapist_id, is_listed)
  select gen_random_uuid(), m.couple_id, t.user_id, true
  from accounts_therapist t, accounts_membership m
  where m.left_on is null and (t.user_id, m.user_id) in ((maker, actor()), (actor(), maker))
  on conflict (couple_id, therapist_id) do update set is_listed = true;
  return true;
end $$;
reset role;
revoke create on schema app from app_policy;

grant update (is_listed) on accounts_knowntherapist to app_policy;
grant update (ended_at) on accounts_therapistconsent to app_policy;

drop policy ours on accounts_knowntherapist;
create policy ours on accounts_knowntherapist for select to app_web
  using (is_listed and couple_id = any ((select my_couples())::uuid[]));
