"""Looking back over HTTP: private pages, and the one thing that is ever shown."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.actions.user import seal_private
from accounts.models import User
from checkins.actions import way_out
from checkins.models import RepairedWord, RepairNote
from tests.accounts.acting import act, seen_by
from tests.checkins.views.test_query_counts import queries
from tests.checkins.views.walking import address, mask, text
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW
from tests.factories.talks import begin, through

REAUTHENTICATE = reverse("account_reauthenticate")
TODAY = reverse("checkins:today")
REVIEW = timedelta(days=14)
# Session, person and actor come first.
LATER_COSTS = 9

SignIn = Callable[[User], Client]


@pytest.fixture
def ended(couple: Pair, clock: TestClock) -> UUID:
    pk, now = through(*couple, now=NOW)
    clock.move_to(now)
    return pk


@pytest.fixture
def due(ended: UUID, clock: TestClock) -> UUID:
    clock.move_to(clock.now + REVIEW)
    return ended


def test_how_it_was_is_kept_and_stands_there_again(
    sign_in: SignIn, couple: Pair, ended: UUID
) -> None:
    one = sign_in(couple.one)
    close = address("talk_close", ended)
    assert one.post(close, {"safer": "same", "heard": "7", "body": "skip"}).status_code == 302
    body = text(one.get(close))
    assert len(re.findall(r'value="(?:7|same)"[^>]*checked', body)) == 2
    assert [seen_by(who, RepairNote.objects.count) for who in couple] == [1, 0]
    refused = one.post(close, {"safer": "x", "heard": "7"})
    assert refused.status_code == 422
    assert re.search(r'value="7"[^>]*checked', text(refused))


def test_less_safe_leads_to_support_and_is_asked_nothing_for_the_two(
    sign_in: SignIn, couple: Pair, ended: UUID, clock: TestClock
) -> None:
    one, other = (sign_in(person) for person in couple)
    later = address("talk_later", ended)
    answer = text(one.post(address("talk_close", ended), {"safer": "less"}))
    assert "First of all, you" in answer
    clock.move_to(clock.now + REVIEW)
    one, other = (sign_in(person) for person in couple)
    assert later not in text(one.get(TODAY))
    assert later in text(other.get(TODAY))
    # Whoever looks for it finds it, with support first.
    assert "First of all, you" in text(one.get(later))


def test_an_answer_outlives_the_page_about_how_it_was(
    sign_in: SignIn, couple: Pair, due: UUID
) -> None:
    one = sign_in(couple.one)
    later = address("talk_later", due)
    one.post(later, {"held": "partly", "again": "no", "outcome": "not_yet"})
    one.post(address("talk_close", due), {"safer": "less"})
    body = text(one.get(later))
    assert len(re.findall(r'value="(?:partly|not_yet)"[^>]*checked', body)) == 2


def test_it_opens_on_its_day_for_a_week(
    sign_in: SignIn, couple: Pair, ended: UUID, clock: TestClock
) -> None:
    began = clock.now
    answers = []
    for days in (13, 14, 20, 21):
        clock.move_to(began + timedelta(days=days))
        answers.append(sign_in(couple.one).get(address("talk_later", ended)).status_code)
    assert answers == [404, 200, 200, 404]


def test_an_answer_without_the_one_word_stays_on_the_page(
    sign_in: SignIn, couple: Pair, due: UUID
) -> None:
    refused = sign_in(couple.one).post(address("talk_later", due), {"held": "partly"})
    assert refused.status_code == 422
    assert "leave the whole page unanswered" in text(refused)
    assert re.search(r'value="partly"[^>]*checked', text(refused))


def test_only_that_both_say_repaired_is_ever_shown(
    sign_in: SignIn, couple: Pair, due: UUID
) -> None:
    one, other = (sign_in(person) for person in couple)
    pages = [address("talk", due), reverse("checkins:us"), TODAY, address("talk_later", due)]
    before = [mask(text(other.get(page))) for page in pages]
    for outcome in ("repaired", "not_yet", "another_round", "repaired"):
        one.post(address("talk_later", due), {"outcome": outcome})
        assert [mask(text(other.get(page))) for page in pages] == before
    other.post(address("talk_later", due), {"outcome": "repaired"})
    for client in (one, other):
        assert "Both of you say so." in text(client.get(address("talk", due)))


def test_what_both_said_is_not_taken_back_by_one(sign_in: SignIn, couple: Pair, due: UUID) -> None:
    one, other = (sign_in(person) for person in couple)
    later = address("talk_later", due)
    for client in (one, other):
        client.post(later, {"outcome": "repaired"})
    answer = one.post(later, {"outcome": "not_yet"}, follow=True)
    assert "You can take it up again at any time." in text(answer)
    assert "Both of you say so." in text(other.get(address("talk", due)))
    assert [seen_by(who, RepairedWord.objects.count) for who in couple] == [1, 1]


@pytest.mark.parametrize("name", ["talk_close", "talk_later"])
def test_both_pages_ask_for_the_password_and_a_reset_covers_them(
    sign_in: SignIn, couple: Pair, due: UUID, clock: TestClock, name: str
) -> None:
    client = sign_in(couple.one)
    clock.move_to(clock.now + timedelta(minutes=6))
    for response in (
        client.get(address(name, due)),
        client.post(address(name, due), {"outcome": "repaired"}),
    ):
        assert response["Location"].startswith(REAUTHENTICATE)
    act(couple.one, seal_private, now=clock.now)
    sealed = sign_in(couple.one).post(address(name, due), {"outcome": "repaired"})
    assert "Closed for now" in text(sealed)
    assert seen_by(couple.one, RepairedWord.objects.count) == 0


def test_there_is_no_looking_back_on_what_was_set_aside(sign_in: SignIn, couple: Pair) -> None:
    pk = begin(*couple, now=NOW)
    client = sign_in(couple.one)
    assert client.get(address("talk_close", pk)).status_code == 404
    act(couple.other, way_out.set_aside, pk=pk)
    assert client.get(address("talk_later", pk)).status_code == 404


def test_answers_reach_no_session_and_no_mail(sign_in: SignIn, couple: Pair, due: UUID) -> None:
    client = sign_in(couple.one)
    client.post(address("talk_later", due), {"outcome": "another_round", "held": "cannot_say"})
    for session in Session.objects.all():
        assert "another_round" not in str(session.get_decoded())
        assert "cannot_say" not in str(session.get_decoded())
    assert mail.outbox == []


def test_page_asks_a_known_number_of_questions(sign_in: SignIn, couple: Pair, due: UUID) -> None:
    asked = queries(sign_in(couple.one), "get", address("talk_later", due))
    assert len(asked) == LATER_COSTS, "\n".join(asked)
