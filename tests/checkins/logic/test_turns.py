"""What a turn may say, and which move follows."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkins.enums import DraftField
from checkins.enums.repair import Choice, Move, RepairState, Ritual, Side, Turn
from checkins.logic import repair
from checkins.logic.repair import STEPS, TURNS, Talk
from checkins.logic.turns import CHOICES, FIELDS, NEEDED, TurnContent, both_chose, move_after

BOTH = frozenset(Side)
ONE_ACTS = {Turn.TELL, Turn.REFLECT, Turn.CONFIRM, Turn.SWAP}
STEP = {turn: state for state, turn in TURNS.items()}
MOVES_OF_BOTH = {
    Turn.READY: Move.READY,
    Turn.RULES: Move.RULES_TICKED,
    Turn.OWN: Move.OWNED,
    Turn.RECEIVE: Move.RECEIVED,
    Turn.RITUAL: Move.RECONNECTED,
    Turn.BACK: Move.WENT_ON,
}
MOVES_OF_ONE = {
    (Turn.TELL, Choice.SAID): Move.TOLD,
    (Turn.REFLECT, Choice.SAID): Move.REFLECTED,
    (Turn.REFLECT, Choice.PASS): Move.REFLECTED,
    (Turn.CONFIRM, Choice.YES): Move.UNDERSTOOD,
    (Turn.CONFIRM, Choice.NOT_QUITE): Move.NOT_QUITE,
    (Turn.CONFIRM, Choice.LEAVE_IT): Move.LEFT_AT_THAT,
    (Turn.SWAP, Choice.YES): Move.TURNED,
    (Turn.SWAP, Choice.NOT_TODAY): Move.NOT_TODAY,
}


def test_every_turn_has_fields_and_choices() -> None:
    assert set(FIELDS) == set(CHOICES) == set(Turn)
    assert all(CHOICES.values())
    for (turn, choice), field in NEEDED.items():
        assert choice in CHOICES[turn]
        assert field in FIELDS[turn]


@pytest.mark.parametrize(
    ("turn", "choice"), [(turn, choice) for turn in sorted(ONE_ACTS) for choice in CHOICES[turn]]
)
def test_where_one_acts_the_move_follows_at_once(turn: Turn, choice: Choice) -> None:
    for side in Side:
        move = move_after(turn, side, choice, None, acting={side})
        assert move is MOVES_OF_ONE[turn, choice]


@pytest.mark.parametrize("turn", sorted(set(Turn) - ONE_ACTS))
def test_where_both_act_nothing_moves_before_both_have(turn: Turn) -> None:
    for side, choice in product(Side, CHOICES[turn]):
        moved = move_after(turn, side, choice, None, acting=BOTH)
        # Asking for another look needs nobody's yes.
        assert moved is (Move.ANOTHER_CHANGE if choice is Choice.ANOTHER else None)


@pytest.mark.parametrize("turn", sorted(MOVES_OF_BOTH))
def test_where_both_have_one_move_follows_whatever_they_chose(turn: Turn) -> None:
    for side, mine, theirs in product(Side, CHOICES[turn], CHOICES[turn]):
        assert move_after(turn, side, mine, theirs, acting=BOTH) is MOVES_OF_BOTH[turn]


def test_an_answer_of_the_only_one_asked_is_received() -> None:
    for choice in CHOICES[Turn.RECEIVE]:
        moved = move_after(Turn.RECEIVE, Side.FIRST, choice, None, acting={Side.FIRST})
        assert moved is Move.RECEIVED


@pytest.mark.parametrize(
    ("mine", "theirs", "move"),
    [
        (Choice.SAID, Choice.SAID, Move.BOTH_APOLOGISED),
        (Choice.SAID, Choice.PASS, Move.FIRST_APOLOGISED),
        (Choice.PASS, Choice.SAID, Move.OTHER_APOLOGISED),
        (Choice.PASS, Choice.PASS, Move.NO_APOLOGY),
    ],
)
def test_either_both_or_neither_apologise(mine: Choice, theirs: Choice, move: Move) -> None:
    assert move_after(Turn.APOLOGISE, Side.FIRST, mine, theirs, acting=BOTH) is move
    assert move_after(Turn.APOLOGISE, Side.OTHER, theirs, mine, acting=BOTH) is move


@pytest.mark.parametrize(
    ("mine", "theirs", "move"),
    [
        (Choice.SAID, Choice.SAID, Move.OFFERED),
        (Choice.SAID, Choice.PASS, Move.OFFERED),
        (Choice.PASS, Choice.SAID, Move.OFFERED),
        (Choice.PASS, Choice.PASS, Move.NO_CHANGE),
    ],
)
def test_one_offer_is_enough_to_agree_on(mine: Choice, theirs: Choice, move: Move) -> None:
    for side in Side:
        assert move_after(Turn.CHANGE, side, mine, theirs, acting=BOTH) is move


@pytest.mark.parametrize(
    ("mine", "theirs", "move"),
    [
        (Choice.YES, Choice.YES, Move.AGREED),
        (Choice.ANOTHER, Choice.YES, Move.ANOTHER_CHANGE),
        (Choice.ANOTHER, None, Move.ANOTHER_CHANGE),
        (Choice.YES, None, None),
    ],
)
def test_an_agreement_needs_two_yes(mine: Choice, theirs: Choice | None, move: Move | None) -> None:
    for side in Side:
        assert move_after(Turn.AGREE, side, mine, theirs, acting=BOTH) is move


@pytest.mark.parametrize("turn", Turn)
def test_every_move_that_can_follow_is_one_the_step_knows(turn: Turn) -> None:
    before = RepairState.OWNING if turn is Turn.BACK else None
    talk = Talk(state=STEP[turn], before=before, apologised=BOTH)
    known = {Move.WENT_ON} if turn is Turn.BACK else set(STEPS[STEP[turn]])
    acting = repair.acting(talk)
    reached = set()
    for mine, theirs in product(CHOICES[turn], (None, *CHOICES[turn])):
        for side in acting:
            move = move_after(turn, side, mine, theirs, acting=acting)
            if move is not None:
                repair.after(talk, move)
                reached.add(move)
    assert reached == known


contents = st.builds(
    TurnContent,
    choice=st.sampled_from(Choice),
    texts=st.dictionaries(st.sampled_from(DraftField), st.text(max_size=20)),
    picks=st.lists(st.sampled_from(Ritual), unique=True).map(tuple),
    days=st.none() | st.integers(7, 42),
)


@given(contents)
def test_what_is_sealed_comes_back(content: TurnContent) -> None:
    back = TurnContent.of(content.as_document())
    assert (back.choice, back.days) == (content.choice, content.days)
    assert back.texts == {field: text for field, text in content.texts.items() if text}
    assert set(back.picks) == set(content.picks)
    assert back.picks == tuple(each for each in Ritual if each in content.picks)
    assert back.length == content.length
    assert back.is_said is (content.choice is not Choice.PASS)
    assert TurnContent.of(back.as_document()) == back


@given(contents, contents)
def test_a_ritual_is_told_only_where_both_picked_it(one: TurnContent, other: TurnContent) -> None:
    assert set(both_chose(one, other)) == set(one.picks) & set(other.picks)
    assert both_chose(one, other) == both_chose(other, one)
