"""What somebody knows about themselves: theirs alone, and gone without a trace."""

from accounts.models import User
from checkins.actions.profile import (
    delete_part,
    delete_profile,
    keep_part,
    keep_part_typed,
)
from checkins.enums.inner import ProfilePart, StressStyle
from checkins.models import Profile
from checkins.queries.profile import PartContent, Section, sections_of
from tests.accounts.acting import act, seen_by
from tests.conftest import Pair
from tests.factories.alone import tell_of_oneself
from tests.factories.people import NOW

TEXT = "Doors that fall shut."


def read(person: User) -> dict[ProfilePart, Section]:
    return {each.part: each for each in seen_by(person, sections_of, person)}


def test_sections_are_kept_beside_each_other_and_by_their_author_alone(couple: Pair) -> None:
    alice, bob = couple
    tell_of_oneself(alice, ProfilePart.TRIGGERS, TEXT, now=NOW)
    picks = [StressStyle.GUARDING.value]
    act(alice, keep_part, part=ProfilePart.STRESS, content=PartContent("", picks))
    found = read(alice)
    assert list(found) == list(ProfilePart)
    assert found[ProfilePart.TRIGGERS].content == PartContent(TEXT, [])
    assert [str(each) for each in found[ProfilePart.STRESS].picked] == ["I guard myself"]
    assert not found[ProfilePart.PAST].content
    assert not any(each.content for each in read(bob).values())
    assert not seen_by(bob, Profile.objects.exists)


def test_deleting_the_last_section_leaves_no_row(sam: User) -> None:
    for part in (ProfilePart.TRIGGERS, ProfilePart.EARLY):
        tell_of_oneself(sam, part, TEXT, now=NOW)
    act(sam, delete_part, part=ProfilePart.TRIGGERS)
    assert not read(sam)[ProfilePart.TRIGGERS].content
    assert read(sam)[ProfilePart.EARLY].content.text == TEXT
    act(sam, delete_part, part=ProfilePart.EARLY)
    assert not seen_by(sam, Profile.objects.exists)


def test_all_of_it_can_be_deleted(couple: Pair) -> None:
    for person in couple:
        tell_of_oneself(person, ProfilePart.TRIGGERS, TEXT, now=NOW)
    act(couple.one, delete_profile)
    assert not seen_by(couple.one, Profile.objects.exists)
    assert seen_by(couple.other, Profile.objects.exists)


def test_what_was_typed_while_it_was_shut_replaces_nothing(sam: User) -> None:
    tell_of_oneself(sam, ProfilePart.TRIGGERS, TEXT, now=NOW)
    act(sam, keep_part_typed, part=ProfilePart.TRIGGERS, content=PartContent("Other."))
    section = read(sam)[ProfilePart.TRIGGERS]
    assert (section.content.text, section.typed) == (TEXT, PartContent("Other.", []))
    act(sam, keep_part, part=ProfilePart.TRIGGERS, content=PartContent("Other."))
    section = read(sam)[ProfilePart.TRIGGERS]
    assert (section.content.text, section.typed) == ("Other.", None)
