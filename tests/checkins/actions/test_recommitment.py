"""A new beginning: one's own alone until both have sent, then open to both."""

import uuid
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import Http404

from accounts.access import NoConsent, NotConnected, Paused
from accounts.actions.consent import withdraw_sharing
from accounts.actions.couple import leave, pause
from accounts.actor import acting_as
from accounts.enums import Purpose
from accounts.models import User
from accounts.vault.models import DataKey
from checkins.actions.recommitment import (
    HasMet,
    delete_words,
    keep_words,
    send_words,
    take_words_back,
)
from checkins.enums import RecommitmentKind
from checkins.logic.recommitment import Beginning
from checkins.models import Recommitment
from checkins.queries.recommitment import Words, WordsPage, words_page
from tests.conftest import Pair
from tests.factories.people import NOW, call, connect
from tests.factories.together import begin

TODAY = NOW.date()


def page_of(person: User) -> WordsPage:
    with acting_as(person.pk, now=NOW):
        return words_page(person, RecommitmentKind.BEGINNING)


def met_by(person: User) -> list[tuple[str, str]]:
    return [(words.by, words.content.texts()[0]) for words in page_of(person).met]


def own_of(person: User) -> Words:
    own = page_of(person).own
    assert own is not None
    return own


def send(person: User, pk: uuid.UUID) -> bool:
    with acting_as(person.pk, now=NOW):
        return send_words(by=person, pk=pk, now=NOW)


def test_nothing_opens_by_one_and_both_open_by_two(couple: Pair) -> None:
    assert begin(couple.one, "Our Sundays.", is_sent=True, now=NOW) is False
    assert page_of(couple.other) == WordsPage(None, [], [])
    with acting_as(couple.other.pk, now=NOW):
        assert Recommitment.objects.count() == 0
    assert begin(couple.other, "Your laugh.", is_sent=True, now=NOW) is True
    assert met_by(couple.one) == [("Alice", "Our Sundays."), ("Bob", "Your laugh.")]
    assert met_by(couple.other) == [("Bob", "Your laugh."), ("Alice", "Our Sundays.")]
    assert {words.met_on for words in page_of(couple.one).met} == {TODAY}


def test_draft_opens_nothing_and_is_its_author_s_alone(couple: Pair) -> None:
    begin(couple.one, "Our Sundays.", is_sent=False, now=NOW)
    assert begin(couple.other, "Your laugh.", is_sent=True, now=NOW) is False
    assert met_by(couple.one) == met_by(couple.other) == []
    assert own_of(couple.one).content == Beginning("Our Sundays.", "Listen first.")


def test_what_is_changed_is_not_sent_any_more(couple: Pair) -> None:
    begin(couple.one, "Our Sundays.", is_sent=True, now=NOW)
    begin(couple.one, "Our Mondays.", is_sent=False, now=NOW)
    assert begin(couple.other, "Your laugh.", is_sent=True, now=NOW) is False
    assert (own_of(couple.one).is_sent, own_of(couple.one).content.texts()[0]) == (
        False,
        "Our Mondays.",
    )


