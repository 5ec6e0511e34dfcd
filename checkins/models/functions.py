"""The SQL functions of migrations 0002 and 0004, typed. Each acts as whoever
the transaction acts as.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection


def round_is_open(round_id: UUID) -> bool:
    """Whether the moment has come by the clock on the wall, or by both of the couple."""
    return bool(_one("select round_is_open(%s)", round_id))


def open_early(round_id: UUID, notice: timedelta) -> bool:
    """Open where both released and both asked, no sooner than ``notice`` after connecting."""
    return bool(_one("select open_early(%s, %s)", round_id, notice))


def attentive_holds() -> bool:
    """Whether choosing *attentive* holds: for whoever is alone, or where both of a couple did."""
    return bool(_one("select attentive_holds()"))


def _one(statement: str, *arguments: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        return cursor.fetchone()[0]
