"""How the monthly set is split, and what follows from an answer."""

from datetime import date

import pytest

from checkins.enums import FREEDOMS, MONTHLY_ALONE, Direction, Element, ReleaseClass, Scale
from checkins.enums.month import MonthPart
from checkins.logic.month import (
    PARTS,
    can_write,
    freedoms,
    last_of,
    leads_to_support,
    month_before,
    silence,
    wears_out,
)
from checkins.logic.scoring import PromptSpec


def choice(code: str) -> PromptSpec:
    return PromptSpec(code, Element.STRAIN, Direction.NONE, Scale.CHOICE, ReleaseClass.PRIVATE)


THREATS = [choice("M-T1"), choice("M-T2")]


def test_every_monthly_area_stands_in_one_part() -> None:
    placed = [element for elements in PARTS.values() for element in elements]
    assert placed == [*FREEDOMS, *MONTHLY_ALONE]
    assert list(PARTS) == list(MonthPart)


def test_months_are_named_by_their_first_day() -> None:
    assert month_before(date(2026, 3, 1)) == date(2026, 2, 1)
    assert month_before(date(2026, 1, 1)) == date(2025, 12, 1)
    assert [last_of(date(2026, month, 1)).day for month in (2, 4, 12)] == [28, 30, 31]


@pytest.mark.parametrize(
    ("month", "today", "expected"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), True),
        (date(2026, 3, 1), date(2026, 4, 7), True),
        (date(2026, 3, 1), date(2026, 4, 8), False),
        (date(2026, 3, 1), date(2026, 2, 28), False),
        (date(2026, 3, 2), date(2026, 3, 2), False),
    ],
)
def test_month_can_be_entered_until_seven_days_after_it(month, today, expected) -> None:
    assert can_write(month, today) is expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"M-T1": "often"}, True),
        ({"M-T1": "never", "M-T2": "often"}, True),
        ({"M-T1": "a_few", "M-T2": "a_few"}, False),
        ({"M-CALM-1": 3}, True),
        ({"M-CALM-1": 4}, False),
        ({"M-CALM-1": "na"}, False),
        ({"M-FREE": "often"}, False),
        ({}, False),
    ],
)
def test_often_or_a_balance_that_wears_out_leads_to_support(answers, expected) -> None:
    assert leads_to_support(THREATS, answers) is expected


def test_freedoms_are_read_and_nothing_else() -> None:
    specs = [
        PromptSpec(code, element, Direction.POSITIVE, Scale.RATING, ReleaseClass.COUPLE)
        for code, element in (("M-N1", Element.FREE_IMPERFECT), ("M-SAFE-1", Element.GROUND))
    ]
    assert freedoms(specs, {"M-N1": 6, "M-SAFE-1": 2}) == {Element.FREE_IMPERFECT: 6}
    assert freedoms(specs, {"M-N1": "na"}) == {}


def test_silence_is_the_mean_of_what_was_answered_about_it() -> None:
    assert silence({"M-EGG-1": 4, "M-SCAN-1": 7}) == 5.5
    assert silence({"M-EGG-1": 4, "M-SCAN-1": "na"}) == 4
    assert silence({"M-CALM-1": 4}) is None


@pytest.mark.parametrize(
    ("calm", "expected"),
    [
        ([3, 3], True),
        ([2, None, 1, 9], True),
        ([3, 4, 3], False),
        ([3], False),
        ([], False),
    ],
)
def test_two_months_that_wear_out_call_for_people(calm, expected) -> None:
    assert wears_out(calm) is expected
