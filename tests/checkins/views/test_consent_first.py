"""The consent to talk here, offered on the page that first needs it."""

import pytest

from accounts.access import has_consent
from accounts.actions.couple import pause
from accounts.actor import acting_as
from accounts.enums import Purpose
from tests.checkins.views.looking import SignIn, html, look, pages, withdraw
from tests.conftest import Pair
from tests.factories.people import NOW


@pytest.mark.parametrize("path", ["/us/rules/", "/us/promises/new/", "/us/again/", "/us/meaning/"])
def test_consent_is_offered_where_it_is_missing_and_leads_back(
    couple: Pair, sign_in: SignIn, path: str
) -> None:
    withdraw(couple.one)
    client = sign_in(couple.one)
    page = html(client.get(path))
    assert page.count("Talk with each other here") == 1
    assert "gone from their view" in page
    answer = client.post(path, {"agree_to": "repair"})
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert "Talk with each other here" not in html(client.get(path))
    with acting_as(couple.one.pk, now=NOW):
        assert has_consent(couple.one, Purpose.REPAIR)


def test_other_s_consent_does_not_show(couple: Pair, sign_in: SignIn) -> None:
    client = sign_in(couple.other)
    before = pages(client)
    withdraw(couple.one)
    assert pages(client) == before


@pytest.mark.parametrize("path", ["/us/rules/", "/us/promises/new/", "/us/again/", "/us/meaning/"])
def test_pause_is_said_to_whoever_paused_and_to_nobody_else(
    couple: Pair, sign_in: SignIn, path: str
) -> None:
    other = sign_in(couple.other)
    before = look(other, path)
    with acting_as(couple.one.pk, now=NOW):
        pause(by=couple.one, now=NOW)
    assert "You have paused sharing." in html(sign_in(couple.one).get(path))
    assert look(other, path) == before
