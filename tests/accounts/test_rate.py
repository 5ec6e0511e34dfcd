from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory

from accounts import rate
from accounts.models import RateCounter
from tests.factories.people import NOW

HOUR = timedelta(hours=1)


def test_hit_passes_until_the_limit_and_again_after_the_window(db):
    assert [rate.hit("x", 3, HOUR, NOW) for _ in range(5)] == [True, True, True, False, False]
    assert not rate.hit("x", 3, HOUR, NOW + HOUR - timedelta(seconds=1))
    assert rate.hit("x", 3, HOUR, NOW + HOUR)


def test_hit_counts_each_key_alone(db):
    assert rate.hit("x", 1, HOUR, NOW)
    assert rate.hit("y", 1, HOUR, NOW)
    assert not rate.hit("x", 1, HOUR, NOW)


def test_hit_stores_no_readable_key(db):
    rate.hit("code:user:mira", 1, HOUR, NOW)
    assert "mira" not in RateCounter.objects.get().key


def test_forget_expired_leaves_what_still_counts(db):
    rate.hit("old", 1, HOUR, NOW - 2 * HOUR)
    rate.hit("new", 1, HOUR, NOW)
    assert rate.forget_expired(NOW) == 1
    assert not rate.hit("new", 1, HOUR, NOW)


def _try(_: int) -> bool:
    try:
        return rate.hit("race", 5, HOUR, NOW)
    finally:
        connection.close()


def test_hit_lets_exactly_the_limit_pass_when_twenty_try_at_once(transactional_db):
    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(_try, range(40))) == 5


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
    ],
)
def test_network_is_coarse(address, expected):
    assert rate.network(RequestFactory().get("/", REMOTE_ADDR=address)) == expected


def test_network_does_not_believe_what_the_client_writes(settings):
    request = RequestFactory().get(
        "/", REMOTE_ADDR="203.0.113.77", headers={"X-Forwarded-For": "198.51.100.1"}
    )
    assert rate.network(request) == "203.0.113.0/24"


def test_network_believes_the_configured_hop(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "192.0.2.9, 198.51.100.1"}
    )
    assert rate.network(request) == "198.51.100.0/24"
