"""What was good between the two of the demo: words of thanks, a promise, rituals. Invented."""

from dataclasses import dataclass

from checkins.demo.story import ALICE, BOB, Character
from checkins.enums.good import Every
from checkins.logic.ritual import Repeats


@dataclass(frozen=True, slots=True, eq=False)
class Sent:
    """Words of thanks, by how many days ago they were sent."""

    of: Character
    days: int
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class Promised:
    """A promise that both call kept: made so many days ago, and for which day."""

    of: Character
    made: int
    due: int
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class Ritual:
    """What one suggests and the other says yes to a day later."""

    of: Character
    days: int
    words: str
    repeats: Repeats


GLAD = (
    Sent(ALICE, 47, "You asked before you told the one about the ferry. I noticed."),
    Sent(BOB, 40, "You left the light on in the hall."),
    Sent(BOB, 26, "How you talked the boy next door down from that tree."),
    Sent(ALICE, 12, "You came to fetch me on foot so that we could walk."),
    Sent(BOB, 3, "You hummed while you were reading. I did not say anything, or it would stop."),
)
UNSENT = Sent(ALICE, 1, "That you are learning to say it before it is")

PROMISES = (Promised(BOB, 33, 29, "I ring my mother about Easter, and ask you first."),)

RITUALS = (
    Ritual(ALICE, 50, "Coffee on the balcony, no phones", Repeats(Every.WEEK, 6)),
    Ritual(BOB, 36, "An evening for each of us alone", Repeats(Every.FORTNIGHT, 3)),
)
