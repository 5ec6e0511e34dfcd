"""Statements of one's own: "In our relationship I can ...", rated in the month like a freedom."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from checkins.enums import Direction, Element, ReleaseClass, Scale
from checkins.logic.scoring import PromptSpec

# Each of two may suggest so many, and keep as many for themselves alone.
MOST: Final = 3
LONGEST: Final = 120
# As with an invitation: what nobody took up looks the same until then, and goes (decisions.md 13).
_PREFIX: Final = "OWN-"


@dataclass(frozen=True, slots=True)
class Statement:
    """``code`` names it on sheets and in releases; ``text`` is the end of the sentence."""

    code: str
    text: str


def code_of(key: UUID) -> str:
    """How a statement is named on a sheet: ``key`` is the subject of both copies, or its row."""
    return f"{_PREFIX}{key.hex}"


def is_code(value: str) -> bool:
    """Whether this names a statement rather than a prompt of a set."""
    return value.startswith(_PREFIX)


def spec_of(code: str) -> PromptSpec:
    """What arithmetic needs to know: a rating where high is good.

    Private, as everything of a month: what is offered to a release is asked of what stands.
    """
    return PromptSpec(
        code, Element.OWN_WORDS, Direction.POSITIVE, Scale.RATING, ReleaseClass.PRIVATE
    )
