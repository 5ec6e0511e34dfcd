"""V3, V10: Mira, who is watched, uses all that is for her alone, leaves and deletes her account.
Jon, who checks, reads every page after each thing she does, and has read it before.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from accounts.enums import KeptFor
from checkins.enums import Element
from checkins.enums.inner import EraseAfter, Keepable
from checkins.enums.month import Often
from checkins.models import ReleasedText, ShownHurt
from tests.checkins.every_page import (
    EVERY,
    Pages,
    differing,
    pages_at,
    paths,
)
from tests.conftest import TestClock
from tests.conventions.addresses import addresses, fill
from tests.conventions.world import LATER, World
from tests.factories.copies import copy_of, words_of
from tests.factories.people import PASSWORD

PLANTED = "He reads the phone at night, and this is not for him."
FEAR = f"I am afraid of him. {PLANTED}"
MONTH = LATER.date().replace(day=1)
GONE = "You are no longer connected"
# His own copies of what both said yes to name who does what; that was said before the yes.
STILL_NAMED = {"/us/agreed/", "copy"}

Step = Callable[[Client, World], None]


def read_support(mira: Client, world: World) -> None:
    for path in ("/help/", "/help/device/", "/account/sessions/", "/mine/calm/", "/library/"):
        assert mira.get(path).status_code == 200, path


def asked_herself_seven_questions(mira: Client, world: World) -> None:
    assert mira.get("/help/questions/").status_code == 200
    assert b"Thank you for looking" in mira.post("/help/questions/", {"S-1": "yes"}).content


def wanted_no_prompts(mira: Client, world: World) -> None:
    said = mira.post("/help/questions/", {"no_prompts": "1"})
    assert b"No prompts from now on." in said.content


def wrote_notes(mira: Client, world: World) -> None:
    for after in (EraseAfter.NEVER, EraseAfter.WEEK):
        data = {"key": str(uuid4()), "text": FEAR, "after": after}
        # A word of fear is answered by the way to people, on the next page.
        assert b"First of all, you" in mira.post("/mine/notebook/new/", data).content
    data = {"key": str(uuid4()), "similar": PLANTED, "after": EraseAfter.MONTH}
    moved(mira, "/mine/cards/", data)


def named_what_hurt(mira: Client, world: World) -> None:
    data = {
        "key": str(uuid4()),
        "areas": Element.BOUNDARIES,
        "weight": "9",
        "tags": "frightened",
        "note": PLANTED,
        "wish": "keep",
    }
    moved(mira, "/mine/notes/new/", data)


def looked_inward(mira: Client, world: World) -> None:
    where = moved(mira, "/mine/inner/new/", {"key": str(uuid4()), "I-BODY": "stomach_off"})
    while where.rstrip("/").split("/")[-1].isalpha():
        where = moved(mira, where, {"I-FEEL": "afraid", "I-VOICE": PLANTED, "I-ASK": PLANTED})
    moved(mira, "/mine/me/triggers/", {"text": PLANTED})


def kept_copies(mira: Client, world: World) -> None:
    jon = world.partner
    with acting_as(world.author.pk, now=LATER):
        shown = ShownHurt.objects.get(author=jon).pk
        text = ReleasedText.objects.get(author=jon).pk
    moved(mira, reverse("checkins:keep", args=[Keepable.SHOWN, shown]), {})
    moved(mira, reverse("checkins:keep", args=[Keepable.PICTURE, text]), {})


def kept_days_and_a_month(mira: Client, world: World) -> None:
    moved(mira, "/mine/day/", {"wish": "on"})
    moved(mira, "/mine/day/", {"D-CLOSE-1": "0", "D-EASE-1": "0", "D-LATER-1": PLANTED})
    path = reverse("checkins:month_part", args=[MONTH, 8])
    assert b"People to talk to" in mira.post(path, {"M-T1": Often.OFTEN}).content
    assert mira.get("/mine/trends/").status_code == 200


def chose_how_long_things_are_kept(mira: Client, world: World) -> None:
    data = {"check_ins": str(KeptFor.HALF_A_YEAR), "inward": str(KeptFor.HALF_A_YEAR)}
    moved(mira, "/more/data/kept/", data)


def took_a_copy_along(mira: Client, world: World) -> None:
    answer = mira.post("/more/data/copy/", {"password": PASSWORD})
    assert answer["Content-Type"] == "application/zip"


STEPS: tuple[Step, ...] = (
    read_support,
    asked_herself_seven_questions,
    wanted_no_prompts,
    wrote_notes,
    named_what_hurt,
    looked_inward,
    kept_copies,
    kept_days_and_a_month,
    chose_how_long_things_are_kept,
    took_a_copy_along,
)


def moved(mira: Client, path: str, data: dict[str, str]) -> str:
    """Something was kept, and leads on."""
    answer = mira.post(path, data)
    assert answer.status_code == 302, (path, answer.content.decode()[:2000])
    return str(answer["Location"])


def left(mira: Client, world: World) -> None:
    moved(mira, "/connection/leave/", {"keeps_door_closed": "on"})


def erased(mira: Client, world: World) -> None:
    assert moved(mira, "/more/data/close/", {"password": PASSWORD}) == "/gone/"


@pytest.fixture
def world(planted: World) -> World:
    """Half a life together: a picture, hurts, a conversation, an agreement, notes of either."""
    return planted


def every_page_of(jon: Client, world: World) -> Pages:
    """Every address there is; each thing of these two by its own key; and his copy of his data."""
    things = [
        fill(each, world)
        for each in addresses()
        if each.parameters and each.name.startswith(("accounts:", "checkins:"))
    ]
    pages = pages_at(jon, [*paths(EVERY), *things])
    return pages | {"copy": (200, "", words_of(copy_of(world.partner, now=LATER)))}


def test_after_each_thing_she_does_every_page_of_his_is_the_same(world: World, sign_in) -> None:
    mira, jon = sign_in(world.author), sign_in(world.partner)
    before = every_page_of(jon, world)
    assert before[reverse("checkins:talk", args=[world.things["talk"]])][0] == 200
    for step in STEPS:
        step(mira, world)
        assert not differing(before, every_page_of(jon, world)), step.__name__
    assert mail.outbox == []
    # The control: it was all kept.
    assert words_of(copy_of(world.author, now=LATER)).count(PLANTED) > 10


def test_nor_do_they_tell_after_the_next_moment_and_after_a_season(
    world: World, sign_in, clock: TestClock
) -> None:
    """When a note has erased itself, an invitation has lapsed, a promise is due."""

    def seen(steps: Iterable[Step]) -> list[Pages]:
        with transaction.atomic():
            clock.move_to(LATER)
            mira = sign_in(world.author)
            for step in steps:
                step(mira, world)
            found = []
            for days in (6, 100):
                clock.move_to(LATER + timedelta(days=days))
                found.append(every_page_of(sign_in(world.partner), world))
            transaction.set_rollback(True)
        return found

    for was, now_is in zip(seen(()), seen(STEPS), strict=True):
        assert not differing(was, now_is)
    assert mail.outbox == []


def test_when_she_has_left_nothing_tells_whether_she_has_gone_for_good(
    world: World, sign_in, clock: TestClock
) -> None:
    """What deleting takes away beyond leaving is nothing of his: her rows, her key, what the two
    shared of conversations, a door she closed. No page of his read any of it any more.

    Outside of his pages one thing tells: her address is free, so somebody who reads her mailbox
    and signs up with it gets the mail with a code, and not the one with a note.
    """
    jon = sign_in(world.partner)

    def seen(*steps: Step) -> tuple[Pages, Pages]:
        with transaction.atomic():
            mira = sign_in(world.author)
            for step in steps:
                step(mira, world)
            at_once = every_page_of(jon, world)
            moved(jon, "/connection/ended/", {})
            clock.move_to(LATER + timedelta(days=100))
            later = every_page_of(sign_in(world.partner), world)
            clock.move_to(LATER)
            transaction.set_rollback(True)
        return at_once, later

    only_left = seen(left)
    for steps in ((*STEPS, left), (*STEPS, left, erased), (*STEPS, erased)):
        for was, now_is in zip(only_left, seen(*steps), strict=True):
            assert not differing(was, now_is), steps
    assert mail.outbox == []
    at_once, later = only_left
    # His session stays, and one sentence says what there is to say, until he has read it.
    assert at_once["/today/"][0] == 200
    assert [GONE in pages["/today/"][2] for pages in only_left] == [True, False]
    hers = [text for text, readers in world.sentences.items() if readers[0] == world.author]
    for pages in only_left:
        whole = "\n".join(body for _status, _headers, body in pages.values())
        assert [text for text in hers if text in whole] == []
    named = {path for path, (_, _, body) in later.items() if world.author.display_name in body}
    assert named == STILL_NAMED
