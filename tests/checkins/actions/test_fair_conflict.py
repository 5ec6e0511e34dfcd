"""The list of rules: one suggests, the other says yes, and each keeps every version."""

import uuid
from collections.abc import Callable

import pytest
from django.db import connection

from accounts.access import couple_of
from accounts.actions.consent import withdraw_sharing
from accounts.actions.couple import leave
from accounts.actor import acting_as
from accounts.enums import Purpose
from accounts.models import User
from accounts.vault.models import DataKey
from checkins.actions.agreement import (
    SameRules,
    SuggestionGone,
    accept_rules,
    drop_rules,
    end_agreement,
    suggest_rules,
)
from checkins.models import Agreement, FairConflictProposal
from checkins.queries.fair_conflict import (
    FairConflictPage,
    fair_conflict_lines,
    fair_conflict_page,
    shipped_rules,
)
from tests.conftest import Pair
from tests.factories.people import NOW
from tests.factories.together import accept, agree_rules, suggest

RULES = ("We sit down.", "We take turns.", "We stop at ten.")
OTHER_RULES = ("We stand up.", "We take turns.", "We stop at nine.")
TODAY = NOW.date()


def rules_of(person: User) -> FairConflictPage:
    with acting_as(person.pk, now=NOW):
        return fair_conflict_page(person)


def lines_of(person: User) -> list[str]:
    with acting_as(person.pk, now=NOW):
        return fair_conflict_lines(person)


def test_shipped_rules_hold_until_both_said_yes_to_others(couple: Pair) -> None:
    suggestion = suggest(couple.one, RULES, now=NOW)
    for person in couple:
        assert lines_of(person) == list(shipped_rules())
        found = rules_of(person).suggestion
        assert found is not None
        assert (found.pk, found.is_mine) == (suggestion, person == couple.one)
        assert tuple(found.rules) == RULES
    accept(couple.other, suggestion, now=NOW)
    for person in couple:
        page = rules_of(person)
        assert lines_of(person) == list(RULES)
        assert (page.is_own, page.version, page.suggestion, page.earlier) == (True, 1, None, [])


def test_suggestion_is_out_of_a_stranger_s_reach(couple: Pair, other_couple: Pair) -> None:
    suggestion = suggest(couple.one, RULES, now=NOW)
    assert rules_of(other_couple.one).suggestion is None
    with pytest.raises(SuggestionGone):
        accept(other_couple.one, suggestion, now=NOW)
    with acting_as(other_couple.one.pk, now=NOW):
        drop_rules(by=other_couple.one, suggestion=suggestion, now=NOW)
        assert FairConflictProposal.objects.count() == 0
    assert rules_of(couple.other).suggestion is not None


def test_own_suggestion_cannot_be_accepted(couple: Pair) -> None:
    suggestion = suggest(couple.one, RULES, now=NOW)
    with pytest.raises(SuggestionGone):
        accept(couple.one, suggestion, now=NOW)
    assert lines_of(couple.one) == list(shipped_rules())


