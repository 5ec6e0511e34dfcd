"""Scores, bands and straight lines, as content.md 1 has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkins.enums import Band, Direction, Element, ReleaseClass, Scale
from checkins.logic.scoring import (
    NOT_APPLICABLE,
    PromptSpec,
    band,
    element_scores,
    is_complete,
    is_low_information,
    is_valid_answer,
)


def rating(
    code: str,
    element: Element,
    direction: Direction = Direction.POSITIVE,
    release_class: ReleaseClass = ReleaseClass.COUPLE,
) -> PromptSpec:
    return PromptSpec(code, element, direction, Scale.RATING, release_class)


RELIABILITY = rating("R1", Element.RELIABILITY)
GUESSING = rating("R2", Element.RELIABILITY, Direction.NEGATIVE)
THIRD = rating("R3", Element.RELIABILITY)
RESPECT = rating("C1", Element.COMMUNICATION)
LOAD = rating("L1", Element.CONTEXT, Direction.NONE, ReleaseClass.AUTHOR)
GLAD = PromptSpec("A1", Element.APPRECIATION, Direction.NONE, Scale.TEXT, ReleaseClass.AUTHOR)
PROMPTS = (RELIABILITY, GUESSING, RESPECT, LOAD, GLAD)


def test_element_scores_turn_hard_questions_round() -> None:
    assert element_scores(PROMPTS, {"R1": 8, "R2": 1, "C1": 3, "L1": 9, "A1": "tea"}) == {
        Element.RELIABILITY: 8.5,
        Element.COMMUNICATION: 3.0,
        Element.CONTEXT: 9.0,
    }


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, None),
        ({"R1": 6}, None),
        ({"R1": 6, "R2": NOT_APPLICABLE, "R3": NOT_APPLICABLE}, None),
        ({"R1": 6, "R3": 8}, 7.0),
        ({"R1": 6, "R2": 0, "R3": 8}, 8.0),
    ],
)
def test_element_scores_need_half_of_an_element(
    answers: dict[str, int | str], expected: float | None
) -> None:
    scores = element_scores((RELIABILITY, GUESSING, THIRD), answers)
    assert scores == {Element.RELIABILITY: expected}


def test_element_scores_of_two_questions_need_one() -> None:
    assert element_scores((RELIABILITY, GUESSING), {"R2": 10}) == {Element.RELIABILITY: 0.0}


@pytest.mark.parametrize("answer", [-1, 11, True, "7", ""])
def test_element_scores_refuse_what_is_no_rating(answer: int | str) -> None:
    assert not is_valid_answer(answer)
    with pytest.raises(ValueError, match="R1 is answered with a whole number"):
        element_scores(PROMPTS, {"R1": answer})


def test_zero_is_an_answer() -> None:
    assert element_scores((RESPECT,), {"C1": 0}) == {Element.COMMUNICATION: 0.0}


@given(
    answers=st.dictionaries(
        st.sampled_from(["R1", "R2", "R3", "C1"]),
        st.one_of(st.integers(0, 10), st.just(NOT_APPLICABLE)),
    )
)
def test_element_scores_stay_on_the_scale(answers: dict[str, int | str]) -> None:
    assert all(map(is_valid_answer, answers.values()))
    scores = element_scores((RELIABILITY, GUESSING, THIRD, RESPECT), answers)
    assert all(score is None or 0 <= score <= 10 for score in scores.values())


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (0, Band.HARD),
        (3.99, Band.HARD),
        (4, Band.MIXED),
        (6.99, Band.MIXED),
        (7, Band.STEADY),
        (10, Band.STEADY),
    ],
)
def test_band_changes_at_four_and_seven(score: float, expected: Band) -> None:
    assert band(score) is expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"R1": 8, "R2": 8, "C1": 8, "L1": 8}, True),
        ({"R1": 8, "R2": 8, "C1": 8, "L1": NOT_APPLICABLE}, True),
        ({"R1": 8, "R2": 8, "C1": 8, "L1": 7}, False),
        ({"R1": 8, "R2": 8}, False),
        ({"R1": 8, "C1": 8, "L1": 8}, False),
        ({}, False),
    ],
)
def test_low_information_is_one_button_all_the_way_down(
    answers: dict[str, int | str], *, expected: bool
) -> None:
    assert is_low_information(PROMPTS, answers) is expected


def test_check_in_is_complete_when_done_or_ended_with_a_score() -> None:
    nothing = element_scores(PROMPTS, {})
    something = element_scores(PROMPTS, {"C1": 5})
    assert is_complete(nothing, is_done=True, has_ended=False)
    assert is_complete(something, is_done=False, has_ended=True)
    assert not is_complete(something, is_done=False, has_ended=False)
    assert not is_complete(nothing, is_done=False, has_ended=True)
