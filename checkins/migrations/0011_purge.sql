-- What goes at night and the web may not delete, or cannot date. Each function acts on nobody but whoever acts.

grant create on schema app to app_policy;   -- while functions change hands; taken back below

-- What was released to somebody one has parted from is read by nobody else any more (decisions/0014).
create function parted_purge(oldest date) returns integer
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
  delete from checkins_release where author_id = me and round_id = any (old);
  get diagnostics gone = row_count;
  return gone;
end $$;

-- An invitation closes on its seventh day whatever became of it; after thirty nobody asks when the last one was.
-- Of a connection that has ended nothing goes: which one was taken up cannot be told there.
create function invitations_purge() returns integer
language plpgsql volatile security definer set search_path = app, pg_temp
as $$
declare me uuid := actor();
declare ours uuid[] := my_couples();
declare first_kept date := (app_now() at time zone 'UTC')::date - 30;
declare gone integer;
begin
  delete from checkins_invitationreply r
  where r.author_id = me and r.couple_id = any (ours) and not exists (
    select from checkins_repairinvitation i
    where i.id = r.invitation_id and (i.sent_on >= first_kept
      or exists (select from checkins_repairconversation c where c.invitation_id = i.id)));
  delete from checkins_repairinvitation i
  where i.author_id = me and i.couple_id = any (ours) and i.sent_on < first_kept
    and not exists (select from checkins_repairconversation c where c.invitation_id = i.id);
  get diagnostics gone = row_count;
  return gone;
end $$;

do $$
declare f text;
begin
  foreach f in array array['parted_purge(date)', 'invitations_purge()'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to app_web', f);
    execute format('alter function %s owner to app_policy', f);   -- grants first: afterwards they are not the owner's to make
  end loop;
end $$;
revoke create on schema app from app_policy;

grant select (round_id) on checkins_releasedtext to app_policy;
grant delete on checkins_repairinvitation to app_policy;
grant select (author_id, couple_id, invitation_id), delete on checkins_invitationreply to app_policy;
grant select (invitation_id) on checkins_repairconversation to app_policy;
create policy for_functions_end on checkins_repairinvitation for delete to app_policy using (true);
create policy for_functions on checkins_invitationreply to app_policy using (true) with check (true);
