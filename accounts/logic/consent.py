"""Which wording of a consent is in force, and where one person's consent stands."""

from hashlib import sha256
from types import MappingProxyType

from accounts.enums import ConsentState, Purpose

# Raise a number when its wording changes in meaning: everybody is then asked again.
CURRENT = MappingProxyType(
    {
        Purpose.DATA_USE: 1,
        Purpose.WEEKLY_SHARING: 1,
        Purpose.HURTS_SHARING: 1,
        Purpose.REPAIR: 2,
        Purpose.REMINDERS: 1,
    }
)

# Asked alone, at connection; data use is asked before the account exists.
ASKED_AT_CONNECTION = (Purpose.WEEKLY_SHARING, Purpose.HURTS_SHARING)
# Asked where it is first needed (decisions.md 21). All of these end with the bond they were for.
SHARING = (*ASKED_AT_CONNECTION, Purpose.REPAIR)

TRANSITIONS = MappingProxyType(
    {
        ConsentState.ABSENT: frozenset({ConsentState.GIVEN}),
        ConsentState.GIVEN: frozenset({ConsentState.WITHDRAWN, ConsentState.OUTDATED}),
        ConsentState.OUTDATED: frozenset({ConsentState.GIVEN, ConsentState.WITHDRAWN}),
        ConsentState.WITHDRAWN: frozenset({ConsentState.GIVEN}),
    }
)


def text_hash(text: str) -> str:
    """SHA-256, in hex, of the wording a person read; line breaks and indents do not count."""
    return sha256(" ".join(text.split()).encode()).hexdigest()


def state(purpose: Purpose, version: int | None, *, is_withdrawn: bool) -> ConsentState:
    """Where a consent stands whose latest row has ``version``; None means there is no row."""
    if version is None:
        return ConsentState.ABSENT
    if is_withdrawn:
        return ConsentState.WITHDRAWN
    if version < CURRENT[purpose]:
        return ConsentState.OUTDATED
    return ConsentState.GIVEN
