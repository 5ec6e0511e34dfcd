"""Grace changes a question: refused twice, looked at, published. An open round keeps its words."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connections
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from accounts.actor import acting_as
from accounts.enums import Duty
from checkins.logic.prompt_rules import examine
from tests.accounts.admin.conftest import SECRET, make, take_back_sets
from tests.accounts.admin.process import admin_process_here
from tests.accounts.admin.test_prompt_sets import HARD, NEW, OLD, OLD_WORDINGS
from tests.accounts.test_factors import code_of
from tests.conftest import TestClock
from tests.database import END_ALL_BUT_THIS
from tests.factories.people import NOW, PASSWORD
from tests.factories.weeks import FIRST_MOMENT
from tests.journeys.cast import settle_couple, sign_in
from tests.journeys.conftest import PATIENCE_MS, PHONE, PersonMaker
from tests.journeys.guard import Guard
from tests.journeys.looks import assert_readable
from tests.journeys.person import EMAIL_LABEL, Person


@pytest.fixture
def sets_as_shipped() -> Iterator[None]:
    yield
    take_back_sets()


@contextmanager
def admin_server() -> Iterator[str]:
    """A second server beside the web's, under the settings and the role of the admin process.

    While it is there, nobody is served by the web's: settings are those of the whole process.
    """
    shared = connections.settings["default"]
    user = shared["USER"]
    with admin_process_here():
        # Each request has a thread of its own, and that one a connection made from these.
        shared["USER"] = connections["default"].settings_dict["USER"]
        served = LiveServer("localhost")
        try:
            yield served.url
        finally:
            served.stop()
            # Its last connections may still be closing, and end of their own role's will alone.
            with connections["default"].cursor() as own:
                own.execute(END_ALL_BUT_THIS)
            shared["USER"] = user


@contextmanager
def grace_at_work(browser: Browser) -> Iterator[Person]:
    """With a browser of her own, signed in as she does it: her password, then her code."""
    grace = make("grace", Duty.PROMPT_EDITOR)
    with admin_server() as address:
        with acting_as(grace.pk, now=NOW):
            TOTP.activate(grace, SECRET)
        guard = Guard(address, address)
        with closing(browser.new_context(base_url=address)) as context:
            context.set_default_timeout(PATIENCE_MS)
            guard.watch(context)
            person = Person("Grace", context.new_page(), server=address)
            person.go("/")
            person.page.get_by_role("textbox", name=EMAIL_LABEL).fill(grace.email)
            person.page.get_by_label("Password").fill(PASSWORD)
            person.press("Sign in")
            person.page.get_by_label("Code").fill(code_of(SECRET))
            person.press("Sign in")
            person.sees_heading("What there is to do")
            yield person
        guard.assert_calm()


def changes(grace: Person, code: str, **fields: str) -> None:
    grace.press(f"Change {code}")
    for label, value in fields.items():
        field = grace.page.get_by_label(re.compile(f"^\\s*{label}"))
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    grace.press("Keep")


def is_refused(grace: Person, reason: str) -> None:
    """The page says why, offers no publishing, and whoever asks for it all the same gets none."""
    grace.sees(reason)
    expect(grace.control("Publish")).to_have_count(0)
    page = grace.page.url
    grace.go(f"{page.removesuffix('change/')}publish/")
    grace.press("Publish")
    grace.sees("Something in this draft breaks a rule. The page says what.")
    grace.go(page)


def test_a_question_is_changed_and_an_open_round_keeps_its_words(
    meet: PersonMaker, browser: Browser, clock: TestClock, sets_as_shipped: None
) -> None:
    alice = meet("Alice", viewport=PHONE)
    people = settle_couple(alice, meet("Bob"))
    alice.go("/week/")
    asked = next(text for text in OLD_WORDINGS if text in alice.screen())
    with alice.page.expect_response("**/week/**"):
        alice.page.locator("input[name='W-REL-1'][value='7']").check(force=True)

    clock.move_to(NOW + timedelta(minutes=5))
    with grace_at_work(browser) as grace:
        grace.press("Prompt sets")
        grace.page.get_by_role("row", name=re.compile(r"^weekly en \d+ In use")).get_by_role(
            "link"
        ).click()
        grace.press("A draft from this version")
        grace.press("A draft from this version")
        grace.sees("Done.")
        changes(grace, "W-REL-1", Question=HARD)
        is_refused(grace, "W-REL-1 is hard to read: use shorter words or shorter sentences.")
        changes(grace, "W-REL-1", **{"Question": NEW, "Other words for it": ""})
        changes(grace, "W-NOTE-1", **{"How far an answer may travel": "couple"})
        is_refused(grace, "W-NOTE-1 was private before and stays so: people answered it as such.")
        changes(grace, "W-NOTE-1", **{"How far an answer may travel": "private"})
        assert_readable(grace.page)

        grace.page.set_viewport_size(PHONE)
        draft = grace.page.url
        grace.press("See it as a partner does")
        grace.sees(NEW)
        assert_readable(grace.page)
        grace.go(draft)
        grace.press("What changed")
        grace.sees(OLD)
        grace.sees(NEW)
        grace.go(draft)
        grace.press("Publish")
        grace.press("Publish")
        grace.sees("In use")
        with grace.page.expect_download() as file:
            grace.press("Export")
        document, failures = examine(file.value.path().read_text(encoding="utf-8"))
        assert (document.prompts[0].text, failures) == (NEW, ())

    alice.go("/week/")
    alice.sees(asked)
    alice.sees_nothing_of(NEW)
    clock.move_to(FIRST_MOMENT + timedelta(days=1))
    sign_in(alice, people[0])
    alice.go("/week/")
    alice.sees(NEW)
