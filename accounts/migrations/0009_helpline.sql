-- Helplines are looked after in the admin process by verifiers. The web reads a file, and may not ask here at all;
-- the owner loads what is shipped and writes that file (manage.py helplines). None is ever deleted: it is switched off.

grant select, insert, update (country, name, audience, phone, text_or_chat, hours, languages, url, note, source,
  verified_by, verified_on, is_enabled, position) on accounts_helpline to app_admin;
grant select on accounts_helpline to app_backup;

alter table accounts_helpline enable row level security;
create policy verifier on accounts_helpline to app_admin
  using ('verifier' = any ((select my_duties())::text[])) with check ('verifier' = any ((select my_duties())::text[]));
