"""People who are here already, so that a journey begins in the middle."""

from django.conf import settings

from accounts.models import User
from tests.factories.people import connect, make_user
from tests.factories.sessions import signed_in
from tests.journeys.person import Person


def settle(person: Person) -> User:
    """An account for this person, and a browser that is signed in to it."""
    user = make_user(person.name)
    sign_in(person, user)
    return user


def settle_couple(one: Person, other: Person) -> tuple[User, User]:
    alice, bob = settle(one), settle(other)
    connect(alice, bob)
    return alice, bob


def sign_in(person: Person, user: User) -> None:
    """As after a log-in with the password, by its cookie."""
    person.email = user.email
    client = signed_in(user)
    name = settings.SESSION_COOKIE_NAME
    person.page.context.add_cookies(
        [
            {
                "name": name,
                "value": client.cookies[name].value,
                "url": person.server,
                "httpOnly": True,
                "sameSite": "Lax",
            }
        ]
    )
