"""The support page: for everybody the same, with nothing left behind."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.queries.support import AUDIENCES, COUNTRIES, register
from tests.conftest import Pair

HELP = reverse("accounts:support")


def test_page_needs_no_log_in_sets_no_cookie_and_asks_no_database(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        response = client.get(HELP)
    assert response.status_code == 200
    assert not response.cookies
    assert response.headers["Cache-Control"] == "no-store"
    assert "csrf" not in response.content.decode()


def test_page_is_byte_for_byte_the_same_for_everybody(
    sign_in: Callable[[User], Client], couple: Pair, sam: User
) -> None:
    anonymous = Client().get(HELP).content
    for person in (couple.one, couple.other, sam):
        client = sign_in(person)
        client.get(reverse("accounts:connection"))
        response = client.get(HELP)
        assert response.content == anonymous
        assert not response.cookies


def test_reading_it_changes_nothing_in_the_session(
    sign_in: Callable[[User], Client], sam: User
) -> None:
    client = sign_in(sam)
    client.get(reverse("accounts:connect"))
    before = dict(client.session)
    client.get(HELP)
    assert dict(client.session) == before


def test_emergency_numbers_come_before_everything_else(client: Client) -> None:
    body = client.get(HELP).content.decode()
    numbers = re.findall(r'href="tel:(\d+)"', body)
    assert numbers[:5] == ["112", "999", "911", "000", "111"]


def test_every_enabled_line_stands_there_with_its_mark_and_no_other_does(client: Client) -> None:
    body = unescape(client.get(HELP).content.decode())
    enabled = [line for line in register().lines if line.is_enabled]
    shown = re.findall(r"<h3>([^<]+)</h3>", body)
    assert sorted(shown) == sorted(line.name for line in enabled)
    assert body.count("Not checked: check before relying") == len(enabled)
    assert all(line.phone in body for line in enabled)
    for words in ("for men", "for LGBT+ people", "for people worried about how they treat someone"):
        assert words in body


def test_every_country_and_audience_of_the_register_has_words() -> None:
    codes = {line.country for line in register().lines}
    codes |= {code for each in register().emergency for code in each.countries}
    assert codes <= set(COUNTRIES)
    assert {line.audience for line in register().lines} <= set(AUDIENCES)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody here watches what is written or can send help.",
        "It does not clear the history of your browser",
        "It is not therapy.",
        "it never tells anybody",
    ],
)
def test_page_says_plainly_what_is_so(client: Client, sentence: str) -> None:
    assert sentence in client.get(HELP).content.decode()


def test_the_only_outside_addresses_are_those_of_the_register_and_the_exit(client: Client) -> None:
    body = client.get(HELP).content.decode()
    allowed = {line.url for line in register().lines if line.url} | {settings.EXIT_TARGET}
    assert set(re.findall(r'"(https?://[^"]+)"', body)) <= allowed
