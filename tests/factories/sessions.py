"""Browsers of people who have just logged in, password and all."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from accounts.clock import clock
from accounts.models import User
from accounts.sessions import BEGAN, PRIVATE_SEEN, SEEN


def signed_in(person: User, **more: object) -> Client:
    """A test client of this person; ``more`` stands in the session besides."""
    client = Client()
    enter(client, person, **more)
    return client


def enter(client: Client, person: User, **more: object) -> None:
    """The session that force_login() makes, in one row at once instead of three after another."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[PRIVATE_SEEN] = clock.now().isoformat()
    session.update(more)
    session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)


def just_begun(now: datetime) -> dict[str, object]:
    """What the first request writes down, so that it is as all others are."""
    return {BEGAN: now.isoformat(), SEEN: now.isoformat()}
