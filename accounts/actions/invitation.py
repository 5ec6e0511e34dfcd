"""Codes: making one, ending it, typing one.

Whatever is wrong with a typed code, the same work is done and the same answer given: two counted
tries, one look-up, one hash (safety.md V6, decisions.md 38).
"""

import secrets
import uuid
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.access import AlreadyConnected, Refusal, couple_of
from accounts.logic.codes import PairingCode, new_code, split
from accounts.models import User, functions
from accounts.rate import hit

CODE_LIFE = timedelta(hours=24)
MADE_PER_DAY = 5
TYPED_PER_HOUR = 5
TYPED_PER_HOUR_AND_NETWORK = 10
# Four characters make a million public parts; codes live a day, so a second draw is rare.
DRAWS = 20

# What a try is compared with where there is nothing to compare with.
NOTHING = make_password(secrets.token_hex())
NO_CODE = PairingCode("", "")


class TooManyCodes(Refusal):
    sentence = _("Five codes a day are the limit. You can make another tomorrow.")


class TooManyTries(Refusal):
    sentence = _("That were several tries. Please wait an hour and try again.")


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
    if not hit(f"code-made:user:{by.pk}", MADE_PER_DAY, timedelta(days=1), now):
        raise TooManyCodes
    for _draw in range(DRAWS):
        code = new_code()
        if functions.code_make(
            uuid.uuid4(), code.public_id, make_password(code.secret), now + CODE_LIFE
        ):
            return code
    raise TooManyCodes


@transaction.atomic
def revoke_code(*, by: User, now: datetime) -> None:
    """Nobody can use the code any more that this person made."""
    functions.code_revoke()


@transaction.atomic
def redeem_code(*, by: User, typed: str, network: str, now: datetime) -> bool:
    """Whether the typed code was good; then both have a pairing to confirm.

    False for a code that is wrong, expired, used, revoked, spent, one's own, blocked, or of
    somebody who is connected, and for text that is no code: nothing tells these apart. It does
    not raise then, or the try would not count. ``network`` is rate.network(request).
    Raises TooManyTries.
    """
    hour = timedelta(hours=1)
    own = hit(f"code-typed:user:{by.pk}", TYPED_PER_HOUR, hour, now)
    shared = hit(f"code-typed:network:{network}", TYPED_PER_HOUR_AND_NETWORK, hour, now)
    if not (own and shared):
        raise TooManyTries
    code = split(typed) or NO_CODE
    found = functions.code_look_up(code.public_id)
    is_right = check_password(code.secret, found.secret_hash if found else NOTHING)
    return found is not None and is_right and functions.code_claim(found.id)
