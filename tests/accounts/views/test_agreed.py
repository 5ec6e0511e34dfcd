"""What somebody agreed to: each on its own, taken back by one tap, and nobody is told."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.access import has_consent
from accounts.actions.consent import give_consent
from accounts.actions.user import seal_private
from accounts.enums import Purpose
from accounts.logic.consent import CURRENT, SHARING
from accounts.models import Consent, User
from accounts.queries.consent import WORDINGS
from tests.accounts.acting import act, body_of, seen_by
from tests.conftest import Pair
from tests.conventions.visits import masked
from tests.factories.people import NOW
from tests.factories.weeks import answer

AGREED = reverse("accounts:consents")
PAGES = [
    *(reverse(f"accounts:{name}") for name in ("connection", "consents", "record", "data")),
    *(reverse(f"checkins:{name}") for name in ("today", "us", "mine", "hurts", "promises")),
]


def tap(client: Client, purpose: Purpose, answer: str) -> str:
    """One button of the page; the page that follows."""
    address = reverse("accounts:consent", args=[purpose])
    response = client.post(address, {"answer": answer, "from": "consents"}, follow=True)
    assert response.redirect_chain == [(AGREED, 302)]
    return str(response.content.decode())


def plain(words: object) -> str:
    return str(words).replace("'", "&#x27;")


def test_page_shows_every_purpose_with_its_words_and_its_effect(sign_in, couple: Pair) -> None:
    for purpose in (Purpose.DATA_USE, Purpose.REMINDERS):
        act(couple.one, give_consent, purpose=purpose)
    body = body_of(sign_in(couple.one), AGREED)
    for wording in WORDINGS.values():
        for words in (wording.title, wording.text, wording.ending):
            assert plain(words) in body
    assert body.count("You agreed on 4 March 2026.") == len(Purpose)
    assert body.count("Take it back") == len(SHARING)
    assert reverse("accounts:close") in body


@pytest.mark.parametrize("purpose", SHARING)
def test_one_tap_takes_back_says_so_and_one_tap_gives_again(
    sign_in, couple: Pair, purpose: Purpose
) -> None:
    mira = couple.one
    client = sign_in(mira)
    body = tap(client, purpose, "no")
    assert str(WORDINGS[purpose].ended) in body
    assert "Nobody is told." in str(WORDINGS[purpose].ended)
    assert not seen_by(mira, has_consent, mira, purpose)
    assert body.count("You have not agreed to this now.") == 1
    assert "Agreed." in tap(client, purpose, "yes")
    assert seen_by(mira, has_consent, mira, purpose)
    rows = seen_by(mira, lambda: list(Consent.objects.filter(purpose=purpose)))
    assert sorted(row.withdrawn_at is None for row in rows) == [False, True]


@pytest.mark.parametrize("purpose", SHARING)
def test_taking_back_shows_on_no_page_of_the_other(sign_in, couple: Pair, purpose: Purpose) -> None:
    """Where nothing is shared yet: what was shared goes, and is missing like anything unsaid."""
    mira, jon = couple
    answer(mira, now=NOW)
    theirs = sign_in(jon)
    before = [masked(theirs.get(page)) for page in PAGES]
    tap(sign_in(mira), purpose, "no")
    assert [masked(theirs.get(page)) for page in PAGES] == before


def test_record_keeps_every_yes_with_the_mark_of_its_words(sign_in, couple: Pair) -> None:
    client = sign_in(couple.one)
    for answer_ in ("no", "yes", "no"):
        tap(client, Purpose.REPAIR, answer_)
    body = body_of(client, reverse("accounts:record"))
    wording = WORDINGS[Purpose.REPAIR]
    mark = f"Wording {CURRENT[Purpose.REPAIR]}, mark {wording.text_hash[:12]}"
    assert body.count(mark) == 1
    assert body.count("You took back: talking with each other here") == 2
    # What was taken back, and when, stands nowhere that a glance over the shoulder reaches.
    assert len(re.findall("You agreed on", body_of(client, AGREED))) == len(SHARING) - 1


def test_without_a_connection_it_can_be_taken_back_and_not_given(sign_in, sam: User) -> None:
    act(sam, give_consent, purpose=Purpose.REPAIR)
    client = sign_in(sam)
    assert "Take it back" in body_of(client, AGREED)
    body = tap(client, Purpose.REPAIR, "no")
    assert "I agree" not in body.replace("I agree that", "")
    assert body.count("while you are connected with somebody") == len(SHARING)
    assert "You are not connected" in tap(client, Purpose.REPAIR, "yes")


def test_whoever_came_in_by_the_mailbox_takes_back_and_gives_nothing(sign_in, couple: Pair) -> None:
    mira = couple.one
    act(mira, seal_private)
    client = sign_in(mira)
    tap(client, Purpose.REPAIR, "no")
    address = reverse("accounts:consent", args=[Purpose.REPAIR])
    assert client.post(address, {"answer": "yes", "from": "consents"}).status_code == 403
    assert not seen_by(mira, has_consent, mira, Purpose.REPAIR)


def test_redirect_leads_nowhere_else(sign_in, couple: Pair) -> None:
    address = reverse("accounts:consent", args=[Purpose.REPAIR])
    response = sign_in(couple.one).post(address, {"answer": "no", "from": "//elsewhere.example/"})
    assert response["Location"] == reverse("accounts:connection")
