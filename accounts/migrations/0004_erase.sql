-- The end of a person: what the web may not delete row by row goes by one function, which acts on nobody but
-- whoever acts (security.md 5.9, decisions/0012).

grant create on schema app to app_policy;   -- while the function changes hands; taken back below

create function account_erase() returns void language plpgsql volatile security definer set search_path = app, pg_temp
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
  delete from accounts_couplelock k
  where k.couple_id = any (ours) and not exists (select from accounts_membership m where m.couple_id = k.couple_id);
  delete from accounts_couple k
  where k.id = any (ours) and not exists (select from accounts_membership m where m.couple_id = k.id);
  -- Their record goes, and one line without them stays: that an account was erased, and when.
  delete from accounts_auditevent where subject_id = me or actor_id = me;
  insert into accounts_auditevent (id, at, actor_id, subject_id, action, result)
  values (gen_random_uuid(), app_now(), null,
    encode(substr(sha256(convert_to('erased|' || me::text, 'UTF8')), 1, 16), 'hex')::uuid, 'account.erased', 'done');
  delete from accounts_user where id = me;
end $$;

revoke all on function account_erase() from public;
grant execute on function account_erase() to app_web;
alter function account_erase() owner to app_policy;   -- grants first: afterwards they are not the owner's to make
revoke create on schema app from app_policy;

grant select (user_id), delete on accounts_datakey to app_policy;
grant select (user_id), delete on accounts_consent to app_policy;
grant select (subject_id, actor_id), insert, delete on accounts_auditevent to app_policy;
grant delete on accounts_invitation, accounts_membership, accounts_couple, accounts_couplelock to app_policy;
grant update (blocked_id) on accounts_block to app_policy;
grant delete on accounts_user to app_policy;
create policy for_functions on accounts_consent to app_policy using (true) with check (true);
create policy for_functions on accounts_auditevent to app_policy using (true) with check (true);
