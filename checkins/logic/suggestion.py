"""What one suggests to the other closes by its date alone, so that a no looks like no answer."""

from datetime import date, timedelta
from typing import Final

WAITS_FOR: Final = timedelta(days=7)
_DAY = timedelta(days=1)


def waits_until(suggested_on: date) -> date:
    """The last day on which a suggestion can be said yes to."""
    return suggested_on + WAITS_FOR - _DAY


def waits(suggested_on: date, today: date) -> bool:
    """Whether it still looks open, which does not depend on what anybody answered."""
    return today <= waits_until(suggested_on)
