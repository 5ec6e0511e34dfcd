"""The caller's rules over whole histories: how often, when quiet, and following anew."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from accounts.vault.box import LENGTH, SIZES
from checkins.enums import ELEMENTS, NoticeKind, Preset, QuestionAnswer
from checkins.logic.detection import Baseline, Reading, came_back, may_ask, step
from checkins.logic.detection_state import CheckInScores, State, Track
from checkins.logic.memory import (
    WAITS_FOR,
    Entry,
    Memory,
    Question,
    answered,
    asked,
    follow,
    waits_on,
)
from tests.checkins.logic.histories import check_in, histories, presets, steady

NO_ANSWER = None
answers = st.none() | st.sampled_from(QuestionAnswer)


def live(
    history: Sequence[CheckInScores],
    preset: Preset,
    given_answers: Sequence[QuestionAnswer | None],
    *,
    quiet_until: int = 0,
    hurt_from: int = 99,
) -> list[Memory]:
    """As the actions do it: each check-in when it is completed, each question when it is put."""
    memory, kept = Memory(), []
    for place, scores in enumerate(history):
        memory, notice = follow(memory, Entry(scores, preset))
        if notice and may_ask(
            check_ins_since_last=memory.since_asked,
            has_open_hurt=place >= hurt_from,
            is_quiet=place < quiet_until,
        ):
            memory = asked(memory, Question.of(notice))
            answer = given_answers[place % len(given_answers)]
            if answer is not None:
                memory = answered(memory, answer)
        kept.append(memory)
    return kept


def anew(kept: Sequence[Memory], history: Sequence[CheckInScores]) -> list[Memory]:
    """Everything followed once more from the first one, with the questions that stand."""
    memory, again = Memory(), []
    for old, scores in zip(kept, history, strict=True):
        memory, _ = follow(memory, Entry(scores, old.preset, old.question))
        again.append(memory)
    return again


low = [check_in(repair=2), *steady(3, repair=7), check_in(repair=2)]


@given(history=histories(), preset=presets, given_answers=st.lists(answers, min_size=1, max_size=5))
@example(history=steady(4, repair=7) + low, preset=Preset.STANDARD, given_answers=[NO_ANSWER])
def test_following_anew_gives_what_stands(
    history: list[CheckInScores], preset: Preset, given_answers: list[QuestionAnswer | None]
) -> None:
    kept = live(history, preset, given_answers)
    assert anew(kept, history) == kept


@given(history=histories(), preset=presets)
def test_without_a_new_normal_it_is_the_straight_fold(
    history: list[CheckInScores], preset: Preset
) -> None:
    state = State()
    for memory, scores in zip(live(history, preset, [None]), history, strict=True):
        state, _ = step(state, scores, preset)
        assert memory.state == state


@given(history=histories(), preset=presets, late=st.integers(0, 30), given_answer=answers)
def test_a_late_entry_is_followed_as_if_it_had_come_in_time(
    history: list[CheckInScores],
    preset: Preset,
    late: int,
    given_answer: QuestionAnswer | None,
) -> None:
    """Where no question stands in between, the order of completion leaves no trace."""
    if not history:
        return
    place = late % len(history)
    missed = history[:place] + history[place + 1 :]
    kept = live(missed, preset, [given_answer], quiet_until=99)
    entries = [Entry(scores, old.preset) for scores, old in zip(missed, kept, strict=True)]
    entries.insert(place, Entry(history[place], preset))
    memory = Memory()
    for entry in entries:
        memory, _ = follow(memory, entry)
    in_time = live(history, preset, [given_answer], quiet_until=99)
    assert memory == in_time[-1]


@given(
    history=histories(),
    preset=presets,
    given_answers=st.lists(answers, min_size=1, max_size=5),
    quiet_until=st.integers(0, 30),
    hurt_from=st.integers(0, 40),
)
@example(
    history=steady(4, repair=7) + low,
    preset=Preset.STANDARD,
    given_answers=[NO_ANSWER],
    quiet_until=0,
    hurt_from=99,
)
def test_questions_are_rare_and_never_put_early_or_quiet_or_hurt(
    history: list[CheckInScores],
    preset: Preset,
    given_answers: list[QuestionAnswer | None],
    quiet_until: int,
    hurt_from: int,
) -> None:
    kept = live(history, preset, given_answers, quiet_until=quiet_until, hurt_from=hurt_from)
    places = [place for place, memory in enumerate(kept) if memory.question is not None]
    assert all(later - earlier >= 3 for earlier, later in pairwise(places))
    assert all(place >= 4 and quiet_until <= place < hurt_from for place in places)


def test_examples_do_ask() -> None:
    kept = live(steady(4, repair=7) + low, Preset.STANDARD, [None])
    assert [place for place, each in enumerate(kept) if each.question] == [4, 8]


@given(history=histories(), preset=presets)
def test_an_area_comes_back_once_and_when_the_rule_says(
    history: list[CheckInScores], preset: Preset
) -> None:
    kept = live(history, preset, [None])
    for place, memory in enumerate(kept):
        if memory.question is None:
            continue
        later = [index for index, each in enumerate(kept) if index > place and each.question]
        until = later[0] if later else len(kept)
        for reading in memory.question.readings:
            usual = Baseline(reading.usual, reading.spread)
            expected = came_back(reading.element, usual, history[place + 1 : until + 1])
            found = [
                index
                for index in range(place + 1, min(until + 1, len(kept)))
                if reading.element in kept[index].came_back
            ]
            assert found == ([] if expected is None else [place + 1 + expected])


@given(history=histories(), preset=presets, given_answer=answers)
def test_memory_survives_being_written_down(
    history: list[CheckInScores], preset: Preset, given_answer: QuestionAnswer | None
) -> None:
    for memory in live(history, preset, [given_answer]):
        written = json.dumps(memory.as_document())
        assert Memory.from_document(json.loads(written)) == memory


def test_a_question_does_not_show_in_the_size_of_what_is_stored() -> None:
    number = 7.333333333333333
    full = State({element: Track((number,) * 12, -number, 59) for element in ELEMENTS})
    readings = tuple(
        Reading(element, NoticeKind.SLIDE, number, number, number, -number) for element in ELEMENTS
    )
    watched = {str(element): Baseline(number, number) for element in ELEMENTS}
    question = Question(readings, load_counted=True, answer=QuestionAnswer.NEW_NORMAL)
    least, most = Memory(), Memory(full, Preset.ATTENTIVE, 104, watched, ELEMENTS, question)
    for memory in (least, most):
        size = LENGTH + len(json.dumps(memory.as_document()).encode())
        assert SIZES[1] < size <= SIZES[2]


def test_what_does_not_count_changes_nothing() -> None:
    before, _ = follow(Memory(), Entry(check_in(repair=7)))
    after, notice = follow(before, Entry(None))
    assert (after.state, after.since_asked, notice) == (before.state, None, None)


@pytest.mark.parametrize(("days", "expected"), [(-3, True), (0, True), (14, True), (15, False)])
def test_a_question_waits_for_two_weeks(days: int, expected: bool) -> None:  # noqa: FBT001 - a table of cases
    reading = Reading("repair", NoticeKind.DIP, 2, 7, 1, -5)
    question = Question((reading,), load_counted=False)
    ends_on = date(2026, 3, 8)
    assert timedelta(days=14) == WAITS_FOR
    assert waits_on(question, ends_on, ends_on + timedelta(days=days)) is expected
    assert not waits_on(None, ends_on, ends_on)
