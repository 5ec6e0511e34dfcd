-- Who may read and write which row of the people's tables (security.md 2 and 3, decisions.md 1-4, 30-32).
-- Run by the owner. Nothing is granted by default: what does not stand here is refused.

grant usage on schema app to app_web, app_admin, app_policy, app_backup;
grant create on schema app to app_policy;   -- while functions change hands; taken back below

-- One row marks a demo or test database: only there may a transaction bring its own time.
create table demo_mark (only_row boolean primary key default true check (only_row));

create table accounts_cache (
  cache_key varchar(255) primary key,
  value text not null,
  expires timestamptz not null
);
create index accounts_cache_expires on accounts_cache (expires);

-- Who acts, and when. Both are local to the transaction (accounts/actor.py).
create function actor() returns uuid language sql stable
as $$ select nullif(current_setting('app.user_id', true), '')::uuid $$;

create function app_now() returns timestamptz language sql stable security definer set search_path = app, pg_temp
as $$
  select case when exists (select from demo_mark)
    then coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now())
    else now() end
$$;

-- The least time between connecting and a first opening. Who asks does not say how long it is:
-- only the owner can mark a database, and only there it may be none.
create function least_notice() returns interval language sql stable security definer set search_path = app, pg_temp
as $$ select case when exists (select from demo_mark) then interval '0' else interval '24 hours' end $$;

-- What must be known about two people at once: an array or a boolean, nothing else.
create function my_couples() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(couple_id), '{}') from accounts_membership where user_id = actor() and left_on is null
$$;

create function may_connect(a uuid, b uuid) returns boolean language sql stable security definer set search_path = app, pg_temp
as $$
  select a <> b
    and not exists (select from accounts_membership where user_id in (a, b) and left_on is null)
    and not exists (select from accounts_block where (blocker_id, blocked_id) in ((a, b), (b, a)))
$$;

-- Codes. A new one replaces the last; false where the public part is taken.
create function code_make(new_id uuid, new_public_id text, new_secret_hash text, lives_until timestamptz) returns boolean
language plpgsql security definer set search_path = app, pg_temp
as $$
begin
  update accounts_invitation set revoked = true where inviter_id = actor() and claimer_id is null;
  insert into accounts_invitation
    (id, inviter_id, public_id, secret_hash, expires_at, tries_left, revoked,
     inviter_yes, claimer_yes, inviter_dropped, claimer_dropped, connected)
  values (new_id, actor(), new_public_id, new_secret_hash, lives_until, 5, false, false, false, false, false, false)
  on conflict (public_id) do nothing;
  return found;
end $$;

create function code_revoke() returns void language sql volatile security definer set search_path = app, pg_temp
as $$ update accounts_invitation set revoked = true where inviter_id = actor() and claimer_id is null $$;

create function my_code_lives_until() returns timestamptz language sql stable security definer set search_path = app, pg_temp
as $$
  select max(expires_at) from accounts_invitation
  where inviter_id = actor() and claimer_id is null and not revoked and tries_left > 0 and expires_at > app_now()
$$;

-- Counts a try and hands out the hash to compare with; no row for whatever reason there is none.
create function code_look_up(typed_public_id text) returns table (id uuid, secret_hash text)
language plpgsql volatile security definer set search_path = app, pg_temp
as $$
#variable_conflict use_column
begin
  return query
  update accounts_invitation i set tries_left = tries_left - 1
  where i.public_id = typed_public_id and not i.revoked and i.claimer_id is null
    and i.tries_left > 0 and i.expires_at > app_now() and may_connect(i.inviter_id, actor())
  returning i.id, i.secret_hash::text;
end $$;

-- One pairing at a time: whoever types a code drops what was pending and ends the code of their own.
create function code_claim(code uuid) returns boolean language plpgsql security definer set search_path = app, pg_temp
as $$
begin
  update accounts_invitation
  set inviter_dropped = inviter_dropped or inviter_id = actor(), claimer_dropped = claimer_dropped or claimer_id = actor()
  where actor() in (inviter_id, claimer_id) and claimer_id is not null and not connected and id <> code;
  update accounts_invitation set revoked = true where inviter_id = actor() and claimer_id is null;
  update accounts_invitation i
  set claimer_id = actor(), confirm_by = app_now() + interval '7 days',
    inviter_name = v.display_name, inviter_pronouns = v.pronouns, inviter_time_zone = v.time_zone,
    claimer_name = t.display_name, claimer_pronouns = t.pronouns
  from accounts_user v, accounts_user t
  where i.id = code and i.claimer_id is null and not i.revoked and i.expires_at > app_now()
    and v.id = i.inviter_id and t.id = actor() and may_connect(i.inviter_id, actor());
  return found;
