"""When a reminder may go: on days and from a time that its person chose, by their own clock.

Everything is decided by what the clock on their wall shows. A time that the clock skips in spring
comes as much later as the clock jumps; one that comes twice in autumn means the first.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from accounts.enums import Weekday
from accounts.logic.rhythm import instant_of, local_day
from checkins.logic.month import last_of

# "Is this address only yours?" is asked again after half a year.
ASKED_AGAIN_AFTER: Final = timedelta(days=182)
# And a month before, on a page that is open anyway, so that no mail need rest.
ASKED_AHEAD: Final = timedelta(days=30)
# In the last week of a month; from the date of a promise on, for a week.
MONTH_CLOSES_IN: Final = timedelta(days=7)
PROMISE_FOR: Final = timedelta(days=7)
# After each refusal of one address; then it waits for the next day that was chosen.
TRY_AGAIN: Final = MappingProxyType(
    {1: timedelta(minutes=10), 2: timedelta(minutes=30), 3: timedelta(minutes=90)}
)
# A month longer than the longest occasion, in whole months: so the trace of one tells no day.
TRACE_MONTHS: Final = 13
_WITHIN = 15


@dataclass(frozen=True, slots=True)
class Plan:
    """Weekdays, a wall time, and hours in which nothing goes; all in the person's own zone.

    Quiet hours may reach over midnight; two equal times are none at all.
    """

    days: frozenset[Weekday]
    at: time
    quiet_from: time
    quiet_until: time

    def is_quiet_at(self, wall: time) -> bool:
        """Whether a wall time lies in the quiet hours: from the first, up to the second."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= wall < self.quiet_until
        return wall >= self.quiet_from or wall < self.quiet_until


def may_send(now: datetime, plan: Plan, time_zone: str) -> bool:
    """Whether a mail may go at an aware instant: on a chosen day, not before the time, not in quiet
    hours. A worker that was away sends later on that day, or not on it.
    """
    wall = now.astimezone(ZoneInfo(time_zone))
    clock = wall.time().replace(fold=0)
    is_day = Weekday(wall.weekday()) in plan.days
    return is_day and clock >= plan.at and not plan.is_quiet_at(clock)


def next_look(after: datetime, plan: Plan, time_zone: str) -> datetime | None:
    """The first instant after ``after`` when a mail may go, in UTC; None where none ever may."""
    today = local_day(after, time_zone)
    for ahead in range(_WITHIN):
        instant = instant_of(today + timedelta(days=ahead), plan.at, time_zone)
        if instant > after and may_send(instant, plan, time_zone):
            return instant
    return None


def next_try(now: datetime, refusals: int) -> datetime | None:
    """When to try again after so many refusals in a row; None where it is enough for this time."""
    wait = TRY_AGAIN.get(refusals)
    return now + wait if wait else None


def must_be_asked(asked_on: date, today: date) -> bool:
    """Whether it is so long since somebody said that they alone read the address."""
    return today >= asked_on + ASKED_AGAIN_AFTER


def may_be_asked(asked_on: date, today: date) -> bool:
    """Whether that is so, or will be within a month."""
    return must_be_asked(asked_on, today + ASKED_AHEAD)


def month_closes(month: date, today: date) -> bool:
    """Whether ``today`` is in the last week of a month that is named by its first day."""
    return month <= today <= last_of(month) < today + MONTH_CLOSES_IN


def is_promised_for(due_on: date, today: date) -> bool:
    """Whether a promise may be brought to its giver's mind: from its date on, for a week."""
    return due_on <= today < due_on + PROMISE_FOR


def months_before(month: date, count: int) -> date:
    """The first day of the month so many months before one; after it, where ``count`` is less
    than nought.
    """
    year, number = divmod(month.year * 12 + month.month - 1 - count, 12)
    return date(year, number + 1, 1)


def trace_goes_on(today: date) -> date:
    """The first of a month: from then on nothing tells that a reminder was sent."""
    return months_before(today, -TRACE_MONTHS)


def as_bits(days: frozenset[Weekday]) -> int:
    """Weekdays as they are stored: the first bit is Monday."""
    return sum(1 << day for day in days)


def from_bits(bits: int) -> frozenset[Weekday]:
    """What ``as_bits`` was given."""
    return frozenset(day for day in Weekday if bits & 1 << day)
