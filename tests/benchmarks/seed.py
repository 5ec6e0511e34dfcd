"""A couple with two years of weekly check-ins, made by the real actions on a shifted clock."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections

from accounts.actor import acting_as
from accounts.clock import clock
from accounts.models import User
from checkins.actions.checkin import keep_answers
from checkins.actions.release import release
from checkins.enums import Scale
from checkins.logic.reveal import HISTORY
from checkins.logic.scoring import HIGHEST
from checkins.queries import checkin as checkins
from checkins.queries.picture import picture_of
from checkins.queries.prompt import specs_of
from checkins.queries.release import fingerprint, preview_of, resolution_of
from checkins.queries.round import around
from tests.benchmarks.servers import Ask
from tests.factories.hurts import show_one
from tests.factories.people import connect, make_user

LINES = "/us/year/?weeks=104"
FIRST_CODES = ("W-REL-1", "W-REL-2")


@dataclass(frozen=True, slots=True)
class Seeded:
    """One of the two, and what the client needs: a session, a token, and two addresses."""

    person: User
    session: str
    csrf: str
    running_day: str
    picture_day: str


@dataclass(frozen=True, slots=True)
class Goal:
    id: str
    what: str
    goal: float
    ours: Ask
    floor: Callable[[int], Ask]


def two_years(*, weeks: int) -> Seeded:
    """The couple of the measurement, seen by one of the two."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("create table bench_floor (user_id uuid primary key, value int)")
        cursor.execute("grant select, insert, update on bench_floor to app_web")
    now = clock.now()
    began = now - timedelta(weeks=weeks)
    one, other = make_user("One"), make_user("Other")
    connect(one, other, now=began)
    for week in range(weeks):
        for person in (one, other):
            _answer_and_release(person, began + timedelta(weeks=week, hours=1), week)
    with acting_as(one.pk, now=now):
        rounds = around(one, now)
        assert rounds.bond is not None
        assert rounds.previous is not None
        # A picture that shows nothing would flatter the numbers.
        picture = picture_of(one, rounds.bond, now, on=rounds.previous.day)
        assert picture is not None
        assert len(picture.earlier) == min(weeks - 1, HISTORY)
    return Seeded(
        one,
        _session(one),
        secrets.token_hex(16),
        str(rounds.running.day),
        str(rounds.previous.day),
    )


def goals(couple: Seeded) -> Iterator[Goal]:
    answers = dict.fromkeys(FIRST_CODES, "8")
    step = Ask(f"/week/{couple.running_day}/1/", answers, is_fragment=True)
    yield Goal(
        "P1", "save one element's answers", 0.7, step, lambda _: Ask("/write", {"value": "8"})
    )
    for name, what, path in (
        ("P2", "home, two years of check-ins", "/today/"),
        ("P3", "shared picture", f"/us/{couple.picture_day}/"),
    ):
        yield Goal(name, what, 0.5, Ask(path), _read)
    # Marks for the lines; planted last, so that the other pages are measured without them.
    now = clock.now()
    for back in range(1, 100, 10):
        show_one(couple.person, "That hurt.", now=now - timedelta(weeks=back))
    yield Goal("P4", "two lines, two years", 0.15, Ask(LINES), _read)


def _read(size: int) -> Ask:
    return Ask(f"/read?size={size}")


def _answer_and_release(person: User, now: datetime, week: int) -> None:
    with acting_as(person.pk, now=now):
        place = around(person, now).running
        specs = specs_of(place.version_id)
        ratings = {
            spec.code: (week * 3 + number) % (HIGHEST + 1)
            for number, spec in enumerate(specs)
            if spec.scale is Scale.RATING
        }
        keep_answers(by=person, place=place, entries=ratings, now=now)
        place = around(person, now).running
        own = checkins.of_place(place, now)
        assert own is not None
        preview = preview_of(place.version_id, own.sheet(), frozenset(), resolution_of(place))
        release(by=person, place=place, keep_back=frozenset(), seen=fingerprint(preview), now=now)


def _session(person: User) -> str:
    store = SessionStore()
    now = datetime.now(UTC).isoformat()  # noqa: TID251  the server measured reads the real clock
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store["began_at"] = store["seen_at"] = store["private_seen_at"] = now
    store.create()
    key = store.session_key
    assert key is not None
    return key
