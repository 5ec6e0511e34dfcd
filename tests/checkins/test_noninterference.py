"""V3: until the reveal, and for a round without one, every page the partner can get is the same
byte for byte, whatever the author did alone.
"""

import re
import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.actions import couple as couples
from accounts.actions.consent import withdraw_sharing
from accounts.actor import acting_as
from accounts.enums import Purpose
from accounts.models import User
from checkins.actions.question import keep_wishes
from checkins.actions.rupture import name_hurt
from checkins.enums import Element, HurtTag, HurtWish, Preset
from checkins.logic.rupture import HurtContent
from tests.conftest import Pair, TestClock
from tests.conventions.addresses import Address, addresses
from tests.factories.people import NOW
from tests.factories.weeks import (
    FIRST_DAY,
    FIRST_MOMENT,
    answer,
    earlier_weeks,
    full_week,
    give,
    keep,
    keep_all,
    tap,
)

PLANTED = "What is mine alone is mine alone."
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
    "checkins:trends",
    "accounts:connection",
)

Pages = dict[str, tuple[int, str, str]]
Story = Callable[[User, Client, datetime], None]


def nothing(alice: User, client: Client, now: datetime) -> None:
    pass


def started(alice: User, client: Client, now: datetime) -> None:
    keep(alice, {"W-REL-1": 2, "W-HURT-1": "yes"}, now=now)


def finished(alice: User, client: Client, now: datetime) -> None:
    answer(alice, now=now, score=1, words=PLANTED, W_NOTE_1=PLANTED, W_HURT_1="yes")
    keep_all(alice, now=now)


def kept_back(alice: User, client: Client, now: datetime) -> None:
    answer(alice, now=now, score=1, words=PLANTED)
    give(alice, now=now, keep_back=frozenset(Element))


def released(alice: User, client: Client, now: datetime) -> None:
    answer(alice, now=now, score=1, words=PLANTED)
    give(alice, now=now, keep_back=())


def released_and_tapped(alice: User, client: Client, now: datetime) -> None:
    released(alice, client, now)
    tap(alice, now=now)


def took_back(alice: User, client: Client, now: datetime) -> None:
    released_and_tapped(alice, client, now)
    keep_all(alice, now=now)


def named_a_hurt(alice: User, client: Client, now: datetime) -> None:
    content = HurtContent(
        areas=(Element.BOUNDARIES,), weight=9, tags=(HurtTag.FRIGHTENED,), note=PLANTED
    )
    with acting_as(alice.pk, now=now):
        name_hurt(by=alice, key=uuid.uuid4(), content=content, wish=HurtWish.KEEP, now=now)


def used_the_support_page(alice: User, client: Client, now: datetime) -> None:
    assert client.get("/help/").status_code == 200


def answered_the_seven_questions(alice: User, client: Client, now: datetime) -> None:
    assert client.post("/help/questions/", {"S-1": "yes"}).status_code == 200


def wanted_no_prompts_after_them(alice: User, client: Client, now: datetime) -> None:
    answered_the_seven_questions(alice, client, now)
    assert client.post("/help/questions/", {"no_prompts": "1"}).status_code == 200


def wrote_of_fear(alice: User, client: Client, now: datetime) -> None:
    note = {"key": str(uuid.uuid4()), "note": f"I am afraid of him. {PLANTED}", "wish": "keep"}
    assert b"First of all, you" in client.post(reverse("checkins:hurt_new"), note).content


def paused(alice: User, client: Client, now: datetime) -> None:
    released(alice, client, now)
    with acting_as(alice.pk, now=now):
        couples.pause(by=alice, now=now)


def paused_for_a_while(alice: User, client: Client, now: datetime) -> None:
    paused(alice, client, now)
    with acting_as(alice.pk, now=now):
        couples.end_pause(by=alice, now=now)


def took_back_the_consent(alice: User, client: Client, now: datetime) -> None:
    released(alice, client, now)
    with acting_as(alice.pk, now=now):
        withdraw_sharing(by=alice, purpose=Purpose.WEEKLY_SHARING, now=now)


def wished_for_numbers(alice: User, client: Client, now: datetime) -> None:
    with acting_as(alice.pk, now=now):
        couples.set_numbers(by=alice, wants=True, now=now)


def wanted_no_prompts(alice: User, client: Client, now: datetime) -> None:
    with acting_as(alice.pk, now=now):
        keep_wishes(by=alice, wants_none=True, preset=Preset.STANDARD, now=now)


def chose_to_be_asked_sooner(alice: User, client: Client, now: datetime) -> None:
    with acting_as(alice.pk, now=now):
        keep_wishes(by=alice, wants_none=False, preset=Preset.ATTENTIVE, now=now)


