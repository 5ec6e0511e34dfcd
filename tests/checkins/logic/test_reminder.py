"""Reminders go at the wall time of whoever wants them, once, and never in their quiet hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from accounts.enums import Weekday
from accounts.logic.rhythm import instant_of, local_day
from checkins.logic import reminder
from checkins.logic.reminder import Plan, may_send, next_look
from tests.accounts.logic.test_rhythm import ZONES, instants

EVERY_DAY = frozenset(Weekday)
BERLIN = "Europe/Berlin"
DAY = timedelta(days=1)

walls = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
plans = st.builds(
    Plan,
    days=st.frozensets(st.sampled_from(Weekday), min_size=1),
    at=walls,
    quiet_from=walls,
    quiet_until=walls,
).filter(lambda plan: not plan.is_quiet_at(plan.at))
zones = st.sampled_from(ZONES)


def wall(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@given(plan=plans, zone=zones, after=instants)
def test_next_look_is_the_first_allowed_one_on_a_chosen_day(plan, zone, after):
    found = next_look(after, plan, zone)
    assert found is not None
    assert found > after
    there = wall(found, zone)
    assert Weekday(there.weekday()) in plan.days
    assert there.time() >= plan.at
    assert not plan.is_quiet_at(there.time())
    day = local_day(after, zone)
    while day < there.date():
        earlier = instant_of(day, plan.at, zone)
        assert earlier <= after or not may_send(earlier, plan, zone)
        day += DAY


@given(plan=plans, zone=zones, year=st.integers(2006, 2040))
def test_through_a_year_each_chosen_day_comes_once(plan, zone, year):
    """Both changes of the clock are in it. A day goes without only where its time was skipped."""
    instant: datetime | None = datetime(year, 1, 1, tzinfo=UTC)
    end, seen = datetime(year + 1, 1, 2, tzinfo=UTC), []
    while instant and (instant := next_look(instant, plan, zone)) and instant < end:
        seen.append(local_day(instant, zone))
        event("moved by the clock" if wall(instant, zone).time() != plan.at else "at its time")
    assert len(seen) == len(set(seen))
    chosen = {
        day
        for ahead in range((seen[-1] - seen[0]).days + 1)
        if Weekday((day := seen[0] + ahead * DAY).weekday()) in plan.days
    }
    missing = chosen - set(seen)
    assert all(wall(instant_of(day, plan.at, zone), zone).time() != plan.at for day in missing)


@given(plan=plans, zone=zones, now=instants)
def test_no_mail_goes_in_quiet_hours_however_late_a_worker_is(plan, zone, now):
    if may_send(now, plan, zone):
        event("may go")
        there = wall(now, zone)
        assert not plan.is_quiet_at(there.time())
        assert Weekday(there.weekday()) in plan.days


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        # 02:30 is skipped in spring: it comes at 03:30, and once.
        (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), datetime(2026, 3, 30, 0, 30, tzinfo=UTC)),
        # It comes twice in autumn: the first counts.
        (datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 26, 1, 30, tzinfo=UTC)),
    ],
)
def test_time_that_is_skipped_or_comes_twice_comes_once(after, expected):
    assert next_look(after, Plan(EVERY_DAY, time(2, 30), time(22), time(1)), BERLIN) == expected


def test_time_that_the_clock_moves_into_quiet_hours_waits_for_the_next_day():
    plan = Plan(EVERY_DAY, time(2, 30), time(3), time(2))
    after = datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert next_look(after, plan, BERLIN) == datetime(2026, 3, 30, 0, 30, tzinfo=UTC)


def test_quiet_hour_that_comes_twice_is_quiet_twice():
    plan = Plan(EVERY_DAY, time(1, 45), time(2), time(1))
    for utc in (
        datetime(2026, 10, 25, 0, 10, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 10, tzinfo=UTC),
    ):
        assert not may_send(utc, plan, BERLIN)


def test_quiet_hours_reach_over_midnight_and_two_equal_times_are_none():
    plan = Plan(EVERY_DAY, time(18), time(21), time(8))
    assert [plan.is_quiet_at(time(hour)) for hour in (20, 21, 0, 7, 8)] == [0, 1, 1, 1, 0]
    assert not Plan(EVERY_DAY, time(18), time(8), time(8)).is_quiet_at(time(8))
    assert (
        next_look(
            datetime(2026, 3, 4, tzinfo=UTC), Plan(EVERY_DAY, time(22), time(21), time(8)), BERLIN
        )
        is None
    )


def test_calendar_of_what_is_open():
    first = date(2026, 2, 1)
    closing = [reminder.month_closes(first, first + day * DAY) for day in (20, 21, 27, 28)]
    assert closing == [False, True, True, False]
    promised = [reminder.is_promised_for(first, first + day * DAY) for day in (-1, 0, 6, 7)]
    assert promised == [False, True, True, False]
    asked = [reminder.must_be_asked(first, first + day * DAY) for day in (181, 182)]
    assert asked == [False, True]
    assert reminder.trace_goes_on(date(2026, 12, 31)) == date(2028, 1, 1)
    assert reminder.months_before(date(2026, 2, 1), 3) == date(2025, 11, 1)
    assert all(
        reminder.from_bits(reminder.as_bits(days)) == days for days in (frozenset(), EVERY_DAY)
    )
