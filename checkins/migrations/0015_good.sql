-- What is good between two people. Words of thanks are read by both from the instant in which they are sent, and by
-- their author alone before that and once they are taken back: the row then is what a draft is.
-- A ritual is suggested as a statement is: a no stands in the reader's own row, so that nobody can make it show.

grant create on schema app to app_policy;   -- while functions change hands; taken back below

-- Ends a suggestion that whoever acts has agreed to together with the other one.
create function ritual_settle(proposal uuid) returns void
language plpgsql volatile security definer set search_path = app, pg_temp
as $$
begin
  perform from accounts_couplelock where couple_id = any (my_couples()) for update;
  delete from checkins_ritualproposal p
  where p.id = proposal and p.couple_id = any (my_couples()) and exists (
    select from checkins_agreement a where a.subject = p.id and a.author_id = actor() and a.agreed_on is not null);
end $$;

revoke all on function ritual_settle(uuid) from public;
grant execute on function ritual_settle(uuid) to app_web;
alter function ritual_settle(uuid) owner to app_policy;   -- grants first: afterwards they are not the owner's to make

-- As before, without rituals: what two people let a therapist see names changes, rules and lines.
set local role app_policy;   -- whose function it is
create or replace function my_case_agreements() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(a.id), '{}') from checkins_agreement a
  join my_case_days('agreements') d on d.couple_id = a.couple_id
  where a.kind <> 'ritual' and a.agreed_on >= d.first_day and 2 = (
    select count(*) from checkins_agreement b
    join accounts_membership m on m.couple_id = b.couple_id and m.user_id = b.author_id and m.left_on is null
    where b.couple_id = a.couple_id and b.subject = a.subject and b.agreed_on is not null)
$$;
reset role;
revoke create on schema app from app_policy;

grant select (id, couple_id), delete on checkins_ritualproposal to app_policy;
grant select (kind) on checkins_agreement to app_policy;
grant select, insert, delete on checkins_appreciation, checkins_ritualproposal, checkins_passedritual to app_web;
grant update (sealed, sent_on) on checkins_appreciation to app_web;
grant select on checkins_appreciation, checkins_ritualproposal, checkins_passedritual to app_backup;

do $$
declare t text;
begin
  foreach t in array array['checkins_appreciation', 'checkins_ritualproposal', 'checkins_passedritual'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;

create policy own_read on checkins_appreciation for select to app_web using (author_id = (select actor()));
create policy sent on checkins_appreciation for select to app_web
  using (couple_id = any ((select my_couples())::uuid[]) and sent_on is not null);
create policy own_make on checkins_appreciation for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[])
    and (sent_on is null or (select may_share('repair'))));
-- A draft changes, and what was sent comes back: nothing is sent, and nothing changes under the other's eyes.
create policy own_change on checkins_appreciation for update to app_web
  using (author_id = (select actor())) with check (author_id = (select actor()) and sent_on is null);
create policy own_end on checkins_appreciation for delete to app_web using (author_id = (select actor()));

create policy for_functions on checkins_ritualproposal to app_policy using (true) with check (true);
create policy ours on checkins_ritualproposal for select to app_web
  using (author_id = (select actor()) or couple_id = any ((select my_couples())::uuid[]));
create policy own_make on checkins_ritualproposal for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]) and (select may_share('repair')));
create policy own_end on checkins_ritualproposal for delete to app_web using (author_id = (select actor()));

create policy own on checkins_passedritual to app_web using (author_id = (select actor())) with check (author_id = (select actor()));
