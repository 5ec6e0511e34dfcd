"""Nobody learns whether an address has an account: not from the answer, not from the work done
(AB6, decisions.md 38).
"""

import re
from typing import NamedTuple

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from tests.accounts.test_signup import agree
from tests.factories.people import PASSWORD
from tests.hashers import counting

UNKNOWN = "nobody@example.org"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


class Seen(NamedTuple):
    """What somebody outside sees, and what the server did meanwhile."""

    status: int
    headers: dict[str, str]
    cookies: list[str]
    body: bytes
    hashes: int
    queries: int
    mails: int


@pytest.fixture
def known(sam: User) -> str:
    return sam.email


def see(client: Client, address: str, typed: str, data: dict[str, str] | None = None) -> Seen:
    cache.clear()
    before = len(mail.outbox)
    with counting() as hashes, CaptureQueriesContext(connection) as queries:
        answer = client.get(address) if data is None else client.post(address, data)
    body = TOKEN.sub(b"", answer.content).replace(typed.encode(), b"ADDRESS")
    headers = {k: v for k, v in answer.items() if k != "Content-Length"}
    return Seen(
        answer.status_code,
        headers,
        sorted(answer.cookies),
        body,
        len(hashes),
        len(queries),
        len(mail.outbox) - before,
    )


def both(known: str, walk) -> tuple[list[Seen], list[Seen]]:
    return walk(Client(), known), walk(Client(), UNKNOWN)


def sign_up(client: Client, email: str) -> list[Seen]:
    agree(client)
    here = reverse("account_email_verification_sent")
    return [
        see(client, reverse("account_signup"), email, {"email": email, "password1": PASSWORD}),
        see(client, here, email),
        see(client, here, email, {"action": "resend"}),
        see(client, here, email, {"code": "BBBB-BBBB"}),
        see(client, here, email, {"code": "BBBB-BBBB"}),
        see(client, here, email, {"code": "BBBB-BBBB"}),
        see(client, reverse("account_login"), email),
    ]


def log_in(client: Client, email: str) -> list[Seen]:
    wrong = {"login": email, "password": "a lamp in the cellar"}
    return [see(client, reverse("account_login"), email, wrong) for _ in range(2)]


def reset(client: Client, email: str) -> list[Seen]:
    here = reverse("account_confirm_password_reset_code")
    return [
        see(client, reverse("account_reset_password"), email, {"email": email}),
        see(client, here, email),
        see(client, here, email, {"code": "BBBB-BBBB"}),
        see(client, here, email, {"code": "BBBB-BBBB"}),
        see(client, here, email, {"code": "BBBB-BBBB"}),
        see(client, reverse("account_login"), email),
    ]


@pytest.mark.parametrize("walk", [sign_up, log_in, reset], ids=lambda w: w.__name__)
def test_known_and_unknown_address_look_and_cost_the_same(known, walk):
    for_known, for_unknown = both(known, walk)
    for step, (one, other) in enumerate(zip(for_known, for_unknown, strict=True)):
        assert one == other, step


def test_sign_up_hashes_once_and_sends_one_mail(known):
    for walk in both(known, sign_up):
        assert (walk[0].hashes, walk[0].mails) == (1, 1)


def test_log_in_hashes_once_and_sends_none(known):
    for walk in both(known, log_in):
        assert [(seen.hashes, seen.mails) for seen in walk] == [(1, 0), (1, 0)]


def test_sign_up_with_known_address_makes_nobody(known):
    sign_up(Client(), known)
    assert User.objects.get().email == known


def test_reset_of_unverified_and_inactive_people_costs_the_same(known, alice):
    alice.emailaddress_set.update(verified=False)
    unverified = reset(Client(), alice.email)
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert reset(Client(), alice.email) == reset(Client(), UNKNOWN) == unverified


def test_address_change_to_a_known_address_looks_like_any_other(known, alice, sign_in):
    def change(email: str) -> Seen:
        client = sign_in(alice)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        return see(client, reverse("account_email"), email, {"action_add": "", "email": email})

    assert change(known) == change(UNKNOWN)
    assert {m.subject for m in mail.outbox} == {"A code for you"}
