"""What codes of every kind share: how many are made, how many tries there are, and equal work.

Whatever is wrong with a typed code, the same work is done and the same answer given: two counted
tries, one look-up, one hash (safety.md V6, decisions.md 38).
"""

import secrets
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.utils.translation import gettext_lazy as _

from accounts.access import Refusal
from accounts.logic.codes import PairingCode, new_code, split
from accounts.models import User
from accounts.models.functions import LookedUp
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

# Key, public part, hash of the secret, end of its life: whether it was taken down.
Make = Callable[[UUID, str, str, datetime], bool]


class TooManyCodes(Refusal):
    sentence = _("Five codes a day are the limit. You can make another tomorrow.")


class TooManyTries(Refusal):
    sentence = _("That were several tries. Please wait an hour and try again.")


def draw_code(*, by: User, make: Make, now: datetime) -> PairingCode:
    """A fresh code that ``make`` took down; its text can be shown this once.

    Raises TooManyCodes.
    """
    if not hit(f"code-made:user:{by.pk}", MADE_PER_DAY, timedelta(days=1), now):
        raise TooManyCodes
    for _draw in range(DRAWS):
        code = new_code()
        if make(uuid.uuid4(), code.public_id, make_password(code.secret), now + CODE_LIFE):
            return code
    raise TooManyCodes


def found_by_code(
    *,
    by: User,
    typed: str,
    network: str,
    look_up: Callable[[str], LookedUp | None],
    now: datetime,
) -> UUID | None:
    """The key of what a typed code proves, or None where it proves nothing, whatever the cause.

    It does not raise then, or the try would not count. ``network`` is rate.network(request).
    Raises TooManyTries.
    """
    hour = timedelta(hours=1)
    own = hit(f"code-typed:user:{by.pk}", TYPED_PER_HOUR, hour, now)
    shared = hit(f"code-typed:network:{network}", TYPED_PER_HOUR_AND_NETWORK, hour, now)
    if not (own and shared):
        raise TooManyTries
    code = split(typed) or NO_CODE
    found = look_up(code.public_id)
    is_right = check_password(code.secret, found.secret_hash if found else NOTHING)
    return found.id if found is not None and is_right else None
