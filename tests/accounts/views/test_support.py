"""The support page: for everybody the same, with nothing left behind."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.queries.support import AUDIENCES, COUNTRIES, register
from tests.conftest import Pair

HELP = reverse("accounts:support")
DEVICE = reverse("accounts:device")
LISTED = [each for each in register().directories if each.is_enabled]


@pytest.mark.parametrize("path", [HELP, DEVICE])
def test_page_needs_no_log_in_sets_no_cookie_and_asks_no_database(
    client: Client, django_assert_num_queries: Any, path: str
) -> None:
    with django_assert_num_queries(0):
        response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert response.headers["Cache-Control"] == "no-store"
    assert "csrf" not in response.content.decode()


@pytest.mark.parametrize("path", [HELP, DEVICE])
def test_page_is_byte_for_byte_the_same_for_everybody(
    sign_in: Callable[[User], Client], couple: Pair, sam: User, path: str
) -> None:
    anonymous = Client().get(path).content
    for person in (couple.one, couple.other, sam):
        client = sign_in(person)
        client.get(reverse("accounts:connection"))
        response = client.get(path)
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
    shown = re.findall(r"<h3>([^<?]+)</h3>", body)
    assert sorted(shown) == sorted(line.name for line in enabled)
    assert body.count("Not checked: check before relying") == len(enabled) + len(LISTED)
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
        "It cannot keep anybody safe.",
        # Coverage: S0-32, S3-07, S3-16, S0-11, S1-20
        "Am I being hurt, or am I afraid?",
        "An apology and a promise are not enough where there is violence",
        "this relationship wears you out more than it calms you",
        "Is it them, or is it me?",
        "If you keep trying and it stays out of reach, that is no failure.",
        # H4-a..e, S1-15 to 17, S0-37, S2-08
        "Therapy, alone",
        "what earlier hurts and close bonds left behind",
        "Individual, body-based support",
        "Therapy, as a couple",
        "Groups",
        "Skills",
        "When body and mind suffer",
        "What you can do yourself",
        # H3-e, S3-18, device
        "When contact cannot be avoided",
        "A licence to practise holds for one country, often for one state",
        "If there may be a program on it that watches along",
    ],
)
def test_page_says_plainly_what_is_so(client: Client, sentence: str) -> None:
    assert sentence in re.sub(r"\s+", " ", client.get(HELP).content.decode())


@pytest.mark.parametrize(
    "sentence",
    [
        "Is this e-mail address only yours?",
        "Is this phone or computer only yours?",
        "Does your partner run this server, the network or the mail?",
        "Then the promises this site makes do not hold for you.",
        "A server that a third party runs",
    ],
)
def test_device_page_warns_plainly(client: Client, sentence: str) -> None:
    assert sentence in re.sub(r"\s+", " ", client.get(DEVICE).content.decode())


@pytest.mark.parametrize("path", [HELP, DEVICE])
def test_page_never_promises_safety(client: Client, path: str) -> None:
    body = re.sub(r"\s+", " ", client.get(path).content.decode())
    assert not re.search(r"(you are|you're|you’re|keeps? you|will be) safe\b", body, re.IGNORECASE)


def test_every_directory_stands_there_with_its_region(client: Client) -> None:
    body = unescape(client.get(HELP).content.decode())
    for each in LISTED:
        assert each.name in body
        assert each.region in body


def test_lines_for_own_behaviour_need_no_country_to_be_found(client: Client) -> None:
    body = client.get(HELP).content.decode()
    section = body[body.index('id="own"') :]
    assert "0808 802 4040" in section[: section.index("</section>")]


def test_the_only_outside_addresses_are_those_of_the_register_and_the_exit(client: Client) -> None:
    body = client.get(HELP).content.decode()
    lines = {line.url for line in register().lines if line.url}
    allowed = lines | {each.url for each in LISTED if each.url} | {settings.EXIT_TARGET}
    assert set(re.findall(r'"(https?://[^"]+)"', body)) <= allowed


def test_every_page_says_what_it_is_not_and_leads_there(
    client: Client, sign_in: Callable[[User], Client], couple: Pair
) -> None:
    landing = client.get(reverse("accounts:landing")).content.decode()
    assert "Never a reason to stay where you are being harmed" in landing
    entrances = ("accounts:landing", "accounts:start", "account_login")
    alice = sign_in(couple.one)
    rooms = ("checkins:today", "checkins:week", "checkins:us", "checkins:mine", "accounts:more")
    for reader, name in [
        *((client, each) for each in entrances),
        *((alice, each) for each in rooms),
    ]:
        body = re.sub(r"\s+", " ", reader.get(reverse(name), follow=True).content.decode())
        foot = body[body.index('<footer class="foot">') :]
        assert "is not therapy" in foot
        assert "it is not for emergencies" in foot
        assert f'href="{HELP}"' in foot


def test_line_whose_number_is_not_one_is_read_and_not_rung(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    file = tmp_path / "lines.yaml"
    two, address = "116 016 (old 08000 116 016)", "https://example.org/talk"
    line = "  - {country: DE, audience: own_behaviour, enabled: true, "
    file.write_text(
        f'helplines:\n{line}name: A, phone: "{two}"}}\n{line}name: B, url: "{address}"}}\n',
        encoding="utf-8",
    )
    settings.HELPLINES_FILE = str(file)
    body = client.get(HELP).content.decode()
    lines = body[body.index('id="people"') :]
    assert "tel:" not in lines
    # Under its country, and where whoever worries about themselves looks first.
    assert lines.count(two) == 2
    assert lines.count(f'href="{address}"') == 2
