"""The page that deletes an account: the password at the very act, then out of everything."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions.user import seal_private
from accounts.models import User
from tests.accounts.acting import act, body_of
from tests.conftest import Pair
from tests.factories.people import PASSWORD

CLOSE, GONE = reverse("accounts:close"), reverse("accounts:gone")
TODAY = reverse("checkins:today")


def is_there(person: User) -> bool:
    return User.objects.filter(pk=person.pk).exists()


def delete(client: Client, password: str = PASSWORD) -> Any:
    return client.post(CLOSE, {"password": password})


def test_one_tap_and_the_password_end_it_and_sign_out_everywhere(
    sign_in, couple: Pair, mailoutbox: list[Any]
) -> None:
    here, elsewhere, theirs = sign_in(couple.one), sign_in(couple.one), sign_in(couple.other)
    response = delete(here)
    assert (response.status_code, response["Location"]) == (302, GONE)
    assert response["Clear-Site-Data"] == '"cookies", "storage"'
    assert response.cookies["sid"].value == ""
    assert not is_there(couple.one)
    assert "There is no such account any more" in here.get(GONE).content.decode()
    for client in (here, elsewhere):
        assert client.get(TODAY).status_code == 302
    assert "You are no longer connected" in body_of(theirs, reverse("accounts:connection"))
    assert mailoutbox == []


@pytest.mark.parametrize("password", ["", "not the one"])
def test_without_the_password_nothing_happens(sign_in, couple: Pair, password: str) -> None:
    client = sign_in(couple.one)
    response = delete(client, password)
    assert response.status_code == 422
    assert is_there(couple.one)
    assert client.get(TODAY).status_code == 200


def test_page_says_what_goes_and_what_stays_the_same_to_everybody(
    sign_in, couple: Pair, sam: User
) -> None:
    page = body_of(sign_in(couple.one), CLOSE)
    assert "What goes" in page
    assert "What stays, and why" in page
    assert body_of(sign_in(sam), CLOSE) == page
    delete(sign_in(couple.other))
    assert body_of(sign_in(couple.one), CLOSE) == page


def test_whoever_came_in_by_the_mailbox_cannot_destroy_what_they_may_not_read(
    sign_in, alice: User
) -> None:
    act(alice, seal_private)
    client = sign_in(alice)
    for response in (client.get(CLOSE), delete(client)):
        assert response.status_code == 403
        assert "Closed for now" in response.content.decode()
    assert is_there(alice)


def test_whoever_has_no_password_shows_a_passkey_first(sign_in, alice: User) -> None:
    alice.set_unusable_password()
    alice.save()
    client = sign_in(alice)
    assert "Delete everything now" not in client.get(CLOSE).content.decode()
    assert client.post(CLOSE).status_code == 302
    assert is_there(alice)


def test_second_tab_is_sent_to_the_log_in(sign_in, couple: Pair) -> None:
    first, second = sign_in(couple.one), sign_in(couple.one)
    delete(first)
    response = second.post(reverse("checkins:hurt_new"), {"note": "x"})
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
    assert second.post(CLOSE, {"password": PASSWORD}).status_code == 302


def test_page_after_it_is_the_same_for_everybody(sign_in, alice: User) -> None:
    assert Client().get(GONE).content == sign_in(alice).get(GONE).content
