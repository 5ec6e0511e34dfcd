"""One question a week, the same for both, and none twice in a year."""

import uuid
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.logic.documents import DocumentError
from checkins.logic.friendship import FEWEST, parse_questions, question_for
from checkins.logic.reading import is_easy
from tests.checkins.logic.test_prompt_rules import CONTENT

TEXT = (CONTENT / "friendship.en.yaml").read_text(encoding="utf-8")
QUESTIONS = parse_questions(TEXT)


@given(couple=st.uuids(), monday=st.integers(0, 4000))
def test_no_question_comes_twice_in_a_year(couple: uuid.UUID, monday: int) -> None:
    first = date(2024, 1, 1) + timedelta(weeks=monday)
    asked = [question_for(QUESTIONS, couple, first + timedelta(days=day)) for day in range(371)]
    weeks = [set(asked[day : day + 7]) for day in range(0, 371, 7)]
    assert [len(week) for week in weeks] == [1] * 53
    assert len(set(asked)) == 53


def test_shipped_questions_are_questions_and_easy() -> None:
    assert all(text.endswith("?") and is_easy(text, "en") for text in QUESTIONS)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("questions: [Who, Who]", "line 1: a question stands here twice."),
        ("questions: [Who]", f"line 1: {FEWEST} questions are needed"),
    ],
)
def test_too_few_questions_are_refused(text: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        parse_questions(text)
