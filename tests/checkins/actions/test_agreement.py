"""What both say yes to: it stands while both hold a copy, and each keeps the own one."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import Http404

from accounts.access import NoConsent, NotConnected, Paused, require_couple
from accounts.actions.consent import withdraw_sharing
from accounts.actions.couple import leave, pause
from accounts.actor import acting_as
from accounts.enums import Purpose
from accounts.models import User
from checkins.actions.agreement import agree, end_agreement, void_yes
from checkins.enums import AgreementKind
from checkins.models import Agreement
from checkins.queries.agreement import Agreed, agreed_page, due, standing, standing_for
from tests.conftest import Pair
from tests.factories.people import NOW, connect
from tests.factories.together import agree_change, say_yes

TODAY = NOW.date()


def standing_of(person: User) -> list[Agreed]:
    with acting_as(person.pk, now=NOW):
        return standing(person)


def test_nothing_stands_by_one_yes_and_it_does_by_two(couple: Pair) -> None:
    subject = uuid.uuid4()
    assert say_yes(couple.one, subject, now=NOW) is False
    assert standing_of(couple.one) == standing_of(couple.other) == []
    assert say_yes(couple.other, subject, now=NOW, is_mine=False) is True
    for person in couple:
        (found,) = standing_of(person)
        assert (found.subject, found.agreed_on) == (subject, TODAY)
        (part,) = found.parts
        assert (part.by, part.what, part.when, part.noticed) == (
            "Alice",
            "I come home by six.",
            "Tuesdays",
            "Dinner.",
        )
        assert part.is_mine is (person == couple.one)


def test_yes_twice_is_a_yes_once_and_what_is_agreed_keeps_its_words(couple: Pair) -> None:
    subject = uuid.uuid4()
    say_yes(couple.one, subject, now=NOW, what="At first.")
    assert say_yes(couple.one, subject, now=NOW, what="Later.") is False
    assert say_yes(couple.other, subject, now=NOW, what="Later.") is True
    assert say_yes(couple.one, subject, now=NOW, what="Too late.") is True
    (found,) = standing_of(couple.one)
    assert found.parts[0].what == "Later."


def test_text_that_changes_takes_every_yes_to_it_along_and_nothing_that_is_agreed(
    couple: Pair, carol: User, dan: User
) -> None:
    connect(carol, dan)
    agreed, subject = agree_change(*couple, now=NOW), uuid.uuid4()
    say_yes(couple.one, subject, now=NOW)
    for person, key in ((carol, subject), (couple.other, agreed)):
        with acting_as(person.pk, now=NOW):
            void_yes(by=person, subject=key, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        assert Agreement.objects.count() == 2
    with acting_as(couple.other.pk, now=NOW):
        void_yes(by=couple.other, subject=subject, now=NOW)
    assert say_yes(couple.other, subject, now=NOW) is False
    assert [each.subject for each in standing_of(couple.one)] == [agreed]


def test_copies_are_each_one_s_own(couple: Pair, other_couple: Pair) -> None:
    subject = agree_change(*couple, now=NOW)
    agree_change(*other_couple, now=NOW)
    for person in couple:
        with acting_as(person.pk, now=NOW):
            assert [row.author_id for row in Agreement.objects.all()] == [person.pk]
            found = standing_for(person, subject)
            assert found is not None
    with acting_as(other_couple.one.pk, now=NOW):
        assert standing_for(other_couple.one, subject) is None


def test_stranger_s_yes_to_the_same_subject_counts_for_nobody(
    couple: Pair, other_couple: Pair
) -> None:
    subject = uuid.uuid4()
    assert say_yes(couple.one, subject, now=NOW) is False
    assert say_yes(other_couple.one, subject, now=NOW) is False
    assert standing_of(couple.one) == standing_of(other_couple.one) == []


def test_yes_is_for_the_current_couple_alone(couple: Pair, carol: User) -> None:
    with acting_as(couple.one.pk, now=NOW):
        foreign = require_couple(couple.one)
    with acting_as(carol.pk, now=NOW), pytest.raises(NotConnected):
        agree(
            by=carol,
            couple=foreign,
            subject=uuid.uuid4(),
            kind=AgreementKind.CHANGE,
            document={"parts": []},
            review_on=None,
            now=NOW,
        )


def test_yes_is_refused_while_paused_and_without_consent(couple: Pair) -> None:
    with acting_as(couple.one.pk, now=NOW):
        pause(by=couple.one, now=NOW)
    with acting_as(couple.other.pk, now=NOW):
        withdraw_sharing(by=couple.other, purpose=Purpose.REPAIR, now=NOW)
    with pytest.raises(Paused):
        say_yes(couple.one, uuid.uuid4(), now=NOW)
    with pytest.raises(NoConsent):
        say_yes(couple.other, uuid.uuid4(), now=NOW)


def test_pause_of_the_other_does_not_show(couple: Pair) -> None:
    with acting_as(couple.other.pk, now=NOW):
        pause(by=couple.other, now=NOW)
    assert say_yes(couple.one, uuid.uuid4(), now=NOW) is False


def test_yes_taken_back_ends_it_for_both_and_the_other_keeps_the_copy(couple: Pair) -> None:
    agree_change(*couple, now=NOW)
    (own,) = standing_of(couple.one)
    with acting_as(couple.one.pk, now=NOW):
        end_agreement(by=couple.one, pk=own.pk, now=NOW)
        assert agreed_page(couple.one).past == []
    with acting_as(couple.other.pk, now=NOW):
        page = agreed_page(couple.other)
    assert page.standing == []
    assert [each.parts[0].what for each in page.past] == ["I come home by six."]


def test_other_s_copy_cannot_be_ended(couple: Pair, carol: User) -> None:
    agree_change(*couple, now=NOW)
    (own,) = standing_of(couple.one)
    for person in (couple.other, carol):
        with acting_as(person.pk, now=NOW), pytest.raises(Http404):
            end_agreement(by=person, pk=own.pk, now=NOW)
    assert standing_of(couple.one) == [own]


def test_after_leaving_each_keeps_the_copy_as_something_past(couple: Pair) -> None:
    agree_change(*couple, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        leave(by=couple.one, keeps_door_closed=False, now=NOW)
    for person in couple:
        with acting_as(person.pk, now=NOW):
            page = agreed_page(person)
        assert page.standing == []
        assert [each.stands for each in page.past] == [False]


def test_what_stood_before_does_not_stand_in_a_new_connection(couple: Pair) -> None:
    agree_change(*couple, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        leave(by=couple.one, keeps_door_closed=False, now=NOW)
    connect(*couple)
    assert standing_of(couple.one) == standing_of(couple.other) == []


@pytest.mark.parametrize(
    ("days", "is_due"), [(-1, False), (0, True), (1, True), (13, True), (14, False)]
)
def test_it_is_due_for_two_weeks_from_its_date_on_the_same_for_both(
    couple: Pair, days: int, *, is_due: bool
) -> None:
    agree_change(*couple, now=NOW, review_on=TODAY)
    agree_change(*couple, now=NOW, review_on=None)
    now = NOW + timedelta(days=days)
    for person in couple:
        with acting_as(person.pk, now=now):
            assert [each.review_on for each in due(person, require_couple(person), now)] == [
                TODAY
            ] * is_due


def test_database_lets_nobody_bring_a_date_or_a_couple(couple: Pair, other_couple: Pair) -> None:
    with acting_as(other_couple.one.pk, now=NOW):
        foreign = require_couple(other_couple.one)
    with acting_as(couple.one.pk, now=NOW):
        own = require_couple(couple.one)
    for couple_of_row, agreed_on in ((own, TODAY), (foreign, None)):
        row = Agreement(
            author=couple.one,
            couple=couple_of_row,
            subject=uuid.uuid4(),
            kind=AgreementKind.CHANGE,
            agreed_on=agreed_on,
        )
        row.write({"parts": []})
        with acting_as(couple.one.pk, now=NOW), transaction.atomic():
            with pytest.raises(DatabaseError, match="row-level security"):
                row.save(force_insert=True)
            transaction.set_rollback(True)


@pytest.mark.parametrize("how", ["paused", "without consent"])
def test_database_takes_no_yes_from_somebody_who_does_not_share(couple: Pair, how: str) -> None:
    with acting_as(couple.one.pk, now=NOW):
        if how == "paused":
            pause(by=couple.one, now=NOW)
        else:
            withdraw_sharing(by=couple.one, purpose=Purpose.REPAIR, now=NOW)
        row = Agreement(
            author=couple.one,
            couple=require_couple(couple.one),
            subject=uuid.uuid4(),
            kind=AgreementKind.CHANGE,
        )
        row.write({"parts": []})
    with acting_as(couple.one.pk, now=NOW), transaction.atomic():
        with pytest.raises(DatabaseError, match="row-level security"):
            row.save(force_insert=True)
        transaction.set_rollback(True)


def test_pages_take_the_same_queries_for_one_and_for_three(
    couple: Pair, django_assert_num_queries: Callable
) -> None:
    for number in range(3):
        agree_change(*couple, now=NOW, review_on=TODAY)
        if number == 1:
            continue
        with acting_as(couple.one.pk, now=NOW):
            with django_assert_num_queries(3, connection=connection):
                assert len(agreed_page(couple.one).standing) == number + 1
            with django_assert_num_queries(3, connection=connection):
                assert len(due(couple.one, require_couple(couple.one), NOW)) == number + 1
