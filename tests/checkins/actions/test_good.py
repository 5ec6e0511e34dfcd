"""Words of thanks and rituals: what is sent is read, everything else is its author's alone."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404

from accounts.access import NotConnected, Paused, require_couple
from accounts.actions.consent import withdraw_sharing
from accounts.actions.couple import leave, pause
from accounts.actions.retention import purge
from accounts.actor import acting_as
from accounts.enums import Purpose
from accounts.models import User
from checkins.actions.agreement import SuggestionGone, end_agreement
from checkins.actions.appreciation import (
    EnoughForToday,
    TakenBack,
    delete_glad,
    keep_glad,
    send_glad,
    take_glad_back,
)
from checkins.actions.note import keep_copy
from checkins.actions.ritual import EnoughRituals, accept_ritual, drop_ritual, suggest_ritual
from checkins.enums import AgreementKind
from checkins.enums.good import Every
from checkins.enums.inner import Keepable
from checkins.logic.appreciation import MOST_A_DAY
from checkins.logic.ritual import Repeats
from checkins.logic.suggestion import WAITS_FOR
from checkins.models import Agreement, Appreciation, PassedRitual, RitualProposal, functions
from checkins.queries.appreciation import own_glad
from checkins.queries.note import notes_of
from checkins.queries.ritual import RitualsPage, rituals_page
from tests.accounts.acting import act, seen_by
from tests.conftest import Pair
from tests.factories.good import (
    SUNDAYS,
    agree_ritual,
    be_glad,
    hold_back,
    suggest_again,
    take_back,
)
from tests.factories.people import NOW
from tests.factories.statements import agree_statement
from tests.factories.therapists import introduce, let_in, make_therapist

WORDS = "You hummed while you were reading."
DAY = timedelta(days=1)


def rows(person: User) -> list[str]:
    return seen_by(person, lambda: [row.read()["words"] for row in Appreciation.objects.all()])


def page_of(person: User, now: datetime = NOW) -> RitualsPage:
    return seen_by(person, rituals_page, person, now, now=now)


def written(words: str = WORDS, **more: Any) -> dict[str, Any]:
    return {"key": uuid.uuid4(), "draft": None, "words": words} | more


def test_what_is_not_sent_is_its_authors_alone(couple: Pair, other_couple: Pair) -> None:
    alice, bob = couple
    draft = hold_back(alice, WORDS, now=NOW)
    assert (rows(alice), rows(bob)) == ([WORDS], [])
    act(alice, send_glad, **written(draft=draft))
    assert (rows(alice), rows(bob)) == ([WORDS], [WORDS])
    assert [rows(stranger) for stranger in other_couple] == [[], []]
    sent = seen_by(bob, Appreciation.objects.get)
    assert (sent.pk == draft, sent.sent_on) == (False, NOW.date())
    take_back(alice, sent.pk, now=NOW)
    assert (rows(alice), rows(bob)) == ([WORDS], [])
    act(alice, delete_glad, pk=sent.pk)
    assert rows(alice) == []


def test_what_was_sent_never_changes_and_comes_back_only_anew(couple: Pair) -> None:
    """Not even past our own code: the other has read it."""
    alice, bob = couple
    sent, draft = be_glad(alice, WORDS, now=NOW), hold_back(alice, "Other words.", now=NOW)
    for row in seen_by(alice, lambda: list(Appreciation.objects.filter(pk__in=[sent, draft]))):
        row.write({"words": "Changed."})
        row.sent_on = NOW.date()
        with pytest.raises(DatabaseError), transaction.atomic(), acting_as(alice.pk, now=NOW):
            row.save(update_fields=["sealed", "sent_on"])
    assert rows(bob) == [WORDS]
    for action in (take_glad_back, delete_glad):
        with pytest.raises(Http404):
            act(bob, action, pk=sent)
    with acting_as(bob.pk, now=NOW):
        assert Appreciation.objects.filter(pk=sent).update(sent_on=None) == 0
        assert Appreciation.objects.filter(pk=sent).delete()[0] == 0


def test_same_form_keeps_and_sends_once(couple: Pair) -> None:
    alice, bob = couple
    form = written()
    for action in (keep_glad, keep_glad, send_glad, send_glad):
        act(alice, action, **form)
    assert (rows(alice), rows(bob)) == ([WORDS], [WORDS])
    act(alice, take_glad_back, pk=seen_by(alice, Appreciation.objects.get).pk)
    with pytest.raises(TakenBack):
        act(alice, send_glad, **form)
    assert rows(bob) == []


def test_a_page_cannot_be_filled_with_it(couple: Pair) -> None:
    alice, bob = couple
    for number in range(MOST_A_DAY):
        be_glad(alice, f"Number {number}.", now=NOW)
    with pytest.raises(EnoughForToday):
        act(alice, send_glad, **written())
    be_glad(bob, WORDS, now=NOW)
    be_glad(alice, WORDS, now=NOW + DAY)


def test_nobody_sends_who_has_paused_or_takes_the_consent_back(couple: Pair) -> None:
    alice, bob = couple
    ours = seen_by(alice, require_couple, alice)
    row = Appreciation(author=alice, couple=ours, sent_on=NOW.date())
    row.write({"words": WORDS})
    with transaction.atomic():
        act(alice, pause)
        with pytest.raises(Paused):
            act(alice, send_glad, **written())
        with pytest.raises(DatabaseError), transaction.atomic(), acting_as(alice.pk, now=NOW):
            row.save(force_insert=True)
        transaction.set_rollback(True)
    be_glad(alice, WORDS, now=NOW)
    act(alice, withdraw_sharing, purpose=Purpose.REPAIR)
    assert (rows(alice), rows(bob)) == ([WORDS], [])


def test_leaving_ends_what_the_other_reads_and_each_keeps_own_words(couple: Pair) -> None:
    alice, bob = couple
    sent, theirs = be_glad(alice, WORDS, now=NOW), be_glad(bob, "Soup.", now=NOW)
    assert act(bob, keep_copy, what=Keepable.GLAD, pk=sent) == "/us/good/"
    for person, pk in ((alice, sent), (bob, hold_back(alice, "Unsent.", now=NOW))):
        with pytest.raises(Http404):
            act(person, keep_copy, what=Keepable.GLAD, pk=pk)
    act(bob, leave, keeps_door_closed=False)
    assert (sorted(rows(alice)), rows(bob)) == (["Unsent.", WORDS], ["Soup."])
    own = seen_by(alice, own_glad, alice)
    assert ([each.words for each in own.unsent], [each.words for each in own.past]) == (
        ["Unsent."],
        [WORDS],
    )
    with pytest.raises(Http404):
        act(alice, keep_copy, what=Keepable.GLAD, pk=theirs)
    with pytest.raises(NotConnected):
        act(alice, send_glad, **written())
    (copy,) = seen_by(bob, notes_of, bob, NOW)
    assert (copy.text, copy.kept_from, copy.kept_on) == (WORDS, "Alice", NOW.date())


def test_ritual_stands_once_both_said_yes_and_ends_with_either(couple: Pair) -> None:
    alice, bob = couple
    fortnight = Repeats(Every.FORTNIGHT, 3)
    proposal = suggest_again(alice, "A walk", now=NOW, repeats=fortnight)
    (mine,), (theirs,) = page_of(alice).mine, page_of(bob).theirs
    assert (mine.pk, mine.when) == (theirs.pk, theirs.when) == (proposal, "every other Thursday")
    assert page_of(bob).standing == page_of(alice).standing == []
    act(bob, accept_ritual, proposal=proposal)
    (one,), (other,) = page_of(alice).standing, page_of(bob).standing
    assert (one.next_on, other.next_on) == (NOW.date() + DAY, NOW.date() + DAY)
    assert (one.agreed.is_mine, other.agreed.is_mine) == (True, False)
    assert seen_by(alice, RitualProposal.objects.count) == 0
    act(bob, end_agreement, pk=other.agreed.pk)
    assert (page_of(alice).standing, len(page_of(alice).past), page_of(bob).past) == ([], 1, [])


def test_no_to_a_ritual_is_the_same_as_no_answer(couple: Pair, other_couple: Pair) -> None:
    alice, bob = couple
    proposal = suggest_again(alice, "A walk", now=NOW)
    before = [page_of(alice, NOW + day * DAY) for day in range(9)]
    for _ in range(2):
        act(bob, drop_ritual, proposal=proposal)
    assert page_of(bob).theirs == []
    with acting_as(bob.pk, now=NOW):
        assert RitualProposal.objects.filter(pk=proposal).delete()[0] == 0
        functions.ritual_settle(proposal)
    assert [page_of(alice, NOW + day * DAY) for day in range(9)] == before
    assert [len(page.mine) for page in before] == [1] * WAITS_FOR.days + [0, 0]
    assert seen_by(alice, PassedRitual.objects.count) == 0
    for person in (alice, other_couple.one):
        with pytest.raises(SuggestionGone):
            act(person, accept_ritual, proposal=proposal)
    later = NOW + WAITS_FOR + DAY
    for person in couple:
        with acting_as(person.pk, now=later):
            purge(by=person, now=later)
            assert RitualProposal.objects.filter(author=person).count() == 0
            assert PassedRitual.objects.count() == Agreement.objects.count() == 0


def test_each_may_suggest_three_rituals_and_the_same_form_suggests_once(couple: Pair) -> None:
    alice, bob = couple
    agree_ritual(*couple, "One", now=NOW)
    suggest_again(alice, "Two", now=NOW)
    key = uuid.uuid4()
    for _ in range(2):
        act(alice, suggest_ritual, key=key, text="Three", repeats=SUNDAYS)
    with pytest.raises(EnoughRituals):
        act(alice, suggest_ritual, key=uuid.uuid4(), text="Four", repeats=SUNDAYS)
    suggest_again(bob, "Of mine", now=NOW)
    act(alice, leave, keeps_door_closed=False)
    assert seen_by(alice, RitualProposal.objects.count) == 0
    assert [each.is_over for each in page_of(bob).mine] == [True]


def test_therapist_reads_of_it_only_what_was_agreed_to_show(couple: Pair) -> None:
    """The words of both consents name changes, rules and lines, and thanks of a picture."""
    erin = make_therapist()
    known = introduce(erin, couple.one)
    for person in couple:
        let_in(person, known)
    agree_ritual(*couple, "A walk", now=NOW)
    agree_statement(*couple, "sing off key.", now=NOW)
    be_glad(couple.one, WORDS, now=NOW)
    suggest_again(couple.other, "Tea", now=NOW)
    kinds = seen_by(erin, lambda: {row.kind for row in Agreement.objects.all()})
    assert kinds == {AgreementKind.STATEMENT}
    assert rows(erin) == []
    assert seen_by(erin, RitualProposal.objects.count) == 0
