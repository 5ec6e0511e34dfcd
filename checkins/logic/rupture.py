"""The life of a hurt in its owner's own list, up to showing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from checkins.enums import PROTECTIVE_TAGS, Element, HurtAnswer, HurtState, HurtTag, HurtWish

HEAVY_FROM = 8

# What may follow on what; a state may always stay as it is. Only the owner moves a hurt.
TRANSITIONS = MappingProxyType(
    {
        HurtState.NAMED: frozenset(
            {HurtState.KEPT, HurtState.SHOWN, HurtState.CLOSED, HurtState.SET_ASIDE}
        ),
        HurtState.KEPT: frozenset({HurtState.SHOWN, HurtState.CLOSED, HurtState.SET_ASIDE}),
        HurtState.SHOWN: frozenset({HurtState.KEPT, HurtState.CLOSED, HurtState.SET_ASIDE}),
        HurtState.CLOSED: frozenset({HurtState.KEPT, HurtState.SHOWN}),
        HurtState.SET_ASIDE: frozenset({HurtState.KEPT, HurtState.SHOWN}),
    }
)

# What a wish makes of a hurt that was just named.
STATE_AFTER = MappingProxyType(
    {
        HurtWish.KEEP: HurtState.KEPT,
        HurtWish.LOOK_AGAIN: HurtState.KEPT,
        HurtWish.SHOW: HurtState.SHOWN,
        HurtWish.INVITE: HurtState.NAMED,
    }
)

# What the other can read: the copy that was shown is there in this state alone.
VISIBLE_TO_THE_OTHER = frozenset({HurtState.SHOWN})


def may_become(state: HurtState, wanted: HurtState) -> bool:
    """Whether its owner may move a hurt from ``state`` to ``wanted``."""
    return wanted == state or wanted in TRANSITIONS[state]


def asks_to_follow_up(answer: HurtAnswer | None) -> bool:
    """Whether this answer of the check-in leads to the private follow-up (W-HURT-1 ≠ no)."""
    return answer is not None and answer is not HurtAnswer.NO


def needs_support_first(tags: frozenset[HurtTag]) -> bool:
    """Whether the private support panel comes before anything else."""
    return not tags.isdisjoint(PROTECTIVE_TAGS)


def is_heavy(weight: int | None, tags: frozenset[HurtTag]) -> bool:
    """Whether it "often goes better with a third person": 8 of 10 or more, fear, or control."""
    return needs_support_first(tags) or (weight is not None and weight >= HEAVY_FROM)


@dataclass(frozen=True, slots=True)
class HurtContent:
    """What the owner writes about a hurt; ``weight`` is 0 to 10 or None."""

    areas: Sequence[Element]
    weight: int | None
    tags: Sequence[HurtTag]
    note: str

    @property
    def needs_support(self) -> bool:
        return needs_support_first(frozenset(self.tags))

    def as_document(self) -> dict[str, object]:
        """What is sealed: words of the closed vocabularies, in their order."""
        return {
            "areas": sorted(self.areas, key=list(Element).index),
            "weight": self.weight,
            "tags": sorted(self.tags, key=list(HurtTag).index),
            "note": self.note,
        }
