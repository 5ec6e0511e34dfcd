"""What somebody looked at and wrote alone can be handed out, and leaves nothing behind."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from accounts.models import User
from accounts.personal_data import Row, register
from checkins.enums.inner import EraseAfter, InnerCode, ProfilePart
from checkins.models import InnerCheckIn, Note, Profile
from tests.accounts.acting import seen_by
from tests.conftest import Pair
from tests.factories.alone import jot, look_inward, tell_of_oneself
from tests.factories.people import NOW

SLUGS = ("inward", "notebook", "about-me")
LATER = NOW + timedelta(days=8)


def filled(person: User) -> None:
    look_inward(person, {InnerCode.BODY: ["warm"], InnerCode.ASK: "Time."}, now=NOW)
    jot(person, "It stands.", now=NOW)
    jot(person, "It goes.", now=NOW, after=EraseAfter.WEEK)
    tell_of_oneself(person, ProfilePart.HELPS, "A walk.", now=NOW)


def exported(person: User, *, now: datetime) -> dict[str, Sequence[Row]]:
    sections = {each.slug: each for each in register if each.slug in SLUGS}
    return {slug: seen_by(person, sections[slug].export, person, now, now=now) for slug in SLUGS}


def test_all_of_it_is_handed_out_to_its_author(couple: Pair) -> None:
    alice, bob = couple
    filled(alice)
    found = exported(alice, now=NOW)
    (inward,) = found["inward"]
    assert inward["held_on"] == "2026-03-04"
    assert inward["content"] == {"answers": {"I-BODY": ["warm"], "I-ASK": "Time."}}
    assert inward["answers"] == [
        {"question": "What is my body telling me?", "answer": "warm"},
        {"question": "Something I’d like to ask for", "answer": "Time."},
    ]
    assert [row["content"]["text"] for row in found["notebook"]] != []
    assert found["about-me"][0]["content"]["parts"]["helps"]["text"] == "A walk."
    assert [len(rows) for rows in exported(bob, now=NOW).values()] == [0, 0, 0]


def test_a_note_whose_day_has_come_is_not_handed_out(sam: User) -> None:
    filled(sam)
    (note,) = exported(sam, now=LATER)["notebook"]
    assert note["content"] == {"text": "It stands."}


def test_erasing_leaves_nothing_also_where_its_day_has_come(couple: Pair) -> None:
    alice, bob = couple
    for person in couple:
        filled(person)
    for section in register:
        if section.slug in SLUGS:
            seen_by(alice, section.erase, alice, LATER, now=LATER)
    for model in (InnerCheckIn, Note, Profile):
        # Back before its day: the rows are gone and not merely out of reach.
        assert not seen_by(alice, model.objects.exists)
        assert seen_by(bob, model.objects.exists)
