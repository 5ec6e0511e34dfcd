"""Rounds as spans of time, computed from a rhythm and never from a job.

Spans are half open (``starts_at <= instant < ends_at``), follow each other without a gap and
exist whether or not anybody touched them.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

from accounts.logic.rhythm import (
    Rhythm,
    first_moment,
    instant_of,
    local_day,
    moment_on,
    next_day,
    next_moment,
)
from checkins.enums import Phase

__all__ = [
    "INVITED_FOR",
    "LATE_FOR",
    "TRANSITIONS",
    "Rhythm",
    "Span",
    "couple_span",
    "day_bounds",
    "first_moment",
    "is_invited",
    "is_open",
    "late_until",
    "local_day",
    "next_moment",
    "phase",
    "previous_solo_span",
    "previous_span",
    "round_day",
    "solo_span",
    "span_of_day",
]

INVITED_FOR = timedelta(days=3)
LATE_FOR = timedelta(days=7)

# A round only ever ages.
TRANSITIONS = MappingProxyType(
    {
        Phase.AHEAD: frozenset({Phase.RUNNING}),
        Phase.RUNNING: frozenset({Phase.LATE}),
        Phase.LATE: frozenset({Phase.OVER}),
        Phase.OVER: frozenset[Phase](),
    }
)

_INSTANT = timedelta(microseconds=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Span:
    """From ``starts_at`` up to, not including, ``ends_at``; aware, kept in UTC."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        # Python compares and subtracts two times of one zone by the wall, not by the instant.
        object.__setattr__(self, "starts_at", self.starts_at.astimezone(UTC))
        object.__setattr__(self, "ends_at", self.ends_at.astimezone(UTC))
        if not self.starts_at < self.ends_at:
            message = "A span ends after it starts."
            raise ValueError(message)

    def __contains__(self, instant: datetime) -> bool:
        return self.starts_at <= instant < self.ends_at


def couple_span(
    now: datetime,
    *,
    connected_at: datetime,
    first_moment_at: datetime,
    last_known: Span | None,
    rhythm: Rhythm,
) -> Span:
    """The round of a couple that runs at ``now``.

    ``last_known`` is the latest round that was stored, or None; what was stored stays as it
    is, and the rhythm applies from its end on. So whoever changes a rhythm stores the running
    round first. Takes the same few steps however many rounds nobody touched.
    Raises ValueError where ``now`` lies before the connection or before ``last_known``.
    """
    if last_known is None:
        last_known = Span(connected_at, first_moment_at)
    if now < last_known.starts_at:
        message = "This instant lies before the latest known round."
        raise ValueError(message)
    if now in last_known:
        return last_known
    day = next_day(last_known.ends_at, rhythm)
    if now < moment_on(day, rhythm):
        return Span(last_known.ends_at, moment_on(day, rhythm))
    step = timedelta(days=rhythm.days)
    # An estimate: the moment of that day may be ahead, or the date was set back over midnight.
    day += step * ((local_day(now, rhythm.time_zone) - day) // step)
    while moment_on(day, rhythm) > now:
        day -= step
    while moment_on(day + step, rhythm) <= now:
        day += step
    return Span(moment_on(day, rhythm), moment_on(day + step, rhythm))


def previous_span(
    running: Span,
    *,
    connected_at: datetime,
    first_moment_at: datetime,
    last_known: Span | None,
    rhythm: Rhythm,
) -> Span | None:
    """The couple's round before ``running``, or None where ``running`` is the first.

    ``last_known`` is the latest stored round that ended at or before ``running`` started;
    ``rhythm`` the one that ``running`` came from. Always ends where ``running`` starts.
    """
    if running.starts_at <= connected_at:
        return None
    before = couple_span(
        running.starts_at - _INSTANT,
        connected_at=connected_at,
        first_moment_at=first_moment_at,
        last_known=last_known,
        rhythm=rhythm,
    )
    return Span(before.starts_at, running.starts_at)


def solo_span(now: datetime, time_zone: str) -> Span:
    """The calendar week at ``now``: Monday 00:00 to Monday 00:00 in ``time_zone``, as instants."""
    today = local_day(now, time_zone)
    monday = today - timedelta(days=today.weekday())
    midnight = time(0)
    return Span(
        instant_of(monday, midnight, time_zone), instant_of(monday + _WEEK, midnight, time_zone)
    )


def previous_solo_span(running: Span, time_zone: str) -> Span:
    """The calendar week before ``running``, in ``time_zone``."""
    return solo_span(running.starts_at - _INSTANT, time_zone)


def round_day(span: Span, time_zone: str) -> date:
    """The date that names a round in addresses: the local date of its last instant.

    That is the date of the reveal moment, and the Sunday of a solo week.
    """
    return local_day(span.ends_at - _INSTANT, time_zone)


def day_bounds(day: date, time_zone: str) -> tuple[datetime, datetime]:
    """``(after, until)``: a round is named ``day`` where ``after < ends_at <= until``."""
    midnight = time(0)
    return (
        instant_of(day, midnight, time_zone),
        instant_of(day + timedelta(days=1), midnight, time_zone),
    )


def span_of_day(day: date, *spans: Span | None, time_zone: str) -> Span | None:
    """The first of ``spans`` that ``day`` names, or None."""
    for span in spans:
        if span is not None and round_day(span, time_zone) == day:
            return span
    return None


def is_open(now: datetime, opens_at: datetime) -> bool:
    """Whether the moment of a round has come."""
    return opens_at <= now


def late_until(span: Span) -> datetime:
    """Up to when a missed check-in of this round may still be entered, for oneself only."""
    return span.ends_at + LATE_FOR


def is_invited(now: datetime, span: Span) -> bool:
    """Whether home glows with the invitation: the last three days of the round."""
    return now in span and span.ends_at - INVITED_FOR <= now


def phase(now: datetime, span: Span, opens_at: datetime) -> Phase:
    """Where the round stands at ``now``; ``opens_at`` is its end or, opened early, before it."""
    if now < span.starts_at:
        return Phase.AHEAD
    if not is_open(now, opens_at):
        return Phase.RUNNING
    if now < late_until(span):
        return Phase.LATE
    return Phase.OVER
