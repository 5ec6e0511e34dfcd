"""What an answer can be, and a word for each way to say who gets which."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tests.conventions.identities import (
    INSIDE,
    OUTSIDE,
    PARTNERS,
    READY,
    STAFF,
    THERAPISTS,
    Who,
)


class Outcome(StrEnum):
    """What an answer amounts to."""

    PAGE = "a page, or the act is done"
    ASKS = "the form again"
    ON = "on to another page of ours"
    OUT = "off to the neutral page"
    LOGIN = "to the log-in"
    MISSING = "as if it did not exist"
    REFUSED = "not this way"


PAGE, ASKS, ON, OUT, LOGIN, MISSING, REFUSED = Outcome
ALLOWED = frozenset({PAGE, ASKS, ON, OUT})

Cells = dict[Who, Outcome]

CONNECTED = frozenset({Who.AUTHOR, Who.PARTNER, Who.PAUSED, Who.STRANGER})
TOGETHER = frozenset({Who.AUTHOR, Who.PARTNER, Who.PAUSED})
OTHER_SIDE = frozenset({Who.PARTNER, Who.PAUSED})
AUTHOR = frozenset({Who.AUTHOR})
PASSKEY_HOLDER = AUTHOR
APP_HOLDERS = THERAPISTS - {Who.ONE_FACTOR}


@dataclass(frozen=True, slots=True)
class Row:
    read: Cells
    act: Cells


def everybody(outcome: Outcome, **but: Outcome) -> Cells:
    """The same for all, but for those named."""
    return dict.fromkeys(Who, outcome) | {Who[name.upper()]: other for name, other in but.items()}


def signed_in(outcome: Outcome, *, outside: Outcome = LOGIN) -> Cells:
    """For every kind of account."""
    return dict.fromkeys(OUTSIDE, outside) | dict.fromkeys(INSIDE, outcome)


def own(outcome: Outcome, *but: tuple[Iterable[Who], Outcome], outside: Outcome = LOGIN) -> Cells:
    """For partners and therapists, in their own account, but for those named."""
    cells = signed_in(outcome, outside=outside) | dict.fromkeys(STAFF, MISSING)
    for whom, other in but:
        cells |= dict.fromkeys(whom, other)
    return cells


def inside(outcome: Outcome, *, outside: Outcome = LOGIN) -> Cells:
    """For partners. To therapists and staff it does not exist."""
    return signed_in(MISSING, outside=outside) | dict.fromkeys(PARTNERS, outcome)


def some(whom: Iterable[Who], outcome: Outcome, *, rest: Outcome) -> Cells:
    """For some of the partners; the others of them are told `rest`."""
    return inside(rest) | dict.fromkeys(whom, outcome)


def practice(
    outcome: Outcome, *, whom: Iterable[Who] = THERAPISTS, rest: Outcome = MISSING
) -> Cells:
    """For some of the therapists; the others of them are told `rest`. To partners and staff it
    does not exist.
    """
    return signed_in(MISSING) | dict.fromkeys(THERAPISTS, rest) | dict.fromkeys(whom, outcome)


def case(outcome: Outcome) -> Cells:
    """For the therapist whom both let in. To the others who may open a practice's pages there is
    no such couple, and the rest of the therapists are shown what comes first.
    """
    return practice(MISSING, whom=READY, rest=ON) | {Who.LET_IN: outcome}


CASE = case(PAGE)
NO_ACT = inside(REFUSED)
NO_PAGE = inside(REFUSED)
OWN_NO_ACT = own(REFUSED)
OWN_NO_PAGE = own(REFUSED)
PRACTICE_NO_ACT = practice(REFUSED)
PRACTICE_NO_PAGE = practice(REFUSED)
