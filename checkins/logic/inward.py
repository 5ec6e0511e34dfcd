"""What looking inward adds to own trends: the body, one's own sense of things, and what one did
with a feeling. Counts of one's own entries, never a type of person.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from checkins.enums.inner import BodySign, InnerCode, InnerResponse, Need
from checkins.logic.month import first_of, last_of
from checkins.logic.trends import Point

STRAIN: Final = (
    BodySign.HEART_FAST,
    BodySign.BREATH_SHALLOW,
    BodySign.MUSCLES_TIGHT,
    BodySign.STOMACH_OFF,
    BodySign.SLEPT_BADLY,
)
EASE: Final = (BodySign.SHOULDERS_DOWN, BodySign.WARM, BodySign.BREATH_SLOW, BodySign.RESTED)
BEING_CLOSE: Final = frozenset(
    {
        Need.SAFETY,
        Need.ACCEPTANCE,
        Need.TUNED_IN,
        Need.CALMED_TOGETHER,
        Need.LOVE,
        Need.CONNECTION,
    }
)
_ALL = 10
_FEWEST_ENTRIES = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One time of looking inward: the day, and what was answered, by code."""

    on: date
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MonthInward:
    """One month of entries: how many, how often each kind of need was hungry, and what was done
    with the feeling, most often first.
    """

    month: date
    entries: int
    being_close: int
    being_oneself: int
    responses: tuple[tuple[InnerResponse, int], ...]


def signs(entries: Iterable[Entry], of: Sequence[BodySign]) -> list[Point]:
    """How many of these signs there were, as 0–10, in each entry that speaks of the body."""
    return [
        _point(entry, _ALL * len(set(of) & set(chosen)) / len(of))
        for entry in entries
        if (chosen := entry.answers.get(InnerCode.BODY))
    ]


def ratings(entries: Iterable[Entry], code: InnerCode) -> list[Point]:
    """What was answered to one rating, 0–10."""
    return [
        _point(entry, value)
        for entry in entries
        if isinstance(value := entry.answers.get(code), int)
    ]


def hidden(entries: Iterable[Entry]) -> list[Point]:
    """By month, how often a feeling was hidden, 0–10, oldest first; a month needs two entries that
    say what was done.
    """
    months: dict[date, list[bool]] = {}
    for entry in entries:
        if did := entry.answers.get(InnerCode.RESPONSE):
            months.setdefault(first_of(entry.on), []).append(InnerResponse.HID in did)
    return [
        Point(month, last_of(month), _ALL * sum(hid) / len(hid))
        for month, hid in sorted(months.items())
        if len(hid) >= _FEWEST_ENTRIES
    ]


def by_month(entries: Iterable[Entry]) -> list[MonthInward]:
    """Newest first. What keeps a pattern going shows over months, not in one entry (S0-22)."""
    months: dict[date, list[Entry]] = {}
    for entry in entries:
        months.setdefault(first_of(entry.on), []).append(entry)
    return [_month(month, its) for month, its in sorted(months.items(), reverse=True)]


def _month(month: date, entries: Sequence[Entry]) -> MonthInward:
    needs = [set(entry.answers.get(InnerCode.NEED) or ()) for entry in entries]
    did = Counter(
        InnerResponse(each)
        for entry in entries
        for each in entry.answers.get(InnerCode.RESPONSE) or ()
    )
    return MonthInward(
        month=month,
        entries=len(entries),
        being_close=sum(bool(each & BEING_CLOSE) for each in needs),
        being_oneself=sum(bool(each - BEING_CLOSE) for each in needs),
        responses=tuple(did.most_common()),
    )


def _point(entry: Entry, value: float) -> Point:
    return Point(entry.on, entry.on, value)
