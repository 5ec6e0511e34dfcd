"""Leaving at once: nothing left on the screen, nothing to come back to."""

import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.http import HttpRequest
from playwright.sync_api import ConsoleMessage, expect

from accounts.views import exit as quick_exit
from tests.journeys.cast import settle
from tests.journeys.conftest import PersonMaker
from tests.journeys.person import Person
from tests.journeys.weather import Weather

TWO_MORE = "Press Shift two more times to exit."
ONE_MORE = "Press Shift one more time to exit."
# A page that is being left cannot be asked, so it tells by itself.
TELL_WHAT_CHANGES = """
new MutationObserver(() => {
  console.log(`on screen: ${document.title}, ${document.body.childElementCount} elements`);
}).observe(document, { childList: true, subtree: true });
"""


def is_blank(message: ConsoleMessage) -> bool:
    return message.text == "on screen: Loading, 0 elements"


@pytest.fixture
def slow_end(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The server does not end a session before this is set."""
    may_go_on = threading.Event()
    end = quick_exit._end_session

    def wait_and_end(request: HttpRequest) -> None:
        may_go_on.wait(timeout=20)
        end(request)

    monkeypatch.setattr(quick_exit, "_end_session", wait_and_end)
    yield may_go_on
    may_go_on.set()


def is_signed_in(person: Person) -> bool:
    person.go("/today/")
    return urlsplit(person.page.url).path == "/today/"


def leave_by_link(person: Person) -> None:
    person.page.get_by_role("banner").get_by_role("link", name="Exit now").last.click(
        no_wait_after=True
    )


def test_exit_waits_for_nobody(
    meet: PersonMaker, weather: Weather, slow_end: threading.Event
) -> None:
    alice = meet("Alice")
    settle(alice)
    alice.go("/mine/notes/new/")
    alice.page.get_by_role("textbox", name="In my own words").fill("Half a sentence")

    alice.page.evaluate(TELL_WHAT_CHANGES)

    # Neither our server nor the other one answers.
    with weather.silence(), alice.page.expect_console_message(is_blank):
        leave_by_link(alice)
    alice.page.wait_for_url(weather.address)
    slow_end.set()

    expect(alice.page.get_by_role("heading")).to_have_text("Sunny")
    assert not is_signed_in(alice)


def test_exit_by_shift_says_how_often(meet: PersonMaker, weather: Weather) -> None:
    alice = meet("Alice")
    settle(alice)
    alice.go("/today/")
    status = alice.page.locator("[data-exit-status]")
    alice.page.keyboard.press("Shift")
    expect(status).to_have_text(TWO_MORE)
    alice.page.keyboard.press("Shift")
    expect(status).to_have_text(ONE_MORE)
    alice.page.keyboard.press("a")
    expect(status).to_be_empty()
    for _ in range(3):
        alice.page.keyboard.press("Shift")
    alice.page.wait_for_url(weather.address)
    assert not is_signed_in(alice)


def test_capital_letters_are_no_exit(meet: PersonMaker) -> None:
    alice = meet("Alice")
    settle(alice)
    alice.go("/mine/notes/new/")
    alice.page.get_by_role("textbox", name="In my own words").press_sequentially("ABCDE")
    assert alice.page.url.endswith("/mine/notes/new/")


@pytest.mark.parametrize("path", ["/today/", "/help/"])
def test_exit_without_script_ends_the_session(
    meet: PersonMaker, weather: Weather, path: str
) -> None:
    alice = meet("Alice", script=False)
    settle(alice)
    alice.go(path)
    leave_by_link(alice)
    alice.page.wait_for_url(weather.address)
    assert alice.page.context.cookies(alice.server) == []
    assert not is_signed_in(alice)
