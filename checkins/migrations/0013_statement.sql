-- Statements of one's own. A suggestion is read by both and ended by its author alone, or by the yes of both: a no
-- stands in the reader's own row, so that nobody can make it show.

grant create on schema app to app_policy;   -- while functions change hands; taken back below

-- Ends a suggestion that whoever acts has agreed to together with the other one.
create function statement_settle(proposal uuid) returns void
language plpgsql volatile security definer set search_path = app, pg_temp
as $$
begin
  perform from accounts_couplelock where couple_id = any (my_couples()) for update;
  delete from checkins_statementproposal p
  where p.id = proposal and p.couple_id = any (my_couples()) and exists (
    select from checkins_agreement a where a.subject = p.id and a.author_id = actor() and a.agreed_on is not null);
end $$;

revoke all on function statement_settle(uuid) from public;
grant execute on function statement_settle(uuid) to app_web;
alter function statement_settle(uuid) owner to app_policy;   -- grants first: afterwards they are not the owner's to make
revoke create on schema app from app_policy;

grant select (id, couple_id), delete on checkins_statementproposal to app_policy;
grant select, insert, delete on checkins_statementproposal, checkins_passedstatement, checkins_ownstatement to app_web;
grant select on checkins_statementproposal, checkins_passedstatement, checkins_ownstatement to app_backup;

do $$
declare t text;
begin
  foreach t in array array['checkins_statementproposal', 'checkins_passedstatement', 'checkins_ownstatement'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;

create policy for_functions on checkins_statementproposal to app_policy using (true) with check (true);
create policy ours on checkins_statementproposal for select to app_web
  using (author_id = (select actor()) or couple_id = any ((select my_couples())::uuid[]));
create policy own_make on checkins_statementproposal for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]) and (select may_share('repair')));
create policy own_end on checkins_statementproposal for delete to app_web using (author_id = (select actor()));

create policy own on checkins_passedstatement to app_web using (author_id = (select actor())) with check (author_id = (select actor()));
create policy own on checkins_ownstatement to app_web using (author_id = (select actor())) with check (author_id = (select actor()));
