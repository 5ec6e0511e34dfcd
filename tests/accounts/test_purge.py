"""What is over goes at night, whoever's it was."""

from datetime import datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection

from accounts import rate
from accounts.actions.retention import purge_ended
from accounts.actor import acting_as
from accounts.models import RateCounter, User, functions
from tests.accounts.acting import as_policy, exchange
from tests.conftest import TestClock
from tests.factories.people import NOW, make_user


@pytest.mark.usefixtures("transactional_db")
def test_codes_go_thirty_days_after_their_end() -> None:
    exchange(make_user("Alice"), make_user("Bob"))
    sam = make_user("Sam")
    with acting_as(sam.pk, now=NOW):
        functions.code_make(sam.pk, "ABCD", "-", NOW + timedelta(days=1))

    def after(days: int) -> int:
        now = NOW + timedelta(days=days)
        with acting_as(None, now=now):
            return purge_ended(now=now)["codes"]

    assert [after(30), after(31), after(36), after(37), after(37)] == [0, 1, 0, 1, 0]
    with as_policy() as cursor:
        cursor.execute("select count(*) from accounts_invitation")
        assert cursor.fetchone() == (0,)


def test_sessions_devices_and_counters_go_when_they_are_over(
    sign_in, sam: User, clock: TestClock
) -> None:
    living = sign_in(sam)
    for key in (living.session.session_key, "gone"):
        UserSession.objects.create(user=sam, session_key=key, ip="0.0.0.0", user_agent="phone")
    rate.hit("code:user:x", 5, timedelta(hours=1), NOW)
    with connection.cursor() as cursor:
        cursor.execute("insert into accounts_cache values ('k', 'v', %s)", [NOW])

    def ended(now: datetime) -> dict[str, int]:
        with acting_as(None, now=now):
            return purge_ended(now=now)

    assert ended(NOW - timedelta(minutes=1)) == {
        "codes": 0,
        "sessions": 0,
        "devices": 0,
        "counters": 0,
    }
    Session.objects.update(expire_date=NOW + timedelta(hours=12))
    assert ended(NOW + timedelta(hours=1)) == {
        "codes": 0,
        "sessions": 0,
        "devices": 0,
        "counters": 2,
    }
    found = ended(NOW + timedelta(days=14))
    assert (found["sessions"], found["devices"]) == (1, 2)
    assert (
        Session.objects.count() == UserSession.objects.count() == RateCounter.objects.count() == 0
    )
