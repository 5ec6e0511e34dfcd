"""Going back, after whatever ended: nothing of what stood there comes back with it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, BrowserType, Error, Page, expect

from accounts import http
from accounts.actions.couple import leave
from accounts.actor import acting_as
from accounts.models import User
from checkins.actions.rupture import name_hurt, show_hurt
from checkins.enums import HurtWish
from checkins.logic.rupture import HurtContent
from tests.conftest import TestClock
from tests.factories.people import NOW
from tests.journeys.cast import settle, settle_couple
from tests.journeys.conftest import PersonMaker
from tests.journeys.person import Person
from tests.journeys.test_exit import leave_by_link

ALICES_NOTE = "The heron stood in the wrong garden."
BOBS_WORDS = "Nobody asked me about the heron."
WORDS_OF_FEAR = "He locked me in and I was afraid of him."
PANEL = "First of all, you"
REPORT_RETURNS = """
addEventListener("pageshow", (event) => {
  requestAnimationFrame(() => {
    if (event.persisted) console.log("returned from memory: " + document.body.innerText);
  });
});
"""


@pytest.fixture(scope="module")
def browser(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any]
) -> Iterator[Browser]:
    """One that keeps pages in memory for Back, as browsers of people do."""
    kept = ["--disable-back-forward-cache"]
    browser = browser_type.launch(**browser_type_launch_args, ignore_default_args=kept)
    yield browser
    browser.close()


class History:
    """Back and reload, one entry at a time, with script or without."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._inspector = page.context.new_cdp_session(page)
        self.returned: list[str] = []
        page.on("console", lambda message: self.returned.append(message.text))
        page.add_init_script(REPORT_RETURNS)

    def back(self) -> None:
        before = self._read()
        to = before["currentIndex"] - 1
        self._send("Page.navigateToHistoryEntry", {"entryId": before["entries"][to]["id"]})
        while self._read()["currentIndex"] != to:
            self.page.wait_for_timeout(10)

    def _send(self, method: str, arguments: dict[str, Any] | None = None) -> Any:
        """A page that has just been changed for another takes no command: it is met anew."""
        try:
            return self._inspector.send(method, arguments or {})
        except Error:
            self.page.wait_for_load_state("networkidle")
            self._inspector = self.page.context.new_cdp_session(self.page)
            return self._inspector.send(method, arguments or {})

    def read(self) -> str:
        """The page, once it has come to rest: one that was kept asks for itself again."""
        while True:
            self.page.locator("h1").first.wait_for()
            try:
                return self.page.content()
            except Error:
                continue

    def _read(self) -> dict[str, Any]:
        return self._send("Page.getNavigationHistory")

    def read_all(self, steps: int) -> list[str]:
        """What stands on the screen at each step back, and again after a reload."""
        seen = []
        for _ in range(steps):
            self.back()
            seen.append(self.read())
            self.page.reload()
            seen.append(self.read())
        return seen


class Scene:
    """Alice has read her own note and what Bob shows; each stands on two pages."""

    def __init__(self, alice: Person, bob: Person) -> None:
        self.alice = alice
        self.user, self.partner = settle_couple(alice, bob)
        self.history = History(alice.page)
        own = self._name(self.user, ALICES_NOTE)
        with acting_as(self.partner.pk, now=NOW):
            theirs = self._name(self.partner, BOBS_WORDS)
            shown = show_hurt(by=self.partner, pk=theirs, words=BOBS_WORDS, now=NOW)
        for path, sentence in (
            (f"/mine/notes/{own}/", ALICES_NOTE),
            (f"/mine/notes/{own}/edit/", ALICES_NOTE),
            ("/us/", BOBS_WORDS),
            (f"/us/notes/{shown}/", BOBS_WORDS),
        ):
            alice.go(path)
            assert sentence in alice.page.content()

    def _name(self, by: User, note: str) -> Any:
        content = HurtContent((), None, (), note)
        with acting_as(by.pk, now=NOW):
            return name_hurt(by=by, key=by.pk, content=content, wish=HurtWish.KEEP, now=NOW)


