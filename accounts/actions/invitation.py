"""Codes that connect two partners: making one, ending it, typing one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.access import AlreadyConnected, Refusal, couple_of
from accounts.actions.codes import draw_code, found_by_code
from accounts.logic.codes import PairingCode
from accounts.models import User, functions


class PairingPending(Refusal):
    sentence = _("You have exchanged a code already. Confirm that one or drop it first.")


@transaction.atomic
def make_code(*, by: User, now: datetime) -> PairingCode:
    """A fresh code in place of any earlier one; its text can be shown this once.

    Raises AlreadyConnected, PairingPending or TooManyCodes.
    """
    if couple_of(by) is not None:
        raise AlreadyConnected
    if functions.my_pairing() is not None:
        raise PairingPending
    return draw_code(by=by, make=functions.code_make, now=now)


@transaction.atomic
def revoke_code(*, by: User, now: datetime) -> None:
    """Nobody can use the code any more that this person made."""
    functions.code_revoke()


@transaction.atomic
def redeem_code(*, by: User, typed: str, network: str, now: datetime) -> bool:
    """Whether the typed code was good; then both have a pairing to confirm.

    False for a code that is wrong, expired, used, revoked, spent, one's own, blocked, or of
    somebody who is connected, and for text that is no code: nothing tells these apart.
    ``network`` is rate.network(request). Raises TooManyTries.
    """
    found = found_by_code(
        by=by, typed=typed, network=network, look_up=functions.code_look_up, now=now
    )
    return found is not None and functions.code_claim(found)
