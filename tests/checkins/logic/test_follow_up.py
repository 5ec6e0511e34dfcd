"""Looking back: the day, the week, and that only both make it repaired."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkins.enums.repair import RepairState
from checkins.logic.follow_up import can_answer, outcome, review_on

days = st.dates(date(2000, 1, 1), date(2199, 1, 1))
REVIEW = date(2026, 3, 29)


@given(days, st.lists(st.integers(7, 42), max_size=2))
def test_the_later_wish_counts_and_two_weeks_without_one(ended: date, wished: list[int]) -> None:
    expected = max(wished) if wished else 14
    assert review_on(ended, wished) == ended + timedelta(days=expected)


@given(days, st.integers(-60, 60))
def test_it_is_answered_in_the_week_from_the_day_on(review: date, after: int) -> None:
    assert can_answer(review, review + timedelta(days=after)) is (0 <= after < 7)


@given(days, st.integers(-60, 60))
def test_both_make_it_repaired_on_any_day(review: date, after: int) -> None:
    today = review + timedelta(days=after)
    assert outcome(review, today, both_say_repaired=True) is RepairState.REPAIRED


@pytest.mark.parametrize("review", [REVIEW, date(2026, 10, 25)])
@pytest.mark.parametrize(
    ("after", "state"),
    [
        (-1, RepairState.AGREED),
        (0, RepairState.FOLLOW_UP),
        (6, RepairState.FOLLOW_UP),
        (7, RepairState.STILL_OPEN),
        (700, RepairState.STILL_OPEN),
    ],
)
def test_short_of_that_everything_comes_to_the_same_on_the_same_day(
    review: date, after: int, state: RepairState
) -> None:
    today = review + timedelta(days=after)
    assert outcome(review, today, both_say_repaired=False) is state