end $$;

-- The pairing this person may still confirm, as the two were when the code was typed. That the
-- other has dropped it, or has another name by now, does not show.
create function my_pairing() returns table
  (id uuid, other_id uuid, other_name text, other_pronouns text, inviter_time_zone text, i_said_yes boolean, confirm_by timestamptz)
language sql stable security definer set search_path = app, pg_temp
as $$
  select i.id,
    case when i.inviter_id = actor() then i.claimer_id else i.inviter_id end,
    case when i.inviter_id = actor() then i.claimer_name else i.inviter_name end,
    case when i.inviter_id = actor() then i.claimer_pronouns else i.inviter_pronouns end,
    i.inviter_time_zone,
    case when i.inviter_id = actor() then i.inviter_yes else i.claimer_yes end, i.confirm_by
  from accounts_invitation i
  where ((i.inviter_id = actor() and not i.inviter_dropped) or (i.claimer_id = actor() and not i.claimer_dropped))
    and i.claimer_id is not null and not i.connected and i.confirm_by > app_now()
  order by i.confirm_by desc limit 1
$$;

create function pairing_drop(pairing uuid) returns void language sql volatile security definer set search_path = app, pg_temp
as $$
  update accounts_invitation
  set inviter_dropped = inviter_dropped or inviter_id = actor(), claimer_dropped = claimer_dropped or claimer_id = actor()
  where id = pairing and not connected and actor() in (inviter_id, claimer_id)
$$;

-- A yes. The second one makes the couple; its id comes back, else null.
create function pairing_confirm
  (pairing uuid, new_couple uuid, first_moment timestamptz, new_every_weeks int, new_weekday int, new_at time, new_time_zone text)
returns uuid language plpgsql security definer set search_path = app, pg_temp
as $$
declare i accounts_invitation;
begin
  -- A request's own instant is a little older than its transaction.
  if first_moment < app_now() + least_notice() - interval '1 minute' then
    raise exception 'the first moment is too near' using errcode = 'check_violation';
  end if;
  select * into i from accounts_invitation where id = pairing and actor() in (inviter_id, claimer_id) for update;
  if i.id is null or i.connected or i.confirm_by is null or i.confirm_by <= app_now() then return null; end if;
  if (i.inviter_id = actor() and i.inviter_dropped) or (i.claimer_id = actor() and i.claimer_dropped) then return null; end if;
  update accounts_invitation
  set inviter_yes = inviter_yes or inviter_id = actor(), claimer_yes = claimer_yes or claimer_id = actor()
  where id = pairing returning * into i;
  if not (i.inviter_yes and i.claimer_yes) or i.inviter_dropped or i.claimer_dropped then return null; end if;
  if not may_connect(i.inviter_id, i.claimer_id) then return null; end if;
  begin
  insert into accounts_couple (id, connected_at, first_moment_at, every_weeks, weekday, at, time_zone, prompt_set_slug)
  values (new_couple, app_now(), first_moment, new_every_weeks, new_weekday, new_at, new_time_zone, 'weekly');
  insert into accounts_couplelock (couple_id) values (new_couple);
  insert into accounts_membership (id, couple_id, user_id, end_unseen)
  values (gen_random_uuid(), new_couple, i.inviter_id, false), (gen_random_uuid(), new_couple, i.claimer_id, false);
  update accounts_invitation set connected = true where id = pairing;
  -- What else these two had begun is over: an old yes or an old code must not connect them later.
  update accounts_invitation
  set revoked = revoked or claimer_id is null and inviter_id in (i.inviter_id, i.claimer_id),
    inviter_dropped = inviter_dropped or inviter_id in (i.inviter_id, i.claimer_id),
    claimer_dropped = claimer_dropped or coalesce(claimer_id in (i.inviter_id, i.claimer_id), false)
  where id <> pairing and not connected
    and (inviter_id in (i.inviter_id, i.claimer_id) or claimer_id in (i.inviter_id, i.claimer_id));
  exception
    -- One of them connected with somebody else at this very instant.
    when unique_violation or deadlock_detected then return null;
  end;
  return new_couple;