def test_another_suggestion_takes_the_place_of_the_first(couple: Pair) -> None:
    first = suggest(couple.one, RULES, now=NOW)
    second = suggest(couple.other, OTHER_RULES, now=NOW)
    with pytest.raises(SuggestionGone):
        accept(couple.other, first, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        # Nor does the yes of the first one's author stay behind.
        assert Agreement.objects.count() == 0
    accept(couple.one, second, now=NOW)
    assert lines_of(couple.one) == lines_of(couple.other) == list(OTHER_RULES)


def test_suggestion_is_taken_back_by_its_author_and_a_no_to_it_shows_nowhere(couple: Pair) -> None:
    suggestion = suggest(couple.one, RULES, now=NOW)
    with acting_as(couple.other.pk, now=NOW):
        drop_rules(by=couple.other, suggestion=suggestion, now=NOW)
    assert rules_of(couple.one).suggestion is not None
    with acting_as(couple.one.pk, now=NOW):
        drop_rules(by=couple.one, suggestion=suggestion, now=NOW)
    for person in couple:
        assert rules_of(person).suggestion is None
        with acting_as(person.pk, now=NOW):
            assert Agreement.objects.count() == 0


def test_same_form_sent_twice_suggests_once(couple: Pair) -> None:
    key = uuid.uuid4()
    for _ in range(2):
        with acting_as(couple.one.pk, now=NOW):
            suggest_rules(by=couple.one, key=key, rules=RULES, now=NOW)
            assert FairConflictProposal.objects.count() == Agreement.objects.count() == 1


def test_list_that_holds_already_is_not_suggested(couple: Pair) -> None:
    agree_rules(*couple, RULES, now=NOW)
    with pytest.raises(SameRules):
        suggest(couple.other, RULES, now=NOW)


def test_versions_of_one_day_have_one_order_for_both(couple: Pair) -> None:
    agree_rules(*couple, RULES, now=NOW)
    agree_rules(couple.other, couple.one, OTHER_RULES, now=NOW)
    for person in couple:
        page = rules_of(person)
        assert (tuple(page.rules), page.version) == (OTHER_RULES, 2)
        assert [tuple(each.rules) for each in page.earlier] == [RULES]


def test_list_that_one_ends_gives_way_to_the_one_before(couple: Pair) -> None:
    agree_rules(*couple, RULES, now=NOW)
    agree_rules(couple.other, couple.one, OTHER_RULES, now=NOW)
    current = rules_of(couple.one).current
    assert current is not None
    with acting_as(couple.one.pk, now=NOW):
        end_agreement(by=couple.one, pk=current.pk, now=NOW)
    assert lines_of(couple.one) == lines_of(couple.other) == list(RULES)


@pytest.mark.parametrize("how", ["leaves", "takes the consent back"])
def test_suggestion_ends_with_what_it_rests_on(couple: Pair, how: str) -> None:
    agree_rules(*couple, RULES, now=NOW)
    suggest(couple.one, OTHER_RULES, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        if how == "leaves":
            leave(by=couple.one, keeps_door_closed=False, now=NOW)
        else:
            withdraw_sharing(by=couple.one, purpose=Purpose.REPAIR, now=NOW)
        assert FairConflictProposal.objects.count() == 0
    for person in couple:
        with acting_as(person.pk, now=NOW):
            # What both agreed on stays with each.
            assert [row.agreed_on for row in Agreement.objects.all()] == [TODAY]


def test_own_suggestion_outlives_the_other_s_leaving_and_can_be_deleted(couple: Pair) -> None:
    suggest(couple.one, RULES, now=NOW)
    with acting_as(couple.other.pk, now=NOW):
        leave(by=couple.other, keeps_door_closed=False, now=NOW)
        assert FairConflictProposal.objects.count() == 0
    (waiting,) = rules_of(couple.one).waiting
    assert tuple(waiting.rules) == RULES
    with acting_as(couple.one.pk, now=NOW):
        assert couple_of(couple.one) is None
        end_agreement(by=couple.one, pk=waiting.pk, now=NOW)
        assert FairConflictProposal.objects.count() == Agreement.objects.count() == 0


def test_suggestion_of_somebody_whose_key_is_gone_cannot_be_accepted(couple: Pair) -> None:
    suggestion = suggest(couple.one, RULES, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        DataKey.objects.filter(user=couple.one).delete()
    assert rules_of(couple.other).suggestion is None
    with acting_as(couple.other.pk, now=NOW), pytest.raises(SuggestionGone):
        accept_rules(by=couple.other, suggestion=suggestion, now=NOW)


def test_page_takes_the_same_queries_for_one_and_for_three(
    couple: Pair, django_assert_num_queries: Callable
) -> None:
    for number in range(3):
        agree_rules(*couple, [f"Rule {number}.", "Two.", "Three."], now=NOW)
        if number == 1:
            continue
        with acting_as(couple.one.pk, now=NOW), django_assert_num_queries(6, connection=connection):
            assert len(fair_conflict_page(couple.one).earlier) == number
