"""Rituals of two people: how often one comes, and on which days of a week. Pure arithmetic on
dates: nobody is reminded, and nothing is ticked off.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from accounts.logic.documents import DocumentError, Fields, read
from checkins.enums.good import Every

# As with a statement: what nobody took up looks the same until its last day, and goes.
# Each of two may suggest so many.
MOST: Final = 3
LONGEST: Final = 120
_DAY: Final = timedelta(days=1)
_WEEK: Final = 7
# Two months hold a first such weekday twice, whatever the day.
_AHEAD: Final = 62


@dataclass(frozen=True, slots=True)
class Repeats:
    """``weekday`` is 0 (Monday) to 6; None where it comes every day, and only there."""

    every: Every
    weekday: int | None

    def __post_init__(self) -> None:
        if (self.weekday is None) is not (self.every is Every.DAY):
            message = "A weekday belongs to everything but a ritual of every day."
            raise ValueError(message)
        if self.weekday is not None and not 0 <= self.weekday < _WEEK:
            message = "A weekday is a number from 0 (Monday) to 6 (Sunday)."
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Idea:
    """One of the shipped suggestions, with how often it fits."""

    text: str
    every: Every


def monday_of(day: date) -> date:
    """The first day of the calendar week of a date."""
    return day - timedelta(days=day.weekday())


def falls_on(repeats: Repeats, since: date, day: date) -> bool:
    """Whether it comes on a date. ``since`` is the day on which both said yes: nothing comes
    before it, and every other week is counted from the first such weekday on.
    """
    if day < since:
        return False
    if repeats.weekday is None:
        return True
    if day.weekday() != repeats.weekday:
        return False
    match repeats.every:
        case Every.FORTNIGHT:
            first = since + timedelta(days=(repeats.weekday - since.weekday()) % _WEEK)
            return (day - first).days % (2 * _WEEK) == 0
        case Every.MONTH:
            return day.day <= _WEEK
        case _:
            return True


def days_of_week(repeats: Repeats, since: date, today: date) -> tuple[date, ...]:
    """The dates of the calendar week of ``today`` on which it comes; past ones as well."""
    monday = monday_of(today)
    week = (monday + number * _DAY for number in range(_WEEK))
    return tuple(day for day in week if falls_on(repeats, since, day))


def next_on(repeats: Repeats, since: date, today: date) -> date:
    """The next date on which it comes, today included."""
    first = max(since, today)
    ahead = (first + number * _DAY for number in range(_AHEAD))
    return next(day for day in ahead if falls_on(repeats, since, day))


def parse_ideas(text: str) -> tuple[Idea, ...]:
    """Read the YAML ``text`` of a language's suggestions.

    Raises DocumentError with the line and the reason.
    """
    fields = read(text)
    fields.only("rituals")
    ideas = tuple(_idea(each) for each in fields.nested("rituals"))
    texts = [each.text for each in ideas]
    if not texts or len(set(texts)) < len(texts):
        raise DocumentError(fields.line_at("rituals"), "each suggestion stands here once.")
    return ideas


def _idea(fields: Fields) -> Idea:
    fields.only("text", "every")
    return Idea(fields.text("text", longest=LONGEST), fields.one_of("every", Every))
