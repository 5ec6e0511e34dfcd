"""Statements of one's own: both say yes to the wording, either ends it, and a no is silent."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404

from accounts.actions.consent import withdraw_sharing
from accounts.actions.couple import leave
from accounts.actions.retention import purge
from accounts.actor import acting_as
from accounts.enums import Purpose
from accounts.models import User
from checkins.actions.agreement import SuggestionGone
from checkins.actions.statement import (
    EnoughStatements,
    accept_statement,
    drop_statement,
    end_statement,
    keep_statement,
    suggest_statement,
)
from checkins.logic.statement import code_of
from checkins.logic.suggestion import WAITS_FOR
from checkins.models import (
    Agreement,
    OwnStatement,
    PassedStatement,
    Release,
    StatementProposal,
    functions,
)
from checkins.queries.statement import StatementsPage, asked_of, statements_page
from tests.accounts.acting import act, seen_by
from tests.conftest import Pair
from tests.factories.months import keep_lines
from tests.factories.people import NOW
from tests.factories.statements import (
    accept_line,
    agree_statement,
    keep_alone,
    suggest_line,
)
from tests.factories.weeks import give, keep

TEXT = "sing off key."


def page_of(person: User, now=NOW) -> StatementsPage:
    with acting_as(person.pk, now=now):
        return statements_page(person, now)


def asks(person: User) -> list[str]:
    return [prompt.text for prompt in seen_by(person, lambda: asked_of(person))]


def test_statement_is_asked_of_both_once_both_said_yes(couple: Pair) -> None:
    proposal = suggest_line(couple.one, TEXT, now=NOW)
    assert [asks(person) for person in couple] == [[], []]
    (mine,), (theirs,) = page_of(couple.one).mine, page_of(couple.other).theirs
    assert (mine.pk, mine.text) == (theirs.pk, theirs.text) == (proposal, TEXT)
    accept_line(couple.other, proposal, now=NOW)
    for person in couple:
        page = page_of(person)
        assert asks(person) == [f"In our relationship I can {TEXT}"]
        assert (page.mine, page.theirs, page.past) == ([], [], [])
        assert [each.is_mine for each in page.standing] == [person == couple.one]
        assert seen_by(person, StatementProposal.objects.count) == 0


def test_own_suggestion_cannot_be_accepted_nor_that_of_a_stranger(
    couple: Pair, other_couple: Pair
) -> None:
    proposal = suggest_line(couple.one, TEXT, now=NOW)
    for person in (couple.one, other_couple.one):
        with pytest.raises(SuggestionGone):
            accept_line(person, proposal, now=NOW)
    with pytest.raises(Http404):
        act(other_couple.one, drop_statement, proposal=proposal)
    assert page_of(other_couple.one).theirs == []


def test_no_is_the_same_to_whoever_suggested_as_no_answer(couple: Pair) -> None:
    proposal = suggest_line(couple.one, TEXT, now=NOW)
    before = [page_of(couple.one, NOW + timedelta(days=day)) for day in range(9)]
    act(couple.other, drop_statement, proposal=proposal)
    act(couple.other, drop_statement, proposal=proposal)
    assert page_of(couple.other).theirs == []
    assert [page_of(couple.one, NOW + timedelta(days=day)) for day in range(9)] == before
    # The control: it does stand there, and closes by its date alone.
    assert [len(page.mine) for page in before] == [1] * WAITS_FOR.days + [0, 0]
    assert seen_by(couple.one, PassedStatement.objects.count) == 0


def test_nobody_can_end_what_the_other_suggested(couple: Pair) -> None:
    """Not even past our own code: it would show as a no."""
    proposal = suggest_line(couple.one, TEXT, now=NOW)
    with acting_as(couple.other.pk, now=NOW):
        assert StatementProposal.objects.filter(pk=proposal).delete()[0] == 0
        functions.statement_settle(proposal)
    assert len(page_of(couple.one).mine) == 1


def test_what_has_closed_cannot_be_accepted_and_goes_at_night(couple: Pair) -> None:
    proposal = suggest_line(couple.one, TEXT, now=NOW)
    put_away = suggest_line(couple.one, "be late.", now=NOW)
    act(couple.other, drop_statement, proposal=put_away)
    later = NOW + WAITS_FOR
    with pytest.raises(SuggestionGone):
        accept_line(couple.other, proposal, now=later)
    later += timedelta(days=1)
    for person in couple:
        with acting_as(person.pk, now=later):
            purge(by=person, now=later)
            assert StatementProposal.objects.filter(author=person).count() == 0
            assert PassedStatement.objects.count() == Agreement.objects.count() == 0


def test_suggestion_is_taken_back_with_its_yes(couple: Pair) -> None:
    proposal = suggest_line(couple.one, TEXT, now=NOW)
    act(couple.one, drop_statement, proposal=proposal)
    assert seen_by(couple.one, Agreement.objects.count) == 0
    with pytest.raises(SuggestionGone):
        accept_line(couple.other, proposal, now=NOW)


def test_each_may_suggest_three_and_the_same_form_suggests_once(couple: Pair) -> None:
    agree_statement(*couple, "One.", now=NOW)
    suggest_line(couple.one, "Two.", now=NOW)
    key = uuid.uuid4()
    for _ in range(2):
        act(couple.one, suggest_statement, key=key, text="Three.")
    with pytest.raises(EnoughStatements):
        act(couple.one, suggest_statement, key=uuid.uuid4(), text="Four.")
    suggest_line(couple.other, "Of mine.", now=NOW)
    assert len(page_of(couple.one).mine) == 2


@pytest.mark.parametrize("who", [0, 1])
def test_either_ends_it_for_both_and_what_was_answered_stays(couple: Pair, who: int) -> None:
    subject = agree_statement(*couple, TEXT, now=NOW)
    (own,) = page_of(couple[who]).standing
    with pytest.raises(Http404):
        act(couple[1 - who], end_statement, pk=own.pk)
    act(couple[who], end_statement, pk=own.pk)
    assert [asks(person) for person in couple] == [[], []]
    assert len(page_of(couple[1 - who]).past) == 1
    assert (page_of(couple[who]).past, page_of(couple[who]).theirs) == ([], [])
    assert subject == own.subject


def test_ending_takes_it_out_of_what_has_not_opened(couple: Pair) -> None:
    subject = agree_statement(*couple, TEXT, now=NOW)
    code = code_of(subject)
    for person in couple:
        keep_lines(person, {code: 8}, now=NOW)
        keep(person, {"W-REL-1": 8}, now=NOW)
        give(person, now=NOW, statements=[code])
    (own,) = page_of(couple.one).standing
    act(couple.one, end_statement, pk=own.pk)
    mine = seen_by(couple.one, lambda: Release.objects.get(author=couple.one).read())
    theirs = seen_by(couple.other, lambda: Release.objects.get(author=couple.other).read())
    assert (mine["statements"], theirs["statements"]) == ([], [[code, TEXT, "steady"]])


@pytest.mark.parametrize("how", ["leaves", "takes the consent back"])
def test_suggestion_ends_with_what_it_rests_on(couple: Pair, how: str) -> None:
    proposal = suggest_line(couple.one, TEXT, now=NOW)
    if how == "leaves":
        act(couple.one, leave, keeps_door_closed=False)
    else:
        act(couple.one, withdraw_sharing, purpose=Purpose.REPAIR)
    assert seen_by(couple.one, StatementProposal.objects.count) == 0
    assert page_of(couple.other).theirs == []
    assert seen_by(couple.one, Agreement.objects.filter(subject=proposal).count) == 0


def test_own_suggestion_can_be_deleted_after_the_other_left(couple: Pair) -> None:
    proposal = suggest_line(couple.one, TEXT, now=NOW)
    act(couple.other, leave, keeps_door_closed=False)
    assert [each.is_over for each in page_of(couple.one).mine] == [True]
    act(couple.one, drop_statement, proposal=proposal)
    assert page_of(couple.one).mine == []


def test_what_one_keeps_alone_is_asked_of_nobody_else(couple: Pair, sam: User) -> None:
    for person in (couple.one, sam):
        keep_alone(person, TEXT, now=NOW)
        assert asks(person) == [f"In our relationship I can {TEXT}"]
    assert asks(couple.other) == []
    assert seen_by(couple.other, OwnStatement.objects.count) == 0
    for text in ("Two.", "Three."):
        keep_alone(sam, text, now=NOW)
    with acting_as(sam.pk, now=NOW), pytest.raises(EnoughStatements):
        keep_statement(by=sam, key=uuid.uuid4(), text="Four.")


@pytest.mark.parametrize("model", [OwnStatement, PassedStatement])
def test_nobody_writes_or_deletes_for_somebody_else(couple: Pair, model) -> None:
    keep_alone(couple.one, TEXT, now=NOW)
    act(couple.one, drop_statement, proposal=suggest_line(couple.other, TEXT, now=NOW))
    row = seen_by(couple.one, model.objects.get)
    with acting_as(couple.other.pk, now=NOW):
        assert model.objects.filter(pk=row.pk).delete()[0] == 0
    row.pk = uuid.uuid4()
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(couple.other.pk, now=NOW):
        row.save(force_insert=True)


def test_page_takes_the_same_queries_for_one_and_for_three(
    couple: Pair, django_assert_num_queries: Callable
) -> None:
    for number in range(3):
        agree_statement(*couple, f"Line {number}.", now=NOW)
        suggest_line(couple.other, f"Mine {number}.", now=NOW)
        if number == 1:
            continue
        with acting_as(couple.one.pk, now=NOW), django_assert_num_queries(7):
            assert len(statements_page(couple.one, NOW).standing) == number + 1


def test_without_consent_nothing_is_accepted(couple: Pair) -> None:
    proposal = suggest_line(couple.one, TEXT, now=NOW)
    act(couple.other, withdraw_sharing, purpose=Purpose.REPAIR)
    with acting_as(couple.other.pk, now=NOW), pytest.raises(Exception, match="not agreed"):
        accept_statement(by=couple.other, proposal=proposal, now=NOW)
