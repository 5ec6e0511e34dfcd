"""How soon a first picture may open is the owner's to say, not the caller's."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import DatabaseError, connections

from accounts.actor import acting_as
from accounts.models import User
from checkins.models import OpenWish, functions
from tests.accounts.acting import exchange, pairing_of, seen_by
from tests.conftest import Pair
from tests.factories.people import NOW, call, connect, make_user
from tests.factories.weeks import answer, give, place_of

pytestmark = pytest.mark.usefixtures("transactional_db")
A_DAY = timedelta(days=1)


@pytest.fixture
def mira_and_jon() -> Pair:
    pair = Pair(make_user("Mira"), make_user("Jon"))
    connect(*pair)
    return pair


@pytest.fixture
def unmarked() -> Iterator[None]:
    """As in production: the time is the database's own, and there is a least notice."""
    with connections["owner"].cursor() as owner:
        owner.execute("delete from demo_mark")
    try:
        yield
    finally:
        with connections["owner"].cursor() as owner:
            owner.execute("insert into demo_mark default values on conflict do nothing")


def wish(person: User, notice: timedelta) -> bool:
    with acting_as(person.pk, now=NOW):
        place = place_of(person, NOW)
        assert place.row is not None
        assert place.bond is not None
        OpenWish.objects.get_or_create(round=place.row, couple=place.bond.couple, author=person)
        return functions.open_early(place.row.pk, notice)


def test_negative_notice_is_none(mira_and_jon: Pair) -> None:
    hour_ago = NOW - timedelta(hours=1)
    for person in mira_and_jon:
        answer(person, now=NOW)
        give(person, now=NOW)
    assert not wish(mira_and_jon.one, timedelta(0))
    with acting_as(mira_and_jon.other.pk, now=hour_ago):
        place = place_of(mira_and_jon.other, NOW)
        assert place.row is not None
        assert place.bond is not None
        OpenWish.objects.create(
            round=place.row, couple=place.bond.couple, author=mira_and_jon.other
        )
        # Before they connected.
        assert not functions.open_early(place.row.pk, timedelta(days=-400))
    assert wish(mira_and_jon.other, timedelta(0))


def first_moment_after(notice: timedelta, now: datetime) -> object:
    """Both say yes to a first moment so far ahead; the couple, where there is one then."""
    pair = Pair(make_user("Mira"), make_user("Jon"))
    exchange(*pair, now=now)
    made = None
    for person in pair:
        pairing = pairing_of(person, now=now)
        assert pairing is not None
        with acting_as(person.pk, now=now):
            moment = now + notice
            made = call("pairing_confirm", pairing.id, uuid.uuid4(), moment, 1, 6, time(19), "UTC")
    return made


def test_first_moment_in_the_past_is_refused() -> None:
    with pytest.raises(DatabaseError, match="too near"):
        first_moment_after(-A_DAY, NOW)
    assert first_moment_after(timedelta(hours=1), NOW)


@pytest.mark.usefixtures("unmarked")
def test_first_moment_on_a_database_without_a_mark_is_a_day_ahead() -> None:
    now = database_time()
    with pytest.raises(DatabaseError, match="too near"):
        first_moment_after(timedelta(hours=23), now)
    assert first_moment_after(A_DAY, now)


def test_opening_early_on_a_database_without_a_mark_waits_a_day(
    request: pytest.FixtureRequest,
) -> None:
    now = database_time()
    young, old = (Pair(make_user("Mira"), make_user("Jon")) for _ in range(2))
    for pair, connected_at in ((young, now - timedelta(hours=23)), (old, now - 2 * A_DAY)):
        connect(*pair, now=connected_at)
        for person in pair:
            answer(person, now=now)
            give(person, now=now)
            with acting_as(person.pk, now=now):
                place = place_of(person, now)
                assert place.row is not None
                assert place.bond is not None
                OpenWish.objects.create(round=place.row, couple=place.bond.couple, author=person)
    request.getfixturevalue("unmarked")
    opened = {}
    for name, pair in (("young", young), ("old", old)):
        row = seen_by(pair.one, place_of, pair.one, now, now=now).row
        opened[name] = seen_by(pair.one, functions.open_early, row.pk, timedelta(0))
    assert opened == {"young": False, "old": True}


def database_time() -> datetime:
    with connections["owner"].cursor() as cursor:
        cursor.execute("select now()")
        (now,) = cursor.fetchone()
    return now.astimezone(UTC)
