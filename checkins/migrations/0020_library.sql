-- Texts of the library, written in the admin process by prompt editors and read by everybody who is signed in. Nothing in
-- them is anybody's. The web sees what is published and not taken back, and writes nothing (docs/decisions/0026-…).

create function library_versions_go_on() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.published_at is not null then
      raise exception 'a version begins as a draft' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
  end if;
  if old.published_at is not null and (tg_op = 'DELETE'
      or (new.id, new.language, new.number, new.text, new.published_at)
        is distinct from (old.id, old.language, old.number, old.text, old.published_at)
      or (old.retired_at is not null and new.retired_at is distinct from old.retired_at)) then
    raise exception 'a published version of the library is immutable' using errcode = 'integrity_constraint_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger library_versions_go_on before insert or update or delete on checkins_libraryversion
  for each row execute function library_versions_go_on();

grant select on checkins_libraryversion to app_web, app_backup;
grant select, insert, update (text, published_at, retired_at), delete on checkins_libraryversion to app_admin;

alter table checkins_libraryversion enable row level security;
create policy published on checkins_libraryversion for select to app_web
  using (published_at is not null and retired_at is null);
create policy editor on checkins_libraryversion to app_admin
  using ('prompt_editor' = any ((select my_duties())::text[])) with check ('prompt_editor' = any ((select my_duties())::text[]));
