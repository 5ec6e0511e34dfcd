"""Everybody who may come to an address, each with a browser in that very state."""

from collections.abc import Callable
from enum import StrEnum

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from accounts.actions.couple import leave, pause
from accounts.actor import acting_as
from accounts.models import User
from tests.conventions.world import World
from tests.factories.people import PASSWORD, make_user
from tests.factories.sessions import enter, just_begun
from tests.factories.therapists import end_access, let_in, make_staff, make_therapist


class Who(StrEnum):
    """The identities of security.md 3 that exist yet."""

    ANONYMOUS = "anonymous"
    UNVERIFIED = "unverified"
    HALFWAY = "between password and second factor"
    DEACTIVATED = "deactivated"
    AUTHOR = "author"
    PARTNER = "partner"
    PAUSED = "paused partner"
    FORMER = "former partner"
    STRANGER = "stranger with a couple of their own"
    SOLO = "alone"
    APPLIED = "therapist who waits to be verified"
    ONE_FACTOR = "therapist with a password alone"
    LET_IN = "therapist whom both let in"
    HALF_LET_IN = "therapist whom one of them let in"
    NOT_LET_IN = "therapist whom nobody let in"
    ENDED = "therapist whose access one of them ended"
    STAFF = "somebody who looks after the server"


# allauth reads the machine's clock: a password shown then still counts as shown just now.
FAR_AHEAD = 4_102_444_800

# Those whom the site does not know, or not yet, or no longer.
OUTSIDE = frozenset({Who.ANONYMOUS, Who.UNVERIFIED, Who.HALFWAY, Who.DEACTIVATED})
INSIDE = frozenset(Who) - OUTSIDE
STAFF = frozenset({Who.STAFF})
VERIFIED = frozenset({Who.ONE_FACTOR, Who.LET_IN, Who.HALF_LET_IN, Who.NOT_LET_IN, Who.ENDED})
# Who may open a practice's pages, with something on them or not.
READY = VERIFIED - {Who.ONE_FACTOR}
THERAPISTS = VERIFIED | {Who.APPLIED}
PARTNERS = INSIDE - THERAPISTS - STAFF


def person_of(who: Who, world: World) -> User | None:
    """Whose eyes look through this browser; None where nobody is signed in."""
    eyes: dict[Who, User] = {
        Who.AUTHOR: world.author,
        Who.PARTNER: world.partner,
        Who.PAUSED: world.partner,
        Who.FORMER: world.partner,
        Who.STRANGER: world.stranger,
        Who.SOLO: world.solo,
        Who.ONE_FACTOR: world.therapist,
        Who.LET_IN: world.therapist,
        Who.ENDED: world.therapist,
        Who.HALF_LET_IN: world.other_therapist,
        Who.NOT_LET_IN: world.other_therapist,
    }
    return eyes.get(who)


def browser_of(who: Who, world: World) -> Client:
    """A client in the state that the identity names. Changes the world where it must."""
    client = Client()
    prepare: dict[Who, Callable[[World, Client], None]] = {
        Who.UNVERIFIED: _unverified,
        Who.HALFWAY: _halfway,
        Who.DEACTIVATED: _deactivated,
        Who.PAUSED: _paused,
        Who.FORMER: _former,
        Who.APPLIED: _applied,
        Who.ONE_FACTOR: _one_factor,
        Who.HALF_LET_IN: _half_let_in,
        Who.ENDED: _ended,
        Who.STAFF: _staff,
    }
    if who in prepare:
        prepare[who](world, client)
    person = person_of(who, world)
    if person is not None:
        _enter(client, person, world)
    return client


def _enter(client: Client, person: User, world: World) -> None:
    """As somebody who has just logged in, password and all."""
    shown = [{"method": "password", "at": FAR_AHEAD, "reauthenticated": True}]
    enter(
        client,
        person,
        account_authentication_methods_user=str(person.pk),
        account_authentication_methods=shown,
        **just_begun(world.now),
    )


def _log_in(client: Client, person: User) -> None:
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


def _unverified(world: World, client: Client) -> None:
    person = make_user("Newcomer")
    person.emailaddress_set.update(verified=False)  # type: ignore[attr-defined]
    _log_in(client, person)


def _halfway(world: World, client: Client) -> None:
    person = make_user("Halfway")
    TOTP.activate(person, generate_totp_secret())
    _log_in(client, person)


def _deactivated(world: World, client: Client) -> None:
    _enter(client, world.partner, world)
    User.objects.filter(pk=world.partner.pk).update(is_active=False)


def _paused(world: World, client: Client) -> None:
    with acting_as(world.partner.pk, now=world.now):
        pause(by=world.partner, now=world.now)


def _former(world: World, client: Client) -> None:
    with acting_as(world.author.pk, now=world.now):
        leave(by=world.author, keeps_door_closed=True, now=world.now)


def _applied(world: World, client: Client) -> None:
    _enter(client, make_therapist("Applied", verified=False), world)


def _one_factor(world: World, client: Client) -> None:
    Authenticator.objects.filter(user=world.therapist).delete()


def _half_let_in(world: World, client: Client) -> None:
    let_in(world.author, world.things["other known"], now=world.now)


def _ended(world: World, client: Client) -> None:
    end_access(world.partner, world.things["known"], now=world.now)


def _staff(world: World, client: Client) -> None:
    _enter(client, make_staff(), world)
