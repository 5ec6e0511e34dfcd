"""Which questions two are asked: one suggests, the other's yes makes it so, from the next round."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.access import require_couple
from accounts.actions.couple import leave
from accounts.actor import acting_as
from checkins.actions.set_choice import NotForTwo, suggest_set
from checkins.models import CheckIn, PromptSet, Round, SetChoice, SetProposal, functions
from checkins.queries.look import offered
from checkins.queries.month import place_of as month_of
from checkins.queries.prompt import prompts_of
from checkins.queries.round import around
from checkins.queries.set_choice import choosable
from tests.checkins.every_page import mask
from tests.conftest import Pair
from tests.factories.people import NOW
from tests.factories.sets import choose, look_at, suggest
from tests.factories.weeks import FIRST_MOMENT, keep

SETS = reverse("checkins:sets")
NEXT = FIRST_MOMENT + timedelta(days=1)
ANSWER = re.compile(r"/us/questions/[0-9a-f-]{36}/answer/")


def asked(person, now, *, previous: bool = False) -> set[str]:
    """The first letters of the codes that are asked in a round."""
    with acting_as(person.pk, now=now):
        rounds = around(person, now)
        place = rounds.previous if previous else rounds.running
        assert place is not None
        return {prompt.code[0] for prompt in prompts_of(place.version_id)}


def test_questions_change_when_both_said_yes_and_from_the_next_round_on(
    couple: Pair, sign_in, clock
) -> None:
    mine, theirs = sign_in(couple.one), sign_in(couple.other)
    assert mine.post(SETS, {"questions": "weekly-friends"}).url == SETS
    own = mine.get(SETS).content.decode()
    assert "You suggest this" in own
    found = ANSWER.search(theirs.get(SETS).content.decode())
    assert found is not None
    # The proposer's own yes does not count.
    mine.post(found[0], {"answer": "yes"})
    assert asked(couple.one, NEXT) == {"W"}
    assert theirs.post(found[0], {"answer": "yes"}).url == SETS
    assert "From the next round on: The week between two friends" in mine.get(SETS).content.decode()
    for person in couple:
        assert asked(person, NOW) == {"W"}
        assert asked(person, NEXT) == {"F"}
        # What can still be entered late keeps its questions.
        assert asked(person, NEXT, previous=True) == {"W"}
    keep(couple.one, {"F-REL-1": 7}, now=NEXT)
    with acting_as(couple.one.pk, now=NEXT):
        version = CheckIn.objects.get().prompt_set_version_id
        assert Round.objects.get().prompt_set_version_id == version
    assert theirs.post(found[0], {"answer": "yes"}).status_code == 404


def test_a_change_of_mind_in_the_same_round_and_one_in_the_next_keep_every_round_as_it_was(
    couple: Pair, clock
) -> None:
    choose(couple.one, couple.other, "weekly-friends", now=NOW)
    choose(couple.other, couple.one, "weekly-extended", now=NOW)
    choose(couple.one, couple.other, "weekly-friends", now=NEXT)
    with acting_as(couple.one.pk, now=NEXT):
        assert SetChoice.objects.count() == 2
        codes = {prompt.code for prompt in prompts_of(around(couple.one, NEXT).running.version_id)}
    assert {"W-ACC-2", "W-COM-2"} <= codes
    assert asked(couple.one, NEXT, previous=True) == {"W"}
    assert asked(couple.one, NEXT + timedelta(weeks=1)) == {"F"}


def test_suggestion_is_replaced_by_either_taken_back_by_one_and_never_the_same(
    couple: Pair, sign_in
) -> None:
    suggest(couple.one, "weekly-friends", now=NOW)
    suggest(couple.other, "weekly-extended", now=NOW)
    mine, theirs = sign_in(couple.one), sign_in(couple.other)
    page, before = mine.get(SETS).content.decode(), mask(theirs.get(SETS).content.decode())
    assert page.count("suggests this") == 1
    found = ANSWER.search(page)
    assert found is not None
    # Whoever suggested it never sees that it was not wanted: a no looks like nothing at all.
    mine.post(found[0], {"answer": "no"})
    assert mask(theirs.get(SETS).content.decode()) == before
    theirs.post(found[0], {"answer": "no"})
    assert ANSWER.search(mine.get(SETS).content.decode()) is None
    same = mine.post(SETS, {"questions": "weekly"})
    assert same.status_code == 422
    assert "These are the questions you two have already." in same.content.decode()


def test_nothing_for_one_alone_can_be_chosen_by_two(couple: Pair, sign_in) -> None:
    client = sign_in(couple.one)
    page = client.get(SETS).content.decode()
    assert {
        *re.findall(r'name="questions" value="([a-z-]+)"', page), "weekly",
    } == {"weekly", "weekly-extended", "weekly-friends"}  # fmt: skip
    with acting_as(couple.one.pk, now=NOW):
        alone = [version.prompt_set.slug for version in offered(couple.one, NOW)]
        assert alone == ["parenting", "work"]
        assert not choosable().filter(prompt_set__slug__in=alone).exists()
    for slug in (*alone, "monthly", "daily", "none"):
        assert client.post(SETS, {"questions": slug}).status_code == 422
        with pytest.raises(NotForTwo), acting_as(couple.one.pk, now=NOW):
            suggest_set(by=couple.one, slug=slug, now=NOW)
    # Nor past the page: the database asks for itself.
    with acting_as(couple.one.pk, now=NOW):
        own = SetProposal.objects.create(
            couple=require_couple(couple.one),
            author=couple.one,
            prompt_set=PromptSet.objects.get(slug="work"),
        )
    with acting_as(couple.other.pk, now=NOW):
        assert not functions.set_accept(own.pk, NEXT)
        assert not SetChoice.objects.exists()


def test_the_database_lets_nobody_choose_alone_for_others_or_for_the_past(
    couple: Pair, other_couple: Pair
) -> None:
    pk = suggest(couple.one, "weekly-friends", now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        assert not functions.set_accept(pk, NEXT)
        ours = require_couple(couple.one)
        chosen = PromptSet.objects.get(slug="weekly-friends")
    for stranger in other_couple:
        with acting_as(stranger.pk, now=NOW):
            assert not functions.set_accept(pk, NEXT)
            assert not SetProposal.objects.exists()
    with acting_as(couple.other.pk, now=NOW):
        assert not functions.set_accept(pk, NOW)
        assert functions.set_accept(pk, NEXT)
        assert SetChoice.objects.count() == 1
    for stranger in other_couple:
        with acting_as(stranger.pk, now=NOW):
            assert not SetChoice.objects.exists()
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(couple.one.pk, now=NOW):
        SetChoice.objects.create(couple=ours, prompt_set=chosen, since=NOW)
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        acting_as(other_couple.one.pk, now=NOW),
    ):
        SetProposal.objects.create(couple=ours, author=other_couple.one, prompt_set=chosen)


def test_leaving_ends_what_waits_and_leaves_the_answers_with_their_author(couple: Pair) -> None:
    choose(couple.one, couple.other, "weekly-friends", now=NOW)
    keep(couple.one, {"F-REL-1": 7}, now=NEXT)
    suggest(couple.other, "weekly", now=NEXT)
    with acting_as(couple.one.pk, now=NEXT):
        leave(by=couple.one, keeps_door_closed=True, now=NEXT)
        # Alone one is asked what anybody alone is; the week of two friends stays one's own.
        assert asked(couple.one, NEXT) == {"W"}
    keep(couple.one, {"W-REL-1": 4}, now=NEXT)
    with acting_as(couple.one.pk, now=NEXT):
        answers = [row.read()["answers"] for row in CheckIn.objects.order_by("pk")]
    assert sorted(answers, key=str) == [{"F-REL-1": 7}, {"W-REL-1": 4}]
    with acting_as(couple.other.pk, now=NEXT):
        assert not SetProposal.objects.exists()


def test_friends_are_asked_a_month_of_friends_unless_they_have_begun_another(
    couple: Pair,
) -> None:
    def codes(person) -> set[str]:
        with acting_as(person.pk, now=NOW):
            place = month_of(person, NOW.date().replace(day=1))
            return {prompt.code for prompt in prompts_of(place.version_id)}

    assert "M-INT-1" in codes(couple.one)
    choose(couple.one, couple.other, "weekly-friends", now=NOW)
    assert all("M-INT-1" not in codes(person) for person in couple)


def test_what_one_answers_alone_does_not_show_on_the_page_of_both(couple: Pair, sign_in) -> None:
    theirs = sign_in(couple.other)
    before = mask(theirs.get(SETS).content.decode())
    look_at(couple.one, "parenting", {"P-REL-1": 3}, now=NOW)
    assert mask(theirs.get(SETS).content.decode()) == before
