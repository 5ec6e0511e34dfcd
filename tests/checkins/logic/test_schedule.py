"""Every instant lies in exactly one round, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkins.enums import Phase
from checkins.logic.schedule import (
    TRANSITIONS,
    Rhythm,
    Span,
    couple_span,
    day_bounds,
    first_moment,
    is_invited,
    late_until,
    local_day,
    next_moment,
    phase,
    previous_solo_span,
    previous_span,
    round_day,
    solo_span,
    span_of_day,
)
from tests.accounts.logic.test_rhythm import ZONES, berlin, instants, rhythms

BERLIN = "Europe/Berlin"
SUNDAY_EVENING = Rhythm(1, 6, time(19), BERLIN)
A_DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)
zones = st.sampled_from(ZONES)
passed = st.timedeltas(timedelta(0), timedelta(days=6000))


def running(
    now: datetime, connected_at: datetime, rhythm: Rhythm, last_known: Span | None = None
) -> Span:
    return couple_span(
        now,
        connected_at=connected_at,
        first_moment_at=first_moment(connected_at, rhythm, A_DAY),
        last_known=last_known,
        rhythm=rhythm,
    )


@given(connected_at=instants, rhythm=rhythms, since=passed)
def test_couple_span_holds_now_and_touches_its_neighbours(
    connected_at: datetime, rhythm: Rhythm, since: timedelta
) -> None:
    now = connected_at + since
    span = running(now, connected_at, rhythm)
    assert now in span
    assert running(span.starts_at, connected_at, rhythm) == span
    assert running(span.ends_at - INSTANT, connected_at, rhythm) == span
    assert running(span.ends_at, connected_at, rhythm).starts_at == span.ends_at
    assert next_moment(span.ends_at, rhythm) == running(span.ends_at, connected_at, rhythm).ends_at


@given(
    connected_at=instants,
    rhythm=rhythms,
    weeks=st.lists(st.integers(0, 400), min_size=1, max_size=4),
)
def test_couple_span_is_the_same_whichever_rounds_were_touched(
    connected_at: datetime, rhythm: Rhythm, weeks: list[int]
) -> None:
    last_known = None
    now = connected_at
    for count in weeks:
        now += timedelta(weeks=count)
        last_known = running(now, connected_at, rhythm, last_known)
        assert last_known == running(now, connected_at, rhythm)


@given(connected_at=instants, rhythm=rhythms, new=rhythms, since=passed, later=passed)
def test_couple_span_after_a_change_of_rhythm_goes_on_without_a_gap(
    connected_at: datetime, rhythm: Rhythm, new: Rhythm, since: timedelta, later: timedelta
) -> None:
    at_change = running(connected_at + since, connected_at, rhythm)
    now = at_change.ends_at + later
    span = running(now, connected_at, new, at_change)
    assert now in span
    first = running(at_change.ends_at, connected_at, new, at_change)
    assert first.starts_at == at_change.ends_at
    assert first.ends_at == next_moment(at_change.ends_at, new)


def test_couple_span_of_the_first_round_runs_from_connecting_to_the_first_moment() -> None:
    connected_at = berlin(2026, 6, 3, 12)
    assert running(connected_at, connected_at, SUNDAY_EVENING) == Span(
        connected_at, berlin(2026, 6, 7)
    )


def test_couple_span_after_centuries_takes_few_steps() -> None:
    connected_at = berlin(2026, 6, 3, 12)
    span = running(berlin(2999, 6, 3, 12), connected_at, SUNDAY_EVENING)
    assert span == Span(berlin(2999, 6, 2), berlin(2999, 6, 9))


def test_couple_span_before_what_is_known_is_refused() -> None:
    connected_at = berlin(2026, 6, 3, 12)
    with pytest.raises(ValueError, match="before the latest known round"):
        running(connected_at - INSTANT, connected_at, SUNDAY_EVENING)


def test_couple_spans_over_both_changes_of_the_clock_are_an_hour_off() -> None:
    connected_at = berlin(2026, 1, 1, 12)
    lengths = []
    for day in (berlin(2026, 3, 28), berlin(2026, 6, 6), berlin(2026, 10, 24)):
        span = running(day, connected_at, SUNDAY_EVENING)
        lengths.append(span.ends_at - span.starts_at)
    week = timedelta(days=7)
    hour = timedelta(hours=1)
    assert lengths == [week - hour, week, week + hour]


@given(connected_at=instants, rhythm=rhythms, since=passed)
def test_previous_span_ends_where_the_running_one_starts(
    connected_at: datetime, rhythm: Rhythm, since: timedelta
) -> None:
    span = running(connected_at + since, connected_at, rhythm)
    before = previous_span(
        span,
        connected_at=connected_at,
        first_moment_at=first_moment(connected_at, rhythm, A_DAY),
        last_known=None,
        rhythm=rhythm,
    )
    if span.starts_at == connected_at:
        assert before is None
    else:
        assert before == running(span.starts_at - INSTANT, connected_at, rhythm)


def test_previous_span_that_was_stored_is_the_stored_one() -> None:
    connected_at = berlin(2026, 6, 3, 12)
    stored = Span(berlin(2026, 6, 14), berlin(2026, 6, 21))
    wednesday = Rhythm(1, 2, time(8), BERLIN)
    span = running(berlin(2026, 6, 22), connected_at, wednesday, stored)
    assert span == Span(berlin(2026, 6, 21), berlin(2026, 7, 1, 8))
    assert stored == previous_span(
        span,
        connected_at=connected_at,
        first_moment_at=berlin(2026, 6, 7),
        last_known=stored,
        rhythm=wednesday,
    )


@given(now=instants, time_zone=zones)
def test_solo_span_is_the_calendar_week(now: datetime, time_zone: str) -> None:
    span = solo_span(now, time_zone)
    assert now in span
    assert local_day(span.starts_at, time_zone).weekday() == 0
    assert round_day(span, time_zone).weekday() == 6
    assert solo_span(span.ends_at - INSTANT, time_zone) == span
    assert solo_span(span.ends_at, time_zone).starts_at == span.ends_at
    assert previous_solo_span(solo_span(span.ends_at, time_zone), time_zone) == span


def test_couple_span_where_the_clock_goes_back_over_midnight_follows_the_instant() -> None:
    # On 7 November 2010 St. John's went from Sunday 00:01 back to Saturday 23:01.
    zone = ZoneInfo("America/St_Johns")
    rhythm = Rhythm(1, 6, time(0), "America/St_Johns")
    connected_at = datetime(2010, 9, 1, tzinfo=zone)
    moment = datetime(2010, 11, 7, 2, 30, tzinfo=UTC)
    saturday_again = datetime(2010, 11, 6, 23, 30, fold=1, tzinfo=zone)
    assert running(saturday_again, connected_at, rhythm).starts_at == moment


def test_round_day_is_the_date_of_the_moment_and_the_sunday_of_a_solo_week() -> None:
    couple = Span(berlin(2026, 6, 7), berlin(2026, 6, 14))
    assert round_day(couple, BERLIN) == date(2026, 6, 14)
    assert round_day(solo_span(berlin(2026, 6, 10), BERLIN), BERLIN) == date(2026, 6, 14)


@given(now=instants, time_zone=zones)
def test_day_bounds_hold_exactly_the_rounds_of_that_name(now: datetime, time_zone: str) -> None:
    day = round_day(Span(now - A_DAY, now), time_zone)
    after, until = day_bounds(day, time_zone)
    assert after < now <= until


@given(connected_at=instants, rhythm=rhythms, since=st.integers(0, 5000))
def test_round_day_names_one_round_only(connected_at: datetime, rhythm: Rhythm, since: int) -> None:
    span = running(connected_at + timedelta(days=since), connected_at, rhythm)
    spans = [span]
    for _ in range(3):
        spans.append(running(spans[-1].ends_at, connected_at, rhythm))
    days = [round_day(each, rhythm.time_zone) for each in spans]
    assert all(one < two for one, two in pairwise(days))
    for each, day in zip(spans, days, strict=True):
        assert span_of_day(day, *spans, time_zone=rhythm.time_zone) == each


def test_span_of_day_of_an_unknown_day_is_none() -> None:
    span = Span(berlin(2026, 6, 7), berlin(2026, 6, 14))
    assert span_of_day(date(2026, 6, 13), span, None, time_zone=BERLIN) is None


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (berlin(2026, 6, 7, 18, 59), Phase.AHEAD),
        (berlin(2026, 6, 7), Phase.RUNNING),
        (berlin(2026, 6, 14, 18, 59), Phase.RUNNING),
        (berlin(2026, 6, 14), Phase.LATE),
        (berlin(2026, 6, 21, 18, 59), Phase.LATE),
        (berlin(2026, 6, 21), Phase.OVER),
    ],
)
def test_phase_changes_at_the_moment_itself(now: datetime, expected: Phase) -> None:
    span = Span(berlin(2026, 6, 7), berlin(2026, 6, 14))
    assert phase(now, span, span.ends_at) is expected
    assert late_until(span) == berlin(2026, 6, 21)


@given(
    opened_early=st.timedeltas(timedelta(0), timedelta(days=7)),
    days=st.lists(st.integers(-10, 30), min_size=2, unique=True).map(sorted),
)
def test_phase_only_ages(opened_early: timedelta, days: list[int]) -> None:
    span = Span(berlin(2026, 6, 7), berlin(2026, 6, 14))
    seen = [
        phase(span.starts_at + timedelta(days=each), span, span.ends_at - opened_early)
        for each in days
    ]
    order = list(Phase)
    assert seen == sorted(seen, key=order.index)
    assert {key: list(after) for key, after in TRANSITIONS.items()} == {
        each: order[place + 1 : place + 2] for place, each in enumerate(order)
    }


def test_phase_of_a_round_opened_early_is_past_its_moment() -> None:
    span = Span(berlin(2026, 6, 7), berlin(2026, 6, 14))
    assert phase(berlin(2026, 6, 12), span, berlin(2026, 6, 12)) is Phase.LATE


@pytest.mark.parametrize(
    ("now", "invited"),
    [
        (berlin(2026, 6, 11, 18, 59), False),
        (berlin(2026, 6, 11), True),
        (berlin(2026, 6, 14, 18, 59), True),
        (berlin(2026, 6, 14), False),
    ],
)
def test_is_invited_in_the_last_three_days(now: datetime, *, invited: bool) -> None:
    assert is_invited(now, Span(berlin(2026, 6, 7), berlin(2026, 6, 14))) is invited


def test_span_refuses_to_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends after it starts"):
        Span(berlin(2026, 6, 7), berlin(2026, 6, 7))
