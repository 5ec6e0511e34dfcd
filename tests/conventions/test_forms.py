"""Whatever is typed into whichever field: no error of ours, and no trace outside its own row."""

import base64
import re
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from checkins.enums import DraftField
from tests.conventions.access_cells import ALLOWED
from tests.conventions.access_table import ROWS
from tests.conventions.addresses import Address, addresses, fill
from tests.conventions.catalog import ask, grants
from tests.conventions.identities import Who, browser_of
from tests.conventions.visits import visit
from tests.conventions.world import World

pytestmark = pytest.mark.django_db

NASTY = {
    "nothing": "",
    "a null byte": "a\x00b",
    "a long text": "ä" * 20_000,
    "the other direction": "\u202eabc\u2066",
    "half a pair": "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "a key": "00000000-0000-0000-0000-000000000000",
    "a number too large": "9" * 400,
    "no number": "NaN",
    "mark-up": "<script>alert(1)</script>{{ 7|add:7 }}{% now %}",
    "SQL": "'; select pg_sleep(1); --",
    "a date that is none": "2026-02-31",
    "another site": "//elsewhere.example/",
}

# Tables in which what was typed may stand in clear, and why.
MEANT_FOR_CLEAR = {
    "accounts_user": "name and pronouns",
    "account_emailaddress": "an address",
    "mfa_authenticator": "the name of a passkey",
    "accounts_rhythmproposal": "a time zone",
}


@pytest.fixture
def world(planted: World) -> World:
    return planted


@pytest.mark.parametrize("who", [Who.ANONYMOUS, Who.AUTHOR, Who.SOLO, Who.LET_IN])
def test_no_field_brings_the_site_down(world: World, who: Who) -> None:
    """Markup that was typed is not written back as such, either."""
    client = browser_of(who, world)
    wrong: list[str] = []
    for address in _acting(who):
        form = _form_of(client, address, world)
        for kind, data in _nasty(form):
            answer = visit(client, "POST", fill(address, world), data)
            if answer.status_code >= 500 or "<script>alert" in answer.content.decode():
                wrong.append(f"{address.name}: {kind}")
    assert "\n".join(wrong) == ""


def test_words_leave_no_trace_outside_their_row(
    world: World, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Typed everywhere, by somebody whose private area is open and by somebody whose is not."""
    word = "canary-of-the-mine"
    for is_open in (True, False):
        client = browser_of(Who.AUTHOR, world)
        if not is_open:
            _close_private_area(client)
        for address in _acting(Who.AUTHOR):
            if address.name in LEAVES:
                continue
            form = _form_of(client, address, world)
            client.post(fill(address, world), dict.fromkeys(form, word))
            for name in form:
                client.post(fill(address, world), form | {name: word})
                if LOOK in form:
                    client.post(fill(address, world), _without_look(form) | {name: word})
    own_list = browser_of(Who.AUTHOR, world).get(reverse("checkins:hurts"))
    assert word in own_list.content.decode()
    assert word not in caplog.text
    assert word not in "".join(capfd.readouterr())
    assert [message for message in mail.outbox if word in str(message.message())] == []
    assert [each for each in Session.objects.all() if word in str(each.get_decoded())] == []
    found = {table for table in _tables() if _stands_in(table, word, world)}
    assert found <= set(MEANT_FOR_CLEAR)


# The button that sends a form for a second look at its wording, and keeps nothing.
LOOK = "look"

# What an address takes that is asked by a part of other pages and has no page of its own.
WITHOUT_A_PAGE = {"checkins:words": [*DraftField, "about", "tags", "shown"]}

# Acts after which nothing more could be typed.
LEAVES = {
    "account_change_password",
    "accounts:exit_beacon",
    "accounts:leave",
    "accounts:sign_out",
    "mfa_remove_webauthn",
}


def _acting(who: Who) -> list[Address]:
    """What this one may do; some only what the author may not do in the same way."""
    return [
        address
        for address in addresses()
        if ROWS[address.name].act[who] in ALLOWED
        and (
            who not in {Who.SOLO, Who.LET_IN}
            or ROWS[address.name].act[who] != ROWS[address.name].act[Who.AUTHOR]
        )
    ]


def _form_of(client: Client, address: Address, world: World) -> dict[str, str]:
    """Every field of a page's forms, with what stands in it."""
    page = visit(client, "GET", fill(address, world)).content.decode()
    standing: dict[str, str] = {}
    for tag in re.findall(r"<(?:input|textarea|select|button)\b[^>]*\bname=[^>]*>", page):
        (name,) = re.findall(r'\bname="([^"]+)"', tag)
        (value,) = re.findall(r'\bvalue="([^"]*)"', tag) or [""]
        if name not in standing or "checked" in tag:
            standing[name] = value
    standing.pop("csrfmiddlewaretoken", None)
    return standing | dict.fromkeys(WITHOUT_A_PAGE.get(address.name, ()), "")


def _without_look(form: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in form.items() if name != LOOK}


def _nasty(form: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each kind in all fields at once; and each field alone, with a third of the kinds in turn.

    Where there is one field, or none, much of this is the same; the same is sent once.
    """
    kinds = list(NASTY)
    sent: list[dict[str, str]] = []
    for kind in kinds:
        if (data := dict.fromkeys(form, NASTY[kind])) not in sent:
            sent.append(data)
            yield kind, data
    for place, name in enumerate(sorted(form)):
        for kind in kinds[place % 3 :: 3]:
            if (data := form | {name: NASTY[kind]}) not in sent:
                sent.append(data)
                yield f"{kind} in {name}", data


def _close_private_area(client: Client) -> None:
    session = client.session
    session.pop("private_seen_at")
    session.pop("account_authentication_methods")
    session.save()


def _tables() -> list[str]:
    return [table for table, may in grants("app_web").items() if may.startswith("SELECT")]


def _stands_in(table: str, word: str, world: World) -> bool:
    """Plain, or in base 64 at any of its three offsets."""
    forms = {word} | {
        base64.b64encode(b"x" * offset + word.encode())[4:-4].decode() for offset in range(3)
    }
    with acting_as(world.author.pk, now=world.now):
        rows = ask(f"select t::text from {table} t")
    return any(form in row for (row,) in rows for form in forms)
