"""What a partner lets a therapist see, and from when until when."""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Final

from accounts.enums import Scope
from accounts.logic.rhythm import instant_of, local_day

# Raise it when the wording of a scope changes in meaning: then a new consent says the new one.
CURRENT: Final = 1
USUAL_MONTHS: Final = 6
LONGEST_MONTHS: Final = 12
# What a scope is nothing without.
NEEDS: Final = {Scope.NUMBERS: Scope.TRENDS}


def lonely(scopes: Collection[Scope]) -> Scope | None:
    """The one among ``scopes`` that is nothing without another, which is not there; or None."""
    return next(
        (each for each, needed in NEEDS.items() if each in scopes and needed not in scopes), None
    )


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last one of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def begins(first_day: date, now: datetime, time_zone: str) -> datetime:
    """From which instant on: the beginning of a day to come, or now. Never before now."""
    if first_day <= local_day(now, time_zone):
        return now
    return instant_of(first_day, time(0), time_zone)


def ends(last_day: date, time_zone: str) -> datetime:
    """Until which instant: the end of ``last_day`` by the couple's own calendar."""
    return instant_of(last_day + timedelta(days=1), time(0), time_zone)


def last_day(until: datetime, time_zone: str) -> date:
    """The last whole day before ``until``: what :func:`ends` was made of."""
    return local_day(until - timedelta(microseconds=1), time_zone)
