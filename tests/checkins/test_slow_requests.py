"""V2 against a body that arrives slowly: who looks after the moment has given for good.

Through the real WSGI handler, because the test client hands over a whole body at once.
"""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, connections
from django.http import HttpResponseBase
from django.test import Client

from accounts.actor import acting_as
from accounts.models import User
from checkins.models import Release
from tests.factories.people import NOW, connect, make_user
from tests.factories.sessions import signed_in
from tests.factories.weeks import FIRST_DAY, FIRST_MOMENT, answer, give

PREVIEW = f"/week/{FIRST_DAY}/preview/"
PICTURE = f"/us/{FIRST_DAY}/"


class SlowBody(io.BytesIO):
    """Something happens before its first byte arrives."""

    def __init__(self, body: bytes, meanwhile: Callable[[], object]) -> None:
        super().__init__(body)
        self.meanwhile = [meanwhile]

    def read(self, size: int | None = -1, /) -> bytes:
        while self.meanwhile:
            self.meanwhile.pop()()
        return super().read(size)


@pytest.fixture
def pair(transactional_db) -> tuple[User, User]:
    alice, bob = make_user("Alice"), make_user("Bob")
    connect(alice, bob)
    for person in (alice, bob):
        answer(person, now=NOW, words=f"Words of {person.display_name}.")
        give(person, now=NOW, keep_back=())
    return alice, bob


def send(client: Client, path: str, body: bytes, meanwhile: Callable[[], object]) -> int:
    """The status of a post whose body arrives slowly."""
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    environ = Client()._base_environ(  # type: ignore[attr-defined]
        PATH_INFO=path,
        REQUEST_METHOD="POST",
        CONTENT_TYPE="application/x-www-form-urlencoded",
        CONTENT_LENGTH=str(len(body)),
        HTTP_COOKIE=cookies,
    )
    environ["wsgi.input"] = SlowBody(body, meanwhile)
    response = WSGIHandler()(environ, lambda *_: lambda _: None)
    response.close()
    assert isinstance(response, HttpResponseBase)
    return response.status_code


def elsewhere(act: Callable[[], object]) -> None:
    """In another connection, as another request would be."""

    def run() -> None:
        try:
            act()
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    thread.join(timeout=30)


def keeping_all(client: Client) -> bytes:
    form = client.get(PREVIEW).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token
    return f"csrfmiddlewaretoken={token[1]}&act=keep_all".encode()


@pytest.mark.parametrize("is_late", [False, True])
def test_who_looked_meanwhile_cannot_take_back(pair, clock, is_late):
    _, bob = pair
    moment = FIRST_MOMENT + timedelta(seconds=1)
    clock.move_to(FIRST_MOMENT - timedelta(seconds=5))
    client = signed_in(bob)
    body = keeping_all(client)
    in_transaction, seen = [], []

    def look() -> None:
        in_transaction.append(connection.in_atomic_block)
        if is_late:
            clock.move_to(moment)
        elsewhere(lambda: seen.append(signed_in(bob).get(PICTURE).content.decode()))

    assert send(client, PREVIEW, body, look) == 302
    assert in_transaction == [False]
    # The control: in time it is taken back, and nothing was to be seen meanwhile.
    assert ("Words of Alice." in seen[0]) is is_late
    with acting_as(bob.pk, now=moment):
        assert Release.objects.filter(author=bob).exists() is is_late


def test_a_body_that_is_too_big_or_breaks_off_is_refused_kindly(pair):
    _, bob = pair
    client = signed_in(bob)
    assert send(client, PREVIEW, b"act=" + b"x" * 300_000, lambda: None) == 400

    def break_off() -> None:
        raise OSError

    assert send(client, PREVIEW, b"act=keep_all", break_off) == 400
    with acting_as(bob.pk, now=NOW):
        assert Release.objects.filter(author=bob).exists()
