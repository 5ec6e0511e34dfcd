"""A therapist's account, as those stand to it who look after the server (safety.md TR-01)."""

from collections.abc import Mapping
from types import MappingProxyType

from accounts.enums import TherapistState

APPLIED, VERIFIED, DECLINED, ENDED = TherapistState

# Whoever was declined may apply again, themselves. Whoever was stopped is not let in again: what
# couples had allowed would open with that, and nobody would have asked them.
TRANSITIONS: Mapping[TherapistState, frozenset[TherapistState]] = MappingProxyType(
    {
        APPLIED: frozenset({VERIFIED, DECLINED}),
        VERIFIED: frozenset({ENDED}),
        DECLINED: frozenset({APPLIED}),
        ENDED: frozenset(),
    }
)
# What a verifier decides, and which of it takes something away: that asks for typed words.
DECISIONS = (VERIFIED, DECLINED, ENDED)
TAKES_AWAY = frozenset({DECLINED, ENDED})


def decisions_from(state: TherapistState) -> tuple[TherapistState, ...]:
    """What a verifier may make of a therapist who stands there, in the order it is offered."""
    return tuple(each for each in DECISIONS if each in TRANSITIONS[state])


def says_it(typed: str, name: str) -> bool:
    """Whether somebody typed this name; capitals and spaces do not matter, nothing never is."""
    return bool(typed.split()) and typed.casefold().split() == name.casefold().split()
