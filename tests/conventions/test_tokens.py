"""Nothing is done without our own form, and reading changes nothing."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from tests.conventions.addresses import addresses, fill
from tests.conventions.catalog import grants
from tests.conventions.identities import Who, browser_of, person_of
from tests.conventions.world import World

pytestmark = pytest.mark.django_db

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
# decisions.md 29: it ends one's own session, and asks where it was sent from. The other acts by
# what stands in its address alone, for whoever holds the mail; mailboxes send it (RFC 8058).
FROM_A_MAIL = "checkins:stop"
WITHOUT_TOKEN = {"accounts:exit_beacon", FROM_A_MAIL}

ORIGINS = {
    "none": {},
    "of nowhere": {"origin": "null"},
    "of somebody else": {"origin": "https://elsewhere.example"},
    "of ours, over another scheme": {"origin": "https://testserver"},
}

# What reading may write, and why.
WRITTEN_BY_READING = {
    "accounts_cache": "counters of allauth's limits",
    "django_session": "when somebody was last active, and ending a session",
    "usersessions_usersession": "a session that ends takes its line along",
}


@pytest.fixture
def world(planted: World) -> World:
    return planted


@pytest.mark.parametrize("who", [Who.ANONYMOUS, Who.AUTHOR])
def test_no_act_without_a_token(world: World, who: Who) -> None:
    client = _strict(browser_of(who, world))
    through = {
        (address.name, method, origin)
        for address in addresses()
        if address.name not in WITHOUT_TOKEN
        for method in UNSAFE
        for origin in (ORIGINS if method == "POST" else ["none"])
        if client.generic(method, fill(address, world), headers=ORIGINS[origin]).status_code != 403
    }
    assert through == set()


@pytest.mark.parametrize("origin", ["none", "of nowhere", "of somebody else"])
def test_exit_without_a_token_asks_where_it_was_sent_from(world: World, origin: str) -> None:
    client = _strict(browser_of(Who.AUTHOR, world))
    beacon = reverse("accounts:exit_beacon")
    assert client.post(beacon, headers=ORIGINS[origin]).status_code == 403
    assert client.get(reverse("accounts:more")).status_code == 200
    assert client.post(beacon, headers={"origin": "http://testserver"}).status_code == 204
    assert client.get(reverse("accounts:more")).status_code == 302


@pytest.mark.parametrize("origin", ["of nowhere", "of somebody else"])
def test_no_act_from_elsewhere_even_with_a_token(world: World, origin: str) -> None:
    client = _strict(browser_of(Who.AUTHOR, world))
    token = "a" * 32
    client.cookies[settings.CSRF_COOKIE_NAME] = token
    with_token = ORIGINS[origin] | {"x-csrftoken": token}
    through = {
        address.name
        for address in addresses()
        if address.name != FROM_A_MAIL
        and client.generic("POST", fill(address, world), headers=with_token).status_code != 403
    }
    assert through == set()


def test_token_of_our_own_lets_an_act_through(world: World) -> None:
    """Without this the tests above would be content with a site that refuses everything."""
    client = _strict(browser_of(Who.AUTHOR, world))
    token = "a" * 32
    client.cookies[settings.CSRF_COOKIE_NAME] = token
    headers = {"origin": "http://testserver", "x-csrftoken": token}
    assert client.post(reverse("accounts:numbers"), headers=headers).status_code == 302


@pytest.mark.parametrize(
    ("who", "method"),
    [
        (Who.ANONYMOUS, "GET"),
        (Who.AUTHOR, "GET"),
        (Who.AUTHOR, "HEAD"),
        (Who.PARTNER, "GET"),
        (Who.SOLO, "GET"),
    ],
)
def test_reading_twice_changes_no_row(world: World, who: Who, method: str) -> None:
    client = browser_of(who, world)
    before = _rows(who, world)
    for address in addresses():
        for _ in range(2):
            client.generic(method, fill(address, world))
            if address.name in ENDS_THE_SESSION:
                client = browser_of(who, world)
    after = _rows(who, world)
    changed = {table for table in after if after[table] != before[table]}
    assert changed <= set(WRITTEN_BY_READING)


ENDS_THE_SESSION = {"accounts:exit"}


def _strict(client: Client) -> Client:
    client.handler.enforce_csrf_checks = True
    return client


def _rows(who: Who, world: World) -> dict[str, str]:
    """A digest of every table, of all its rows that this person and the author can reach."""
    tables = [table for table, may in grants("app_web").items() if may.startswith("SELECT")]
    digests: dict[str, str] = {}
    for person in {world.author, world.partner, person_of(who, world) or world.author}:
        with acting_as(person.pk, now=world.now), connection.cursor() as cursor:
            for table in tables:
                cursor.execute(
                    f"select md5(string_agg(t::text, '|' order by t::text)) from {table} t"
                )
                digests[table] = digests.get(table, "") + str(cursor.fetchone())
    return digests
