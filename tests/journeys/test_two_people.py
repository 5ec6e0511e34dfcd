"""The main job, as two people do it who have never been here before."""

import re

import pytest
from playwright.sync_api import ViewportSize

from tests.journeys.conftest import DESKTOP, PHONE, PersonMaker
from tests.journeys.dump import assert_holds_none, dump
from tests.journeys.looks import assert_readable
from tests.journeys.person import Person

ALICES_WORDS = {
    "W-APP-1": "You hummed in the hallway on Monday.",
    "W-NOTE-1": "Ask the dentist about the crown.",
}
BOBS_WORDS = {"W-APP-1": "You left the hall lamp on for me.", "W-NOTE-1": "Lighter than last week."}
ALICES_MARKS: dict[str, int | str] = {
    "W-REL-1": 8,
    "W-REL-2": 1,
    "W-BND-1": 6,
    "W-BND-2": 4,
    "W-REP-1": 2,
    "W-REP-2": 9,
    "W-COM-1": 9,
    "W-ACC-1": 5,
    "W-FELT-1": 7,
    "W-CTX-1": 3,
    "W-HURT-1": "small",
}
BOBS_MARKS = ALICES_MARKS | {"W-REP-1": "na", "W-REP-2": 2, "W-ACC-1": 9, "W-HURT-1": "no"}
NOTE = "He told the story of my driving test and everybody laughed."
SHOWN = "When you told that story at the table, I felt laughed at."


def find_each_other(alice: Person, bob: Person) -> None:
    alice.signs_up()
    bob.signs_up()
    bob.types_a_code(alice.makes_a_code())
    bob.confirms("Alice")
    bob.sees_heading("You said yes")
    alice.confirms("Bob")
    alice.sees("Bob")


def check_in_and_release(alice: Person, bob: Person) -> None:
    for person, marks, words in (
        (alice, ALICES_MARKS, ALICES_WORDS),
        (bob, BOBS_MARKS, BOBS_WORDS),
    ):
        person.go("/today/")
        person.press("Begin")
        person.answers(marks, words)
        person.sees(words["W-APP-1"])
        person.sees_nothing_of(words["W-NOTE-1"])
    alice.releases(keeping=["Boundaries and consent"], giving=["Something good"])
    bob.releases(giving=["Something good"])


def open_together(alice: Person, bob: Person) -> None:
    alice.opens_now()
    alice.sees_heading("Not open yet")
    bob.go("/us/")
    bob.sees_nothing_of(ALICES_WORDS["W-APP-1"])
    bob.go("/week/")
    bob.opens_now()
    for person in (alice, bob):
        person.go("/today/")
        person.press("Look at it")
        person.sees(ALICES_WORDS["W-APP-1"])
        person.sees(BOBS_WORDS["W-APP-1"])
        person.sees_nothing_of(ALICES_WORDS["W-NOTE-1"], BOBS_WORDS["W-NOTE-1"])


def assert_same_picture(alice: Person, bob: Person) -> None:
    assert alice.picture() == {
        "Reliability": ["You: steady", "Bob: steady"],
        "Respectful communication": ["You: steady", "Bob: steady"],
        "Repair": ["You: hard", "Bob: steady"],
        "Acceptance": ["You: mixed", "Bob: steady"],
    }
    mirrored = {
        element: [theirs.replace("Bob", "You"), mine.replace("You", "Alice")]
        for element, (mine, theirs) in alice.picture().items()
    }
    assert bob.picture() == mirrored


def show_a_hurt(alice: Person, bob: Person) -> None:
    alice.names_a_hurt(NOTE, area="Acceptance", tag="ridiculed", weight=6)
    alice.shows_it_as(SHOWN)
    bob.go("/us/")
    bob.sees(SHOWN)
    bob.sees_nothing_of(NOTE)
    bob.press(re.compile("^Open"))
    bob.press("I hear you")
    bob.sees("You answered: I hear you.")
    alice.go("/us/")
    alice.press(re.compile("^Open"))
    alice.sees("Bob answered: I hear you.")


def part(alice: Person, bob: Person) -> None:
    picture = bob.page.url
    alice.leaves()
    bob.go("/today/")
    bob.sees("You are no longer connected")
    bob.sees_nothing_of("Alice")
    bob.press("I have read this")
    for path in ("/today/", "/us/", "/connection/", "/mine/", picture):
        bob.go(path)
        bob.sees_nothing_of("Alice", SHOWN, ALICES_WORDS["W-APP-1"])


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_two_people_share_a_week(meet: PersonMaker, viewport: ViewportSize) -> None:
    alice, bob = meet("Alice", viewport=viewport), meet("Bob", viewport=viewport)
    find_each_other(alice, bob)
    check_in_and_release(alice, bob)
    open_together(alice, bob)
    assert_same_picture(alice, bob)
    assert_readable(alice.page)
    show_a_hurt(alice, bob)
    assert_readable(bob.page)
    stolen = dump()
    part(alice, bob)
    planted = [NOTE, SHOWN, *ALICES_WORDS.values(), *BOBS_WORDS.values()]
    assert_holds_none(stolen, planted)


def test_two_people_share_a_week_without_script(meet: PersonMaker) -> None:
    alice, bob = meet("Alice", script=False), meet("Bob", script=False, viewport=PHONE)
    find_each_other(alice, bob)
    check_in_and_release(alice, bob)
    open_together(alice, bob)
    assert_same_picture(alice, bob)
    show_a_hurt(alice, bob)
    part(alice, bob)
