-- The roles of Twofold and what they own. PostgreSQL 15 or newer.
--
-- An administrator of an external server runs this once, connected to the (empty) database that
-- Twofold is to use: as a superuser or, from PostgreSQL 16 on, as a role of a managed server that
-- owns the database and has CREATEROLE, CREATEDB and BYPASSRLS (one can only hand on what one has).
--
--     createdb app
--     psql --dbname app --set ON_ERROR_STOP=1 --single-transaction --file docs/roles.sql
--
-- Then give every role that logs in a password. In psql this keeps the word out of the history and
-- sends a SCRAM verifier, not the password:
--
--     \password app_owner      (and app_web, app_admin, app_backup)
--
-- The addresses go into DATABASE_OWNER_URL, DATABASE_URL and DATABASE_ADMIN_URL.
-- The embedded PostgreSQL executes this same file. It may be run again at any time.

-- None is a superuser; app_backup alone reads past the policies, for dumps.
do $$
declare
    wanted record;
begin
    for wanted in
        select * from (values
            ('app_owner', 'login createdb noinherit'),
            ('app_web', 'login'),
            ('app_admin', 'login'),
            ('app_policy', 'nologin'),
            ('app_backup', 'login')
        ) as roles (name, attributes)
    loop
        if not exists (select from pg_roles where rolname = wanted.name) then
            execute format('create role %I %s nosuperuser nocreaterole noreplication %s',
                wanted.name, wanted.attributes,
                case when wanted.name = 'app_backup' then 'bypassrls' else 'nobypassrls' end);
        end if;
    end loop;

    -- Roles that stood here before may have been made with more than they may have.
    for wanted in
        select rolname as name from pg_roles
        where rolname in ('app_owner', 'app_web', 'app_admin', 'app_policy', 'app_backup')
          and (rolsuper or rolcreaterole or rolreplication
               or rolbypassrls <> (rolname = 'app_backup')
               or rolcreatedb and rolname <> 'app_owner'
               or rolinherit and rolname = 'app_owner')
    loop
        raise exception 'The role % exists with other attributes than docs/roles.sql gives.', wanted.name;
    end loop;
end $$;

-- The owner may hand functions to app_policy, and never reads as it. Before PostgreSQL 16 a grant
-- cannot say so; there NOINHERIT on the owner does.
do $$
begin
    if current_setting('server_version_num')::int >= 160000 then
        execute 'grant app_policy to app_owner with inherit false, set true';
    else
        grant app_policy to app_owner;
    end if;
end $$;

-- Whoever is not a superuser must be a member of a role to give things to it.
do $$
begin
    if not (select rolsuper from pg_roles where rolname = current_user) then
        execute format('grant app_owner to %I', current_user);
    end if;
    execute format('alter database %I owner to app_owner', current_database());
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to app_web, app_admin, app_backup', current_database());
end $$;

create schema if not exists app authorization app_owner;
revoke create on schema public from public;

alter role app_owner set search_path = app;
alter role app_web set search_path = app;
alter role app_admin set search_path = app;
alter role app_policy set search_path = app;
alter role app_backup set search_path = app;
