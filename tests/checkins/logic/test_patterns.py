"""When the private area points to people (detection.md 3, rule 13)."""

from datetime import date, timedelta

import pytest

from checkins.enums import Element
from checkins.logic.patterns import calls_for_people, stays_low

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        ([], False),
        ([0, 1], False),
        ([0, 1, 41], True),
        ([0, 1, 42], False),
        ([5, 5, 5], True),
        ([50, 60, 70], False),
        ([-1, 0, 1], False),
    ],
)
def test_three_hurts_within_six_weeks_call_for_people(days_ago, expected):
    named_on = [TODAY - timedelta(days=days) for days in days_ago]
    assert calls_for_people(named_on, TODAY) is expected


def test_one_area_taken_up_again_twice_does_so_alone():
    assert calls_for_people([], TODAY, reopened={Element.REPAIR: 2})
    assert not calls_for_people([], TODAY, reopened={Element.REPAIR: 1, Element.ACCEPTANCE: 1})


def low(*values: float | None) -> list[dict[Element, float | None]]:
    return [{Element.REPAIR: value, Element.ACCEPTANCE: 8} for value in values]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([3] * 6, True),
        ([3] * 5, False),
        ([3, 3, None, 3, 3, None, 3, 3], True),
        ([3, 3, 3, 4, 3, 3], False),
        ([4, *[3] * 6], False),
        ([*[3] * 6, 9], True),
    ],
)
def test_area_that_is_hard_in_six_check_ins_on_end_calls_for_people(values, expected):
    assert stays_low(low(*values)) is expected
