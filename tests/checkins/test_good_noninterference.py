"""V3 for what is good between two: words that are not sent, and a no, change no page of the other.
What was sent and taken back leaves none that shows it ever was.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from checkins.actions.appreciation import delete_glad
from checkins.actions.note import keep_copy
from checkins.enums.inner import Keepable
from checkins.models import Appreciation, RitualProposal
from tests.accounts.acting import act, seen_by
from tests.checkins.every_page import Pages, differing, nothing, pages_at, paths
from tests.conftest import Pair
from tests.factories.good import (
    agree_ritual,
    be_glad,
    hold_back,
    put_ritual_away,
    suggest_again,
    take_back,
)
from tests.factories.people import NOW

WORDS = "You hummed while you were reading."
Story = Callable[[User, Client, datetime], None]


def kept(alice: User, client: Client, now: datetime) -> None:
    hold_back(alice, WORDS, now=now)


def kept_with_fear(alice: User, client: Client, now: datetime) -> None:
    data = {"key": "7b6f0f6e-2f0c-4b52-9f4e-0d3f1a2b3c4d", "words": "I am afraid of you."}
    answer = client.post(reverse("checkins:glad_new"), data | {"keep": "yes"})
    assert b"First of all, you" in answer.content


def sent_and_taken_back(alice: User, client: Client, now: datetime) -> None:
    take_back(alice, be_glad(alice, WORDS, now=now), now=now)


def sent_and_deleted(alice: User, client: Client, now: datetime) -> None:
    act(alice, delete_glad, pk=be_glad(alice, WORDS, now=now))


def put_away(alice: User, client: Client, now: datetime) -> None:
    put_ritual_away(alice, seen_by(alice, RitualProposal.objects.get).pk, now=now)


def kept_a_copy(alice: User, client: Client, now: datetime) -> None:
    pk = seen_by(alice, Appreciation.objects.get).pk
    act(alice, keep_copy, what=Keepable.GLAD, pk=pk)


def read_everything(alice: User, client: Client, now: datetime) -> None:
    pages_at(client, OURS)


def sent(alice: User, client: Client, now: datetime) -> None:
    be_glad(alice, WORDS, now=now)


QUIET: tuple[Story, ...] = (
    kept,
    kept_with_fear,
    sent_and_taken_back,
    sent_and_deleted,
    put_away,
    kept_a_copy,
    read_everything,
)
OURS = paths(
    (
        "checkins:us",
        "checkins:today",
        "checkins:good",
        "checkins:glad",
        "checkins:ritual",
        "checkins:agreed",
        "checkins:notes",
        "accounts:connection",
    )
)


def test_the_partner_s_pages_tell_of_nothing_but_what_was_sent(
    couple: Pair, sign_in: Callable[[User], Client]
) -> None:
    alice, bob = couple
    agree_ritual(alice, bob, "A walk", now=NOW)
    suggest_again(bob, "Ring me at noon", now=NOW)
    be_glad(bob, "Soup.", now=NOW)

    def told(story: Story) -> Pages:
        with transaction.atomic():
            story(alice, sign_in(alice), NOW)
            found = pages_at(sign_in(bob), OURS)
            transaction.set_rollback(True)
        return found

    before = told(nothing)
    assert [story.__name__ for story in QUIET if differing(before, told(story))] == []
    # The control: what was sent shows where it stands, and nowhere else.
    shows = {reverse(f"checkins:{name}") for name in ("today", "us", "good")}
    assert set(differing(before, told(sent))) == shows
