"""Until when something is kept. In whole days of its owner's calendar, which no change of clocks
makes longer or shorter.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType

from accounts.enums import Kept, KeptFor
from accounts.logic.rhythm import local_day

# What stands without a choice (PR-05).
STANDARD: Mapping[Kept, KeptFor] = MappingProxyType(
    {Kept.CHECK_INS: KeptFor.TWO_YEARS, Kept.INWARD: KeptFor.ONE_YEAR}
)
# For a device whose session is over; the session itself ends after twelve hours.
DEVICES_FOR = timedelta(days=14)
# The small hours belong to the evening before: what a page names goes in the night that follows.
SMALL_HOURS = timedelta(hours=12)


def day_of_the_night(now: datetime, time_zone: str) -> date:
    """The day whose night it is at ``now``, by the calendar of ``time_zone``."""
    return local_day(now - SMALL_HOURS, time_zone)


def oldest_kept(today: date, kept_for: KeptFor) -> date | None:
    """The first day of which something is kept; None keeps all. The same day of an earlier month,
    or that month's last one.
    """
    if kept_for is KeptFor.ALWAYS:
        return None
    year, month = divmod(today.year * 12 + today.month - 1 - kept_for, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
