"""What *safe* means to each: apart from a new beginning, open once both have sent theirs."""

import uuid

import pytest

from accounts.access import NoConsent
from accounts.actions.consent import withdraw_sharing
from accounts.actions.couple import leave, pause
from accounts.actor import acting_as
from accounts.enums import Purpose
from accounts.models import User
from checkins.actions.recommitment import (
    HasMet,
    delete_words,
    keep_words,
    send_words,
    take_words_back,
)
from checkins.enums import RecommitmentKind
from checkins.logic.recommitment import Beginning, Meaning
from checkins.models import Recommitment
from checkins.queries.recommitment import WordsPage, words_page
from tests.accounts.acting import act
from tests.conftest import Pair
from tests.factories.people import NOW
from tests.factories.together import begin, mean

MEANING = RecommitmentKind.MEANING


def page_of(person: User) -> WordsPage:
    with acting_as(person.pk, now=NOW):
        return words_page(person, MEANING)


def met_by(person: User) -> list[tuple[str, str]]:
    return [(each.by, each.content.texts()[0]) for each in page_of(person).met]


def test_nothing_opens_by_one_and_both_open_by_two(couple: Pair) -> None:
    alice, bob = couple
    assert mean(alice, "No shouting.", is_sent=True, now=NOW) is False
    assert page_of(bob) == WordsPage(None, [], [])
    assert mean(bob, "Being asked.", is_sent=False, now=NOW) is False
    assert met_by(alice) == met_by(bob) == []
    assert mean(bob, "Being asked.", is_sent=True, now=NOW) is True
    assert met_by(alice) == [("Alice", "No shouting."), ("Bob", "Being asked.")]
    assert met_by(bob) == [("Bob", "Being asked."), ("Alice", "No shouting.")]


def test_words_meet_words_of_their_own_kind_only(couple: Pair) -> None:
    alice, bob = couple
    assert begin(alice, "Our Sundays.", is_sent=True, now=NOW) is False
    assert mean(bob, "Being asked.", is_sent=True, now=NOW) is False
    with acting_as(bob.pk, now=NOW):
        assert words_page(bob, RecommitmentKind.BEGINNING) == WordsPage(None, [], [])
    assert mean(alice, "No shouting.", is_sent=True, now=NOW) is True
    # The new beginning still waits, sent as it was.
    assert [met for met in met_by(bob) if "Sundays" in met[1]] == []
    assert begin(bob, "Your laugh.", is_sent=True, now=NOW) is True


def test_key_of_another_kind_changes_nothing_of_it(couple: Pair) -> None:
    begin(couple.one, "Our Sundays.", is_sent=False, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        row = Recommitment.objects.get()
        with pytest.raises(HasMet):
            keep_words(by=couple.one, key=row.pk, content=Meaning("Calm."), now=NOW)
        assert words_page(couple.one, RecommitmentKind.BEGINNING).own is not None
        content = Beginning("Our Sundays.", "")
        keep_words(by=couple.one, key=uuid.uuid4(), content=content, now=NOW)
        assert Recommitment.objects.count() == 1


@pytest.mark.parametrize("act_on", [take_words_back, delete_words])
def test_own_words_leave_the_other_s_view_at_any_time(couple: Pair, act_on) -> None:
    for person in couple:
        mean(person, "Words.", is_sent=True, now=NOW)
    own = page_of(couple.one).met[0]
    act(couple.one, act_on, pk=own.pk)
    assert met_by(couple.other) == [("Bob", "Words.")]
    assert len(page_of(couple.one).past) == (act_on is take_words_back)


def test_leaving_closes_it_for_both(couple: Pair) -> None:
    for person in couple:
        mean(person, "Words.", is_sent=True, now=NOW)
    act(couple.one, leave, keeps_door_closed=False)
    for person in couple:
        page = page_of(person)
        assert (page.own, page.met, len(page.past)) == (None, [], 1)


def test_pause_takes_back_what_waits_and_tells_nothing_of_itself(couple: Pair) -> None:
    for person in couple:
        mean(person, "Words.", is_sent=True, now=NOW)
    mean(couple.one, "More.", is_sent=True, now=NOW)
    before = page_of(couple.other)
    act(couple.one, pause)
    own = page_of(couple.one).own
    assert own is not None
    assert not own.is_sent
    # What has opened stays: words that vanish would tell of a pause (V3, decisions.md 10).
    assert page_of(couple.other) == before


def test_without_the_consent_nothing_is_sent_and_nothing_stays_open(couple: Pair) -> None:
    for person in couple:
        mean(person, "Words.", is_sent=True, now=NOW)
    mean(couple.one, "More.", is_sent=False, now=NOW)
    act(couple.one, withdraw_sharing, purpose=Purpose.REPAIR)
    assert met_by(couple.other) == [("Bob", "Words.")]
    own = page_of(couple.one).own
    assert own is not None
    with pytest.raises(NoConsent):
        act(couple.one, send_words, pk=own.pk)
