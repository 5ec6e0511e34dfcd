"""Each limit trips alone, is not got round, and ends (security.md 5.7)."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts import adapter
from accounts.models import User
from tests.accounts.test_signup import agree, sign_up
from tests.factories.people import NOW, PASSWORD

WRONG = "a lamp in the cellar"
TOO_MANY = b"Too many tries"


def log_in(person: User | str, password: str = WRONG, address: str = "203.0.113.7", **more):
    client = Client(REMOTE_ADDR=address, **more)
    email = person if isinstance(person, str) else person.email
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_five_wrong_passwords_shut_this_account_for_this_network(sam):
    for _ in range(5):
        assert TOO_MANY not in log_in(sam).content
    assert TOO_MANY in log_in(sam, PASSWORD).content
    assert TOO_MANY in log_in(sam, PASSWORD, "203.0.113.200").content


def test_nobody_shuts_somebody_out_from_elsewhere(sam):
    for _ in range(6):
        log_in(sam)
    assert log_in(sam, PASSWORD, "198.51.100.7").status_code == 302


@pytest.mark.parametrize("spelling", [str.upper, str.title, lambda email: f" {email} "])
def test_spelling_an_address_differently_gives_no_more_tries(sam, spelling):
    for _ in range(5):
        log_in(sam)
    assert TOO_MANY in log_in(spelling(sam.email)).content


def test_forwarded_addresses_that_a_client_writes_give_no_more_tries(sam):
    for number in range(5):
        log_in(sam, headers={"x-forwarded-for": f"192.0.2.{number}"})
    assert TOO_MANY in log_in(sam, headers={"x-forwarded-for": "192.0.2.99"}).content


def test_unknown_addresses_are_limited_the_same(db):
    for _ in range(5):
        assert TOO_MANY not in log_in("nobody@example.org").content
    assert TOO_MANY in log_in("nobody@example.org").content


def test_many_networks_are_slowed_down_and_never_shut_out(sam, clock, monkeypatch):
    monkeypatch.setattr(adapter, "TRIES_PER_HOUR", 4)
    for number in range(4):
        log_in(sam, address=f"198.51.{number}.7")
    assert TOO_MANY not in log_in(sam, address="203.0.113.7").content
    assert TOO_MANY in log_in(sam, address="203.0.113.7").content
    clock.move_to(NOW + timedelta(seconds=30))
    assert log_in(sam, PASSWORD, "203.0.113.7").status_code == 302


def test_passkeys_stand_outside_the_limit(sam):
    for _ in range(6):
        log_in(sam)
    answer = Client(REMOTE_ADDR="203.0.113.7").get(
        reverse("mfa_login_webauthn"), headers={"accept": "application/json"}
    )
    assert answer.status_code == 200
    assert "challenge" in answer.json()["request_options"]["publicKey"]


def test_sign_ups_are_twenty_a_minute(db):
    client = Client()
    agree(client)
    answers = [sign_up(client, "mira@example.org", "short").status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]


def test_resets_are_five_a_minute_for_an_address(db, sam, client):
    here = reverse("account_reset_password")
    answers = [client.post(here, {"email": sam.email}).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]


def test_reauthentication_is_limited(sam, sign_in):
    client = sign_in(sam)
    here = reverse("account_reauthenticate")
    answers = [client.post(here, {"password": WRONG}).status_code for _ in range(11)]
    assert answers[-1] == 429


def test_stored_limits_name_nobody(sam):
    log_in(sam)
    with connection.cursor() as cursor:
        cursor.execute("select cache_key from accounts_cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert keys
    assert all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key in keys)


def test_limits_outlast_many_networks(sam):
    for _ in range(5):
        log_in(sam)
    cache.set_many({f"noise {number}": "" for number in range(400)})
    assert TOO_MANY in log_in(sam).content
