"""Promises: exact words for the other, and notes about them for nobody but oneself."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import Http404

from accounts.access import NoConsent, NotConnected, Paused, require_couple
from accounts.actions.consent import withdraw_sharing
from accounts.actions.couple import leave, pause
from accounts.actor import acting_as
from accounts.enums import Purpose
from accounts.models import User
from accounts.vault.models import DataKey
from checkins.actions.promise import (
    NotDueYet,
    answer_promise,
    delete_promise,
    make_promise,
    mark_kept,
    take_mark_back,
    take_promise_back,
)
from checkins.enums import Held
from checkins.models import KeptMark, Promise, PromiseAnswer
from checkins.queries.promise import PromisePage, PromisesPage, promise_page, promises_page
from tests.accounts.acting import act
from tests.conftest import Pair
from tests.factories.people import NOW, connect
from tests.factories.together import promise

WORDS = "I call when I am late.\nEach time."
TODAY = NOW.date()


def promises_of(person: User) -> PromisesPage:
    with acting_as(person.pk, now=NOW):
        return promises_page(person, NOW)


def page_of(person: User, pk: uuid.UUID) -> PromisePage:
    with acting_as(person.pk, now=NOW):
        found = promise_page(person, pk, NOW)
    assert found is not None
    return found


def mark(person: User, pk: uuid.UUID) -> None:
    with acting_as(person.pk, now=NOW):
        mark_kept(by=person, pk=pk, now=NOW)


def test_promise_reaches_both_exactly_and_with_its_date(couple: Pair, carol: User) -> None:
    pk = promise(couple.one, WORDS, due_on=TODAY, now=NOW)
    (mine,) = promises_of(couple.one).mine
    (theirs,) = promises_of(couple.other).theirs
    for line in (mine, theirs):
        assert (line.pk, line.by, line.words, line.due_on) == (pk, "Alice", WORDS, TODAY)
        assert (line.is_due, line.is_kept, line.is_current) == (True, False, True)
    assert promises_of(carol) == PromisesPage([], [], [])
    with acting_as(carol.pk, now=NOW):
        assert Promise.objects.count() == 0


def test_same_form_sent_twice_makes_one_promise(couple: Pair) -> None:
    key = uuid.uuid4()
    for _ in range(2):
        with acting_as(couple.one.pk, now=NOW):
            make_promise(by=couple.one, key=key, words=WORDS, due_on=TODAY, now=NOW)
            assert Promise.objects.count() == 1


def test_promise_is_refused_alone_paused_and_without_consent(couple: Pair, sam: User) -> None:
    with acting_as(couple.one.pk, now=NOW):
        pause(by=couple.one, now=NOW)
    with acting_as(couple.other.pk, now=NOW):
        withdraw_sharing(by=couple.other, purpose=Purpose.REPAIR, now=NOW)
    for person, refusal in ((couple.one, Paused), (couple.other, NoConsent), (sam, NotConnected)):
        with pytest.raises(refusal):
            promise(person, WORDS, due_on=TODAY, now=NOW)


def test_database_takes_no_promise_from_somebody_paused(couple: Pair) -> None:
    with acting_as(couple.one.pk, now=NOW):
        pause(by=couple.one, now=NOW)
        row = Promise(author=couple.one, couple=require_couple(couple.one), due_on=TODAY)
        row.write({"words": WORDS})
    with acting_as(couple.one.pk, now=NOW), transaction.atomic():
        with pytest.raises(DatabaseError, match="row-level security"):
            row.save(force_insert=True)
        transaction.set_rollback(True)


def test_note_is_for_its_author_alone_changes_and_goes(couple: Pair) -> None:
    pk = promise(couple.one, WORDS, due_on=TODAY, now=NOW)
    for held in (Held.NOT, Held.HELD):
        with acting_as(couple.other.pk, now=NOW):
            answer_promise(by=couple.other, pk=pk, held=held, now=NOW)
            assert PromiseAnswer.objects.count() == 1
        assert page_of(couple.other, pk).held is held
    assert page_of(couple.one, pk).held is None
    with acting_as(couple.one.pk, now=NOW):
        assert PromiseAnswer.objects.count() == 0
    with acting_as(couple.other.pk, now=NOW):
        answer_promise(by=couple.other, pk=pk, held=None, now=NOW)
        assert PromiseAnswer.objects.count() == 0


def test_nothing_is_noted_before_the_day(couple: Pair) -> None:
    pk = promise(couple.one, WORDS, due_on=TODAY + timedelta(days=1), now=NOW)
    for person in couple:
        assert not page_of(person, pk).line.is_due
        with acting_as(person.pk, now=NOW):
            with pytest.raises(NotDueYet):
                answer_promise(by=person, pk=pk, held=Held.HELD, now=NOW)
            with pytest.raises(NotDueYet):
                mark_kept(by=person, pk=pk, now=NOW)


def test_day_is_that_of_the_couple_s_calendar(couple: Pair) -> None:
    # An hour before midnight in Berlin, where the couple's zone is.
    pk = promise(couple.one, WORDS, due_on=date(2026, 3, 5), now=NOW)
    for hours, is_due in ((10.9, False), (11.1, True)):
        now = NOW + timedelta(hours=hours)
        with acting_as(couple.other.pk, now=now):
            found = promise_page(couple.other, pk, now)
        assert found is not None
        assert found.line.is_due is is_due


def test_kept_shows_once_both_call_it_so_and_ends_with_either(couple: Pair) -> None:
    pk = promise(couple.one, WORDS, due_on=TODAY, now=NOW)
    for _ in range(2):
        mark(couple.one, pk)
        assert [page_of(person, pk).line.is_kept for person in couple] == [False, False]
        assert [page_of(person, pk).is_marked for person in couple] == [True, False]
        mark(couple.other, pk)
        assert [page_of(person, pk).line.is_kept for person in couple] == [True, True]
        with acting_as(couple.one.pk, now=NOW):
            assert KeptMark.objects.count() == 1
        with acting_as(couple.other.pk, now=NOW):
            take_mark_back(by=couple.other, pk=pk, now=NOW)


def test_private_note_marks_nothing(couple: Pair) -> None:
    pk = promise(couple.one, WORDS, due_on=TODAY, now=NOW)
    mark(couple.one, pk)
    with acting_as(couple.other.pk, now=NOW):
        answer_promise(by=couple.other, pk=pk, held=Held.HELD, now=NOW)
    assert not page_of(couple.one, pk).line.is_kept


def test_strangers_can_neither_note_nor_mark(couple: Pair, other_couple: Pair) -> None:
    pk = promise(couple.one, WORDS, due_on=TODAY, now=NOW)
    stranger = other_couple.one
    with acting_as(stranger.pk, now=NOW):
        for act in (mark_kept, take_promise_back, delete_promise):
            with pytest.raises(Http404):
                act(by=stranger, pk=pk, now=NOW)
        with pytest.raises(Http404):
            answer_promise(by=stranger, pk=pk, held=Held.NOT, now=NOW)
    for row in (KeptMark(author=stranger, promise_id=pk),):
        with acting_as(stranger.pk, now=NOW), transaction.atomic():
            with pytest.raises(DatabaseError, match="row-level security"):
                row.save(force_insert=True)
            transaction.set_rollback(True)


def test_receiver_cannot_take_back_or_delete(couple: Pair) -> None:
    pk = promise(couple.one, WORDS, due_on=TODAY, now=NOW)
    with acting_as(couple.other.pk, now=NOW):
        for act in (take_promise_back, delete_promise):
            with pytest.raises(Http404):
                act(by=couple.other, pk=pk, now=NOW)
        assert Promise.objects.filter(pk=pk).update(is_taken_back=True) == 0
        assert Promise.objects.filter(pk=pk).delete()[0] == 0
    assert len(promises_of(couple.other).theirs) == 1


def test_taken_back_promise_stays_with_its_author_alone_for_good(couple: Pair) -> None:
    pk = promise(couple.one, WORDS, due_on=TODAY, now=NOW)
    for person in couple:
        mark(person, pk)
    with acting_as(couple.one.pk, now=NOW):
        take_promise_back(by=couple.one, pk=pk, now=NOW)
    assert promises_of(couple.other) == PromisesPage([], [], [])
    (line,) = promises_of(couple.one).past
    assert (line.words, line.is_kept) == (WORDS, False)
    with acting_as(couple.one.pk, now=NOW), transaction.atomic():
        with pytest.raises(DatabaseError, match="row-level security"):
            Promise.objects.filter(pk=pk).update(is_taken_back=False)
        transaction.set_rollback(True)


def test_deleted_promise_leaves_no_row_of_its_author(couple: Pair) -> None:
    pk = promise(couple.one, WORDS, due_on=TODAY, now=NOW)
    mark(couple.one, pk)
    with acting_as(couple.one.pk, now=NOW):
        answer_promise(by=couple.one, pk=pk, held=Held.NOT, now=NOW)
        delete_promise(by=couple.one, pk=pk, now=NOW)
        rows = (Promise, KeptMark, PromiseAnswer)
        assert [model.objects.count() for model in rows] == [0, 0, 0]


@pytest.mark.parametrize("how", ["leaves", "is left", "takes the consent back"])
def test_promise_leaves_the_other_s_view_with_what_it_rests_on(couple: Pair, how: str) -> None:
    pk = promise(couple.one, WORDS, due_on=TODAY, now=NOW)
    for person in couple:
        mark(person, pk)
    actor = couple.other if how == "is left" else couple.one
    with acting_as(actor.pk, now=NOW):
        if how == "takes the consent back":
            withdraw_sharing(by=actor, purpose=Purpose.REPAIR, now=NOW)
        else:
            leave(by=actor, keeps_door_closed=False, now=NOW)
    assert promises_of(couple.other) == PromisesPage([], [], [])
    with acting_as(couple.other.pk, now=NOW):
        assert Promise.objects.count() == 0
    (line,) = promises_of(couple.one).past
    assert (line.words, line.is_kept, line.is_current) == (WORDS, False, False)


def test_own_marks_of_an_earlier_connection_outlast_a_consent_of_this_one(
    couple: Pair, carol: User
) -> None:
    left = couple.one
    keys = [promise(left, WORDS, due_on=TODAY, now=NOW)]
    act(left, mark_kept, pk=keys[0])
    act(couple.other, leave, keeps_door_closed=False)
    connect(left, carol)
    keys.append(promise(left, WORDS, due_on=TODAY, now=NOW))
    act(left, mark_kept, pk=keys[1])
    act(left, withdraw_sharing, purpose=Purpose.REPAIR)
    with acting_as(left.pk, now=NOW):
        assert [row.promise_id for row in KeptMark.objects.all()] == keys[:1]


def test_promise_of_somebody_whose_key_is_gone_is_left_out(couple: Pair) -> None:
    pk = promise(couple.one, WORDS, due_on=TODAY, now=NOW)
    promise(couple.other, "Mine.", due_on=TODAY, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        DataKey.objects.filter(user=couple.one).delete()
    found = promises_of(couple.other)
    assert ([line.words for line in found.mine], found.theirs) == (["Mine."], [])
    with acting_as(couple.other.pk, now=NOW):
        assert promise_page(couple.other, pk, NOW) is None


def test_list_takes_the_same_queries_for_one_and_for_three(
    couple: Pair, django_assert_num_queries: Callable
) -> None:
    for number in range(3):
        promise(couple.one, WORDS, due_on=TODAY, now=NOW)
        if number == 1:
            continue
        with acting_as(couple.one.pk, now=NOW), django_assert_num_queries(4, connection=connection):
            assert len(promises_page(couple.one, NOW).mine) == number + 1
