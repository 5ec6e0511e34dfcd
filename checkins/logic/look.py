"""For which span a set that one person answers alone is asked: a week, or a quarter of a year."""

from datetime import date, timedelta
from typing import Final

from checkins.enums import Cadence

_DAYS_OF_A_WEEK: Final = 7
_MONTHS: Final = 3


def first_day(cadence: Cadence, today: date) -> date:
    """The first day of the span that ``today`` is in: a Monday, or the first of a quarter.

    Raises ValueError for a cadence that nobody is asked alone.
    """
    match cadence:
        case Cadence.WEEKLY:
            return today - timedelta(days=today.weekday())
        case Cadence.QUARTERLY:
            return date(today.year, today.month - (today.month - 1) % _MONTHS, 1)
        case _:
            message = f"Nobody is asked alone with the cadence {cadence}."
            raise ValueError(message)


def last_day(cadence: Cadence, first: date) -> date:
    """The last day of the span that begins on ``first``."""
    if cadence is Cadence.WEEKLY:
        return first + timedelta(days=_DAYS_OF_A_WEEK - 1)
    # Some day of the month after the three, back to its first, and one more day back.
    after = first + timedelta(days=_MONTHS * 31)
    return after.replace(day=1) - timedelta(days=1)