def was_asked(alice: User, client: Client, now: datetime) -> None:
    earlier_weeks(alice, [8, 8, 8, 8], now=now)
    finished(alice, client, now)
    assert b"usually around 8" in client.get("/mine/question/").content


def was_asked_and_answered(alice: User, client: Client, now: datetime) -> None:
    was_asked(alice, client, now)
    assert client.post("/mine/question/", {"answer": "outside"}).status_code == 302


STORIES: tuple[Story, ...] = (
    started,
    finished,
    kept_back,
    released,
    released_and_tapped,
    took_back,
    named_a_hurt,
    used_the_support_page,
    answered_the_seven_questions,
    wanted_no_prompts_after_them,
    wrote_of_fear,
    paused,
    paused_for_a_while,
    took_back_the_consent,
    wished_for_numbers,
    wanted_no_prompts,
    chose_to_be_asked_sooner,
    was_asked,
    was_asked_and_answered,
)
# Reading a public page leaves no trace with its reader either.
LEAVE_NO_TRACE = {used_the_support_page, answered_the_seven_questions}
OPENS = {released, released_and_tapped}


def bob_did_nothing(bob: User, now: datetime) -> None:
    pass


def bob_released(bob: User, now: datetime) -> None:
    answer(bob, now=now, words="Of Bob.")
    give(bob, now=now, keep_back=())


def bob_likes_numbers(bob: User, now: datetime) -> None:
    with acting_as(bob.pk, now=now):
        couples.set_numbers(by=bob, wants=True, now=now)
    bob_released(bob, now)


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
        "purpose": ["weekly_sharing"],
        "step": ["body"],
        "part": ["triggers"],
        "what": ["shown"],
        "card": ["ten-myths"],
        "key": ["x"],
    }
    ways: list[dict[str, object]] = [{}]
    for name in address.parameters:
        ways = [way | {name: value} for way in ways for value in values[name]]
    return [reverse(address.name, kwargs=way) for way in ways]


def everything(client: Client, spaces: tuple[str, ...]) -> Pages:
    """Status, headers and body of every page, with tokens masked."""
    answers = {}
    for path in paths(spaces):
        response = client.get(path)
        headers = "\n".join(f"{name}: {value}" for name, value in sorted(response.items()))
        body = b"".join(response) if response.streaming else response.content
        answers[path] = (response.status_code, mask(headers), mask(body.decode()))
    return answers


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

    def told(self, story: Story) -> "Seen":
        """All pages of both, after a story that is taken back afterwards."""
        alice, bob = self.couple
        moment = FIRST_MOMENT + (self.now - NOW)
        mail.outbox.clear()
        with transaction.atomic():
            self.clock.move_to(self.now)
            story(alice, self.sign_in(alice), self.now)
            own = everything(self.sign_in(alice), OWN)
            self.clock.move_to(moment - timedelta(hours=1))
            before = everything(self.sign_in(bob), self.before)
            self.clock.move_to(moment + timedelta(hours=1))
            after = everything(self.sign_in(bob), OURS)
            transaction.set_rollback(True)
        assert mail.outbox == []
        return Seen(own, before, after)


class Seen(NamedTuple):
    """What the author gets, and what the partner gets before and after the moment."""

    own: Pages
    before: Pages
    after: Pages


@pytest.fixture
def week(couple, sign_in, clock):
    return Week(couple, sign_in, clock, NOW, OURS)


def test_the_partner_s_pages_do_not_tell_in_the_first_round(week):
    compare(replace(week, before=EVERY), bob_did_nothing)


def test_they_do_not_tell_somebody_who_released(week):
    compare(week, bob_released)


def test_they_do_not_tell_somebody_who_likes_numbers(week):
    compare(week, bob_likes_numbers)


def test_they_do_not_tell_beside_an_earlier_picture(week):
    full_week(*week.couple, now=NOW, words="Of last week.")
    compare(replace(week, now=NOW + timedelta(days=7)), bob_released)


def compare(
    week: Week,
    bob_did: Callable[[User, datetime], None],
    stories: Iterable[Story] = STORIES,
    opening: Collection[Story] = OPENS,
) -> None:
    week.clock.move_to(week.now)
    bob_did(week.couple.other, week.now)
    baseline = week.told(nothing)
    for story in stories:
        seen = week.told(story)
        assert not differing(baseline.before, seen.before), story.__name__
        opens = story in opening and bob_did is not bob_did_nothing
        # The control: a picture that has opened does show.
        assert bool(differing(baseline.after, seen.after)) is opens, story.__name__
        assert bool(differing(baseline.own, seen.own)) is (story not in LEAVE_NO_TRACE)


def differing(one: Pages, other: Pages) -> list[str]:
    return [path for path in one if one[path] != other[path]]
