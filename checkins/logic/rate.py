"""Which rounds count where a therapist is told in how many of them each of two released (TR-11)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from checkins.logic.schedule import Rhythm, couple_span

WEEKS: Final = 8
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class LastRounds:
    """Rounds that began at ``first`` or later count, and ``count`` of those have ended."""

    first: datetime
    count: int


def last_rounds(
    now: datetime,
    since: datetime,
    *,
    connected_at: datetime,
    first_moment_at: datetime,
    rhythm: Rhythm,
) -> LastRounds:
    """The rounds that ended in the last eight weeks and began after ``since``, whole ones alone.

    A round that nobody touched is no row, so they are counted by the clock, and by the wall: so a
    day that is an hour shorter takes none away. As if the rhythm had always been this one.
    """
    zone = ZoneInfo(rhythm.time_zone)
    length = timedelta(days=rhythm.days)
    first = now.astimezone(zone) - timedelta(weeks=WEEKS) - length + _INSTANT
    around = couple_span(
        since,
        connected_at=connected_at,
        first_moment_at=first_moment_at,
        last_known=None,
        rhythm=rhythm,
    )
    ended = (now.astimezone(zone) - around.ends_at.astimezone(zone)) // length
    ended += around.starts_at == since
    return LastRounds(first, max(0, min(timedelta(weeks=WEEKS) // length, ended)))
