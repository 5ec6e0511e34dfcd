"""Which question belongs to which step of the inner check-in, and what follows from an answer."""

from datetime import date

import pytest

from checkins.enums.inner import EraseAfter, InnerCode, InnerFeeling, InnerResponse, InnerStep
from checkins.logic import inner
from checkins.logic.note import erases_on


def test_every_question_stands_in_one_step() -> None:
    asked = [code for step in InnerStep for code in inner.STEPS[step]]
    assert asked == list(InnerCode)


def test_body_comes_before_words() -> None:
    assert next(iter(inner.STEPS)) is InnerStep.BODY
    assert inner.STEPS[InnerStep.BODY] == (InnerCode.BODY,)


def test_steps_follow_on_each_other_to_the_end() -> None:
    following = [inner.step_after(step) for step in InnerStep]
    assert following == [*list(InnerStep)[1:], None]


def test_what_it_costs_is_asked_every_fourth_time() -> None:
    assert [n + 1 for n in range(12) if inner.asks_function(n)] == [4, 8, 12]


def test_what_it_costs_is_asked_in_its_step_alone() -> None:
    plain = inner.codes_of(InnerStep.SELF, with_function=False)
    assert plain == (InnerCode.KIND, InnerCode.CRITIC, InnerCode.TRUST)
    assert inner.codes_of(InnerStep.SELF, with_function=True) == (*plain, InnerCode.FUNCTION)


@pytest.mark.parametrize(("value", "much"), [(None, False), (0, False), (5, False), (6, True)])
def test_six_is_costly(value: int | None, much: bool) -> None:  # noqa: FBT001 - a table
    assert inner.is_costly({InnerCode.FUNCTION: value}) is much


def test_freezing_is_noticed() -> None:
    assert inner.froze({InnerCode.RESPONSE: [InnerResponse.FROZE, InnerResponse.HID]})
    assert not inner.froze({InnerCode.RESPONSE: [InnerResponse.HID]})
    assert not inner.froze({})


def test_three_feelings_ask_something() -> None:
    assert inner.asking([InnerFeeling.ANGRY, InnerFeeling.GLAD, InnerFeeling.SAD]) == [
        InnerFeeling.SAD,
        InnerFeeling.ANGRY,
    ]
    assert inner.asking([InnerFeeling.NUMB]) == []


def test_a_note_erases_itself_after_so_many_days() -> None:
    today = date(2026, 1, 1)
    assert [erases_on(today, after) for after in EraseAfter] == [
        date(2026, 1, 8),
        date(2026, 1, 31),
        date(2026, 4, 1),
        None,
    ]
