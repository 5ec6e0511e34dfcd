"""The last step over HTTP: own words for a ritual are read where both chose something."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.actor import acting_as
from checkins.actions import own_words
from checkins.enums.repair import Turn
from checkins.models import Note, RepairTurn
from tests.accounts.acting import act
from tests.checkins.views.walking import Walker, text

PLANTED = "Sit on the steps until the light goes."


def test_own_words_are_previewed_and_read_by_whoever_chose_something_too(walkers) -> None:
    one, other, *_ = walkers(Turn.RITUAL)
    preview = text(one.press("said", picks=["tea", "walk"], ritual=PLANTED))
    assert PLANTED in preview
    assert "Bob reads this if they choose something, too." in preview
    one.say(picks=["tea", "walk"], ritual=PLANTED)
    assert PLANTED not in other.body()
    other.say(picks=["walk"])
    assert PLANTED in other.body()
    for walker in (one, other):
        assert "You both chose: a walk." in walker.body()


@pytest.mark.parametrize("first", [0, 1])
def test_who_chooses_nothing_reads_nothing_and_nobody_learns_it(walkers, clock, first: int) -> None:
    one, other, _, now = walkers(Turn.RITUAL)
    says = [lambda: one.say(picks=["tea"], ritual=PLANTED), lambda: other.say("pass")]
    says[first]()
    says[1 - first]()
    assert PLANTED in one.body()
    assert PLANTED not in other.body()
    assert "a cup of tea" not in other.body()
    # An idle phone covers it whether or not it is read: else it would tell.
    clock.move_to(now + timedelta(minutes=6))
    assert PLANTED not in one.body()


def test_an_idle_phone_covers_own_words_that_are_read_just_the_same(walkers, clock) -> None:
    one, other, _, now = walkers(Turn.RITUAL)
    one.say(ritual=PLANTED)
    other.say(picks=["walk"])
    clock.move_to(now + timedelta(minutes=6))
    assert PLANTED not in one.body()
    assert PLANTED in other.body()


def test_choosing_nothing_at_all_says_so_beside_the_field(walkers) -> None:
    one, *_ = walkers(Turn.RITUAL)
    response = one.press("said")
    assert response.status_code == 422
    assert "Please choose something, or “Nothing this time”." in text(response)


def test_nothing_says_kept_before_it_is_sent(walkers) -> None:
    one: Walker = walkers(Turn.RITUAL)[0]
    body = one.body()
    assert "They read it if they choose something, too." in body
    assert "Kept." not in body
    one.say(picks=["tea"])
    assert "When both of you are done" in one.body()


def test_what_one_took_back_is_chosen_by_both_no_more(couple, walkers) -> None:
    one, other, pk, now = walkers(Turn.RITUAL)
    for walker in (one, other):
        walker.say(picks=["tea"], ritual=PLANTED)
    with acting_as(couple.one.pk, now=now):
        turn = RepairTurn.objects.get(author=couple.one, turn=Turn.RITUAL)
    act(couple.one, own_words.withdraw, pk=pk, turn=turn.pk, now=now)
    for walker in (one, other):
        assert "You both chose" not in walker.body()


@pytest.mark.parametrize(("choice", "copies"), [("said", 1), ("pass", 0)])
def test_own_words_can_be_kept_by_whoever_reads_them_and_nobody_else(
    couple, walkers, choice: str, copies: int
) -> None:
    one, other, _, now = walkers(Turn.RITUAL)
    one.say(picks=["tea"], ritual=PLANTED)
    with acting_as(couple.one.pk, now=now):
        turn = RepairTurn.objects.get(author=couple.one, turn=Turn.RITUAL)
    address = reverse("checkins:keep", args=["said", turn.pk])
    assert other.client.post(address).status_code == 404
    other.say(choice, picks=["walk"] if choice == "said" else ())
    assert (address in other.body(), PLANTED in other.body()) == (bool(copies),) * 2
    assert other.client.post(address).status_code == (302 if copies else 404)
    with acting_as(couple.other.pk, now=now):
        assert [PLANTED in str(note.read()) for note in Note.objects.all()] == [True] * copies
