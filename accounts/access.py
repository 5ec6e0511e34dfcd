"""Who is with whom, what a person may do, and refusals with a sentence a person can read.

Refusals speak of one's own side only: none of them tells what the other one did.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import Purpose
from accounts.models import Consent, Couple, CoupleLock, Pause, User, functions


class Refusal(Exception):
    """An act that may not be done now. ``sentence`` is for the person who asked for it."""

    sentence: str | Promise = _("This is not possible right now.")

    def __str__(self) -> str:
        return str(self.sentence)


class NotConnected(Refusal):
    sentence = _("You are not connected with anybody right now.")


class AlreadyConnected(Refusal):
    sentence = _("You are connected already. One connection at a time is possible here.")


class Paused(Refusal):
    sentence = _("You have paused sharing. It can go on whenever you end the pause.")


class NoConsent(Refusal):
    sentence = _("You have not agreed to share this. You can do so on the connection page.")


@dataclass(frozen=True, slots=True)
class Bond:
    """A current connection, seen from one side."""

    couple: Couple
    partner: User


def bond_of(user: User) -> Bond | None:
    """The current connection and the other one in it, in one query."""
    found = functions.current_bond(user.pk)
    return Bond(*found) if found else None


def couple_of(user: User) -> Couple | None:
    """The couple of somebody's current connection, in one query."""
    return Couple.objects.filter(memberships__user=user, memberships__left_on__isnull=True).first()


def partner_of(user: User) -> User | None:
    """The other one of somebody's current connection, in one query."""
    bond = bond_of(user)
    return bond.partner if bond else None


def require_couple(user: User) -> Couple:
    """Raises NotConnected."""
    couple = couple_of(user)
    if couple is None:
        raise NotConnected
    return couple


def lock_couple(user: User) -> Couple:
    """Wait until nobody else acts for this couple, then say whether there still is one.

    Both lock the same content-free row first (decisions.md 4). Membership is asked again
    afterwards: whoever held the lock may have left. Raises NotConnected.
    """
    couple = require_couple(user)
    list(CoupleLock.objects.select_for_update().filter(couple=couple))
    return require_couple(user)


def is_paused(user: User) -> bool:
    """Whether this person has paused sharing. Nobody may ask it of somebody else."""
    return Pause.objects.filter(author=user).exists()


def has_consent(user: User, purpose: Purpose) -> bool:
    """Whether a consent of this person to this purpose stands."""
    return Consent.objects.filter(user=user, purpose=purpose, withdrawn_at__isnull=True).exists()


def check_may_share(user: User, purpose: Purpose) -> None:
    """Raises NotConnected, Paused or NoConsent where this person may not share just now."""
    require_couple(user)
    if is_paused(user):
        raise Paused
    if not has_consent(user, purpose):
        raise NoConsent
