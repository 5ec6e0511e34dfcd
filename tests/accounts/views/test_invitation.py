"""Codes through the pages. Whatever is wrong with one, the answer is the same (V6)."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import get_hasher, make_password
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions.codes import NOTHING
from accounts.actions.couple import drop_pairing, leave
from accounts.actions.invitation import redeem_code, revoke_code
from accounts.models import User
from tests.accounts.acting import (
    CONNECT,
    act,
    made_by,
    other_letter,
    pairing_of,
    typed_by,
)
from tests.factories.people import NOW, connect, make_user
from tests.hashers import counting

Cause = Callable[[User, User], str]


def wrong_secret(inviter: User, typer: User) -> str:
    text = made_by(inviter).text
    return text[:-1] + other_letter(text[-1])


def unknown(inviter: User, typer: User) -> str:
    text = made_by(inviter).text
    return other_letter(text[0]) + text[1:]


def expired(inviter: User, typer: User) -> str:
    return made_by(inviter, now=NOW - timedelta(hours=24)).text


def revoked(inviter: User, typer: User) -> str:
    text = made_by(inviter).text
    act(inviter, revoke_code)
    return text


def replaced(inviter: User, typer: User) -> str:
    text = made_by(inviter).text
    made_by(inviter)
    return text


def used(inviter: User, typer: User) -> str:
    text = made_by(inviter).text
    act(make_user("Faster"), redeem_code, typed=text, network="198.51.100.0/24")
    return text


def used_and_dropped(inviter: User, typer: User) -> str:
    text = used(inviter, typer)
    pairing = pairing_of(inviter)
    assert pairing is not None
    act(inviter, drop_pairing, pairing_id=pairing.id)
    return text


def spent(inviter: User, typer: User) -> str:
    text = made_by(inviter).text
    for number in range(5):
        wrong = text[:-1] + other_letter(text[-1])
        act(make_user("Guesser"), redeem_code, typed=wrong, network=f"198.51.{number}.0/24")
    return text


def own(inviter: User, typer: User) -> str:
    return made_by(typer).text


def blocked(inviter: User, typer: User) -> str:
    connect(inviter, typer)
    act(inviter, leave, keeps_door_closed=True)
    return made_by(inviter).text


def blocked_by_oneself(inviter: User, typer: User) -> str:
    connect(inviter, typer)
    act(typer, leave, keeps_door_closed=True)
    return made_by(inviter).text


def inviter_is_connected(inviter: User, typer: User) -> str:
    text = made_by(inviter).text
    connect(make_user("Sooner"), inviter)
    return text


def no_code_at_all(inviter: User, typer: User) -> str:
    return "hello"


CAUSES: list[Cause] = [
    wrong_secret,
    unknown,
    expired,
    revoked,
    replaced,
    used,
    used_and_dropped,
    spent,
    own,
    blocked,
    blocked_by_oneself,
    inviter_is_connected,
    no_code_at_all,
]


def look(response: HttpResponse, typed: str) -> tuple[Any, ...]:
    """Everything a client gets, without the token and with what it sent itself taken out.

    A person sees whether they have a code of their own; that part of the page is not compared.
    """
    body = response.content.decode().replace(typed, "TYPED")
    body = re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]+"', r"\1TOKEN", body)
    body = re.sub(r"<h2>I make the code</h2>.*?</section>", "", body, flags=re.DOTALL)
    headers = dict(response.headers)
    headers.pop("Content-Length", None)
    return response.status_code, headers, sorted(response.cookies), body


def failure(cause: Cause, sign_in: Callable[[User], Client]) -> tuple[Any, ...]:
    inviter, typer = make_user("Robin"), make_user("Kim")
    typed = cause(inviter, typer)
    client = sign_in(typer)
    client.get(CONNECT)
    address = f"203.{CAUSES.index(cause)}.113.9"
    with CaptureQueriesContext(connection) as queries, counting() as hash_calls:
        response = typed_by(client, typed, address)
    assert pairing_of(typer) is None
    return *look(response, typed), list(hash_calls), len(queries)


def test_code_that_does_not_connect_gives_one_answer_and_costs_one_hash_whatever_the_cause(
    db: None, sign_in: Callable[[User], Client]
) -> None:
    reference = failure(wrong_secret, sign_in)
    status, _headers, _cookies, body, hashes, _queries = reference
    assert status == 422
    assert "This code does not connect." in body
    assert hashes == ["verify"]
    for cause in CAUSES:
        assert failure(cause, sign_in) == reference, cause.__name__


def test_good_code_costs_one_hash_too_and_leads_both_to_confirm(
    db: None, sign_in: Callable[[User], Client], alice: User, bob: User
) -> None:
    code = made_by(alice)
    client = sign_in(bob)
    with counting() as hash_calls:
        response = typed_by(client, code.text.lower().replace("-", " "))
    assert hash_calls == ["verify"]
    assert (response.status_code, response["Location"]) == (302, reverse("accounts:confirm"))
    assert sign_in(alice).get(CONNECT)["Location"] == reverse("accounts:confirm")
    assert "Connect with Alice?" in sign_in(bob).get(response["Location"]).content.decode()
    assert "Connect with Bob?" in sign_in(alice).get(response["Location"]).content.decode()


def test_dummy_hash_costs_what_a_real_one_costs() -> None:
    hasher = get_hasher()
    kept = hasher.decode(NOTHING)
    made = hasher.decode(make_password("secret"))
    costs = ("algorithm", "variety", "version", "memory_cost", "time_cost", "parallelism")
    assert [kept[name] for name in costs] == [made[name] for name in costs]
