"""The file somebody takes along: all of their own, and of the other what is shown just then
(safety.md V10, quality.md 24).
"""

import uuid

import pytest
from django.apps import apps

from accounts.access import require_couple
from accounts.actions.couple import leave, pause
from accounts.actor import acting_as
from accounts.models import SealedModel, User
from accounts.personal_data import RAW, OwnRows, register
from checkins.actions.agreement import agree
from checkins.actions.question import keep_wishes
from checkins.actions.rupture import name_hurt
from checkins.enums import AgreementKind, Element, HurtTag, HurtWish, Preset
from checkins.logic.rupture import HurtContent
from checkins.models import ReleasedText, RepairTurn
from tests.conftest import Pair, TestClock
from tests.conventions.world import LATER, World
from tests.factories.copies import copy_of, sections, unpacked, words_of
from tests.factories.people import NOW
from tests.factories.questions import finish


@pytest.fixture
def world(planted: World) -> World:
    return planted


def everybody(world: World) -> list[User]:
    two = [world.author, world.partner, world.stranger, world.strangers_partner]
    return [*two, world.solo, world.therapist]


def test_file_holds_all_that_is_meant_for_a_person_and_nothing_else(world: World) -> None:
    """As a page to read, as tables, and for programs."""
    for person in everybody(world):
        files = unpacked(copy_of(person, now=LATER))
        # What two people let a therapist see is not the therapist's to take along like this.
        is_theirs = person in {world.therapist, world.other_therapist}
        meant = [
            text
            for text in world.meant_for(person)
            if not is_theirs or world.sentences[text][0] == person
        ]
        tables = "".join(text for name, text in files.items() if name.endswith(".csv"))
        for words in (files["notes.html"], files["notes.json"], tables):
            assert [each for each in meant if each not in words] == []
        everything = "".join(files.values())
        assert [each for each in world.hidden_from(person) if each in everything] == []


def test_what_was_written_is_what_is_handed_out(world: World) -> None:
    """Of every model that holds words: each document, whole, and no other."""
    finish(world.solo, score=7, now=LATER)
    by_model = {each.model: each for each in register if isinstance(each, OwnRows)}
    models = [each for each in apps.get_models() if issubclass(each, SealedModel)]
    left_out = {each.model: each.leaves_out for each in by_model.values() if each.leaves_out}
    assert left_out == {
        # How far it has got, and what it asks: no words of anybody.
        "checkins.InnerCheckIn": ("at", "asks_function"),
        "checkins.Memory": ("room", "preset"),
    }
    seen = set()
    for person in (world.author, world.partner, world.solo, world.therapist):
        handed_out = sections(copy_of(person, now=LATER))
        for model in models:
            section = by_model[model._meta.label]
            with acting_as(person.pk, now=LATER):
                rows = list(section.rows_of(person))
                assert {row.author_id for row in rows} <= {person.pk}
                written = [row.read() for row in rows]
            for document in written:
                for name in section.leaves_out:
                    del document[name]
            found = [row[RAW] if RAW in row else row["content"] for row in handed_out[section.slug]]
            assert sorted(map(repr, found)) == sorted(map(repr, written)), model
            seen |= {model} if written else set()
    assert seen == set(models)


def test_nothing_that_the_other_does_alone_changes_the_file(world: World) -> None:
    before = copy_of(world.author, now=LATER)
    them = world.partner
    with acting_as(them.pk, now=LATER):
        content = HurtContent(areas=[Element.REPAIR], weight=9, tags=[HurtTag.OTHER], note="alone")
        name_hurt(by=them, key=uuid.uuid4(), content=content, wish=HurtWish.KEEP, now=LATER)
        keep_wishes(by=them, wants_none=True, preset=Preset.ATTENTIVE, now=LATER)
        pause(by=them, now=LATER)
    copy_of(them, now=LATER)
    assert copy_of(world.author, now=LATER) == before


def test_words_the_other_withdrew_are_not_in_it_any_more(world: World) -> None:
    assert sections(copy_of(world.author, now=LATER))["pictures"][0]["their_words"]
    with acting_as(world.partner.pk, now=LATER):
        ReleasedText.objects.filter(author=world.partner).delete()
    assert not sections(copy_of(world.author, now=LATER))["pictures"][0]["their_words"]


def test_turns_the_other_unsaid_are_not_in_it_any_more(world: World) -> None:
    def theirs() -> list[dict[str, object]]:
        talks = sections(copy_of(world.author, now=LATER))["talks"]
        return [turn for talk in talks for turn in talk["said"] if turn["by"] == "Bob"]

    assert theirs()
    with acting_as(world.partner.pk, now=LATER):
        RepairTurn.objects.filter(author=world.partner).update(is_withdrawn=True)
    assert theirs() == []


def test_after_leaving_the_own_words_are_left_and_what_both_agreed_on(world: World) -> None:
    with acting_as(world.author.pk, now=LATER):
        leave(by=world.author, keeps_door_closed=True, now=LATER)
    copy = copy_of(world.author, now=LATER)
    words, found = words_of(copy), sections(copy)
    assert (found["pictures"], found["between"], found["talks"]) == ([], [], [])
    agreed = str(found["agreed"])
    for sentence, (writer, *_) in world.sentences.items():
        if writer == world.author:
            # What waited for the other's yes has ended with the connection.
            assert (sentence in words) is ("suggested" not in sentence)
        elif sentence not in agreed:
            assert sentence not in words


def test_waiting_yes_does_not_carry_the_others_part(couple: Pair, clock: TestClock) -> None:
    """What the other offered they may have taken back since; only a yes of both makes it shared."""
    parts = [
        {"by": "Bob", "mine": False, "what": "offered", "when": "", "noticed": ""},
        {"by": "Alice", "mine": True, "what": "promised", "when": "", "noticed": ""},
    ]
    with acting_as(couple.one.pk, now=NOW):
        agree(
            by=couple.one,
            couple=require_couple(couple.one),
            subject=uuid.uuid4(),
            kind=AgreementKind.CHANGE,
            document={"parts": parts},
            review_on=None,
            now=NOW,
        )
    words = words_of(copy_of(couple.one))
    assert "promised" in words
    assert "offered" not in words
