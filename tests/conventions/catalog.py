"""What PostgreSQL's own catalogue says about our schema."""

from typing import Any

from django.db import connections


def ask(question: str, *values: Any, alias: str = "default") -> list[tuple[Any, ...]]:
    """The rows of one question, as the web's role unless said otherwise."""
    with connections[alias].cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())


def tables() -> list[str]:
    """Every table of ours, in order."""
    found = ask(
        "select relname from pg_class where relnamespace = 'app'::regnamespace"
        " and relkind in ('r', 'p', 'f') order by relname"
    )
    return [name for (name,) in found]


def grants(role: str) -> dict[str, str]:
    """What a role may do with which table: `SELECT UPDATE(a, b)`; nothing where it may nothing."""
    kinds = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]
    ((version,),) = ask("select current_setting('server_version_num')::int")
    if version >= 170000:
        kinds.append("MAINTAIN")
    rows = ask(
        """
        select c.relname, k.kind, case when has_table_privilege(%s, c.oid, k.kind) then null else (
          select string_agg(a.attname, ', ' order by a.attname) from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            and k.kind in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
            and has_column_privilege(%s, c.oid, a.attnum, k.kind)
        ) end, has_table_privilege(%s, c.oid, k.kind)
        from pg_class c, unnest(%s::text[]) with ordinality k(kind, place)
        where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p', 'f', 'v', 'm')
        order by c.relname, k.place
        """,
        role,
        role,
        role,
        kinds,
    )
    found: dict[str, list[str]] = {}
    for table, kind, columns, is_whole in rows:
        if is_whole:
            found.setdefault(table, []).append(kind)
        elif columns:
            found.setdefault(table, []).append(f"{kind}({columns})")
    return {table: " ".join(kinds) for table, kinds in found.items()}
