"""The table of a conversation, and what time does to it."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkins.enums.repair import Move, RepairState, Side, Turn
from checkins.logic import repair
from checkins.logic.repair import (
    CLOSES_AFTER,
    ENDED,
    INACTIVE_AFTER,
    MOST_LOOPS,
    READ_AT_ONCE,
    STEPS,
    TALKING,
    TRANSITIONS,
    TURNS,
    OutOfOrder,
    Talk,
)

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
BESIDE = {Move.PAUSED, Move.WENT_ON, Move.SET_ASIDE}
# One way through with a second round of telling, a second look and an apology of one.
LONG_WAY = (
    Move.READY,
    Move.RULES_TICKED,
    Move.TOLD,
    Move.REFLECTED,
    Move.NOT_QUITE,
    Move.REFLECTED,
    Move.UNDERSTOOD,
    Move.TURNED,
    Move.TOLD,
    Move.REFLECTED,
    Move.LEFT_AT_THAT,
    Move.OWNED,
    Move.OTHER_APOLOGISED,
    Move.RECEIVED,
    Move.OFFERED,
    Move.ANOTHER_CHANGE,
    Move.OFFERED,
    Move.AGREED,
    Move.RECONNECTED,
)
ways = st.lists(st.integers(0, 99), max_size=60)


def possible(talk: Talk) -> list[Move]:
    found = []
    for move in Move:
        try:
            repair.after(talk, move)
        except OutOfOrder:
            continue
        found.append(move)
    return found


def walk(picks: list[int]) -> list[tuple[Move | None, Talk]]:
    """A random way that the table allows."""
    steps: list[tuple[Move | None, Talk]] = [(None, Talk())]
    for pick in picks:
        talk = steps[-1][1]
        moves = possible(talk)
        if not moves:
            break
        move = moves[pick % len(moves)]
        steps.append((move, repair.after(talk, move)))
    return steps


def test_transitions_cover_every_state_and_reach_all_but_the_first() -> None:
    assert set(TRANSITIONS) == set(RepairState)
    assert set().union(*TRANSITIONS.values()) == set(RepairState) - {RepairState.INVITED}


def test_every_move_stands_in_the_table_or_beside_it() -> None:
    in_table = [move for moves in STEPS.values() for move in moves]
    assert len(in_table) == len(set(in_table))
    assert set(in_table) | BESIDE == set(Move)
    assert not set(in_table) & BESIDE


def test_every_step_asks_for_a_turn_and_every_turn_belongs_to_one_step() -> None:
    assert set(TURNS) == TALKING | {RepairState.PAUSED}
    assert sorted(TURNS.values()) == sorted(Turn)
    assert not TALKING & ENDED


def test_a_whole_conversation_ends_in_agreement() -> None:
    talk = repair.fold(LONG_WAY)
    assert talk.state is RepairState.AGREED
    assert (talk.teller, talk.has_turned, talk.stage) == (Side.OTHER, True, len(LONG_WAY))


def test_nothing_left_out_is_in_order() -> None:
    for number in range(len(LONG_WAY) - 1):
        shorter = (*LONG_WAY[:number], *LONG_WAY[number + 1 :])
        if LONG_WAY[number + 1] is LONG_WAY[number]:
            continue
        with pytest.raises(OutOfOrder):
            repair.fold(shorter)


@given(ways)
def test_every_move_leads_where_the_table_says_and_each_is_counted(picks: list[int]) -> None:
    for (_, talk), (move, after) in pairwise(walk(picks)):
        assert after.number == talk.number + 1
        assert after.state in TRANSITIONS[talk.state]
        if move not in BESIDE:
            assert move is not None
            assert after.state in STEPS[talk.state][move]
            assert after.stage == after.number


@given(ways)
def test_what_the_table_does_not_know_is_out_of_order(picks: list[int]) -> None:
    talk = walk(picks)[-1][1]
    known = set(STEPS.get(talk.state, {}))
    if talk.loops >= MOST_LOOPS:
        known.discard(Move.NOT_QUITE)
    if talk.state in TALKING:
        known |= {Move.PAUSED, Move.SET_ASIDE}
    if talk.state is RepairState.PAUSED:
        known |= {Move.WENT_ON, Move.SET_ASIDE}
    assert set(possible(talk)) == known


@given(ways)
def test_at_most_three_times_not_quite_in_a_round_of_telling(picks: list[int]) -> None:
    looped = 0
    for move, talk in walk(picks):
        if move is Move.TURNED:
            looped = 0
        looped += move is Move.NOT_QUITE
        assert looped == talk.loops <= MOST_LOOPS


def test_a_fourth_not_quite_is_out_of_order_and_a_turned_round_counts_anew() -> None:
    """By hand: random ways hardly ever go around so often."""
    told = (Move.READY, Move.RULES_TICKED, Move.TOLD, Move.REFLECTED)
    around = (Move.NOT_QUITE, Move.REFLECTED) * MOST_LOOPS
    talk = repair.fold((*told, *around))
    assert talk.loops == MOST_LOOPS == 3
    with pytest.raises(OutOfOrder):
        repair.after(talk, Move.NOT_QUITE)
    turned = (Move.LEFT_AT_THAT, Move.TURNED, Move.TOLD, Move.REFLECTED)
    assert repair.fold((*told, *around, *turned, Move.NOT_QUITE)).loops == 1


@given(ways)
def test_the_other_side_tells_at_most_once(picks: list[int]) -> None:
    moves = [move for move, _ in walk(picks)]
    assert moves.count(Move.TURNED) <= 1
    assert moves.count(Move.TOLD) <= 2


@given(ways)
def test_a_pause_and_going_on_keep_the_place(picks: list[int]) -> None:
    talk = walk(picks)[-1][1]
    if talk.state not in TALKING:
        return
    paused = repair.after(talk, Move.PAUSED)
    assert (paused.state, paused.step, paused.stage) == (
        RepairState.PAUSED,
        talk.state,
        talk.stage,
    )
    back = repair.after(paused, Move.WENT_ON)
    assert (back.state, back.stage, back.loops, back.teller, back.apologised) == (
        talk.state,
        talk.stage,
        talk.loops,
        talk.teller,
        talk.apologised,
    )
    assert back.pauses == talk.pauses + 1
    with pytest.raises(OutOfOrder):
        repair.after(paused, Move.PAUSED)


@given(ways)
def test_somebody_may_act_at_each_step_and_nobody_after_the_end(picks: list[int]) -> None:
    talk = walk(picks)[-1][1]
    assert bool(repair.acting(talk)) is talk.is_talking
    if talk.state in ENDED:
        assert possible(talk) == []


@pytest.mark.parametrize(
    ("turn", "alone"),
    [(turn, turn in {Turn.TELL, Turn.REFLECT, Turn.CONFIRM, Turn.SWAP}) for turn in Turn],
)
def test_one_acts_where_words_answer_words_and_both_elsewhere(turn: Turn, *, alone: bool) -> None:
    (state,) = (state for state, each in TURNS.items() if each is turn)
    both = frozenset(Side)
    talk = Talk(state=state, before=RepairState.OWNING, apologised=both)
    assert len(repair.acting(talk)) == (1 if alone else 2)
    assert not alone or turn in READ_AT_ONCE


def test_whoever_got_an_apology_answers_it() -> None:
    until = LONG_WAY[: LONG_WAY.index(Move.OTHER_APOLOGISED)]
    for move, who in (
        (Move.FIRST_APOLOGISED, {Side.OTHER}),
        (Move.OTHER_APOLOGISED, {Side.FIRST}),
        (Move.BOTH_APOLOGISED, set(Side)),
    ):
        assert repair.acting(repair.fold((*until, move))) == who
    assert repair.fold((*until, Move.NO_APOLOGY)).state is RepairState.CHANGING


@pytest.mark.parametrize("who", [[], [Side.FIRST], [Side.OTHER], list(Side)])
def test_the_move_of_an_apology_says_who(who: list[Side]) -> None:
    move = repair.apology_move(frozenset(who))
    until = LONG_WAY[: LONG_WAY.index(Move.OTHER_APOLOGISED)]
    assert repair.fold((*until, move)).apologised == frozenset(who)


@given(ways)
def test_time_changes_nothing_before_48_hours_and_closes_after_14_days(picks: list[int]) -> None:
    talk = walk(picks)[-1][1]

    def later(idle: timedelta) -> Talk:
        return repair.at(talk, NOW + idle, NOW)

    if not talk.is_talking:
        assert later(CLOSES_AFTER) == talk
        return
    assert later(timedelta(0)) == later(INACTIVE_AFTER - MOMENT) == talk
    for idle in (INACTIVE_AFTER, CLOSES_AFTER - MOMENT):
        assert later(idle).state is RepairState.PAUSED
        assert later(idle).step is talk.step
        assert later(idle).stage == talk.stage
    assert later(CLOSES_AFTER).state is RepairState.CLOSED


@given(ways)
def test_a_pause_made_by_time_is_like_any_other(picks: list[int]) -> None:
    talk = walk(picks)[-1][1]
    if talk.state not in TALKING:
        return
    by_time = repair.at(talk, NOW + INACTIVE_AFTER, NOW)
    assert by_time == repair.after(talk, Move.PAUSED)


@pytest.mark.parametrize("day", [28, 24])
def test_hours_are_hours_over_both_changes_of_the_clock(day: int) -> None:
    """On 29 March a Berlin day has 23 hours, on 25 October 25."""
    month = 3 if day == 28 else 10
    moved_at = datetime(2026, month, day, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    exactly = moved_at.astimezone(UTC) + INACTIVE_AFTER
    berlin = exactly.astimezone(ZoneInfo("Europe/Berlin"))
    assert berlin.hour == (13 if month == 3 else 11)
    assert repair.at(Talk(), berlin - MOMENT, moved_at.astimezone(UTC)) == Talk()
    assert repair.at(Talk(), berlin, moved_at.astimezone(UTC)).state is RepairState.PAUSED


def test_both_ends_are_named_and_keep_what_was() -> None:
    talk = repair.fold(LONG_WAY[:5])
    assert repair.closed(talk).state is RepairState.CLOSED
    assert repair.ended(talk, RepairState.REPAIRED).stage == talk.stage
    assert repair.opposite(Side.FIRST) is Side.OTHER
    assert repair.opposite(Side.OTHER) is Side.FIRST
