"""A database of its own for tests and benchmarks: the owner makes, migrates and marks it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.core.management import call_command
from django.db import connections

from config import embedded_postgres, env

ALIASES = ("owner", "default")

# What the admin process does, for tests that are in the middle of a transaction of the web's.
DECIDE = """
create schema testing;
grant usage, create on schema testing to app_policy;
grant usage on schema testing to app_web;
create function testing.decide_therapist(person uuid, decision text, instant timestamptz)
returns void language sql security definer set search_path = app, pg_temp as $$
  update accounts_therapist set state = decision, decided_at = instant where user_id = person
$$;
create function testing.make_staff(person uuid)
returns void language sql security definer set search_path = app, pg_temp as $$
  update accounts_user set kind = 'staff' where id = person
$$;
grant execute on function testing.decide_therapist(uuid, text, timestamptz) to app_web;
grant execute on function testing.make_staff(uuid) to app_web;
alter function testing.decide_therapist(uuid, text, timestamptz) owner to app_policy;
alter function testing.make_staff(uuid) owner to app_policy;
"""


def backup_url() -> str:
    """How the role of backups, which reads past the policies, logs in at the tests' database.

    Raises ImproperlyConfigured on a server of one's own where nobody said so.
    """
    is_embedded = not env.optional("DATABASE_URL")
    url = env.text("DATABASE_BACKUP_URL", embedded_postgres.urls().backup if is_embedded else None)
    return urlsplit(url)._replace(path=f"/{connections['default'].settings_dict['NAME']}").geturl()


# Of the role that asks.
END_ALL_BUT_THIS = (
    "select pg_terminate_backend(pid) from pg_stat_activity"
    " where datname = current_database() and pid <> pg_backend_pid() and usename = current_user"
)


@contextmanager
def fresh_database(name: str) -> Iterator[None]:
    """Both connections of this process point at a new database until the block ends."""
    if not env.optional("DATABASE_URL"):
        embedded_postgres.ensure()
    owner = connections["owner"]
    server = _address(owner.settings_dict)
    with psycopg.connect(**server, autocommit=True) as link:
        link.execute(f"drop database if exists {name} with (force)")
        link.execute(f"create database {name} template template0")
    with psycopg.connect(**server | {"dbname": name}, autocommit=True) as link:
        link.execute("create schema app")
    for alias in ALIASES:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
    call_command("migrate", database="owner", verbosity=0)
    with owner.cursor() as cursor:
        cursor.execute("insert into demo_mark default values")
        cursor.execute(DECIDE)
    call_command("load_content", verbosity=0)
    owner.close()
    try:
        yield
    finally:
        for alias in ALIASES:
            connections[alias].close()
        # A server of a test may still be closing its last connection. The owner may not end
        # connections of the web's role; that role may end its own.
        with connections["default"].cursor() as web:
            web.execute(END_ALL_BUT_THIS)
        connections["default"].close()
        with psycopg.connect(**server, autocommit=True) as link:
            # Without force PostgreSQL waits a while for connections that are just closing.
            link.execute(f"drop database if exists {name}")


def _address(settings_dict: dict[str, Any]) -> dict[str, Any]:
    named = {
        "dbname": settings_dict["NAME"],
        "user": settings_dict["USER"],
        "password": settings_dict["PASSWORD"],
        "host": settings_dict["HOST"],
        "port": str(settings_dict["PORT"]),
    }
    return {key: value for key, value in named.items() if value}
