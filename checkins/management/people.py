"""How the people of the demo come into the world: by the real actions, each at their own time."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings

from accounts.actions import couple as couples
from accounts.actions import invitation
from accounts.actions import user as people
from accounts.actor import acting_as
from accounts.logic.consent import ASKED_AT_CONNECTION
from accounts.models import User
from accounts.queries.couple import my_pairing
from checkins.demo import story

NETWORK = "127.0.0.0"


def sign_up(name: str, *, at: datetime, pronouns: str = "") -> User:
    """Somebody with a verified address and a name, who agreed to the use of data."""
    email = f"{name.lower()}@example.org"
    user = User.objects.create_user(email, story.PASSWORD, adult_confirmed_on=at.date())
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    with acting_as(user.pk, now=at):
        people.begin(by=user, agreed_at=at, now=at)
        people.save_profile(
            by=user,
            display_name=name,
            pronouns=pronouns,
            time_zone=story.TIME_ZONE,
            language=settings.LANGUAGE_CODE,
            now=at,
        )
    return user


def connect(one: User, other: User, *, at: datetime) -> None:
    """By a code that ``one`` makes, and with consent of both. Raises RuntimeError if refused."""
    with acting_as(one.pk, now=at):
        code = invitation.make_code(by=one, now=at)
    with acting_as(other.pk, now=at):
        invitation.redeem_code(by=other, typed=code.text, network=NETWORK, now=at)
    for person in (other, one):
        with acting_as(person.pk, now=at):
            pairing = my_pairing()
            if pairing is None:
                message = "The demo’s own code was refused."
                raise RuntimeError(message)
            couples.confirm_pairing(
                by=person, pairing_id=pairing.id, consents=ASKED_AT_CONNECTION, now=at
            )
