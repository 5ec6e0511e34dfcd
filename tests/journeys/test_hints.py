"""A second look at the wording, with script and without."""

import pytest
from playwright.sync_api import Locator, ViewportSize, expect

from accounts.actor import acting_as
from accounts.models import User
from checkins.queries.rupture import hurts_of
from tests.factories.people import NOW
from tests.journeys.cast import settle_couple
from tests.journeys.conftest import DESKTOP, PHONE, PersonMaker
from tests.journeys.looks import assert_readable
from tests.journeys.person import Person

NEVER = "You never come home when you said."
NAMES = "Could you name one time it happened?"
FEAR = "You hit me on Sunday."
SUPPORT = "You do not have to carry this alone."
NONE = "No hint for these words."
SECOND_LOOK = "A second look at the wording"


def region(person: Person) -> Locator:
    return person.page.locator(".hints").get_by_role("status")


def names_something(person: Person) -> None:
    person.go("/mine/notes/new/")
    person.chooses("Let my partner know that something hurt. I choose the exact words next.")
    person.press("Keep")
    person.sees_heading("What may Bob read?")


def shown_by(user: User) -> list[str]:
    with acting_as(user.pk, now=NOW):
        return [hurt.shown.words for hurt in hurts_of(user) if hurt.shown]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_hints_come_while_typing_and_can_be_hidden(
    meet: PersonMaker, viewport: ViewportSize
) -> None:
    alice, bob = meet("Alice", viewport=viewport), meet("Bob")
    user, _ = settle_couple(alice, bob)
    names_something(alice)
    words = alice.page.get_by_role("textbox", name="The exact words")
    words.press_sequentially("You nev")
    expect(region(alice)).to_contain_text(NONE)
    words.press_sequentially("er come home when you said.")
    expect(region(alice)).to_contain_text(NAMES)
    assert_readable(alice.page)
    alice.page.locator("summary", has_text="Hide hints").click()
    expect(alice.page.get_by_text(NAMES)).to_be_hidden()
    words.fill(f"{NEVER} {FEAR}")
    alice.page.locator("summary", has_text=SECOND_LOOK).click()
    expect(region(alice)).to_contain_text(SUPPORT)
    expect(region(alice)).not_to_contain_text(NAMES)
    assert_readable(alice.page)
    expect(alice.page.get_by_role("button", name=SECOND_LOOK)).to_have_count(0)
    words.fill(NEVER)
    alice.press("See how it will look")
    alice.press("Show this")
    alice.sees("It is shown")
    assert shown_by(user) == [NEVER]
    bob.go("/us/")
    bob.sees(NEVER)
    bob.sees_nothing_of(NAMES)


def test_hints_of_a_note_stay_folded_and_know_what_is_ticked(meet: PersonMaker) -> None:
    alice, bob = meet("Alice", viewport=PHONE), meet("Bob")
    settle_couple(alice, bob)
    alice.go("/mine/notes/new/")
    alice.page.get_by_role("textbox", name="In my own words").fill(NEVER)
    fold = alice.page.locator("summary", has_text=SECOND_LOOK)
    expect(alice.page.get_by_text(NAMES)).to_be_hidden()
    fold.click()
    expect(region(alice)).to_contain_text(NAMES)
    alice.ticks("frightened")
    expect(region(alice)).to_contain_text(SUPPORT)


def test_hints_come_by_a_button_without_script(meet: PersonMaker) -> None:
    alice, bob = meet("Alice", script=False), meet("Bob", script=False)
    user, _ = settle_couple(alice, bob)
    names_something(alice)
    words = alice.page.get_by_role("textbox", name="The exact words")
    expect(alice.page.locator(".hints details")).to_be_hidden()
    words.fill(NEVER)
    alice.press(SECOND_LOOK)
    alice.sees(NAMES)
    expect(words).to_have_value(NEVER)
    assert shown_by(user) == []
    alice.page.locator("summary", has_text="Hide hints").click()
    expect(alice.page.get_by_text(NAMES)).to_be_hidden()
    words.fill(f"{NEVER} {FEAR}")
    alice.press(SECOND_LOOK)
    alice.sees(SUPPORT)
    alice.sees_nothing_of(NAMES)
    expect(
        alice.page.locator("main").get_by_role("link", name="Support, for you alone")
    ).to_be_visible()
