"""A browser per person, a server with the test's own clock, and a guard over both."""

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from tests import chromium
from tests.journeys.guard import Guard
from tests.journeys.person import Person
from tests.journeys.weather import Weather

# Playwright keeps an event loop running in this thread. Tests touch the database in it, and
# nothing else does at the same time.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever tries to leave this machine fails; the guard reports that it tried.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
DESKTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=360, height=740)
# Much longer than anything takes; a busy machine must not look like a fault of ours.
PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)
HERE = Path(__file__).parent
PEOPLE = pytest.StashKey[list[Person]]()

PersonMaker = Callable[..., Person]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.journey)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A journey that fails says what stood on each screen."""
    report = yield
    if report.when == "call" and report.failed:
        for person in item.stash.get(PEOPLE, []):
            report.sections.append((f"{person.name} at {person.page.url}", person.screen()))
    return report


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = chromium.find()
    if path is None:
        pytest.fail("The journeys need a Chromium: `make test` finds or installs one.")
    return browser_type_launch_args | {"executable_path": path, "args": FLAGS}


@pytest.fixture(scope="session")
def weather() -> Iterator[Weather]:
    with Weather() as server:
        yield server


@pytest.fixture
def server(live_server: LiveServer, settings: Any, weather: Weather) -> str:
    """The address of a server that runs in this process, so it has the test's clock and mail."""
    settings.EXIT_TARGET = weather.address
    return live_server.url


@pytest.fixture
def guard(server: str, weather: Weather) -> Iterator[Guard]:
    guard = Guard(server, weather.address)
    yield guard
    guard.assert_calm()
    assert weather.referrers == []


@pytest.fixture
def meet(
    request: pytest.FixtureRequest, browser: Browser, server: str, guard: Guard
) -> Iterator[PersonMaker]:
    """Make a person with a browser of their own: meet("Alice", viewport=PHONE, script=False)."""
    people = request.node.stash[PEOPLE] = []
    with ExitStack() as contexts:

        def meet_person(
            name: str, *, viewport: ViewportSize = DESKTOP, script: bool = True, **options: Any
        ) -> Person:
            context = browser.new_context(
                base_url=server, viewport=viewport, java_script_enabled=script, **options
            )
            contexts.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            guard.watch(context)
            people.append(Person(name, context.new_page(), server=server, script=script))
            return people[-1]

        yield meet_person
