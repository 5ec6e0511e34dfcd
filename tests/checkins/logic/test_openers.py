"""An opener for every element, the same for both, another one each week."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.logic.documents import DocumentError
from checkins.enums import ELEMENTS, Element
from checkins.logic.openers import opener_for, parse_openers
from checkins.logic.reading import is_easy
from tests.checkins.logic.test_prompt_rules import CONTENT

TEXT = (CONTENT / "openers.en.yaml").read_text(encoding="utf-8")
OPENERS = parse_openers(TEXT)
WEEK = timedelta(days=7)


def test_shipped_openers_are_three_for_each_element_and_for_steady_weeks() -> None:
    assert {key: len(each) for key, each in OPENERS.items()} == dict.fromkeys((*ELEMENTS, None), 3)
    assert all(is_easy(text, "en") for each in OPENERS.values() for text in each)


@given(day=st.dates(date(2020, 1, 1), date(2100, 1, 1)), element=st.sampled_from(ELEMENTS))
def test_opener_changes_from_week_to_week(day: date, element: Element) -> None:
    three = {opener_for(OPENERS, element, day + week * WEEK) for week in range(3)}
    assert three == set(OPENERS[element])
    assert opener_for(OPENERS, None, day) in OPENERS[None]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (TEXT.replace("repair:", "romance:"), 14, "the field 'romance' is not known here."),
        ("repair: [Hello]", 1, "'reliability' needs at least one opener."),
        ("\nreliability: soon", 2, "'reliability' is a list."),
        ("reliability:\n  - a: b", 2, "'reliability' lists texts of 1 to 200 characters."),
    ],
)
def test_broken_openers_say_line_and_reason(text: str, line: int, reason: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_openers(text)
    assert (caught.value.line, caught.value.reason) == (line, reason)
