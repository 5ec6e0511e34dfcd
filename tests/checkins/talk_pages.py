"""Every page of the other, told again and again from one beginning."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.clock import clock as the_clock
from accounts.models import User
from tests.checkins.every_page import mask
from tests.checkins.work import asked
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW
from tests.factories.sessions import just_begun, signed_in

PLANTED = "What is mine alone is mine alone."
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Midnight in Berlin, when an invitation of NOW closes.
CLOSING = NOW.replace(hour=23) + 6 * DAY
BEFORE_AND_AFTER = (
    HOUR,
    CLOSING - NOW - timedelta(seconds=1),
    CLOSING - NOW,
    14 * DAY,
)
LOOK = {"held": "", "again": ""}

Story = Callable[[Pair, UUID, datetime], object]


class Page(NamedTuple):
    status: int
    headers: str
    body: str
    work: Counter[str]


Pages = dict[str, Page]


def nothing(pair: Pair, pk: UUID, now: datetime) -> None:
    pass


def addresses_of(pk: UUID, *, is_talk: bool) -> list[str]:
    """Where something of it could show, but for its own page."""
    of_it = ["talk_turn", "talk_close", "talk_later"] if is_talk else ["invited"]
    found = [reverse(f"checkins:{name}") for name in ("today", "us", "invite")]
    found += [reverse(f"checkins:{name}", args=[pk]) for name in of_it]
    return [*found, reverse("accounts:connection")]


def get(client: Client, path: str) -> Page:
    with asked() as statements:
        response = client.get(path)
    headers = "\n".join(f"{name}: {value}" for name, value in sorted(response.items()))
    body = mask(response.content.decode())
    return Page(response.status_code, mask(headers), body, Counter(statements))


def every_page(viewer: User, pk: UUID) -> Iterator[tuple[str, Page]]:
    client = signed_in(viewer, **just_begun(the_clock.now()))
    path = reverse("checkins:talk", args=[pk])
    talk = get(client, path)
    yield path, talk
    for path in addresses_of(pk, is_talk=talk.status == 200):
        yield path, get(client, path)


@pytest.fixture
def told(couple: Pair, clock: TestClock):
    """All pages of one after a story of the other that is taken back afterwards."""

    def told_to(
        viewer: User, pk: UUID, story: Story, since: datetime, instants: Iterable[timedelta]
    ) -> Pages:
        mail.outbox.clear()
        pages: Pages = {}
        with transaction.atomic():
            clock.move_to(since)
            story(couple, pk, since)
            for after in instants:
                clock.move_to(since + after)
                pages |= {f"{after} {path}": page for path, page in every_page(viewer, pk)}
            transaction.set_rollback(True)
        assert mail.outbox == []
        return pages

    return told_to


def differing(one: Pages, other: Pages) -> list[str]:
    assert set(one) == set(other)
    return [path for path in one if one[path] != other[path]]


# Invitations: whoever sent one looks
