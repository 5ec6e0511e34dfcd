"""Short ways for tests to act as somebody, and to look at what two people have."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, connections
from django.test import Client
from django.urls import reverse_lazy

from accounts.access import couple_of
from accounts.actions.couple import confirm_pairing
from accounts.actions.invitation import make_code, redeem_code
from accounts.actor import acting_as
from accounts.logic.codes import PairingCode
from accounts.models import AuditEvent, Consent, User, functions
from tests.factories.people import NOW

CONNECT = reverse_lazy("accounts:connect")
NETWORK = "192.0.2.0/24"


def act(person: User, action: Callable[..., Any], *, now: datetime = NOW, **arguments: Any) -> Any:
    """Call an action as one person, in a transaction of its own or a savepoint."""
    with acting_as(person.pk, now=now):
        return action(by=person, now=now, **arguments)


def seen_by(
    person: User, question: Callable[..., Any], *arguments: Any, now: datetime = NOW
) -> Any:
    """Ask something as one person."""
    with acting_as(person.pk, now=now):
        return question(*arguments)


def exchange(inviter: User, claimer: User, *, now: datetime = NOW) -> None:
    """One makes a code, the other types it; both have a pairing then."""
    code = act(inviter, make_code, now=now)
    assert act(claimer, redeem_code, now=now, typed=code.text, network=NETWORK)


def pairing_of(person: User, *, now: datetime = NOW) -> functions.Pairing | None:
    return seen_by(person, functions.my_pairing, now=now)


def say_yes(person: User, *consents: Any, now: datetime = NOW) -> bool:
    pairing = pairing_of(person, now=now)
    assert pairing is not None
    return bool(act(person, confirm_pairing, now=now, pairing_id=pairing.id, consents=consents))


def are_connected(one: User, other: User, *, now: datetime = NOW) -> bool:
    couples = {seen_by(person, couple_of, person, now=now) for person in (one, other)}
    return len(couples) == 1 and None not in couples


@contextmanager
def as_policy() -> Iterator[Any]:
    """A cursor of the owner in the role that functions run as: to plant, and to look behind.

    Only for tests that commit: the owner has a connection of its own.
    """
    with connections["owner"].cursor() as cursor:
        cursor.execute("set role app_policy")
        try:
            yield cursor
        finally:
            cursor.execute("reset role")


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run each in a thread of its own, all let go together; their results, or what they raised."""
    start = threading.Barrier(len(calls))
    results: list[Any] = [None] * len(calls)

    def run(number: int, call: Callable[[], Any]) -> None:
        try:
            # Connected before the start, so that no thread begins late.
            connection.ensure_connection()
            start.wait(timeout=10)
            results[number] = call()
        except BaseException as error:  # noqa: BLE001 - the test looks at it
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def body_of(client: Client, address: str) -> str:
    """A page without the tokens that change with each request."""
    response = client.get(address)
    assert response.status_code == 200
    body = response.content.decode()
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]+"', r"\1TOKEN", body)


def consents_of(person: User) -> dict[str, bool]:
    """Each purpose this person ever agreed to, and whether the consent stands."""
    rows = seen_by(person, lambda: list(Consent.objects.all()))
    return {row.purpose: row.withdrawn_at is None for row in rows}


def actions_of(person: User) -> list[str]:
    return seen_by(person, lambda: sorted(AuditEvent.objects.values_list("action", flat=True)))


def made_by(person: User, *, now: datetime = NOW) -> PairingCode:
    code: PairingCode = act(person, make_code, now=now)
    return code


def other_letter(letter: str) -> str:
    return "B" if letter == "A" else "A"


def typed_by(client: Client, typed: str, address: str = "203.0.113.9") -> Any:
    return client.post(CONNECT, {"code": typed}, REMOTE_ADDR=address)
