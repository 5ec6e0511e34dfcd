"""The life of a repair conversation (content.md 6): one table, and what time does to it.

A conversation is a fold over its moves. A move holds no words and both may read it; what people
write stands beside it, in turns. Some turns move the conversation at once. At the other steps
each acts alone, and the conversation moves when both have: nobody is pressed by the other's words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from checkins.enums.repair import Move, RepairState, Side, Turn

INACTIVE_AFTER: Final = timedelta(hours=48)
CLOSES_AFTER: Final = timedelta(days=14)
MOST_LOOPS: Final = 3
# From here on it "may go better with a third person present".
PAUSES_BEFORE_A_WORD: Final = 2

_S = RepairState

# The table: at each step, where each move leads. After the second round of telling there is
# nothing left to turn, so *understood* leads on to owning: the other target of its two.
STEPS: Mapping[RepairState, Mapping[Move, frozenset[RepairState]]] = MappingProxyType(
    {
        _S.COOLING: {Move.READY: frozenset({_S.RULES})},
        _S.RULES: {Move.RULES_TICKED: frozenset({_S.TELLING})},
        _S.TELLING: {Move.TOLD: frozenset({_S.REFLECTING})},
        _S.REFLECTING: {Move.REFLECTED: frozenset({_S.CONFIRMING})},
        _S.CONFIRMING: {
            Move.NOT_QUITE: frozenset({_S.REFLECTING}),
            Move.UNDERSTOOD: frozenset({_S.TURNING, _S.OWNING}),
            Move.LEFT_AT_THAT: frozenset({_S.TURNING, _S.OWNING}),
        },
        _S.TURNING: {
            Move.TURNED: frozenset({_S.TELLING}),
            Move.NOT_TODAY: frozenset({_S.OWNING}),
        },
        _S.OWNING: {Move.OWNED: frozenset({_S.APOLOGISING})},
        _S.APOLOGISING: {
            Move.BOTH_APOLOGISED: frozenset({_S.RECEIVING}),
            Move.FIRST_APOLOGISED: frozenset({_S.RECEIVING}),
            Move.OTHER_APOLOGISED: frozenset({_S.RECEIVING}),
            Move.NO_APOLOGY: frozenset({_S.CHANGING}),
        },
        _S.RECEIVING: {Move.RECEIVED: frozenset({_S.CHANGING})},
        _S.CHANGING: {
            Move.OFFERED: frozenset({_S.AGREEING}),
            Move.NO_CHANGE: frozenset({_S.RECONNECTING}),
        },
        _S.AGREEING: {
            Move.AGREED: frozenset({_S.RECONNECTING}),
            Move.ANOTHER_CHANGE: frozenset({_S.CHANGING}),
        },
        _S.RECONNECTING: {Move.RECONNECTED: frozenset({_S.AGREED})},
    }
)

# Where two people are talking: pauses, leaving and inactivity are possible here.
TALKING = frozenset(STEPS)
ENDED = frozenset(
    {
        _S.AGREED,
        _S.FOLLOW_UP,
        _S.REPAIRED,
        _S.STILL_OPEN,
        _S.SET_ASIDE,
        _S.CLOSED,
        _S.REOPENED,
    }
)

# What follows without a move of the table: by an answer, by time, by either one's wish.
_BESIDE: Mapping[RepairState, frozenset[RepairState]] = MappingProxyType(
    {
        _S.INVITED: frozenset({_S.COOLING, _S.LAPSED}),
        _S.LAPSED: frozenset[RepairState](),
        _S.PAUSED: TALKING | {_S.CLOSED, _S.SET_ASIDE},
        _S.AGREED: frozenset({_S.FOLLOW_UP, _S.REOPENED, _S.REPAIRED}),
        _S.FOLLOW_UP: frozenset({_S.REPAIRED, _S.STILL_OPEN, _S.REOPENED}),
        _S.REPAIRED: frozenset({_S.REOPENED}),
        _S.STILL_OPEN: frozenset({_S.REOPENED}),
        _S.SET_ASIDE: frozenset({_S.REOPENED}),
        _S.CLOSED: frozenset({_S.REOPENED}),
        _S.REOPENED: frozenset({_S.COOLING}),
    }
    | dict.fromkeys(TALKING, frozenset({_S.PAUSED, _S.CLOSED, _S.SET_ASIDE}))
)

TRANSITIONS: Mapping[RepairState, frozenset[RepairState]] = MappingProxyType(
    {state: _BESIDE[state].union(*STEPS.get(state, {}).values()) - {state} for state in RepairState}
)

TURNS: Mapping[RepairState, Turn] = MappingProxyType(
    {
        _S.COOLING: Turn.READY,
        _S.RULES: Turn.RULES,
        _S.TELLING: Turn.TELL,
        _S.REFLECTING: Turn.REFLECT,
        _S.CONFIRMING: Turn.CONFIRM,
        _S.TURNING: Turn.SWAP,
        _S.OWNING: Turn.OWN,
        _S.APOLOGISING: Turn.APOLOGISE,
        _S.RECEIVING: Turn.RECEIVE,
        _S.CHANGING: Turn.CHANGE,
        _S.AGREEING: Turn.AGREE,
        _S.RECONNECTING: Turn.RITUAL,
        _S.PAUSED: Turn.BACK,
    }
)
_STEP_OF = {turn: step for step, turn in TURNS.items()}

# Read by the other at once. All the others are read when both have taken theirs
# (checkins/migrations: the policy on turns names the same ones).
READ_AT_ONCE = frozenset({Turn.TELL, Turn.REFLECT, Turn.CONFIRM, Turn.SWAP, Turn.RECEIVE})


class OutOfOrder(Exception):
    """A move that the table does not know at this step."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as its moves have left it.

    ``stage`` is the number of the move that led to this step, 0 at the beginning; pausing and
    going on leave it as it is, so what was begun before a pause still belongs here. ``stages`` are
    those at which each step was reached last. ``number`` counts all moves. ``loops`` counts *not
    quite* in this round of telling; ``apologised`` is who waits for an answer to an apology;
    ``before`` is the step that a pause interrupted.
    """

    state: RepairState = RepairState.COOLING
    stage: int = 0
    number: int = 0
    stages: Mapping[RepairState, int] = field(
        default_factory=lambda: {RepairState.COOLING: 0}, hash=False
    )
    teller: Side = Side.FIRST
    loops: int = 0
    has_turned: bool = False
    apologised: frozenset[Side] = frozenset()
    pauses: int = 0
    before: RepairState | None = None

    @property
    def step(self) -> RepairState:
        """The step that runs, or the one that a pause interrupted."""
        return self.before or self.state

    @property
    def is_talking(self) -> bool:
        return self.state in TALKING or self.state is RepairState.PAUSED

    def stage_of(self, turn: Turn) -> int:
        """The stage at which this turn was asked for last. Raises KeyError where it never was."""
        return self.stages[_STEP_OF[turn]]


_APOLOGIES = MappingProxyType(
    {
        Move.BOTH_APOLOGISED: frozenset(Side),
        Move.FIRST_APOLOGISED: frozenset({Side.FIRST}),
        Move.OTHER_APOLOGISED: frozenset({Side.OTHER}),
    }
)


def fold(moves: Iterable[Move]) -> Talk:
    """The conversation after ``moves``, in their order. Raises OutOfOrder."""
    talk = Talk()
    for move in moves:
        talk = after(talk, move)
    return talk


def after(talk: Talk, move: Move) -> Talk:
    """The conversation after one more move. Raises OutOfOrder."""
    number = talk.number + 1
    match move:
        case Move.PAUSED if talk.state in TALKING:
            return replace(
                talk,
                state=RepairState.PAUSED,
                before=talk.state,
                number=number,
                pauses=talk.pauses + 1,
            )
        case Move.WENT_ON if talk.state is RepairState.PAUSED and talk.before is not None:
            return replace(talk, state=talk.before, before=None, number=number)
        case Move.SET_ASIDE if talk.is_talking:
            return replace(
                talk, state=RepairState.SET_ASIDE, before=None, number=number, stage=number
            )
    targets = STEPS.get(talk.state, {}).get(move)
    if targets is None or (move is Move.NOT_QUITE and talk.loops >= MOST_LOOPS):
        message = f"{move} does not follow on {talk.state}."
        raise OutOfOrder(message)
    target = _target(talk, targets)
    stages = {**talk.stages, target: number}
    moved = replace(talk, state=target, stage=number, number=number, stages=stages)
    match move:
        case Move.NOT_QUITE:
            return replace(moved, loops=talk.loops + 1)
        case Move.TURNED:
            return replace(moved, teller=opposite(talk.teller), has_turned=True, loops=0)
        case _:
            return replace(moved, apologised=_APOLOGIES.get(move, frozenset()))


def opposite(side: Side) -> Side:
    """The other one of the two."""
    return Side.OTHER if side is Side.FIRST else Side.FIRST


def acting(talk: Talk) -> frozenset[Side]:
    """Who may take a turn at this step: one, both, or after the end nobody."""
    match talk.state:
        case RepairState.TELLING | RepairState.CONFIRMING:
            return frozenset({talk.teller})
        case RepairState.REFLECTING | RepairState.TURNING:
            return frozenset({opposite(talk.teller)})
        case RepairState.RECEIVING:
            return frozenset(opposite(side) for side in talk.apologised)
        case state if state in TURNS:
            return frozenset(Side)
        case _:
            return frozenset()


def at(talk: Talk, now: datetime, moved_at: datetime) -> Talk:
    """What time has made of it by ``now``: 48 hours without a turn are a pause like any other,
    14 days close it for both (content.md 6.3, decisions.md 14).

    ``moved_at`` is the instant of the last turn, or the end of cooling off where none was taken.
    """
    if not talk.is_talking:
        return talk
    idle = now - moved_at
    if idle >= CLOSES_AFTER:
        return closed(talk)
    if idle >= INACTIVE_AFTER and talk.state is not RepairState.PAUSED:
        # As if somebody had paused it: the number and the word that comes with the second pause
        # would tell them apart.
        return after(talk, Move.PAUSED)
    return talk


def closed(talk: Talk) -> Talk:
    """What was closed without an end, because another conversation has begun since."""
    return replace(talk, state=RepairState.CLOSED, before=None)


def ended(talk: Talk, outcome: RepairState) -> Talk:
    """A conversation that came to its end, with what became of it (logic/follow_up.py)."""
    return replace(talk, state=outcome)


def apology_move(who: frozenset[Side]) -> Move:
    """The move that says who apologised; either, both or neither may."""
    for move, sides in _APOLOGIES.items():
        if sides == who:
            return move
    return Move.NO_APOLOGY


def _target(talk: Talk, targets: frozenset[RepairState]) -> RepairState:
    if len(targets) == 1:
        return next(iter(targets))
    return RepairState.OWNING if talk.has_turned else RepairState.TURNING
