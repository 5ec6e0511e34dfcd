"""Every page somebody can get, with its headers, byte for byte; and one week of two people, told
again and again from the same beginning.
"""

import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.checkins.work import asked
from tests.conftest import Pair, TestClock
from tests.conventions.addresses import Address, addresses
from tests.factories.people import NOW
from tests.factories.weeks import FIRST_DAY, FIRST_MOMENT

NEXT_DAY = FIRST_DAY + timedelta(days=7)
ENDS_THE_SESSION = {"accounts:exit", "accounts:exit_beacon", "accounts:sign_out"}
MISSING = uuid.UUID("7b6f0f6e-2f0c-4b52-9f4e-0d3f1a2b3c4d")

EVERY = ("",)
# Where something of the practice could show; the rest is read once.
OURS = ("checkins:", "accounts:more", "accounts:connection")
OWN = (
    "checkins:today",
    "checkins:mine",
    "checkins:step",
    "checkins:hurts",
    "checkins:prompts",
    "checkins:day",
    "checkins:month",
    "checkins:own_statements",
    "checkins:statements",
    "checkins:trends",
    "accounts:connection",
)

Pages = dict[str, tuple[int, str, str]]
Work = dict[str, Counter[str]]
Story = Callable[[User, Client, datetime], None]


def nothing(alice: User, client: Client, now: datetime) -> None:
    pass


def paths(spaces: tuple[str, ...]) -> list[str]:
    """Every address there is in these name spaces, with both days and three steps."""
    return [
        path
        for address in addresses()
        if address.name not in ENDS_THE_SESSION and address.name.startswith(spaces)
        for path in filled(address)
    ]


def filled(address: Address) -> list[str]:
    month: list[object] = [FIRST_DAY.replace(day=1)]
    values: dict[str, list[object]] = {
        "day": month if address.name.startswith("checkins:month") else [FIRST_DAY, NEXT_DAY],
        "number": [1],
        "pk": [MISSING if "UUID" in address.parameters.get("pk", "") else 987_654],
        "turn": [MISSING],
        "draft": [MISSING],
        "note": [MISSING],
        "purpose": ["weekly_sharing"],
        "step": ["body"],
        "part": ["triggers"],
        "what": ["shown"],
        "card": ["ten-myths"],
        "slug": ["work"],
        "key": ["x"],
        "token": ["x"],
    }
    ways: list[dict[str, object]] = [{}]
    for name in address.parameters:
        ways = [way | {name: value} for way in ways for value in values[name]]
    return [reverse(address.name, kwargs=way) for way in ways]


def everything(client: Client, spaces: tuple[str, ...]) -> Pages:
    """Status, headers and body of every page, with tokens masked."""
    return pages_at(client, paths(spaces))


def pages_at(client: Client, these: Iterable[str], unlike: Pages | None = None) -> Pages:
    """These pages; where one that is not as in ``unlike`` is all that is sought, none after it."""
    answers: Pages = {}
    for path in these:
        response = client.get(path)
        headers = "\n".join(f"{name}: {value}" for name, value in sorted(response.items()))
        body = b"".join(response) if response.streaming else response.content
        answers[path] = (response.status_code, mask(headers), mask(body.decode()))
        if unlike is not None and answers[path] != unlike[path]:
            break
    return answers


def with_work(client: Client, these: Iterable[str]) -> tuple[Pages, Work]:
    """These pages, and the statements that each of them asked."""
    pages: Pages = {}
    work: Work = {}
    for path in these:
        with asked() as statements:
            pages |= pages_at(client, [path])
        work[path] = Counter(statements)
    return pages, work


def mask(text: str) -> str:
    text = re.sub(r"\b[A-Za-z0-9]{64}\b", "TOKEN", text)
    found: dict[str, str] = {}
    return re.sub(
        r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b",
        lambda match: found.setdefault(match[0], f"ID {len(found)}"),
        text,
    )


@dataclass(frozen=True)
class Week:
    """One week of these two, told again and again from the same beginning."""

    couple: Pair
    sign_in: Callable[[User], Client]
    clock: TestClock
    now: datetime
    before: tuple[str, ...]

    def told(
        self, story: Story, *, own_unlike: Pages | None = None, after_unlike: Pages | None = None
    ) -> "Seen":
        """All pages of both, after a story that is taken back afterwards; of those that shall
        differ from others, no more than it takes.
        """
        alice, bob = self.couple
        moment = FIRST_MOMENT + (self.now - NOW)
        mail.outbox.clear()
        with transaction.atomic():
            self.clock.move_to(self.now)
            story(alice, self.sign_in(alice), self.now)
            own = pages_at(self.sign_in(alice), paths(OWN), own_unlike)
            self.clock.move_to(moment - timedelta(hours=1))
            before, work = with_work(self.sign_in(bob), paths(self.before))
            self.clock.move_to(moment + timedelta(hours=1))
            after = pages_at(self.sign_in(bob), paths(OURS), after_unlike)
            transaction.set_rollback(True)
        assert mail.outbox == []
        return Seen(own, before, work, after)

    def warm_up(self) -> None:
        """Prompts are read once per process; the first story is not to pay for all."""
        with transaction.atomic():
            self.clock.move_to(self.now)
            everything(self.sign_in(self.couple.other), self.before)
            transaction.set_rollback(True)


class Seen(NamedTuple):
    """What the author gets; what the partner gets before the moment, what that cost, and what the
    partner gets after it.
    """

    own: Pages
    before: Pages
    work: Work
    after: Pages


def differing(one: Pages, other: Pages) -> list[str]:
    assert set(one) == set(other)
    return [path for path in one if one[path] != other[path]]


def differing_work(one: Work, other: Work) -> dict[str, tuple[Counter[str], Counter[str]]]:
    """Where one asked what the other did not, and what that was."""
    assert set(one) == set(other)
    return {
        path: (one[path] - other[path], other[path] - one[path])
        for path in one
        if one[path] != other[path]
    }
