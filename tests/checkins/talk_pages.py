"""Every page of the other, told again and again from one beginning."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.checkins.every_page import mask
from tests.checkins.work import asked
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW

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


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def nothing(pair: Pair, pk: UUID, now: datetime) -> None:
    pass


def addresses_of(pk: UUID, *, is_talk: bool) -> list[str]:
    """Where something of it could show."""
    of_it = ["talk", "talk_turn", "talk_close", "talk_later"] if is_talk else ["invited"]
    found = [reverse(f"checkins:{name}") for name in ("today", "us", "invite")]
    found += [reverse(f"checkins:{name}", args=[pk]) for name in of_it]
    return [*found, reverse("accounts:connection")]


def get(client: Client, path: str) -> Page:
    with asked() as statements:
        response = client.get(path)
    headers = "\n".join(f"{name}: {value}" for name, value in sorted(response.items()))
    body = mask(response.content.decode())
    return Page(response.status_code, mask(headers), body, Counter(statements))


@pytest.fixture
def told(couple: Pair, sign_in: Callable[[User], Client], clock: TestClock):
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
                client = sign_in(viewer)
                client.get("/us/")  # the first request after signing in writes to the session
                paths = addresses_of(pk, is_talk=client.get(f"/us/talk/{pk}/").status_code == 200)
                pages |= {f"{after} {path}": get(client, path) for path in paths}
            transaction.set_rollback(True)
        assert mail.outbox == []
        return pages

    return told_to


def differing(one: Pages, other: Pages) -> list[str]:
    assert set(one) == set(other)
    return [path for path in one if one[path] != other[path]]


# Invitations: whoever sent one looks
