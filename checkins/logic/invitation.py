"""How long an invitation stands, and when the next one may be sent (decisions.md 13).

Days are those of the couple's calendar; an invitation has no time of day. Nothing here knows
why one was not taken up: there is one way to lapse, and it is the same for every cause.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Self

from checkins.enums import Element
from checkins.enums.repair import InvitationLine, SuggestedTime

STANDS_FOR: Final = timedelta(days=7)
BETWEEN_TWO: Final = timedelta(days=14)
LONGEST_WORDS: Final = 300


def closes_on(sent_on: date) -> date:
    """The day from which an invitation that nobody took up is closed."""
    return sent_on + STANDS_FOR


def stands(sent_on: date, today: date) -> bool:
    """Whether an invitation can still be taken up."""
    return today < closes_on(sent_on)


def next_from(sent_on: date) -> date:
    """The day from which its author may send another, where it was not taken up."""
    return sent_on + BETWEEN_TWO


@dataclass(frozen=True, slots=True)
class InvitationContent:
    """What an invitation says. ``words`` are its author's own, where it reopens a conversation."""

    area: Element
    line: InvitationLine
    when: SuggestedTime
    words: str = ""

    def as_document(self) -> dict[str, str]:
        """What is sealed."""
        return {"area": self.area, "line": self.line, "when": self.when, "words": self.words}

    @classmethod
    def of(cls, document: Mapping[str, str]) -> Self:
        """What :meth:`as_document` gave."""
        return cls(
            Element(document["area"]),
            InvitationLine(document["line"]),
            SuggestedTime(document["when"]),
            document["words"],
        )
