"""Leaving at once: by the link, and by what the script sends while it is leaving."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.conftest import Pair

SignIn = Callable[[User], Client]
EXIT = reverse("accounts:exit")
BEACON = reverse("accounts:exit_beacon")
CONNECTION = reverse("accounts:connection")
HERE = "http://testserver"


def test_link_ends_the_session_on_the_server_and_goes_somewhere_neutral(
    sign_in: SignIn, couple: Pair
) -> None:
    client, other_device, partner = (
        sign_in(couple.one),
        sign_in(couple.one),
        sign_in(couple.other),
    )
    stolen = client.cookies[settings.SESSION_COOKIE_NAME].value
    response = client.get(EXIT)
    assert (response.status_code, response["Location"]) == (302, settings.EXIT_TARGET)
    assert response.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert response.headers["Cache-Control"] == "no-store"
    assert response.cookies[settings.SESSION_COOKIE_NAME].value == ""
    assert not Session.objects.filter(session_key=stolen).exists()
    client.cookies[settings.SESSION_COOKIE_NAME] = stolen
    assert client.get(CONNECTION).status_code == 302
    # Nobody else is signed out by it.
    assert other_device.get(CONNECTION).status_code == 200
    assert partner.get(CONNECTION).status_code == 200


def test_link_works_twice_and_without_a_session_and_asks_no_database(
    client: Client, django_assert_num_queries: Any
) -> None:
    for _time in range(2):
        with django_assert_num_queries(0):
            response = client.get(EXIT)
        assert (response.status_code, response["Location"]) == (302, settings.EXIT_TARGET)
        assert not response.cookies


def test_link_does_what_it_does_with_a_session_that_has_ended(sign_in: SignIn, sam: User) -> None:
    client = sign_in(sam)
    Session.objects.all().delete()
    assert client.get(EXIT)["Location"] == settings.EXIT_TARGET


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_link_is_for_reading_only(client: Client, method: str) -> None:
    assert getattr(client, method)(EXIT).status_code == 405


def test_beacon_ends_the_own_session_once_and_again(sign_in: SignIn, couple: Pair) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = sign_in(couple.one).cookies
    partner = sign_in(couple.other)
    for _time in range(2):
        response = client.post(BEACON, headers={"origin": HERE})
        assert (response.status_code, response.content) == (204, b"")
    assert client.get(CONNECTION).status_code == 302
    assert partner.get(CONNECTION).status_code == 200


def test_beacon_without_a_session_asks_no_database(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        response = client.post(BEACON, headers={"origin": HERE})
    assert response.status_code == 204
    assert not response.cookies


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "",
        "https://elsewhere.example",
        "http://testserver.elsewhere.example",
        "//",
        "x",
    ],
)
def test_beacon_of_another_site_is_refused_and_ends_nothing(
    sign_in: SignIn, sam: User, origin: str | None
) -> None:
    client = sign_in(sam)
    headers = {} if origin is None else {"origin": origin}
    assert client.post(BEACON, headers=headers).status_code == 403
    assert client.get(CONNECTION).status_code == 200


def test_beacon_is_for_posting_only(client: Client) -> None:
    assert client.get(BEACON).status_code == 405


@pytest.mark.parametrize("name", ["accounts:connect", "accounts:support", "accounts:landing"])
def test_pages_carry_the_exit_with_what_the_script_needs(
    sign_in: SignIn, sam: User, name: str
) -> None:
    client = Client() if name == "accounts:landing" else sign_in(sam)
    body = client.get(reverse(name)).content.decode()
    assert f'href="{EXIT}"' in body
    assert f'data-beacon="{BEACON}"' in body
    assert f'data-target="{settings.EXIT_TARGET}"' in body
