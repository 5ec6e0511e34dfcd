-- The repair conversation: who may read and write which of its rows (content.md 6, decisions.md 2, 12-17).

grant create on schema app to app_policy;   -- while functions change hands; taken back below

-- Invitations that reach whoever acts: from the current partner, standing, and neither of the two is
-- paused or wants no prompts. Nobody but the invited person is told anything by it (decisions/0011).
create function my_invitations() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(i.id), '{}')
  from checkins_repairinvitation i join accounts_couple k on k.id = i.couple_id
  where i.couple_id = any (my_couples()) and i.author_id <> actor() and i.reach = 'open'
    and (app_now() at time zone k.time_zone)::date < i.sent_on + 7
    and not exists (
      select from accounts_membership m
      where m.couple_id = i.couple_id and m.left_on is null and (
        exists (select from checkins_quietmode q where q.author_id = m.user_id)
        or exists (select from accounts_pause p where p.author_id = m.user_id)))
$$;

-- Whether this invitation reaches whoever acts, and is this person's.
create function invited_by(invitation uuid, person uuid) returns boolean language sql stable security definer set search_path = app, pg_temp
as $$
  select exists (
    select from checkins_repairinvitation i
    where i.id = invitation and i.author_id = person and i.id = any ((select my_invitations())::uuid[]))
$$;

-- Turns that both current members have taken at the same step: from then on each reads the other's.
create function my_met_turns() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(t.id), '{}')
  from checkins_repairturn t
  where t.couple_id = any (my_couples()) and (
    select count(distinct x.author_id)
    from checkins_repairturn x
    join accounts_membership m on m.couple_id = x.couple_id and m.user_id = x.author_id and m.left_on is null
    where x.conversation_id = t.conversation_id and x.stage = t.stage and x.turn = t.turn) = 2
$$;

-- Conversations of which both current members say that it is repaired. Of one of them nobody hears.
create function my_repaired() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(agreed.conversation_id), '{}') from (
    select w.conversation_id
    from checkins_repairedword w
    join accounts_membership m on m.couple_id = w.couple_id and m.user_id = w.author_id and m.left_on is null
    where w.couple_id = any (my_couples())
    group by w.conversation_id having count(distinct w.author_id) = 2
  ) agreed
$$;

do $$
declare f text;
begin
  foreach f in array array['my_invitations()', 'invited_by(uuid, uuid)', 'my_met_turns()', 'my_repaired()'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to app_web', f);
    execute format('alter function %s owner to app_policy', f);   -- grants first: afterwards they are not the owner's to make
  end loop;
end $$;
revoke create on schema app from app_policy;

grant select (id, couple_id, author_id, reach, sent_on) on checkins_repairinvitation to app_policy;
grant select (id, couple_id, author_id, conversation_id, stage, turn) on checkins_repairturn to app_policy;
grant select (couple_id, author_id, conversation_id) on checkins_repairedword to app_policy;
grant select (author_id) on accounts_pause to app_policy;
create policy for_functions on accounts_pause for select to app_policy using (true);

grant select, insert, update (reach), delete on checkins_repairinvitation to app_web;
grant select, insert, update (reply, sealed), delete on checkins_invitationreply to app_web;
grant select, insert, update (is_open, moved_at, review_on) on checkins_repairconversation to app_web;
grant select, insert on checkins_repairmove to app_web;
grant select, insert, update (is_withdrawn), delete on checkins_repairturn to app_web;
grant select, insert, update, delete on checkins_repairdraft, checkins_repairnote to app_web;
grant select, insert, delete on checkins_repairedword to app_web;

do $$
declare t text;
begin
  foreach t in array array[
    'checkins_repairinvitation', 'checkins_invitationreply', 'checkins_repairconversation', 'checkins_repairmove',
    'checkins_repairturn', 'checkins_repairdraft', 'checkins_repairnote', 'checkins_repairedword'
  ] loop
    execute format('grant select on %I to app_backup', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['checkins_repairinvitation', 'checkins_repairturn', 'checkins_repairedword'] loop
    execute format('create policy for_functions on %I for select to app_policy using (true)', t);
  end loop;
end $$;

create policy ours on checkins_repairconversation for select to app_web using (couple_id = any ((select my_couples())::uuid[]));
-- It comes of an invitation that reached whoever makes it, and of their own yes.
create policy make on checkins_repairconversation for insert to app_web
  with check (couple_id = any ((select my_couples())::uuid[]) and may_share('repair')
    and invited_by(invitation_id, first_id)
    and exists (select from checkins_invitationreply r
                where r.invitation_id = checkins_repairconversation.invitation_id and r.author_id = (select actor()) and r.reply = 'yes'));
create policy move on checkins_repairconversation for update to app_web
  using (couple_id = any ((select my_couples())::uuid[])) with check (couple_id = any ((select my_couples())::uuid[]));

create policy own_read on checkins_repairinvitation for select to app_web using (author_id = (select actor()));
create policy reached on checkins_repairinvitation for select to app_web
  using (id = any ((select my_invitations())::uuid[])
    or couple_id = any ((select my_couples())::uuid[]) and id in (select invitation_id from checkins_repairconversation));
create policy own_make on checkins_repairinvitation for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]) and may_share('repair'));
create policy own_reach on checkins_repairinvitation for update to app_web
  using (author_id = (select actor())) with check (author_id = (select actor()));