end $$;

-- Ends both memberships at once, so opened pictures close for both. Where the other has left first
-- (a moment or a month ago), there is nothing to end, but the door still closes as it was asked.
create function leave(block_return boolean) returns boolean language plpgsql security definer set search_path = app, pg_temp
as $$
declare mine uuid;
declare other uuid;
declare other_name text;
declare ended boolean;
begin
  select couple_id into mine from accounts_membership where user_id = actor() and (left_on is null or end_unseen)
  order by left_on desc nulls first limit 1;
  if mine is null then return false; end if;
  perform from accounts_couplelock where couple_id = mine for update;
  select user_id into other from accounts_membership where couple_id = mine and user_id <> actor();
  update accounts_membership m set left_on = (app_now() at time zone c.time_zone)::date, end_unseen = m.user_id <> actor()
  from accounts_couple c where c.id = m.couple_id and m.couple_id = mine and m.left_on is null;
  ended := found;
  if block_return and other is not null then
    -- Whoever left first may have another name since; then the door carries the one they met under.
    if ended then
      select display_name into other_name from accounts_user where id = other;
    else
      select case when inviter_id = other then i.inviter_name else i.claimer_name end into other_name
      from accounts_invitation i
      where connected and (inviter_id, claimer_id) in ((actor(), other), (other, actor()))
      order by confirm_by desc limit 1;
    end if;
    insert into accounts_block (id, blocker_id, blocked_id, blocked_name)
    values (gen_random_uuid(), actor(), other, coalesce(other_name, '')) on conflict do nothing;
  end if;
  return ended;
end $$;

create function my_blocks() returns table (id uuid, display_name text) language sql stable security definer set search_path = app, pg_temp
as $$
  select b.id, b.blocked_name from accounts_block b where b.blocker_id = actor()
$$;

create function unblock(block uuid) returns void language sql volatile security definer set search_path = app, pg_temp
as $$ delete from accounts_block where id = block and blocker_id = actor() $$;

-- The other one's yes to a new rhythm.
create function rhythm_accept(proposal uuid) returns boolean language plpgsql security definer set search_path = app, pg_temp
as $$
declare p accounts_rhythmproposal;
begin
  perform from accounts_couplelock where couple_id = any (my_couples()) for update;
  delete from accounts_rhythmproposal where id = proposal and couple_id = any (my_couples()) and author_id <> actor() returning * into p;
  if p.id is null then return false; end if;
  update accounts_couple set every_weeks = p.every_weeks, weekday = p.weekday, at = p.at, time_zone = p.time_zone where id = p.couple_id;
  return true;
end $$;

do $$
declare f text;
begin
  foreach f in array array[
    'app_now()', 'least_notice()', 'my_couples()', 'may_connect(uuid, uuid)',
    'code_make(uuid, text, text, timestamptz)', 'code_revoke()', 'my_code_lives_until()', 'code_look_up(text)', 'code_claim(uuid)',
    'my_pairing()', 'pairing_drop(uuid)', 'pairing_confirm(uuid, uuid, timestamptz, int, int, time, text)',
    'leave(boolean)', 'my_blocks()', 'unblock(uuid)', 'rhythm_accept(uuid)'
  ] loop
    execute format('revoke all on function %s from public', f);
    if f not in ('may_connect(uuid, uuid)', 'least_notice()') then
      execute format('grant execute on function %s to app_web', f);
    end if;
    execute format('alter function %s owner to app_policy', f);   -- grants first: afterwards they are not the owner's to make
  end loop;
end $$;
revoke create on schema app from app_policy;

