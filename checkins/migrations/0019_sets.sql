-- Which questions two people are asked, and what one person alone answers beside them.

grant create on schema app to app_policy;   -- while the function changes hands; taken back below

-- A choice says when a couple was asked what, and nothing of anybody: it goes with the couple.
alter table checkins_setchoice add constraint checkins_setchoice_goes_with_its_couple
  foreign key (couple_id) references accounts_couple (id) on delete cascade;

-- The other one's yes to a suggestion, for rounds from an instant on that lies ahead: a round that runs or has been
-- keeps its questions. Only a weekly set for two that is published can be chosen, whatever the page offers.
create function set_accept(proposal uuid, start timestamptz) returns boolean
language plpgsql volatile security definer set search_path = app, pg_temp
as $$
declare p checkins_setproposal;
begin
  perform from accounts_couplelock where couple_id = any (my_couples()) for update;
  select * into p from checkins_setproposal
  where id = proposal and couple_id = any (my_couples()) and author_id <> actor();
  if p.id is null or start <= app_now() or not exists (
    select from checkins_promptset s join checkins_promptsetversion v on v.prompt_set_id = s.id
    where s.id = p.prompt_set_id and s.cadence = 'weekly' and s.relationship_kind in ('partners', 'friendship')
      and v.published_at is not null and v.retired_at is null)
  then return false; end if;
  delete from checkins_setproposal where id = p.id;
  delete from checkins_setchoice where couple_id = p.couple_id and since >= start;
  insert into checkins_setchoice (id, couple_id, prompt_set_id, since)
  values (gen_random_uuid(), p.couple_id, p.prompt_set_id, start);
  return true;
end $$;

revoke all on function set_accept(uuid, timestamptz) from public;
grant execute on function set_accept(uuid, timestamptz) to app_web;
alter function set_accept(uuid, timestamptz) owner to app_policy;   -- grants first: afterwards they are not the owner's to make
revoke create on schema app from app_policy;

grant select, delete on checkins_setproposal to app_policy;
grant insert, delete, select (couple_id, since) on checkins_setchoice to app_policy;
grant select (id, cadence, relationship_kind) on checkins_promptset to app_policy;
grant select (prompt_set_id, published_at, retired_at) on checkins_promptsetversion to app_policy;
create policy for_functions on checkins_promptset for select to app_policy using (true);
create policy for_functions on checkins_promptsetversion for select to app_policy using (true);
grant update (also) on checkins_prompt to app_admin;

grant select, insert, delete on checkins_setproposal to app_web;
grant select on checkins_setchoice to app_web;
grant select, insert, update, delete on checkins_look to app_web;
grant select on checkins_setproposal, checkins_setchoice, checkins_look to app_backup;

alter table checkins_setproposal enable row level security;
alter table checkins_setproposal force row level security;
alter table checkins_setchoice enable row level security;
alter table checkins_setchoice force row level security;
alter table checkins_look enable row level security;
alter table checkins_look force row level security;

create policy for_functions on checkins_setproposal to app_policy using (true) with check (true);
create policy for_functions on checkins_setchoice to app_policy using (true) with check (true);
create policy ours on checkins_setproposal for select to app_web
  using (couple_id = any ((select my_couples())::uuid[]) or author_id = (select actor()));
create policy own_make on checkins_setproposal for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]));
-- Either may put another in its place; what both said yes to changes by set_accept() alone.
create policy ours_end on checkins_setproposal for delete to app_web
  using (couple_id = any ((select my_couples())::uuid[]) or author_id = (select actor()));
create policy ours on checkins_setchoice for select to app_web using (couple_id = any ((select my_couples())::uuid[]));

create policy own on checkins_look to app_web using (author_id = (select actor())) with check (author_id = (select actor()));
