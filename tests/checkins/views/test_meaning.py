"""The page of what *safe* means to two: it tells nothing until both have sent theirs."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client

from accounts.actor import acting_as
from accounts.models import User
from checkins.enums.inner import ProfilePart
from checkins.models import Recommitment
from tests.checkins.views.looking import FEAR, SignIn, html, pages
from tests.conftest import Pair, TestClock
from tests.factories.alone import tell_of_oneself
from tests.factories.people import NOW
from tests.factories.together import mean

PAGE = "/us/meaning/"
OWN = "Nobody shouts, and doors stay open."
PANEL = "First of all, you"


def write(client: Client, words: str) -> object:
    return client.post(PAGE, {"key": str(uuid.uuid4()), "safe_means": words})


def own_pk(person: User) -> uuid.UUID:
    with acting_as(person.pk, now=NOW):
        return Recommitment.objects.get(author=person).pk


def test_words_of_the_profile_are_offered_previewed_and_sent(couple: Pair, sign_in: SignIn) -> None:
    client = sign_in(couple.one)
    assert f'href="{PAGE}"' in html(client.get("/us/"))
    assert client.post("/mine/me/meaning/", {"text": OWN}).status_code == 302
    page = html(client.get(PAGE))
    assert (f"{OWN}</textarea>" in page, "Send mine" in page) == (True, False)
    write(client, OWN)
    page = html(client.get(PAGE))
    assert ("Yours, not sent" in page, "exactly these words" in page) == (True, True)
    assert client.post(PAGE, {"do": "send", "pk": own_pk(couple.one)}).status_code == 302
    assert "Yours is sent" in html(client.get(PAGE))
    assert mean(couple.other, "Being asked.", is_sent=True, now=NOW)
    for person in couple:
        page = html(sign_in(person).get(PAGE))
        assert "Being asked." in page
        assert f"<p>{OWN}</p>" in page
    assert client.post(PAGE, {"do": "take_back", "pk": own_pk(couple.one)}).status_code == 302
    assert OWN not in html(sign_in(couple.other).get(PAGE))


@pytest.mark.parametrize("bob_sent", [False, True])
def test_nothing_shows_to_the_other_until_both_have_sent(
    couple: Pair, sign_in: SignIn, *, bob_sent: bool
) -> None:
    bob = sign_in(couple.other)
    mean(couple.other, "Being asked.", is_sent=bob_sent, now=NOW)
    before = pages(bob, "/mine/", "/mine/me/")
    tell_of_oneself(couple.one, ProfilePart.MEANING, OWN, now=NOW)
    assert pages(bob, "/mine/", "/mine/me/") == before
    mean(couple.one, OWN, is_sent=False, now=NOW)
    assert pages(bob, "/mine/", "/mine/me/") == before
    mean(couple.one, OWN, is_sent=True, now=NOW)
    # The control: it opens where both have sent theirs.
    assert (pages(bob, "/mine/", "/mine/me/") == before) is (not bob_sent)


def test_line_on_us_is_there_for_both_whatever_was_written(couple: Pair, sign_in: SignIn) -> None:
    mean(couple.one, OWN, is_sent=True, now=NOW)
    found = [html(sign_in(person).get("/us/")).count(f'href="{PAGE}"') for person in couple]
    assert found == [1, 1]


def test_nothing_and_too_much_come_back_as_typed(couple: Pair, sign_in: SignIn) -> None:
    client = sign_in(couple.one)
    empty = {"key": str(uuid.uuid4()), "safe_means": ""}
    assert "Please write something" in html(client.post(PAGE, empty), 422)
    page = html(client.post(PAGE, empty | {"safe_means": "x" * 1001}), 422)
    assert ("x" * 1001 in page, "there are 1001" in page) == (True, True)


def test_words_of_fear_bring_support_once(couple: Pair, sign_in: SignIn) -> None:
    client = sign_in(couple.one)
    page = html(write(client, FEAR))
    assert (PANEL in page, FEAR in page) == (True, False)
    page = html(client.get(PAGE))
    assert (PANEL in page, FEAR in page) == (False, True)


def test_alone_it_is_written_in_the_profile_and_the_page_leads_on(
    sam: User, sign_in: SignIn
) -> None:
    client = sign_in(sam)
    page = html(client.get(PAGE))
    assert 'href="/mine/me/meaning/"' in page
    assert "textarea" not in page
    client.post("/mine/me/meaning/", {"text": OWN})
    assert OWN in html(client.get("/mine/me/"))


def test_it_asks_for_the_password_after_five_idle_minutes(
    couple: Pair, sign_in: SignIn, clock: TestClock
) -> None:
    client = sign_in(couple.one)
    write(client, OWN)
    clock.move_to(NOW + timedelta(minutes=6))
    assert "reauthenticate" in client.get(PAGE)["Location"]
