"""What is usual, and what must not be read out of it."""

from datetime import date, timedelta

import pytest

from checkins.enums import Element
from checkins.enums.month import DipCause
from checkins.logic.detection import Baseline
from checkins.logic.trends import (
    Point,
    Range,
    before_dips,
    by_week,
    heavy_weeks,
    only_quieter,
    swings,
    usual_range,
)

MONDAY = date(2026, 1, 5)
AREA = Element.REPAIR


def weeks(*values: float | None, start: date = MONDAY, wording: str = "") -> list[Point]:
    return [
        Point(start + timedelta(weeks=i), start + timedelta(weeks=i, days=6), value, wording)
        for i, value in enumerate(values)
    ]


def test_week_is_heavy_from_seven_on() -> None:
    load = weeks(6.9, None, 7, 10)
    assert heavy_weeks(load) == [(point.starts_on, point.ends_on) for point in load[2:]]


def month(number: int, silence: float | None) -> Point:
    first = date(2026, number, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Point(first, last, silence)


def test_usual_range_is_as_wide_as_a_question_needs_and_stays_on_the_scale() -> None:
    assert usual_range(None) is None
    assert usual_range(Baseline(6, 1)) == Range(6, 3.5, 8.5)
    assert usual_range(Baseline(9, 1.2)) == Range(9, 6, 10)
    assert usual_range(Baseline(1, 1)) == Range(1, 0, 3.5)


def test_days_become_weeks_by_their_middle() -> None:
    days = [
        Point(MONDAY + timedelta(days=i), MONDAY + timedelta(days=i), value)
        for i, value in enumerate([1, None, 2, 9, None, None, None, 5])
    ]
    assert [(week.starts_on, week.value) for week in by_week(days)] == [
        (MONDAY, 2),
        (MONDAY + timedelta(weeks=1), 5),
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([2, 9, 2, 9, 2, 9], True),
        ([2, 9, 2, 9, 2], False),
        ([6, 7, 6, 7, 6, 7], False),
        ([3, 3, 3, 3, 3, 3], False),
        ([9, 2, 9, 2, *[6] * 12], False),
    ],
)
def test_going_up_and_down_is_said_whatever_the_middle_is(values, expected) -> None:
    assert swings(weeks(*values)) is expected
    spread = [value for value in values for value in (value, None)]
    assert swings(weeks(*spread)) is expected


RISING = {AREA: weeks(4, 4, 4, 4, 7, 7, 7, 7)}
FLAT = {AREA: weeks(4, 4, 4, 4, 4, 4, 4, 4)}


@pytest.mark.parametrize(
    ("areas", "silence", "expected"),
    [
        (RISING, [month(1, 2), month(2, 5)], (AREA,)),
        (RISING, [month(1, 2), month(2, 2.5)], ()),
        (RISING, [month(1, 5), month(2, 2)], ()),
        (FLAT, [month(1, 2), month(2, 5)], ()),
        (RISING, [month(2, 5)], ()),
        (RISING, [], ()),
        (RISING, [month(1, None), month(2, 5)], ()),
    ],
)
def test_rise_while_somebody_keeps_quiet_more_is_no_improvement(areas, silence, expected) -> None:
    assert only_quieter(areas, silence) == expected


def test_slow_rise_of_both_is_noticed_over_several_months() -> None:
    silence = [month(1, 2), month(2, 2.5), month(3, 3)]
    areas = {AREA: weeks(4, 4, 4, 4, 4.6, 4.6, 4.6, 4.6, 5.2, 5.2, 5.2, 5.2)}
    assert only_quieter(areas, silence) == (AREA,)


def test_lower_week_says_what_went_before_and_not_what_it_came_of() -> None:
    usual = {AREA: Range(7, 4.5, 9.5)}
    areas = {AREA: weeks(7, 7, 3, 7)}
    (dip,) = before_dips(
        areas,
        usual,
        load=weeks(0, 8, 0, 0),
        body=weeks(8, 8, 2, 8),
        ease=[Point(MONDAY, MONDAY, 1)],
        hurts=[MONDAY],
    )
    assert list(dip.areas) == [(AREA, 3, 7)]
    assert dip.causes == (DipCause.LOAD, DipCause.BODY, DipCause.HURT)


def test_week_inside_the_usual_range_or_without_one_is_no_dip() -> None:
    usual = {AREA: Range(7, 4.5, 9.5)}
    assert before_dips({AREA: weeks(4.5, None)}, usual) == ()
    assert before_dips({AREA: weeks(0)}, {}) == ()
    straight = [Point(MONDAY, MONDAY, 0, counts=False)]
    assert before_dips({AREA: straight}, usual) == ()


def test_lower_weeks_come_newest_first_with_all_their_areas() -> None:
    usual = {AREA: Range(7, 4.5, 9.5), Element.ACCEPTANCE: Range(8, 5, 10)}
    found = before_dips({AREA: weeks(3, 7, 3), Element.ACCEPTANCE: weeks(8, 8, 4)}, usual)
    assert [[area for area, _, _ in dip.areas] for dip in found] == [
        [AREA, Element.ACCEPTANCE],
        [AREA],
    ]
