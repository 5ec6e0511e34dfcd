"""What a turn may say, and which move follows from it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Self

from checkins.enums import DraftField
from checkins.enums.repair import Choice, Move, Ritual, Side, Turn
from checkins.logic.repair import apology_move, opposite

LONGEST: Final = 700

# The fields of own words at each step, in the order in which they stand on the page.
FIELDS: Mapping[Turn, tuple[DraftField, ...]] = MappingProxyType(
    {
        Turn.READY: (),
        Turn.RULES: (DraftField.STOP_WORD,),
        Turn.TELL: (DraftField.HAPPENED, DraftField.FELT, DraftField.MEANT, DraftField.NEED),
        Turn.REFLECT: (DraftField.UNDERSTOOD, DraftField.MAKES_SENSE, DraftField.QUESTION),
        Turn.CONFIRM: (DraftField.MISSING,),
        Turn.SWAP: (),
        Turn.OWN: (DraftField.MY_PART, DraftField.EFFECT),
        Turn.APOLOGISE: (
            DraftField.APOLOGY,
            DraftField.EFFECT,
            DraftField.REGRET,
            DraftField.AMENDS,
        ),
        Turn.RECEIVE: (),
        Turn.CHANGE: (DraftField.CHANGE, DraftField.WHEN, DraftField.NOTICED),
        Turn.AGREE: (),
        Turn.RITUAL: (DraftField.RITUAL,),
        Turn.BACK: (),
    }
)

# What can be chosen at each step; the first one where nothing is asked.
CHOICES: Mapping[Turn, tuple[Choice, ...]] = MappingProxyType(
    {
        Turn.READY: (Choice.YES,),
        Turn.RULES: (Choice.YES,),
        Turn.TELL: (Choice.SAID,),
        Turn.REFLECT: (Choice.SAID, Choice.PASS),
        Turn.CONFIRM: (Choice.YES, Choice.NOT_QUITE, Choice.LEAVE_IT),
        Turn.SWAP: (Choice.YES, Choice.NOT_TODAY),
        Turn.OWN: (Choice.SAID, Choice.NO_PART_YET, Choice.PASS),
        Turn.APOLOGISE: (Choice.SAID, Choice.PASS),
        Turn.RECEIVE: (Choice.HEARD, Choice.NEED_TIME, Choice.NOT_THERE_YET, Choice.PASS),
        Turn.CHANGE: (Choice.SAID, Choice.PASS),
        Turn.AGREE: (Choice.YES, Choice.ANOTHER),
        Turn.RITUAL: (Choice.SAID, Choice.PASS),
        Turn.BACK: (Choice.YES,),
    }
)

# The one field without which a turn that says something says nothing.
NEEDED: Mapping[tuple[Turn, Choice], DraftField] = MappingProxyType(
    {
        (Turn.REFLECT, Choice.SAID): DraftField.UNDERSTOOD,
        (Turn.CONFIRM, Choice.NOT_QUITE): DraftField.MISSING,
        (Turn.OWN, Choice.SAID): DraftField.MY_PART,
        (Turn.APOLOGISE, Choice.SAID): DraftField.APOLOGY,
        (Turn.CHANGE, Choice.SAID): DraftField.CHANGE,
    }
)

_MOVES: Mapping[tuple[Turn, Choice], Move] = MappingProxyType(
    {
        (Turn.TELL, Choice.SAID): Move.TOLD,
        (Turn.REFLECT, Choice.SAID): Move.REFLECTED,
        (Turn.REFLECT, Choice.PASS): Move.REFLECTED,
        (Turn.CONFIRM, Choice.YES): Move.UNDERSTOOD,
        (Turn.CONFIRM, Choice.NOT_QUITE): Move.NOT_QUITE,
        (Turn.CONFIRM, Choice.LEAVE_IT): Move.LEFT_AT_THAT,
        (Turn.SWAP, Choice.YES): Move.TURNED,
        (Turn.SWAP, Choice.NOT_TODAY): Move.NOT_TODAY,
        (Turn.AGREE, Choice.ANOTHER): Move.ANOTHER_CHANGE,
    }
)
_MOVES_OF_BOTH: Mapping[Turn, Move] = MappingProxyType(
    {
        Turn.READY: Move.READY,
        Turn.RULES: Move.RULES_TICKED,
        Turn.OWN: Move.OWNED,
        Turn.RECEIVE: Move.RECEIVED,
        Turn.AGREE: Move.AGREED,
        Turn.RITUAL: Move.RECONNECTED,
        Turn.BACK: Move.WENT_ON,
    }
)


@dataclass(frozen=True, slots=True)
class TurnContent:
    """What one person says at one step. ``days`` until looking back go with a change."""

    choice: Choice
    texts: Mapping[DraftField, str] = field(default_factory=dict)
    picks: tuple[Ritual, ...] = ()
    days: int | None = None

    def as_document(self) -> dict[str, Any]:
        """What is sealed."""
        return {
            "choice": self.choice,
            "texts": {each.value: text for each, text in self.texts.items() if text},
            "picks": sorted(self.picks, key=list(Ritual).index),
            "days": self.days,
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """What :meth:`as_document` gave."""
        return cls(
            choice=Choice(document["choice"]),
            texts={DraftField(name): text for name, text in document["texts"].items()},
            picks=tuple(Ritual(each) for each in document["picks"]),
            days=document["days"],
        )

    @property
    def is_said(self) -> bool:
        return self.choice is not Choice.PASS

    @property
    def length(self) -> int:
        """Characters in all fields together."""
        return sum(map(len, self.texts.values()))


def move_after(
    turn: Turn, side: Side, mine: Choice, theirs: Choice | None, *, acting: Collection[Side]
) -> Move | None:
    """The move that follows on a turn which ``side`` has just taken, or None while the step waits.

    ``theirs`` is what the other chose at this step, None where they have not yet. ``acting`` are
    the sides that may act at it.
    """
    if move := _MOVES.get((turn, mine)):
        return move
    if theirs is None and len(acting) > 1:
        return None
    said = {side: mine} if theirs is None else {side: mine, opposite(side): theirs}
    match turn:
        case Turn.APOLOGISE:
            return apology_move(frozenset(s for s, c in said.items() if c is Choice.SAID))
        case Turn.CHANGE:
            return Move.OFFERED if Choice.SAID in said.values() else Move.NO_CHANGE
        case _:
            return _MOVES_OF_BOTH[turn]


def unlike(typed: Mapping[DraftField, str], sent: Mapping[DraftField, str]) -> bool:
    """Whether something was typed that says other words than what was sent."""
    return any(text.split() != sent.get(name, "").split() for name, text in typed.items())


def beside(
    kept: Mapping[DraftField, str], typed: Mapping[DraftField, str]
) -> dict[DraftField, str]:
    """Both, one after the other where they differ: neither takes the place of the other."""
    both = dict(kept)
    for name, text in typed.items():
        own = text.strip()
        if own and f"\n\n{own}\n\n" not in f"\n\n{both.get(name, '')}\n\n":
            both[name] = f"{both[name]}\n\n{own}" if both.get(name) else own
    return both


def chooses_something(content: TurnContent) -> bool:
    """Whether a turn at the ritual gives anything, and so may read the other's own words for it."""
    return content.is_said and bool(content.picks or content.texts)


def both_chose(mine: TurnContent, theirs: TurnContent) -> tuple[Ritual, ...]:
    """The rituals that both picked. What only one of them picked is never told."""
    return tuple(ritual for ritual in Ritual if ritual in mine.picks and ritual in theirs.picks)
