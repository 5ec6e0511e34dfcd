"""What a request asks of the database: a statement more or less is time, and time can be
measured from outside (SR-06).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

SAVEPOINT = re.compile(r"\"?s\d+_x\d+\"?")


@contextmanager
def asked() -> Iterator[list[str]]:
    """The shapes of the statements asked inside the block, in their order.

    Beside the ways that Django has of its own: these write out every value, and we take them all
    away again.
    """
    shapes: list[str] = []

    def note(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django passes it so
        shapes.append(shape(sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        yield shapes


def shape(sql: str, values: Any) -> str:
    """A statement without its values, but for what is no value: null, true and false."""
    plain = [each for each in values or () if each is None or isinstance(each, bool)]
    if plain:
        sql += f" -- {[each if each is None or isinstance(each, bool) else '?' for each in values]}"
    return SAVEPOINT.sub("s", sql)
