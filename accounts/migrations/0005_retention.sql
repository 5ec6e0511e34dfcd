-- How long somebody keeps things is their own to read and to choose; codes that are over go by one function.

grant create on schema app to app_policy;   -- while the function changes hands; taken back below

-- Nobody reads a code or a pairing that is over. Whoever calls it names nobody, and learns a number.
create function codes_purge() returns integer language plpgsql volatile security definer set search_path = app, pg_temp
as $$
declare gone integer;
begin
  delete from accounts_invitation where coalesce(confirm_by, expires_at) <= app_now() - interval '30 days';
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function codes_purge() from public;
grant execute on function codes_purge() to app_web;
alter function codes_purge() owner to app_policy;   -- grants first: afterwards they are not the owner's to make
revoke create on schema app from app_policy;

grant select, insert, update (check_ins, inward), delete on accounts_retention to app_web;
grant select on accounts_retention to app_backup;

alter table accounts_retention enable row level security;
alter table accounts_retention force row level security;
create policy own on accounts_retention to app_web using (author_id = (select actor())) with check (author_id = (select actor()));
