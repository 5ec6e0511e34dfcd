"""What two agree on in a conversation: both copies say the same, or there is none."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from accounts.actions.couple import leave
from accounts.actor import acting_as
from accounts.models import User
from checkins.actions import own_words, way_out
from checkins.enums.repair import Choice, Turn
from checkins.models import Agreement, RepairTurn
from tests.accounts.acting import act
from tests.conftest import Pair
from tests.factories.people import NOW
from tests.factories.talks import place_of, say, up_to

Takes = Callable[[User, UUID, datetime], None]


def copies(couple: Pair, now: datetime) -> list[Any]:
    """What each has kept; *mine* aside, which is seen from one side."""
    found = []
    for person in couple:
        with acting_as(person.pk, now=now):
            for row in Agreement.objects.all():
                parts = [each | {"mine": None} for each in row.read()["parts"]]
                found.append((row.agreed_on, row.review_on, parts))
    return found


def offers(copy: Any) -> list[str]:
    return sorted(part["what"] for part in copy[2])


def own_offer(person: User, now: datetime) -> UUID:
    with acting_as(person.pk, now=now):
        return RepairTurn.objects.get(author=person, turn=Turn.CHANGE).pk


def withdraws(person: User, pk: UUID, now: datetime) -> None:
    act(person, own_words.withdraw, pk=pk, turn=own_offer(person, now), now=now)


def unsays(person: User, pk: UUID, now: datetime) -> None:
    act(person, own_words.unsay, pk=pk, now=now)


def erases(person: User, pk: UUID, now: datetime) -> None:
    act(person, own_words.erase_words, pk=own_offer(person, now), now=now)


def withdraws_in_a_pause(person: User, pk: UUID, now: datetime) -> None:
    act(person, way_out.pause, pk=pk, away=None, now=now)
    withdraws(person, pk, now)


ALL: list[Takes] = [withdraws, unsays, erases, withdraws_in_a_pause]


@pytest.fixture
def asked(couple: Pair) -> tuple[UUID, datetime]:
    """Both have offered, and are asked whether to try it."""
    return up_to(Turn.AGREE, *couple, now=NOW)


def goes_on(couple: Pair, pk: UUID, now: datetime) -> None:
    if place_of(couple.one, pk, now=now).turn is Turn.BACK:
        for person in couple:
            say(person, pk, Choice.YES, now=now)


def test_both_copies_say_the_same(couple: Pair, asked: tuple[UUID, datetime]) -> None:
    pk, now = asked
    for person in couple:
        say(person, pk, Choice.YES, now=now)
    one, other = copies(couple, now)
    assert one == other
    assert offers(one) == ["ask first", "call"]


@pytest.mark.parametrize("takes_back", [withdraws, unsays, withdraws_in_a_pause])
def test_what_was_taken_back_first_is_in_neither_copy(
    couple: Pair, asked: tuple[UUID, datetime], takes_back: Takes
) -> None:
    pk, now = asked
    takes_back(couple.other, pk, now)
    goes_on(couple, pk, now)
    for person in (couple.other, couple.one):
        say(person, pk, Choice.YES, now=now)
    one, other = copies(couple, now)
    assert one == other
    assert offers(one) == ["ask first"]
    assert place_of(couple.one, pk, now=now).turn is Turn.RITUAL


@pytest.mark.parametrize("takes_back", ALL)
def test_a_yes_does_not_outlive_the_words_it_was_to(
    couple: Pair, asked: tuple[UUID, datetime], takes_back: Takes
) -> None:
    """One says yes, the other takes the own offer back and says yes to what is left."""
    pk, now = asked
    say(couple.one, pk, Choice.YES, now=now)
    assert len(copies(couple, now)) == 1
    takes_back(couple.other, pk, now)
    assert copies(couple, now) == []
    goes_on(couple, pk, now)
    say(couple.other, pk, Choice.YES, now=now)
    assert copies(couple, now) == []
    # Whoever deleted the own offer reads none any more, and has gone on without one.
    after = Turn.RITUAL if takes_back is erases else Turn.CHANGE
    assert [place_of(person, pk, now=now).turn for person in couple] == [after, after]


@pytest.mark.parametrize("takes_back", ALL)
def test_an_own_yes_goes_with_the_own_offer(
    couple: Pair, asked: tuple[UUID, datetime], takes_back: Takes
) -> None:
    pk, now = asked
    say(couple.other, pk, Choice.YES, now=now)
    takes_back(couple.other, pk, now)
    goes_on(couple, pk, now)
    say(couple.one, pk, Choice.YES, now=now)
    assert place_of(couple.one, pk, now=now).turn is Turn.AGREE
    say(couple.other, pk, Choice.YES, now=now)
    found = copies(couple, now)
    if takes_back is erases:
        assert found == []
    else:
        assert found[0] == found[1]
        assert offers(found[0]) == ["ask first"]


def test_where_nothing_is_left_a_yes_agrees_on_nothing_and_it_goes_on(
    couple: Pair, asked: tuple[UUID, datetime]
) -> None:
    pk, now = asked
    for person in couple:
        unsays(person, pk, now)
    for person in couple:
        say(person, pk, Choice.YES, now=now)
    assert copies(couple, now) == []
    assert place_of(couple.one, pk, now=now).turn is Turn.RITUAL


def test_an_older_offer_is_not_asked_for_again(couple: Pair, asked: tuple[UUID, datetime]) -> None:
    pk, now = asked
    say(couple.one, pk, Choice.ANOTHER, now=now)
    say(couple.one, pk, change="knock", days=7, now=now)
    say(couple.other, pk, Choice.PASS, now=now)
    say(couple.other, pk, Choice.YES, now=now)
    with acting_as(couple.other.pk, now=now):
        (old,) = (
            row
            for row in RepairTurn.objects.filter(author=couple.other, turn=Turn.CHANGE)
            if row.read()["texts"]
        )
    act(couple.other, own_words.withdraw, pk=pk, turn=old.pk, now=now)
    assert len(copies(couple, now)) == 1
    with acting_as(couple.one.pk, now=now):
        new = (
            RepairTurn.objects.filter(author=couple.one, turn=Turn.CHANGE).order_by("stage").last()
        )
    assert new is not None
    act(couple.one, own_words.erase_words, pk=new.pk, now=now)
    assert copies(couple, now) == []
    # What was offered before that does not stand in for it.
    say(couple.one, pk, Choice.YES, now=now)
    assert copies(couple, now) == []


def test_what_both_agreed_on_outlives_the_words(couple: Pair, asked: tuple[UUID, datetime]) -> None:
    pk, now = asked
    for person in couple:
        say(person, pk, Choice.YES, now=now)
    before = copies(couple, now)
    for takes_back in (unsays, erases):
        takes_back(couple.other, pk, now)
    assert copies(couple, now) == before


def test_own_words_are_deleted_after_a_bond_has_ended(
    couple: Pair, asked: tuple[UUID, datetime]
) -> None:
    pk, now = asked
    act(couple.one, leave, keeps_door_closed=False, now=now)
    erases(couple.other, pk, now)
    with acting_as(couple.other.pk, now=now):
        assert not RepairTurn.objects.filter(author=couple.other, turn=Turn.CHANGE).exists()