create policy own_end on checkins_repairinvitation for delete to app_web using (author_id = (select actor()));

-- A no is its author's alone; to whoever invited it is an invitation that was not taken up.
create policy own on checkins_invitationreply for select to app_web using (author_id = (select actor()));
create policy answered on checkins_invitationreply for select to app_web
  using (reply <> 'no' and couple_id = any ((select my_couples())::uuid[]));
create policy own_make on checkins_invitationreply for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[])
    and invitation_id = any ((select my_invitations())::uuid[]) and (reply = 'no' or may_share('repair')));
create policy own_change on checkins_invitationreply for update to app_web
  using (author_id = (select actor()))
  with check (author_id = (select actor()) and (reply = 'no' or may_share('repair')));
create policy own_end on checkins_invitationreply for delete to app_web using (author_id = (select actor()));

create policy ours on checkins_repairmove for select to app_web using (couple_id = any ((select my_couples())::uuid[]));
-- A pause, and setting aside, need nothing: every way out is open to somebody who no longer shares.
create policy make on checkins_repairmove for insert to app_web
  with check (couple_id = any ((select my_couples())::uuid[])
    and (move in ('paused', 'set_aside') or may_share('repair'))
    and exists (select from checkins_repairconversation c
                where c.id = conversation_id and c.couple_id = checkins_repairmove.couple_id and c.is_open));

create policy own on checkins_repairturn for select to app_web using (author_id = (select actor()));
-- What is read at once (checkins/logic/repair.py), and what both have said.
create policy said on checkins_repairturn for select to app_web
  using (couple_id = any ((select my_couples())::uuid[]) and not is_withdrawn
    and (turn in ('tell', 'reflect', 'confirm', 'swap', 'receive') or id = any ((select my_met_turns())::uuid[])));
create policy own_make on checkins_repairturn for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]) and may_share('repair')
    and exists (select from checkins_repairconversation c
                where c.id = conversation_id and c.couple_id = checkins_repairturn.couple_id and c.is_open));
create policy own_withdraw on checkins_repairturn for update to app_web
  using (author_id = (select actor())) with check (author_id = (select actor()));
create policy own_end on checkins_repairturn for delete to app_web using (author_id = (select actor()));

create policy own on checkins_repairdraft to app_web using (author_id = (select actor())) with check (author_id = (select actor()));
create policy own on checkins_repairnote to app_web using (author_id = (select actor())) with check (author_id = (select actor()));

create policy own_read on checkins_repairedword for select to app_web using (author_id = (select actor()));
create policy own_make on checkins_repairedword for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[])
    and exists (select from checkins_repairconversation c
                where c.id = conversation_id and c.couple_id = checkins_repairedword.couple_id));
create policy own_end on checkins_repairedword for delete to app_web using (author_id = (select actor()));
