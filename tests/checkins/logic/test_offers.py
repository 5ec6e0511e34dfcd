"""What home offers follows the calendar, and nothing that somebody did with it."""

from datetime import date, timedelta

import pytest

from checkins.logic.offers import Offered, offered

SUNDAY = date(2026, 3, 15)
NOTHING = Offered(screen=False, device=False, passkey=False, meaning=False)
ALL = Offered(screen=True, device=True, passkey=True, meaning=True)
SCREEN = Offered(screen=True, device=False, passkey=False, meaning=False)
HALF_YEAR = Offered(screen=True, device=True, passkey=False, meaning=False)
MANY = [SUNDAY - timedelta(weeks=week) for week in range(4)]


def test_nothing_before_the_first_check_in():
    assert offered([], date(2026, 1, 1), has_more=False) == NOTHING


@pytest.mark.parametrize(
    ("days", "expected"), [(-3, ALL), (0, ALL), (6, ALL), (7, NOTHING), (12, NOTHING)]
)
def test_everything_after_the_first_until_a_week_past_its_end(days, expected):
    assert offered([SUNDAY], SUNDAY + timedelta(days=days), has_more=False) == expected


def test_the_second_check_in_ends_it():
    assert offered(MANY[:2], SUNDAY, has_more=False) == NOTHING


def test_one_finished_among_many_is_not_the_first():
    assert offered([SUNDAY], SUNDAY, has_more=True) == NOTHING


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 31), NOTHING),
        (date(2026, 4, 1), SCREEN),
        (date(2026, 4, 7), SCREEN),
        (date(2026, 4, 8), NOTHING),
        (date(2026, 7, 1), HALF_YEAR),
        (date(2026, 10, 7), SCREEN),
        (date(2026, 11, 1), NOTHING),
        (date(2027, 1, 7), HALF_YEAR),
    ],
)
def test_first_week_of_a_quarter_for_everybody(today, expected):
    assert offered(MANY, today, has_more=True) == expected


@pytest.mark.parametrize("offer", [ALL, SCREEN, HALF_YEAR])
def test_something_is_offered(offer):
    assert offer.anything
    assert not NOTHING.anything
