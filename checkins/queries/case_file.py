"""The released values of a couple's lines, for a program."""

from collections.abc import Iterable
from typing import Any

from checkins.queries.panels import Panel

HEAD = ("area", "first_day", "last_day", "a", "b", "beside")


def rows_of(panels: Iterable[Panel]) -> list[tuple[Any, ...]]:
    """A head and a row for each week and area, oldest first: the very values that are drawn, 0–10
    or "hard", "mixed", "steady"; empty where there is none. ``beside`` says the marks in words.
    """
    rows: list[tuple[Any, ...]] = [HEAD]
    for panel in panels:
        for row in reversed(panel.rows):
            values = [*row.values, None, None][:2]
            rows.append((panel.key, row.starts_on, row.ends_on, *map(_said, values), row.notes))
    return rows


def _said(value: float | str | None) -> float | str | None:
    """Every number in one form: a whole one may come as it was answered."""
    return value if value is None or isinstance(value, str) else float(value)
