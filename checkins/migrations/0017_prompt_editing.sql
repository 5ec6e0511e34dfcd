-- Prompt sets are edited in the admin process by whoever has that duty (docs/decisions/0024-…).

-- A version begins as a draft, and stands once it is published; what was private for anybody stays private, and so
-- does what begins like this whatever is asked (LOCKED_PREFIXES of checkins/logic/prompt_rules.py; a test compares).
create function prompt_versions_go_on() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.published_at is not null then
      raise exception 'a version begins as a draft' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
  end if;
  if old.retired_at is not null and new.retired_at is distinct from old.retired_at then
    raise exception 'a retired version stays retired' using errcode = 'integrity_constraint_violation';
  end if;
  if old.published_at is null and new.published_at is not null and exists (
    select from checkins_prompt p where p.version_id = new.id and p.release_class <> 'private' and (
      p.code ^@ any (array['M-T', 'M-EGG', 'M-SCAN', 'M-FREE', 'M-SMALL', 'D-', 'I-', 'S-', 'Q-', 'P-', 'J-'])
      or exists (select from checkins_prompt q join checkins_promptsetversion v on v.id = q.version_id
        where q.code = p.code and q.release_class = 'private' and v.published_at is not null))
  ) then
    raise exception 'what was private stays private' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger prompt_versions_go_on before insert or update on checkins_promptsetversion
  for each row execute function prompt_versions_go_on();

grant select, insert on checkins_promptset to app_admin;
grant select, insert, update (number, text_hash, published_at, retired_at), delete on checkins_promptsetversion to app_admin;
grant select, insert, delete, update (code, position, element, direction, scale, release_class, text, help_text, anchors,
  na_label, choices) on checkins_prompt to app_admin;

alter table checkins_promptset enable row level security;
alter table checkins_promptsetversion enable row level security;
alter table checkins_prompt enable row level security;
create policy of_the_web on checkins_promptset for select to app_web using (true);
create policy of_the_web on checkins_promptsetversion for select to app_web using (true);
create policy of_the_web on checkins_prompt for select to app_web using (true);
create policy editor on checkins_promptset to app_admin
  using ('prompt_editor' = any ((select my_duties())::text[])) with check ('prompt_editor' = any ((select my_duties())::text[]));
create policy editor on checkins_promptsetversion to app_admin
  using ('prompt_editor' = any ((select my_duties())::text[])) with check ('prompt_editor' = any ((select my_duties())::text[]));
create policy editor on checkins_prompt to app_admin
  using ('prompt_editor' = any ((select my_duties())::text[])) with check ('prompt_editor' = any ((select my_duties())::text[]));
