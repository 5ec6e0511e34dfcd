"""People and bonds for tests, made as the web's role and as the person concerned."""

import uuid
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any

from django.db import connection

from accounts.actor import acting_as
from accounts.logic.consent import CURRENT, SHARING
from accounts.models import Consent, User

# A Wednesday noon; the first moment of a couple that connects now is the Sunday after.
NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
PASSWORD = "a lamp by the window"

_serial = count()


def make_user(name: str, *, time_zone: str = "Europe/Berlin", **fields: object) -> User:
    """A verified person who may log in with PASSWORD."""
    user = User(
        email=f"{name.lower()}{next(_serial)}@example.org",
        display_name=name,
        time_zone=time_zone,
        adult_confirmed_on=NOW.date(),
        **fields,
    )
    # One real hash for all: hashing for each person of each test would take the suite's time.
    user.password = _hash()
    user.save()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)  # type: ignore[attr-defined]
    return user


def connect(inviter: User, claimer: User, *, now: datetime = NOW) -> uuid.UUID:
    """Connect two people by a code, as they would; both consent to share."""
    code, couple = uuid.uuid4(), uuid.uuid4()
    with acting_as(inviter.pk, now=now):
        call("code_make", code, uuid.uuid4().hex[:4].upper(), "-", now + timedelta(days=1))
    with acting_as(claimer.pk, now=now):
        call("code_claim", code)
    made = None
    for person in (inviter, claimer):
        with acting_as(person.pk, now=now):
            consent(person, now=now)
            made = call(
                "pairing_confirm",
                code,
                couple,
                first_sunday_evening(now),
                1,
                6,
                time(19, 0),
                inviter.time_zone,
            )
    assert made == couple
    return couple


def first_sunday_evening(now: datetime) -> datetime:
    """18:00 UTC is 19:00 in Berlin's winter; at least a day ahead."""
    day = now + timedelta(days=1)
    day += timedelta(days=(6 - day.weekday()) % 7)
    moment = day.replace(hour=18, minute=0, second=0, microsecond=0)
    return moment if moment - now >= timedelta(days=1) else moment + timedelta(days=7)


def consent(person: User, *, now: datetime = NOW) -> None:
    standing = Consent.objects.filter(user=person, withdrawn_at=None)
    given = set(standing.values_list("purpose", flat=True))
    Consent.objects.bulk_create(
        Consent(
            user=person, purpose=purpose, version=CURRENT[purpose], text_hash="0" * 64, given_at=now
        )
        for purpose in SHARING
        if purpose not in given
    )


def call(function: str, *arguments: Any) -> object:
    """Call one of the SQL functions as whoever acts now."""
    marks = ", ".join(["%s"] * len(arguments))
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}({marks})", arguments)
        return cursor.fetchone()[0]


def _hash() -> str:
    if not _HASH:
        user = User()
        user.set_password(PASSWORD)
        _HASH.append(user.password)
    return _HASH[0]


_HASH: list[str] = []
