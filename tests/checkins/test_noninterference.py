"""V3: until the reveal, and for a round without one, every page the partner can get is the same
byte for byte, whatever the author did alone. Until then it costs the same statements as well
(SR-06); test_equal_work.py says this of what the partner sends.
"""

import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
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
from tests.checkins.every_page import (
    EVERY,
    OURS,
    Story,
    Week,
    differing,
    differing_work,
    nothing,
)
from tests.factories.people import NOW
from tests.factories.weeks import (
    answer,
    earlier_weeks,
    full_week,
    give,
    keep,
    keep_all,
    tap,
)

PLANTED = "What is mine alone is mine alone."


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
    week.warm_up()
    baseline = week.told(nothing)
    assert any(sum(asked.values()) > 5 for asked in baseline.work.values())
    for story in stories:
        opens = story in opening and bob_did is not bob_did_nothing
        tells = story not in LEAVE_NO_TRACE
        seen = week.told(
            story,
            own_unlike=baseline.own if tells else None,
            after_unlike=baseline.after if opens else None,
        )
        assert not differing(baseline.before, seen.before), story.__name__
        assert not differing_work(baseline.work, seen.work), story.__name__
        # The controls: a picture that has opened does show, and so does a story to its author.
        assert (seen.after != baseline.after) is opens, story.__name__
        assert (seen.own != baseline.own) is tells, story.__name__
