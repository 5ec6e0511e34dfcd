"""Moments fall at the couple's wall time, through every change of the clock."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.logic.rhythm import Rhythm, first_moment, instant_of, local_day, next_moment

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Pacific/Auckland",
    "America/Havana",
    "Asia/Beirut",
    "Africa/Casablanca",
    "UTC",
)
SUNDAY_EVENING = Rhythm(1, 6, time(19), "Europe/Berlin")
DAY = timedelta(days=1)

rhythms = st.builds(
    Rhythm,
    every_weeks=st.sampled_from((1, 2)),
    weekday=st.integers(0, 6),
    at=st.times().map(lambda at: at.replace(fold=0, second=0, microsecond=0)),
    time_zone=st.sampled_from(ZONES),
)
instants = st.datetimes(
    min_value=datetime(2005, 1, 1),  # noqa: DTZ001 Hypothesis wants plain bounds
    max_value=datetime(2045, 1, 1),  # noqa: DTZ001 the same
    timezones=st.just(UTC),
)


def berlin(year: int, month: int, day: int, hour: int = 19, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (berlin(2026, 3, 22), datetime(2026, 3, 29, 17, tzinfo=UTC)),
        (berlin(2026, 3, 29), datetime(2026, 4, 5, 17, tzinfo=UTC)),
        (berlin(2026, 10, 18), datetime(2026, 10, 25, 18, tzinfo=UTC)),
        (berlin(2026, 10, 25), datetime(2026, 11, 1, 18, tzinfo=UTC)),
    ],
)
def test_next_moment_keeps_the_wall_time_over_both_changes_of_the_clock(
    after: datetime, expected: datetime
) -> None:
    assert next_moment(after, SUNDAY_EVENING) == expected


def test_next_moment_that_the_clock_skips_comes_later_by_the_jump() -> None:
    rhythm = Rhythm(1, 6, time(2, 30), "Europe/Berlin")
    assert next_moment(berlin(2026, 3, 22, 2, 30), rhythm) == berlin(2026, 3, 29, 3, 30)
    assert next_moment(berlin(2026, 3, 29, 3, 30), rhythm) == berlin(2026, 4, 5, 2, 30)


def test_next_moment_that_comes_twice_is_the_first_one() -> None:
    rhythm = Rhythm(1, 6, time(2, 30), "Europe/Berlin")
    assert next_moment(berlin(2026, 10, 18, 2, 30), rhythm) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


def test_next_moment_on_a_day_that_never_was_falls_on_the_day_after() -> None:
    apia = ZoneInfo("Pacific/Apia")
    rhythm = Rhythm(1, 4, time(19), "Pacific/Apia")
    skipped = next_moment(datetime(2011, 12, 23, 19, tzinfo=apia), rhythm)
    assert skipped == datetime(2011, 12, 31, 19, tzinfo=apia)
    assert next_moment(skipped, rhythm) == datetime(2012, 1, 6, 19, tzinfo=apia)


@pytest.mark.parametrize(("every_weeks", "usual"), [(1, 7), (2, 14)])
@pytest.mark.parametrize(
    ("weekday", "shift"), [(6, 0), (0, 1), (1, 2), (2, 3), (3, -3), (4, -2), (5, -1)]
)
def test_next_moment_on_a_new_weekday_is_at_most_three_days_off(
    every_weeks: int, usual: int, weekday: int, shift: int
) -> None:
    rhythm = Rhythm(every_weeks, weekday, time(19), "Europe/Berlin")
    expected = berlin(2026, 6, 7) + (usual + shift) * DAY
    assert next_moment(berlin(2026, 6, 7), rhythm) == expected


def test_next_moment_in_a_new_zone_is_at_the_new_wall_time() -> None:
    rhythm = Rhythm(1, 6, time(19), "Pacific/Auckland")
    assert next_moment(berlin(2026, 6, 7), rhythm) == datetime(
        2026, 6, 14, 19, tzinfo=ZoneInfo("Pacific/Auckland")
    )


@given(after=instants, rhythm=rhythms)
def test_next_moment_of_an_unchanged_rhythm_is_full_local_days_later(
    after: datetime, rhythm: Rhythm
) -> None:
    start = next_moment(after, rhythm)
    following = next_moment(start, rhythm)
    zone = ZoneInfo(rhythm.time_zone)
    assert start.tzinfo is UTC
    wall = following.astimezone(zone)
    skipped = instant_of(wall.date(), rhythm.at, rhythm.time_zone) != following
    if not skipped and wall.time() == rhythm.at and start.astimezone(zone).time() == rhythm.at:
        assert wall.date() - start.astimezone(zone).date() == rhythm.days * DAY
    assert (rhythm.days - 1) * DAY <= following - start <= (rhythm.days + 1) * DAY


@given(after=instants, rhythm=rhythms)
def test_next_moment_after_any_change_keeps_the_round_of_fair_length(
    after: datetime, rhythm: Rhythm
) -> None:
    length = local_day(next_moment(after, rhythm), rhythm.time_zone) - local_day(
        after, rhythm.time_zone
    )
    # One day more where a whole local day is skipped.
    assert (rhythm.days - 3) * DAY <= length <= (rhythm.days + 4) * DAY


@given(
    connected_at=instants,
    rhythm=rhythms,
    notice=st.sampled_from((timedelta(0), timedelta(hours=24), timedelta(days=3))),
)
def test_first_moment_is_the_soonest_after_the_notice(
    connected_at: datetime, rhythm: Rhythm, notice: timedelta
) -> None:
    first = first_moment(connected_at, rhythm, notice)
    assert timedelta(0) <= first - (connected_at + notice) <= 8 * DAY
    week_before = local_day(first, rhythm.time_zone) - 7 * DAY
    if local_day(first, rhythm.time_zone).weekday() == rhythm.weekday:
        assert instant_of(week_before, rhythm.at, rhythm.time_zone) < connected_at + notice


def test_first_moment_skips_one_that_is_less_than_the_notice_away() -> None:
    a_day = timedelta(hours=24)
    assert first_moment(berlin(2026, 6, 6, 19), SUNDAY_EVENING, a_day) == berlin(2026, 6, 7)
    assert first_moment(berlin(2026, 6, 6, 19, 1), SUNDAY_EVENING, a_day) == berlin(2026, 6, 14)


@pytest.mark.parametrize(
    ("every_weeks", "weekday", "at"),
    [
        (0, 6, time(19)),
        (3, 6, time(19)),
        (1, 7, time(19)),
        (1, -1, time(19)),
        (1, 6, time(19, tzinfo=UTC)),
    ],
)
def test_rhythm_refuses_what_is_none(every_weeks: int, weekday: int, at: time) -> None:
    with pytest.raises(ValueError, match=r"\."):
        Rhythm(every_weeks, weekday, at, "UTC")
