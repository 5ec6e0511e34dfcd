-- Directories are looked after as helplines are: by verifiers, read by the web from a file, and none is ever deleted.

grant select, insert, update (name, region, about, url, source, verified_by, verified_on, is_enabled, position)
  on accounts_directory to app_admin;
grant select on accounts_directory to app_backup;

alter table accounts_directory enable row level security;
create policy verifier on accounts_directory to app_admin
  using ('verifier' = any ((select my_duties())::text[])) with check ('verifier' = any ((select my_duties())::text[]));
