"""What a database holds, as one list that can be compared: how many rows each table has and a hash
of them, and everything that decides who may read what.

Taken of the living database while it is dumped, and of the restored one, the two must be equal.
"""

import re

import psycopg
from psycopg import sql

# Signed-in people, counters and the cache: a copy would be keys to sessions, and is worth nothing.
NOT_KEPT = (
    "accounts_cache",
    "accounts_ratecounter",
    "accounts_staffcache",
    "accounts_staffratecounter",
    "accounts_staffsession",
    "django_session",
    "usersessions_usersession",
)
# The wrapped data keys: in a file of their own, so that they can go sooner than the rest.
KEYS = "accounts_datakey"

# What a line says must not follow from who asks.
SETTINGS = {
    "bytea_output": "hex",
    "datestyle": "ISO, YMD",
    "extra_float_digits": "1",
    "intervalstyle": "postgres",
    "row_security": "off",  # fails where a policy would leave rows out in silence
    "search_path": "pg_catalog",
    "timezone": "UTC",
}

ROWS = """
select count(*), coalesce(encode(sha256(string_agg(line, '' order by line)), 'hex'), '')
from (select sha256(convert_to(t::text, 'UTF8')) as line from {table} t) lines
"""

SCHEMA = "n.nspname = 'app'"
ACL = "array(select a::text from unnest({}) a order by 1)::text"
# Each gives lines of (what it is, what holds for it).
CATALOG = {
    "tables": f"""
        select c.relname, concat_ws(' ', c.relkind, pg_get_userbyid(c.relowner),
          c.relrowsecurity, c.relforcerowsecurity, {ACL.format("c.relacl")})
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where {SCHEMA} and c.relkind in ('r', 'v', 'S', 'm', 'p')""",
    "columns": f"""
        select c.relname || '.' || a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod),
          a.attnotnull, a.attidentity, pg_get_expr(d.adbin, d.adrelid), {ACL.format("a.attacl")})
        from pg_attribute a join pg_class c on c.oid = a.attrelid
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_attrdef d on (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
        where {SCHEMA} and c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped""",
    "policies": """
        select tablename || '.' || policyname,
          concat_ws(' ', permissive, roles, cmd, qual, '/', with_check)
        from pg_policies where schemaname = 'app'""",
    "functions": f"""
        select p.oid::regprocedure::text, concat_ws(' ', pg_get_userbyid(p.proowner),
          {ACL.format("p.proacl")}, pg_get_functiondef(p.oid))
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace where {SCHEMA}""",
    "constraints": f"""
        select c.conrelid::regclass::text || '.' || c.conname, pg_get_constraintdef(c.oid)
        from pg_constraint c join pg_namespace n on n.oid = c.connamespace
        where {SCHEMA} and c.contype <> 'n' and c.conrelid <> 0""",
    "indexes": "select indexname, indexdef from pg_indexes where schemaname = 'app'",
    "triggers": f"""
        select c.relname || '.' || t.tgname, concat_ws(' ', t.tgenabled, pg_get_triggerdef(t.oid))
        from pg_trigger t join pg_class c on c.oid = t.tgrelid
        join pg_namespace n on n.oid = c.relnamespace where {SCHEMA} and not t.tgisinternal""",
    "roles": """
        select rolname, concat_ws(' ', rolsuper, rolinherit, rolcreaterole, rolcreatedb,
          rolcanlogin, rolreplication, rolbypassrls)
        from pg_roles where rolname like 'app\\_%'""",
    "memberships": """
        select g.rolname || ' of ' || m.rolname, ''
        from pg_auth_members a
        join pg_roles g on g.oid = a.roleid join pg_roles m on m.oid = a.member
        where g.rolname like 'app\\_%' and m.rolname like 'app\\_%'""",
}

# PostgreSQL writes a list of words in one way, and after reading that in another: with other casts
# and brackets.
SPELLING = re.compile(r"::(text|character varying)(\[\])?|[()\s]")

List = dict[str, dict[str, str]]


def list_of(link: psycopg.Connection) -> List:
    """Everything, by kind and name. Of a role that reads past the policies; else it raises."""
    for name, value in SETTINGS.items():
        link.execute("select set_config(%s, %s, false)", [name, value])
    found: List = {"rows": {}, "counters": {}}
    for (table,) in link.execute(
        "select tablename from pg_tables where schemaname = 'app' order by 1"
    ).fetchall():
        if table not in NOT_KEPT:
            query = sql.SQL(ROWS).format(table=sql.Identifier("app", table))
            count, hashed = link.execute(query).fetchone() or (0, "")
            found["rows"][table] = f"{count} {hashed}"
    for (sequence,) in link.execute(
        "select sequencename from pg_sequences where schemaname = 'app' order by 1"
    ).fetchall():
        query = sql.SQL("select concat_ws(' ', last_value, is_called) from {}").format(
            sql.Identifier("app", sequence)
        )
        (found["counters"][sequence],) = link.execute(query).fetchone() or ("",)
    for kind, query_text in CATALOG.items():
        lines = link.execute(query_text.encode()).fetchall()
        found[kind] = {name: SPELLING.sub("", said) for name, said in lines}
    return found


def differences(one: List, other: List) -> list[str]:
    """What is not equal, one line each; no contents, which are hashes or definitions."""
    found = []
    for kind in sorted(one.keys() | other.keys()):
        here, there = one.get(kind, {}), other.get(kind, {})
        for name in sorted(here.keys() | there.keys()):
            if name not in there:
                found.append(f"{kind}: {name} is missing")
            elif name not in here:
                found.append(f"{kind}: {name} was not there before")
            elif here[name] != there[name]:
                found.append(f"{kind}: {name} differs")
    return found


def count(found: List) -> str:
    """A list in one sentence."""
    rows = sum(int(line.split()[0]) for line in found["rows"].values())
    parts = [f"{len(found[kind])} {kind}" for kind in ("policies", "functions", "columns")]
    return f"{rows} rows in {len(found['rows'])} tables, {', '.join(parts)}"
