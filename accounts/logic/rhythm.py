"""When a couple's moments fall: wall-clock times in the couple's own zone, as instants.

Daylight saving: a wall time that the clock skips happens as much later as the clock jumps
(02:30 becomes 03:30); a wall time that comes twice means its first occurrence.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAYS_OF_WEEK = 7
_NEAREST = 4  # a week whose weekday changes keeps between 4 and 10 days


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every one or two weeks, on a weekday (0 is Monday), at a wall time in a named zone."""

    every_weeks: int
    weekday: int
    at: time
    time_zone: str

    def __post_init__(self) -> None:
        if self.every_weeks not in {1, 2}:
            message = "A rhythm is weekly (1) or fortnightly (2)."
            raise ValueError(message)
        if not 0 <= self.weekday < _DAYS_OF_WEEK:
            message = "A weekday is a number from 0 (Monday) to 6 (Sunday)."
            raise ValueError(message)
        if self.at.tzinfo is not None:
            message = "The time of a rhythm is a plain wall time; its zone stands beside it."
            raise ValueError(message)

    @property
    def days(self) -> int:
        """Local days from one moment to the next while nothing changes."""
        return self.every_weeks * _DAYS_OF_WEEK


def local_day(instant: datetime, time_zone: str) -> date:
    """The date that calendars in ``time_zone`` show at an aware ``instant``."""
    return instant.astimezone(ZoneInfo(time_zone)).date()


def instant_of(day: date, at: time, time_zone: str) -> datetime:
    """The UTC instant of a wall time on a local date (see the module for daylight saving)."""
    wall = datetime.combine(day, at.replace(fold=0), ZoneInfo(time_zone))
    return wall.astimezone(UTC)


def moment_on(day: date, rhythm: Rhythm) -> datetime:
    """The UTC instant at which a moment of ``rhythm`` that belongs to ``day`` falls."""
    return instant_of(day, rhythm.at, rhythm.time_zone)


def first_moment(connected_at: datetime, rhythm: Rhythm, notice: timedelta) -> datetime:
    """The first moment of ``rhythm`` that is at least ``notice`` after ``connected_at``.

    The first round of a fortnightly rhythm is as short as that of a weekly one.
    """
    earliest = connected_at.astimezone(UTC) + notice
    day = local_day(earliest, rhythm.time_zone) - timedelta(days=1)
    day += timedelta(days=(rhythm.weekday - day.weekday()) % _DAYS_OF_WEEK)
    while moment_on(day, rhythm) < earliest:
        day += timedelta(days=_DAYS_OF_WEEK)
    return moment_on(day, rhythm)


def next_day(after: datetime, rhythm: Rhythm) -> date:
    """The local date of the moment that follows a moment at ``after``.

    Of the seven dates around the full length (4 to 10 days on when weekly, 11 to 17 when
    fortnightly) it is the one on the rhythm's weekday: with an unchanged weekday exactly
    7 or 14 local days on, with a changed one the round is at most three days longer or
    shorter, never nearly empty and never doubled.
    """
    nearest = local_day(after, rhythm.time_zone)
    nearest += timedelta(days=rhythm.days - _DAYS_OF_WEEK + _NEAREST)
    return nearest + timedelta(days=(rhythm.weekday - nearest.weekday()) % _DAYS_OF_WEEK)


def next_moment(after: datetime, rhythm: Rhythm) -> datetime:
    """The moment that follows a moment at ``after``, in UTC (rule: :func:`next_day`)."""
    return moment_on(next_day(after, rhythm), rhythm)
