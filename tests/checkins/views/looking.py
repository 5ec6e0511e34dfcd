"""Looking at the pages of what two people agree on."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from accounts.actions.consent import withdraw_sharing
from accounts.actor import acting_as
from accounts.enums import Purpose
from accounts.models import User
from tests.conventions.visits import masked
from tests.factories.people import NOW

WORDS = "I call when I am late."
FEAR = "I will never hit you again."
RULES = ["We sit down.", "We take turns.", "We stop at ten."]
TODAY = NOW.date()
PAGES = (
    "/us/agreed/",
    "/us/rules/",
    "/us/promises/",
    "/us/promises/new/",
    "/us/again/",
    "/us/meaning/",
    "/us/good/",
    "/us/rituals/",
)

SignIn = Callable[[User], Client]


def html(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return str(answer.content.decode())


def look(client: Client, path: str) -> object:
    """An answer without what differs by chance."""
    answer: Any = client.get(path)
    return masked(answer)


def pages(client: Client, *more: str) -> list[object]:
    return [look(client, path) for path in (*PAGES, "/us/", "/today/", *more)]


def withdraw(person: User) -> None:
    with acting_as(person.pk, now=NOW):
        withdraw_sharing(by=person, purpose=Purpose.REPAIR, now=NOW)
