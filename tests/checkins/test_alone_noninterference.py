"""V3: whatever somebody looks at or writes alone, and whatever copy they keep, every page of the
other is the same byte for byte.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from accounts.models import User
from checkins.enums.inner import EraseAfter, InnerCode, InnerResponse, Keepable, ProfilePart
from checkins.enums.repair import Turn
from checkins.models import ReleasedText, RepairTurn
from tests.checkins.every_page import EVERY, OURS, Story, Week, differing, everything, mask, nothing
from tests.factories.alone import jot, keep_words, look_inward, tell_of_oneself
from tests.factories.people import NOW
from tests.factories.sets import look_at
from tests.factories.talks import up_to
from tests.factories.weeks import full_week

PLANTED = "Of what nobody else is to know."


def looked_inward(alice: User, client: Client, now: datetime) -> None:
    look_inward(
        alice,
        {
            InnerCode.VOICE: PLANTED,
            InnerCode.RESPONSE: [InnerResponse.FROZE],
            InnerCode.FUNCTION: 10,
        },
        now=now,
    )


def began_to_look(alice: User, client: Client, now: datetime) -> None:
    page = client.get("/mine/inner/new/").content.decode()
    key = page.partition('name="key" value="')[2][:36]
    assert client.post("/mine/inner/new/", {"key": key, "I-BODY": "warm"}).status_code == 302


def wrote_notes(alice: User, client: Client, now: datetime) -> None:
    jot(alice, PLANTED, now=now)
    jot(alice, "I will kill myself.", now=now, after=EraseAfter.WEEK)


def wrote_on_cards(alice: User, client: Client, now: datetime) -> None:
    page = client.get("/mine/cards/").content.decode()
    key = page.partition('name="key" value="')[2][:36]
    data = {"key": key, "similar": PLANTED, "after": "never"}
    assert client.post("/mine/cards/", data).status_code == 302


def told_of_herself(alice: User, client: Client, now: datetime) -> None:
    for part in ProfilePart:
        tell_of_oneself(alice, part, PLANTED, now=now)


def was_calm(alice: User, client: Client, now: datetime) -> None:
    assert client.get("/mine/calm/").status_code == 200


def looked_at_other_ties(alice: User, client: Client, now: datetime) -> None:
    look_at(alice, "work", {"J-REL-1": 0, "J-NOTE-1": PLANTED}, now=now)
    look_at(alice, "parenting", {"P-REP-3": 10}, now=now)


STORIES: tuple[Story, ...] = (
    looked_at_other_ties,
    looked_inward,
    began_to_look,
    wrote_notes,
    wrote_on_cards,
    told_of_herself,
    was_calm,
)


def test_what_somebody_does_alone_shows_on_no_page_of_the_other(couple, sign_in, clock) -> None:
    week = Week(couple, sign_in, clock, NOW, EVERY)
    baseline = week.told(nothing)
    for story in STORIES:
        seen = week.told(story)
        assert not differing(baseline.before, seen.before), story.__name__
        assert not differing(baseline.after, seen.after), story.__name__


def test_its_own_pages_do_tell(couple, sign_in, clock) -> None:
    """The control: without it, the test above would be content with stories that do nothing."""
    alice, _bob = couple
    own = {
        looked_inward: "checkins:inner",
        began_to_look: "checkins:inner",
        wrote_notes: "checkins:notes",
        wrote_on_cards: "checkins:notes",
        told_of_herself: "checkins:about_me",
        looked_at_other_ties: "checkins:looks",
    }
    for story, name in own.items():
        before = sign_in(alice).get(reverse(name)).content
        story(alice, sign_in(alice), NOW)
        assert sign_in(alice).get(reverse(name)).content != before, story.__name__


def test_a_kept_copy_shows_on_no_page_of_its_author(couple, sign_in, clock) -> None:
    """Of the picture and of a conversation; the control is the other's notebook."""
    alice, bob = couple
    full_week(alice, bob, now=NOW, words=PLANTED)
    pk, now = up_to(Turn.REFLECT, bob, alice, now=NOW + timedelta(days=6))
    clock.move_to(now)
    with acting_as(alice.pk, now=now):
        text = ReleasedText.objects.get(author=bob).pk
        told = RepairTurn.objects.get(author=bob, conversation=pk, turn=Turn.TELL).pk
    before = everything(sign_in(bob), OURS) | talk_pages(sign_in(bob), pk)
    own = everything(sign_in(alice), ("checkins:us", "checkins:picture")) | talk_pages(
        sign_in(alice), pk
    )
    keep_words(alice, Keepable.PICTURE, text, now=now)
    keep_words(alice, Keepable.SAID, told, now=now)
    assert not differing(before, everything(sign_in(bob), OURS) | talk_pages(sign_in(bob), pk))
    # Nor on the page they stand on: whoever looks along learns nothing of a copy.
    again = everything(sign_in(alice), ("checkins:us", "checkins:picture")) | talk_pages(
        sign_in(alice), pk
    )
    assert not differing(own, again)
    notebook = sign_in(alice).get("/mine/notebook/").content.decode()
    assert notebook.count("words of Bob") == 2


def talk_pages(client: Client, pk: UUID) -> dict[str, tuple[int, str, str]]:
    path = reverse("checkins:talk", args=[pk])
    response = client.get(path)
    return {path: (response.status_code, "", mask(response.content.decode()))}