def test_taken_back_before_it_opens_it_opens_nothing(couple: Pair) -> None:
    begin(couple.one, "Our Sundays.", is_sent=True, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        take_words_back(by=couple.one, pk=own_of(couple.one).pk, now=NOW)
    assert begin(couple.other, "Your laugh.", is_sent=True, now=NOW) is False
    assert send(couple.one, own_of(couple.one).pk) is True


def test_same_form_sent_twice_keeps_one(couple: Pair) -> None:
    key = uuid.uuid4()
    for _ in range(2):
        with acting_as(couple.one.pk, now=NOW):
            content = Beginning("Our Sundays.", "")
            keep_words(by=couple.one, key=key, content=content, now=NOW)
            assert Recommitment.objects.count() == 1


def test_change_that_comes_after_both_opened_is_refused(couple: Pair) -> None:
    begin(couple.one, "Our Sundays.", is_sent=True, now=NOW)
    seen = own_of(couple.one).pk
    begin(couple.other, "Your laugh.", is_sent=True, now=NOW)
    with acting_as(couple.one.pk, now=NOW), pytest.raises(HasMet):
        keep_words(by=couple.one, key=seen, content=Beginning("No.", ""), now=NOW)
    assert met_by(couple.other)[1] == ("Alice", "Our Sundays.")
    assert send(couple.one, seen) is True


def test_words_that_met_leave_the_other_s_view_when_taken_back(couple: Pair) -> None:
    for person, words in zip(couple, ("Our Sundays.", "Your laugh."), strict=True):
        begin(person, words, is_sent=True, now=NOW)
    (own, _) = page_of(couple.one).met
    with acting_as(couple.one.pk, now=NOW):
        take_words_back(by=couple.one, pk=own.pk, now=NOW)
    assert met_by(couple.other) == [("Bob", "Your laugh.")]
    assert [words.content.texts()[0] for words in page_of(couple.one).past] == ["Our Sundays."]
    with acting_as(couple.one.pk, now=NOW):
        delete_words(by=couple.one, pk=own.pk, now=NOW)
        assert page_of(couple.one).past == []


def test_database_never_sends_anew_what_has_met(couple: Pair) -> None:
    for person in couple:
        begin(person, "Words.", is_sent=True, now=NOW)
    (own, _) = page_of(couple.one).met
    for change in ({"is_sent": True}, {"met_on": None}):
        with acting_as(couple.one.pk, now=NOW), transaction.atomic():
            with pytest.raises(DatabaseError, match=r"row-level security|permission denied"):
                Recommitment.objects.filter(pk=own.pk).update(**change)
            transaction.set_rollback(True)


@pytest.mark.parametrize("how", ["paused", "without consent"])
def test_database_sends_nothing_for_somebody_who_does_not_share(couple: Pair, how: str) -> None:
    begin(couple.one, "Words.", is_sent=False, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        if how == "paused":
            pause(by=couple.one, now=NOW)
        else:
            withdraw_sharing(by=couple.one, purpose=Purpose.REPAIR, now=NOW)
    with acting_as(couple.one.pk, now=NOW), transaction.atomic():
        with pytest.raises(DatabaseError, match="row-level security"):
            Recommitment.objects.update(is_sent=True)
        transaction.set_rollback(True)


def test_sending_is_refused_paused_without_consent_and_alone(couple: Pair, sam: User) -> None:
    for person in couple:
        begin(person, "Words.", is_sent=False, now=NOW)
    one, other = (own_of(person).pk for person in couple)
    with acting_as(couple.one.pk, now=NOW):
        pause(by=couple.one, now=NOW)
    with acting_as(couple.other.pk, now=NOW):
        withdraw_sharing(by=couple.other, purpose=Purpose.REPAIR, now=NOW)
    for person, pk, refusal in (
        (couple.one, one, Paused),
        (couple.other, other, NoConsent),
        (sam, one, NotConnected),
    ):
        with pytest.raises(refusal):
            send(person, pk)


def test_other_s_words_cannot_be_touched(couple: Pair, other_couple: Pair) -> None:
    for person in couple:
        begin(person, "Words.", is_sent=True, now=NOW)
    (own, _) = page_of(couple.one).met
    for person in (couple.other, other_couple.one):
        with acting_as(person.pk, now=NOW):
            for act in (take_words_back, delete_words, send_words):
                with pytest.raises(Http404):
                    act(by=person, pk=own.pk, now=NOW)
    assert len(met_by(couple.other)) == 2


def test_strangers_words_meet_nobody_s(couple: Pair, other_couple: Pair) -> None:
    begin(couple.one, "Words.", is_sent=True, now=NOW)
    assert begin(other_couple.one, "Others.", is_sent=True, now=NOW) is False
    assert met_by(couple.one) == met_by(other_couple.one) == []


@pytest.mark.parametrize("how", ["pauses", "takes the consent back"])
def test_what_waits_is_taken_back_and_stays_as_a_draft(couple: Pair, how: str) -> None:
    begin(couple.one, "Our Sundays.", is_sent=True, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        if how == "pauses":
            pause(by=couple.one, now=NOW)
        else:
            withdraw_sharing(by=couple.one, purpose=Purpose.REPAIR, now=NOW)
    assert begin(couple.other, "Your laugh.", is_sent=True, now=NOW) is False
    assert own_of(couple.one).content.texts()[0] == "Our Sundays."


def test_pause_leaves_what_has_met_and_the_consent_takes_it_back(couple: Pair) -> None:
    for person in couple:
        begin(person, "Words.", is_sent=True, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        pause(by=couple.one, now=NOW)
    assert len(met_by(couple.other)) == 2
    with acting_as(couple.one.pk, now=NOW):
        withdraw_sharing(by=couple.one, purpose=Purpose.REPAIR, now=NOW)
    assert met_by(couple.other) == [("Bob", "Words.")]


def test_after_leaving_each_keeps_the_own_alone_also_in_a_new_connection(couple: Pair) -> None:
    for person in couple:
        begin(person, "Words.", is_sent=True, now=NOW)
    begin(couple.other, "More.", is_sent=True, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        leave(by=couple.one, keeps_door_closed=False, now=NOW)
    for again in (False, True):
        if again:
            connect(*couple)
        for person, own in ((couple.one, ["Words."]), (couple.other, ["More.", "Words."])):
            page = page_of(person)
            assert (page.own, page.met) == (None, [])
            assert sorted(words.content.texts()[0] for words in page.past) == own
            with acting_as(person.pk, now=NOW):
                assert {row.author_id for row in Recommitment.objects.all()} == {person.pk}


def test_one_sided_row_of_a_former_couple_opens_nothing(couple: Pair) -> None:
    begin(couple.other, "More.", is_sent=True, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        leave(by=couple.one, keeps_door_closed=False, now=NOW)
    connect(*couple)
    assert begin(couple.one, "Anew.", is_sent=True, now=NOW) is False
    with acting_as(couple.other.pk, now=NOW):
        assert call("recommitments_meet", "beginning") is False
    assert met_by(couple.one) == []


def test_words_of_somebody_whose_key_is_gone_are_left_out(couple: Pair) -> None:
    for person in couple:
        begin(person, "Words.", is_sent=True, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        DataKey.objects.filter(user=couple.one).delete()
    assert met_by(couple.other) == [("Bob", "Words.")]


def test_page_takes_the_same_queries_for_one_and_for_three(
    couple: Pair, django_assert_num_queries: Callable
) -> None:
    for number in range(3):
        for person in couple:
            begin(person, "Words.", is_sent=True, now=NOW)
        if number == 1:
            continue
        with acting_as(couple.one.pk, now=NOW), django_assert_num_queries(4, connection=connection):
            assert len(words_page(couple.one, RecommitmentKind.BEGINNING).met) == 2 * (number + 1)
