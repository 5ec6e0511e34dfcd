"""What holds for every history (issue of detection: shift, secrecy, first weeks, how often)."""

import json
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from checkins.enums import NoticeKind, Preset
from checkins.logic.detection import Notice, may_ask, notice, step
from checkins.logic.detection_state import CheckInScores, State
from checkins.logic.diary import COLUMNS, notices, parse
from tests.checkins.logic.histories import (
    by_the_rules,
    check_in,
    halves,
    histories,
    presets,
    shifted,
    steady,
)

middle = st.integers(6, 14).map(lambda value: value / 2)


def fold(history: Sequence[CheckInScores], preset: Preset) -> list[Notice | None]:
    state, found = State(), []
    for each in history:
        state, noticed = step(state, each, preset)
        found.append(noticed)
    return found


def kinds(found: Sequence[Notice | None]) -> list[dict[str, NoticeKind]]:
    """What was noticed at each check-in, by element."""
    return [
        {reading.element: reading.kind for reading in each.readings} if each else {}
        for each in found
    ]


@given(history=histories(), preset=presets)
@example(history=steady(4, repair=7) + steady(3, repair=4.5), preset=Preset.STANDARD)
@example(history=steady(8, repair=7) + steady(9, repair=5.5), preset=Preset.STANDARD)
def test_fold_is_what_the_rules_say(history: list[CheckInScores], preset: Preset) -> None:
    found = [set(each.elements) if each else set() for each in fold(history, preset)]
    assert found == by_the_rules(history, preset)


@given(history=histories(most=14), preset=presets)
def test_notice_is_the_last_of_the_fold(history: list[CheckInScores], preset: Preset) -> None:
    found = fold(history, preset)
    assert [notice(history[:at], history[at], preset) for at in range(len(history))] == found


@given(history=histories(middle), by=st.sampled_from([-3.0, -1.5, 0.5, 3.0]), preset=presets)
def test_a_shift_inside_the_range_changes_no_flag(
    history: list[CheckInScores], by: float, preset: Preset
) -> None:
    assert kinds(fold(history, preset)) == kinds(fold(shifted(history, by), preset))


@given(history=histories(), preset=presets)
def test_nothing_is_noticed_before_four_check_ins(
    history: list[CheckInScores], preset: Preset
) -> None:
    counted = 0
    for each, found in zip(history, fold(history, preset), strict=True):
        if found is not None:
            assert counted >= 4
        counted += not each.low_information


@given(history=histories(), preset=presets, load=st.integers(0, 10))
def test_check_ins_without_information_leave_no_trace(
    history: list[CheckInScores], preset: Preset, load: int
) -> None:
    straight = CheckInScores({"repair": 0.0}, load=load, low_information=True)
    mixed = [each for pair in history for each in (straight, pair)]
    assert fold(mixed, preset)[1::2] == fold(history, preset)


@given(history=histories(), preset=presets, cut=st.integers(0, 30))
def test_state_survives_being_written_down(
    history: list[CheckInScores], preset: Preset, cut: int
) -> None:
    state = State()
    for each in history[:cut]:
        state, _ = step(state, each, preset)
    again = State.from_document(json.loads(json.dumps(state.as_document())))
    for each in history[cut:]:
        state, found = step(state, each, preset)
        again, same = step(again, each, preset)
        assert found == same
    assert again.as_document() == state.as_document()
    assert all(len(track.window) <= 12 for track in state.tracks.values())


@given(history=histories(), preset=presets)
def test_step_leaves_the_state_before_it_alone(
    history: list[CheckInScores], preset: Preset
) -> None:
    state = State()
    for each in history:
        before = json.dumps(state.as_document())
        once, twice = step(state, each, preset), step(state, each, preset)
        assert once == twice
        assert json.dumps(state.as_document()) == before
        state = once[0]


@given(history=histories(), preset=presets, is_quiet=st.booleans(), open_at=st.integers(0, 40))
def test_questions_are_rare_and_never_asked_while_quiet_or_hurt(
    history: list[CheckInScores],
    preset: Preset,
    is_quiet: bool,  # noqa: FBT001 - hypothesis names its arguments
    open_at: int,
) -> None:
    asked: list[int] = []
    for place, found in enumerate(fold(history, preset)):
        since = place - asked[-1] if asked else None
        if found and may_ask(
            check_ins_since_last=since, has_open_hurt=place >= open_at, is_quiet=is_quiet
        ):
            asked.append(place)
    assert not (is_quiet and asked)
    assert all(place < open_at for place in asked)
    assert all(later - earlier >= 3 for earlier, later in pairwise(asked))


@given(
    own=st.lists(halves, max_size=20),
    others=st.lists(halves, min_size=20, max_size=20),
    preset=presets,
)
@example(own=[7] * 5 + [2], others=[9] * 20, preset=Preset.STANDARD)
def test_what_the_other_answers_never_matters(
    own: list[float], others: list[float], preset: Preset
) -> None:
    def asked(lines: list[str]) -> list[object]:
        found = notices(parse("\n".join([",".join(COLUMNS), *lines])), preset, is_refractory=True)
        return [each for each in found if each.person == "alice"]

    mine = [f"alice,{t},repair,{score}," for t, score in enumerate(own)]
    theirs = [f"bob,{t},repair,{score},9" for t, score in enumerate(others)]
    alternating = [line for pair in zip(mine, theirs, strict=False) for line in pair]
    assert asked(alternating) == asked(mine)


def test_examples_do_notice_something() -> None:
    assert fold([*steady(5, repair=7), check_in(repair=2)], Preset.QUIET)[-1] is not None
