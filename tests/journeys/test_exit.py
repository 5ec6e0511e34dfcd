"""Leaving at once: nothing left on the screen, nothing to come back to."""

import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.http import HttpRequest
from playwright.sync_api import ConsoleMessage, ViewportSize, expect

from accounts.models import User
from accounts.views import exit as quick_exit
from tests.journeys.cast import settle, sign_in
from tests.journeys.conftest import PHONE, PersonMaker
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


class SessionEnd:
    """Where the server ends a session: it can be told to wait, and tells when it has done it."""

    def __init__(self) -> None:
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.is_done = threading.Event()


@pytest.fixture
def session_end(monkeypatch: pytest.MonkeyPatch) -> Iterator[SessionEnd]:
    """A browser that is leaving does not wait for the server's answer; the next step has to."""
    session_end = SessionEnd()
    end = quick_exit._end_session

    def wait_and_end(request: HttpRequest) -> None:
        session_end.may_go_on.wait(timeout=20)
        end(request)
        session_end.is_done.set()

    monkeypatch.setattr(quick_exit, "_end_session", wait_and_end)
    yield session_end
    session_end.may_go_on.set()


def assert_signed_out(person: Person, session_end: SessionEnd, *, after: str = "") -> None:
    assert session_end.is_done.wait(timeout=20), after
    session_end.is_done.clear()
    person.go("/today/")
    assert urlsplit(person.page.url).path != "/today/", after


def leave_by_link(person: Person) -> None:
    person.page.get_by_role("banner").get_by_role("link", name="Exit now").last.click(
        no_wait_after=True
    )


def test_exit_waits_for_nobody(
    meet: PersonMaker, weather: Weather, session_end: SessionEnd
) -> None:
    alice = meet("Alice")
    settle(alice)
    alice.go("/mine/notes/new/")
    alice.page.get_by_role("textbox", name="In my own words").fill("Half a sentence")

    alice.page.evaluate(TELL_WHAT_CHANGES)

    # Neither our server nor the other one answers.
    session_end.may_go_on.clear()
    with weather.silence(), alice.page.expect_console_message(is_blank):
        leave_by_link(alice)
    alice.page.wait_for_url(weather.address)
    session_end.may_go_on.set()

    expect(alice.page.get_by_role("heading")).to_have_text("Sunny")
    assert_signed_out(alice, session_end)


def test_exit_by_shift_says_how_often(
    meet: PersonMaker, weather: Weather, session_end: SessionEnd
) -> None:
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
    assert_signed_out(alice, session_end)


def test_capital_letters_are_no_exit(meet: PersonMaker) -> None:
    alice = meet("Alice")
    settle(alice)
    alice.go("/mine/notes/new/")
    alice.page.get_by_role("textbox", name="In my own words").press_sequentially("ABCDE")
    assert alice.page.url.endswith("/mine/notes/new/")


def test_shift_counts_within_five_seconds_of_the_last(meet: PersonMaker, weather: Weather) -> None:
    alice = meet("Alice")
    settle(alice)
    page = alice.page
    page.clock.install(time=0)
    alice.go("/today/")
    # From here on its time passes only when it is told to.
    page.clock.pause_at(60)
    status, dots = page.locator("[data-exit-status]"), page.locator("[data-exit-dots]")
    for _ in range(2):
        page.keyboard.press("Shift")
        page.clock.run_for(4_900)
    expect(status).to_have_text(ONE_MORE)
    expect(dots).to_have_text("●●○")
    page.clock.run_for(200)
    expect(status).to_have_text("Exit by Shift stopped.")
    expect(dots).to_be_hidden()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(weather.address)


# One of each kind: a page of one's own, a form, the public ones, allauth's, and a missing one.
KINDS = (
    "/today/",
    "/week/",
    "/mine/notes/new/",
    "/more/",
    "/help/",
    "/help/device/",
    "/help/questions/",
    "/account/email/",
    "/account/password/change/",
    "/account/2fa/",
    "/there/is/no/such/page/",
)


def test_exit_by_keyboard_works_on_every_kind_of_page(
    meet: PersonMaker, weather: Weather, session_end: SessionEnd
) -> None:
    alice = meet("Alice")
    user = settle(alice)
    for path in KINDS:
        sign_in(alice, user)
        alice.go(path)
        for _ in range(3):
            alice.page.keyboard.press("Shift")
        alice.page.wait_for_url(weather.address)
        assert_signed_out(alice, session_end, after=path)


@pytest.mark.parametrize("viewport", [PHONE, ViewportSize(width=740, height=360)])
def test_exit_stays_at_the_top_and_is_large_enough(
    meet: PersonMaker, viewport: ViewportSize
) -> None:
    alice = meet("Alice", viewport=viewport)
    settle(alice)
    for path in ("/today/", "/help/", "/help/questions/", "/account/email/"):
        alice.go(path)
        alice.page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
        button = alice.page.locator("[data-exit-button]")
        expect(button).to_be_in_viewport(ratio=1)
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 44
        assert box["y"] < 44


def test_the_way_out_is_explained_before_the_first_question(meet: PersonMaker) -> None:
    alice = meet("Alice")
    user = settle(alice)
    User.objects.filter(pk=user.pk).update(display_name="")
    # Whatever is asked for, this comes first, and once.
    alice.go("/week/")
    alice.sees_heading("Welcome")
    for words in ("the way out", "is lost", "history of your browser", "private window", "sign in"):
        alice.sees(words)
    alice.page.get_by_label("Name").fill("Alice")
    alice.press("Continue")
    alice.page.wait_for_url("**/today/")
    alice.sees_nothing_of("the way out")


@pytest.mark.parametrize(
    "path", ["/today/", "/help/", "/help/questions/", "/account/email/", "/no/"]
)
def test_exit_without_script_ends_the_session(
    meet: PersonMaker, weather: Weather, session_end: SessionEnd, path: str
) -> None:
    alice = meet("Alice", script=False)
    settle(alice)
    alice.go(path)
    leave_by_link(alice)
    alice.page.wait_for_url(weather.address)
    assert alice.page.context.cookies(alice.server) == []
    assert_signed_out(alice, session_end)
