"""The database and the cast.

Tests run as the web's role on a database of their own that the owner made, migrated and marked;
so row-level security holds in every one of them.
"""

import gc
import os
from collections.abc import Generator, Iterator
from datetime import datetime
from typing import NamedTuple

import pytest
from django.core.cache import cache
from django.db import connections
from hypothesis import Phase
from hypothesis import settings as hypothesis_settings

from accounts.clock import clock as the_clock
from accounts.models import User
from tests.conventions.world import World
from tests.database import ALIASES, fresh_database
from tests.factories.people import NOW, connect, make_user
from tests.factories.sessions import signed_in
from tests.factories.therapists import introduce, let_in, make_staff, make_therapist
from tests.sharing import shared

# The same examples everywhere; `--hypothesis-profile sweep` looks for new ones.
hypothesis_settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
hypothesis_settings.register_profile("sweep", deadline=None, print_blob=True)
# The same examples, but the first that fails is enough: nobody reads the smallest one.
hypothesis_settings.register_profile(
    "judge", derandomize=True, deadline=None, phases=[Phase.explicit, Phase.generate]
)
hypothesis_settings.load_profile("same")

# Files with tests of some ten seconds and more.
LONGEST = frozenset(
    {
        "checkins/test_alone_noninterference.py",
        "checkins/test_equal_work.py",
        "checkins/test_mira.py",
        "checkins/test_month_noninterference.py",
        "checkins/test_noninterference.py",
        "checkins/test_repair_machine.py",
        "checkins/test_repair_noninterference.py",
        "checkins/test_reveal_machine.py",
        "checkins/test_silence.py",
        "checkins/test_statement_noninterference.py",
        "checkins/test_visibility.py",
        "conventions/test_access.py",
        "conventions/test_forms.py",
        "journeys/test_alone.py",
        "journeys/test_every_page.py",
        "journeys/test_prompt_editing.py",
        "journeys/test_talk.py",
        "journeys/test_two_people.py",
    }
)

# Reference data that a truncation between tests must leave alone.
KEPT_TABLES = (
    "django_migrations",
    "demo_mark",
    "django_content_type",
    "auth_permission",
    "checkins_promptset",
    "checkins_promptsetversion",
    "checkins_prompt",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: "/".join(item.path.parts[-2:]) not in LONGEST)


def pytest_collection_finish() -> None:
    """What is there by now stays; to look through it again and again takes time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker) -> Iterator[None]:
    # What a test commits is over with the test; waiting for the disk would take minutes in all.
    # A server that is killed in the middle has connections of its own (tests/faults).
    for alias in ALIASES:
        connections[alias].settings_dict["OPTIONS"]["options"] = "-c synchronous_commit=off"
    with django_db_blocker.unblock(), fresh_database(f"test_twofold_{os.getpid()}"):
        yield
        shared.end()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if "planted" not in getattr(item, "fixturenames", ()):
        shared.end()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Generator[None, None, None]:
    """What one test sets decides nothing in the next: a secrecy test was left out like that."""
    yield
    assert _databases() == AT_FIRST, "A test leaves another database in the environment."


def _databases() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("DATABASE_")}


AT_FIRST = _databases()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """The shared world lies around the test's own transaction, which pytest-django begins."""
    if fixturedef.argname == "_django_db_helper" and "planted" in request.fixturenames:
        shared.begin(request.getfixturevalue("django_db_blocker"))
    return (yield)


@pytest.fixture
def transactional_db(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Commits for real; afterwards the owner empties what tests write.

    In place of pytest-django's, which would have the web's role truncate.
    """
    with django_db_blocker.unblock():
        try:
            yield
        finally:
            _truncate()
            for alias in ("owner", "default"):
                connections[alias].close()


def _truncate() -> None:
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'app'")
        tables = [name for (name,) in cursor.fetchall() if name not in KEPT_TABLES]
        cursor.execute("truncate " + ", ".join(f'"{name}"' for name in tables))


class TestClock:
    """Stands still at NOW until a test moves it."""

    __test__ = False

    def __init__(self) -> None:
        self.now = NOW

    def move_to(self, instant: datetime) -> None:
        self.now = instant
        the_clock.set_to(instant)


@pytest.fixture(autouse=True)
def clock() -> Iterator[TestClock]:
    the_clock.set_to(NOW)
    yield TestClock()
    the_clock.set_to(None)


@pytest.fixture(autouse=True)
def no_rates(request: pytest.FixtureRequest) -> Iterator[None]:
    """Rate limits of one test do not spill into the next."""
    yield
    if "db" in request.fixturenames:
        cache.clear()


@pytest.fixture
def planted(db: None, clock: TestClock) -> World:
    """Everything that somebody could see (tests/conventions/world.py), and its time of day."""
    world = shared.copy()
    clock.move_to(world.now)
    return world


class Pair(NamedTuple):
    one: User
    other: User


@pytest.fixture
def alice(db: None) -> User:
    return make_user("Alice")


@pytest.fixture
def bob(db: None) -> User:
    return make_user("Bob")


@pytest.fixture
def carol(db: None) -> User:
    return make_user("Carol", time_zone="America/New_York")


@pytest.fixture
def dan(db: None) -> User:
    return make_user("Dan", time_zone="America/New_York")


@pytest.fixture
def sam(db: None) -> User:
    """Alone, and content to be."""
    return make_user("Sam")


@pytest.fixture
def lee(db: None) -> User:
    """Has left a couple; connect and leave in the test that needs the other half."""
    return make_user("Lee")


@pytest.fixture
def couple(alice: User, bob: User) -> Pair:
    connect(alice, bob)
    return Pair(alice, bob)


@pytest.fixture
def other_couple(carol: User, dan: User) -> Pair:
    connect(carol, dan)
    return Pair(carol, dan)


@pytest.fixture
def erin(couple: Pair) -> User:
    """A therapist whom alice and bob both let see everything there is to tick."""
    therapist = make_therapist("Erin")
    known = introduce(therapist, couple.one)
    for person in couple:
        let_in(person, known)
    return therapist


@pytest.fixture
def frank(db: None) -> User:
    """A therapist, verified and trained, whom nobody let in."""
    return make_therapist("Frank")


@pytest.fixture
def grace(db: None) -> User:
    """Looks after the server, in a process of its own; here there is nothing for her."""
    return make_staff("Grace")


@pytest.fixture
def sign_in(db: None):
    """A test client of somebody who has just logged in, password and all."""

    return signed_in