def log_out(scene: Scene, clock: TestClock) -> int:
    scene.alice.go("/account/logout/")
    scene.alice.press("Sign out")
    expect(scene.alice.page.get_by_role("link", name="Sign in").first).to_be_visible()
    return 5


def exit_quickly(scene: Scene, clock: TestClock) -> int:
    leave_by_link(scene.alice)
    expect(scene.alice.page.get_by_role("heading")).to_have_text("Sunny")
    return 3


def sit_idle(scene: Scene, clock: TestClock) -> int:
    clock.move_to(NOW + timedelta(minutes=16))
    scene.alice.go("/today/")
    return 4


def be_signed_out_from_elsewhere(scene: Scene, clock: TestClock) -> int:
    Session.objects.all().delete()
    scene.alice.go("/today/")
    return 4


ENDS = [log_out, exit_quickly, sit_idle, be_signed_out_from_elsewhere]


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_back_shows_nothing_after_the_end(
    meet: PersonMaker, clock: TestClock, end: Callable[[Scene, TestClock], int]
) -> None:
    scene = Scene(meet("Alice"), meet("Bob"))
    steps = end(scene, clock)
    seen = scene.history.read_all(steps) + scene.history.returned
    assert not any(ALICES_NOTE in each or BOBS_WORDS in each for each in seen)


def test_back_shows_nothing_of_the_other_after_parting(meet: PersonMaker) -> None:
    scene = Scene(meet("Alice"), meet("Bob"))
    with acting_as(scene.partner.pk, now=NOW):
        leave(by=scene.partner, keeps_door_closed=True, now=NOW)
    scene.alice.go("/today/")
    seen = scene.history.read_all(4)
    assert not any(BOBS_WORDS in each for each in seen + scene.history.returned)
    assert any(ALICES_NOTE in each for each in seen)


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers that a browser may keep, as they would be without our headers."""
    monkeypatch.setattr(
        http.PrivacyHeadersMiddleware, "__call__", lambda self, request: self.get_response(request)
    )


@pytest.mark.usefixtures("stored")
def test_back_shows_it_where_answers_may_be_stored(meet: PersonMaker, clock: TestClock) -> None:
    """The control: these journeys would notice."""
    scene = Scene(meet("Alice", script=False), meet("Bob"))
    clock.move_to(NOW + timedelta(minutes=16))
    scene.alice.go("/today/")
    scene.history.back()
    assert BOBS_WORDS in scene.history.read()


@pytest.mark.usefixtures("stored")
def test_page_from_memory_is_blanked_by_script(meet: PersonMaker, clock: TestClock) -> None:
    """Where a browser keeps a page in memory all the same, script empties it before it shows."""
    scene = Scene(meet("Alice"), meet("Bob"))
    clock.move_to(NOW + timedelta(minutes=16))
    scene.alice.go("/today/")
    scene.history.back()
    expect(scene.alice.page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert scene.history.returned == ["returned from memory: "]


def test_back_does_not_send_private_words_again_for_the_way_to_support(meet: PersonMaker) -> None:
    """Whoever takes the phone next goes back, reloads and agrees to whatever the browser asks."""
    alice = meet("Alice")
    settle(alice)
    history = History(alice.page)
    alice.go("/mine/notebook/new/")
    alice.page.get_by_label("In my own words").fill(WORDS_OF_FEAR)
    alice.press("Keep")
    alice.sees(PANEL)
    alice.page.get_by_role("link", name="Go on").click()
    alice.sees("Only you can read this")
    alice.go("/today/")
    for _ in range(2):
        history.back()
    seen = [history.read()]
    alice.page.reload()
    seen.append(history.read())
    assert alice.page.url.endswith("/mine/notebook/new/")
    assert not any(PANEL in each or WORDS_OF_FEAR in each for each in seen)