-- What the functions may touch: rows without content.
grant select on demo_mark to app_policy;
grant select, insert on accounts_couple, accounts_couplelock, accounts_membership to app_policy;
grant update (every_weeks, weekday, at, time_zone) on accounts_couple to app_policy;
grant update on accounts_couplelock to app_policy;
grant update (left_on, end_unseen) on accounts_membership to app_policy;
grant select, insert, update on accounts_invitation to app_policy;
grant select, insert, delete on accounts_block to app_policy;
grant select, delete on accounts_rhythmproposal to app_policy;
grant select (id, display_name, pronouns, time_zone) on accounts_user to app_policy;

-- What the web may do.
grant select, insert, update on accounts_user to app_web;
grant select, insert, delete on accounts_datakey to app_web;
grant update (wrapped, master_key) on accounts_datakey to app_web;
grant select on accounts_couple, accounts_membership to app_web;
grant select, update on accounts_couplelock to app_web;
grant update (end_unseen) on accounts_membership to app_web;
grant select, insert, delete on accounts_numberswish, accounts_pause, accounts_rhythmproposal to app_web;
grant select, insert on accounts_consent, accounts_auditevent to app_web;
grant update (withdrawn_at) on accounts_consent to app_web;
grant select, insert, update, delete on accounts_ratecounter, accounts_cache to app_web;
grant select on demo_mark to app_web;
grant select, delete on account_emailconfirmation to app_web;   -- always empty; deleting an address looks there
grant select, insert, update, delete on django_session, account_emailaddress, mfa_authenticator, usersessions_usersession to app_web;
grant select on all tables in schema app to app_backup;
grant select on all sequences in schema app to app_backup;

do $$
declare t text;
begin
  foreach t in array array[
    'accounts_couple', 'accounts_couplelock', 'accounts_membership', 'accounts_numberswish', 'accounts_pause', 'accounts_rhythmproposal',
    'accounts_invitation', 'accounts_block', 'accounts_consent', 'accounts_auditevent'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array[
    'accounts_couple', 'accounts_couplelock', 'accounts_membership', 'accounts_rhythmproposal', 'accounts_invitation', 'accounts_block'
  ] loop
    execute format('create policy for_functions on %I to app_policy using (true) with check (true)', t);
  end loop;
end $$;

create policy mine on accounts_couple for select to app_web using (id = any ((select my_couples())::uuid[]));
create policy mine on accounts_couplelock to app_web using (couple_id = any ((select my_couples())::uuid[])) with check (false);
create policy mine on accounts_membership for select to app_web
  using (couple_id = any ((select my_couples())::uuid[]) or user_id = (select actor()));
create policy told on accounts_membership for update to app_web using (user_id = (select actor())) with check (user_id = (select actor()));
create policy own_read on accounts_numberswish for select to app_web using (author_id = (select actor()));
create policy own_make on accounts_numberswish for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]));
create policy own_end on accounts_numberswish for delete to app_web using (author_id = (select actor()));
create policy own_read on accounts_pause for select to app_web using (author_id = (select actor()));
create policy own_make on accounts_pause for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]));
create policy own_end on accounts_pause for delete to app_web using (author_id = (select actor()));
create policy ours on accounts_rhythmproposal for select to app_web using (couple_id = any ((select my_couples())::uuid[]));
create policy own_make on accounts_rhythmproposal for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]));
-- Either may put another in its place; what has been agreed changes by rhythm_accept() alone.
create policy ours_end on accounts_rhythmproposal for delete to app_web using (couple_id = any ((select my_couples())::uuid[]));
create policy own_read on accounts_consent for select to app_web using (user_id = (select actor()));
create policy own_make on accounts_consent for insert to app_web with check (user_id = (select actor()));
create policy own_end on accounts_consent for update to app_web using (user_id = (select actor())) with check (user_id = (select actor()));
create policy subject_reads on accounts_auditevent for select to app_web using (subject_id = (select actor()));
-- One's own line; and beside it the other's, without an actor, where two have just connected.
create policy own_record on accounts_auditevent for insert to app_web
  with check (subject_id = (select actor()) and (actor_id is null or actor_id = (select actor()))
    or actor_id is null and action = 'connection.made' and exists (
      select from accounts_membership m
      where m.user_id = subject_id and m.left_on is null and m.couple_id = any ((select my_couples())::uuid[])));
