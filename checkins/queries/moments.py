"""Moments and weeks in words, as the clock on the reader's wall shows them."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checkins.logic import month as months
from checkins.logic.schedule import local_day

SOON = timedelta(days=7)
NOON, EVENING, NIGHT = 12, 18, 5


def say_moment(instant: datetime, time_zone: str, now: datetime) -> str:
    """For example "Sunday, 19:00"; with the date where it is a week off or more."""
    wall = instant.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)
    if abs(instant - now) < SOON:
        return date_format(wall, "l, H:i")
    return date_format(wall, "l, j F, H:i")


def say_week(starts_on: date, ends_on: date) -> str:
    """For example "2 – 8 March"."""
    if starts_on.month == ends_on.month:
        first = date_format(starts_on, "j")
    else:
        first = date_format(starts_on, "j F")
    return f"{first} – {date_format(ends_on, 'j F')}"


def say_days(starts_on: date, ends_on: date) -> str:
    """With the year, and short, for long tables: "4 Mar 2026", "1 – 8 Mar 2026", "March 2026"."""
    return _say_days(starts_on, ends_on, get_language())


@lru_cache(maxsize=4096)
def _say_days(starts_on: date, ends_on: date, language: str | None) -> str:
    # Kept in memory: a table of two years says the same hundred weeks once for each element.
    if starts_on == ends_on:
        return date_format(ends_on, "j M Y")
    if months.first_of(starts_on) == starts_on and months.last_of(starts_on) == ends_on:
        return date_format(starts_on, "F Y")
    if months.first_of(starts_on) == months.first_of(ends_on):
        first = date_format(starts_on, "j")
    else:
        first = date_format(starts_on, "j M" if starts_on.year == ends_on.year else "j M Y")
    return f"{first} – {date_format(ends_on, 'j M Y')}"


def say_today(now: datetime, time_zone: str) -> str:
    """The weekday."""
    return date_format(local_day(now, time_zone), "l")


def greet(now: datetime, time_zone: str, name: str) -> str:
    """A greeting for the hour of the day."""
    hour = now.astimezone(ZoneInfo(time_zone)).hour
    if NIGHT <= hour < NOON:
        return _("Good morning, %(name)s") % {"name": name}
    if NOON <= hour < EVENING:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}
