"""Until when something is kept."""

from datetime import date, datetime

import pytest

from accounts.enums import Kept, KeptFor
from accounts.logic.retention import STANDARD, day_of_the_night, oldest_kept


@pytest.mark.parametrize(
    ("today", "kept_for", "oldest"),
    [
        (date(2026, 11, 25), KeptFor.HALF_A_YEAR, date(2026, 5, 25)),
        (date(2026, 11, 25), KeptFor.TWO_YEARS, date(2024, 11, 25)),
        (date(2026, 11, 25), KeptFor.FIVE_YEARS, date(2021, 11, 25)),
        (date(2026, 6, 30), KeptFor.HALF_A_YEAR, date(2025, 12, 30)),
        (date(2026, 8, 31), KeptFor.HALF_A_YEAR, date(2026, 2, 28)),
        (date(2028, 2, 29), KeptFor.ONE_YEAR, date(2027, 2, 28)),
        (date(2026, 1, 1), KeptFor.ONE_YEAR, date(2025, 1, 1)),
        (date(2026, 12, 31), KeptFor.ONE_YEAR, date(2025, 12, 31)),
    ],
)
def test_oldest_day_is_the_same_one_of_an_earlier_month(
    today: date, kept_for: KeptFor, oldest: date
) -> None:
    assert oldest_kept(today, kept_for) == oldest


def test_always_keeps_all() -> None:
    assert oldest_kept(date(2026, 11, 25), KeptFor.ALWAYS) is None


def test_what_stands_without_a_choice() -> None:
    assert STANDARD == {Kept.CHECK_INS: 24, Kept.INWARD: 12}


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-25T22:30:00+00:00", date(2026, 11, 25)),
        ("2026-11-26T02:00:00+00:00", date(2026, 11, 25)),
        ("2026-11-26T10:59:00+00:00", date(2026, 11, 25)),
        ("2026-11-26T11:00:00+00:00", date(2026, 11, 26)),
    ],
)
def test_small_hours_belong_to_the_day_before(now: str, day: date) -> None:
    assert day_of_the_night(datetime.fromisoformat(now), "Europe/Berlin") == day
