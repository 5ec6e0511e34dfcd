"""Limits that guard secrets, counted in the database so that every process sees every try.

A key is stored as its HMAC: the table tells neither who nor from where.
"""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from psycopg import sql

from accounts.models import RateCounter

# A household or an office, not a person: what an address tells beyond that is not kept.
IPV4_PREFIX = 24
IPV6_PREFIX = 48

HIT = """
    insert into {} as counter (key, count, resets_at)
    values (%(key)s, 1, %(resets_at)s)
    on conflict (key) do update set
        count = case when counter.resets_at <= %(now)s then 1
                     when counter.count > %(limit)s then counter.count
                     else counter.count + 1 end,
        resets_at = case when counter.resets_at <= %(now)s then excluded.resets_at
                         else counter.resets_at end
    returning count
"""


def hit(key: str, limit: int, per: timedelta, now: datetime) -> bool:
    """Count one try under `key`; True while at most `limit` were made in this window.

    `key` names what is limited and for whom, as in "code:user:<id>". The window opens with its
    first try and lasts `per`. Atomic: of any number of simultaneous tries exactly `limit` pass.
    A try inside a transaction that is rolled back was not made.
    """
    counters = sql.SQL(HIT).format(sql.Identifier(settings.RATE_COUNTERS))
    with connection.cursor() as cursor:
        cursor.execute(
            counters,
            {"key": _digest(key), "limit": limit, "now": now, "resets_at": now + per},
        )
        (count,) = cursor.fetchone()
    return bool(count <= limit)


def forget_expired(now: datetime) -> int:
    """Delete counters whose window is over; returns how many there were."""
    deleted, _ = RateCounter.objects.filter(resets_at__lte=now).delete()
    return deleted


def forget_cached(now: datetime) -> int:
    """Delete what allauth's own limits have left in the cache; returns how much there was."""
    with connection.cursor() as cursor:
        cursor.execute("delete from accounts_cache where expires <= %s", [now])
        return int(cursor.rowcount)


def network(request: HttpRequest) -> str:
    """The coarse network a request comes from, for use in a key: /24, or /48 of IPv6.

    Which hop is believed is set by TRUSTED_PROXY_COUNT; what the client writes itself is not.
    """
    address = ip_address(get_adapter(request).get_client_ip(request).partition("%")[0])
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    prefix = IPV6_PREFIX if isinstance(address, IPv6Address) else IPV4_PREFIX
    return str(ip_network(f"{address}/{prefix}", strict=False))


def cache_key(key: str, prefix: str, version: int) -> str:
    """How the cache stores a key of allauth's limits, which name addresses and people."""
    return _digest(f"{prefix}:{version}:{key}")


def _digest(key: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"rate|{key}".encode(), sha256).hexdigest()
