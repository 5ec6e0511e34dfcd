"""Repair: two people, each on a screen of their own, from what hurt to what became of it."""

import re
from collections.abc import Iterable
from datetime import timedelta

from accounts.models import User
from checkins.enums.repair import Turn
from tests.conftest import TestClock
from tests.factories.talks import up_to
from tests.journeys.cast import settle_couple, sign_in
from tests.journeys.conftest import DESKTOP, PHONE, PersonMaker
from tests.journeys.looks import assert_readable
from tests.journeys.person import Person
from tests.journeys.talking import (
    accepts,
    both_press,
    fill,
    invites,
    keeps_the_rules,
    looks_often,
    opens,
    says,
    waits,
)

TOLD = "You told the driving test story at the table."
FELT = "Small and laughed at."
UNDERSTOOD = "That the laughing hurt you."
MISSING = "It was the promise to keep it between us."
AGAIN = "That I had promised to keep it to us, and did not."
BOBS_SIDE = "I wanted them to like us."
HEARD = "You wanted us to look light-hearted."
SORRY = "Telling your story without asking."
CHANGE = "I ask before I tell a story with you in it."


def test_two_people_repair_what_hurt(meet: PersonMaker, clock: TestClock) -> None:
    alice, bob = meet("Alice", viewport=PHONE), meet("Bob", viewport=DESKTOP)
    users = settle_couple(alice, bob)
    alice.names_a_hurt("He told it again.", area="Communication", tag="ridiculed", weight=5)
    alice.shows_it_as("I felt laughed at, on Saturday.")
    alice.press("Open my note")
    alice.press("Invite to talk about it")
    invites(alice, "Communication")
    assert_readable(alice.page)

    accepts(bob, "Alice")
    bob.sees("You two are cooling off until")
    assert_readable(bob.page)
    later(clock, timedelta(minutes=21), zip((alice, bob), users, strict=True))
    for person in (alice, bob):
        opens(person)
    both_press(alice, bob, "I am ready")
    waits(alice, "How we talk here")  # by itself, a while later
    for person in (alice, bob):
        looks_often(person)
    keeps_the_rules(alice, bob)

    tell_and_listen(alice, bob)
    assert_readable(bob.page)
    bob.press("I would like to tell my side")
    says(bob, happened=BOBS_SIDE)
    waits(alice, "Listening")
    says(alice, understood=HEARD)
    waits(bob, "Is that it?")
    bob.press("Yes, that’s it")

    own_and_apologise(alice, bob)
    change_and_end(alice, bob)
    alice.press("How was it for me?")
    alice.page.locator("input[name='heard'][value='8']").check(force=True)
    alice.chooses("safer than before")
    alice.press("Keep it")
    alice.sees("Kept, for you alone")

    later(clock, timedelta(days=15), zip((alice, bob), users, strict=True))
    for person in (alice, bob):
        person.go("/today/")
        person.sees("Something for you alone")
        person.page.locator("section", has_text="Something for you alone").get_by_role(
            "link", name="Open"
        ).click()
        person.sees(CHANGE)
        person.chooses("repaired")
        person.press("Keep it")
    bob.sees_heading("Repaired")
    alice.go("/us/")
    alice.sees("What you agreed on")
    alice.sees_nothing_of("I felt laughed at, on Saturday.")
    for person in (alice, bob):
        assert_readable(person.page)


def test_a_conversation_is_paused_left_and_taken_up_again(
    meet: PersonMaker, clock: TestClock
) -> None:
    alice, bob = meet("Alice", viewport=PHONE), meet("Bob", viewport=PHONE)
    users = settle_couple(alice, bob)
    pk, now = up_to(Turn.TELL, *users, now=clock.now)
    later(clock, now - clock.now, zip((alice, bob), users, strict=True))
    for person in (alice, bob):
        person.go(f"/us/talk/{pk}/")
    fill(alice, happened=TOLD)
    alice.press("I need a pause")
    alice.chooses("in an hour")
    alice.press("Pause now")
    waits(bob, "Paused")
    bob.sees_nothing_of(TOLD, "back Wednesday")
    alice.sees("For yourself, you wrote: back")
    both_press(alice, bob, "I am back")
    waits(alice, "Telling")
    assert alice.page.locator("[name='happened']").input_value() == TOLD
    assert_readable(alice.page)
    seen_in_a_pause = bob.page.url
    alice.press("Leave this conversation")
    alice.sees_heading("You are out of it")
    assert_readable(alice.page)
    waits(bob, "Paused")
    assert bob.page.url == seen_in_a_pause
    assert_readable(bob.page)

    later(clock, timedelta(days=15), zip((alice, bob), users, strict=True))
    bob.go("/us/")
    bob.page.get_by_text("Earlier conversations").click()
    bob.page.get_by_role("link", name=re.compile("Closed by itself")).click()
    bob.press("Take it up again")
    bob.sees_heading("First, you")
    bob.chooses("Yes")
    bob.press("Go on")
    bob.chooses("Communication")
    bob.page.get_by_role("textbox", name="In your own words: why again?").fill("I miss us.")
    bob.press("See how it will look")
    bob.sees("I miss us.")
    bob.press("Send it")
    accepts(alice, "Bob")
    alice.sees("Why again")
    alice.sees("I miss us.")
    assert_readable(alice.page)


def test_the_same_conversation_works_without_script(meet: PersonMaker, clock: TestClock) -> None:
    alice = meet("Alice", viewport=PHONE, script=False)
    bob = meet("Bob", viewport=DESKTOP, script=False)
    users = settle_couple(alice, bob)
    alice.go("/us/")
    alice.press("Invite to talk")
    invites(alice, "Communication")
    accepts(bob, "Alice")
    later(clock, timedelta(minutes=21), zip((alice, bob), users, strict=True))
    for person in (alice, bob):
        opens(person)
    both_press(alice, bob, "I am ready")
    waits(alice, "How we talk here")
    keeps_the_rules(alice, bob)
    tell_and_listen(alice, bob)
    bob.press("Not today")
    own_and_apologise(alice, bob)
    change_and_end(alice, bob)


def later(clock: TestClock, by: timedelta, people: Iterable[tuple[Person, User]]) -> None:
    """Time passes; whoever was here has to sign in again."""
    clock.move_to(clock.now + by)
    for person, user in people:
        sign_in(person, user)


def tell_and_listen(alice: Person, bob: Person) -> None:
    """Telling, and one *not quite*."""
    waits(alice, "Telling")
    bob.sees_nothing_of(TOLD)
    says(alice, happened=TOLD, felt=FELT)
    waits(bob, "Listening")
    bob.sees(TOLD)
    says(bob, understood=UNDERSTOOD)
    waits(alice, "Is that it?")
    fill(alice, missing=MISSING)
    alice.press("Not quite – this is missing")
    alice.press("Send this")
    waits(bob, "Listening")
    bob.sees(MISSING)
    says(bob, understood=AGAIN)
    waits(alice, "Is that it?")
    alice.sees(AGAIN)
    alice.press("Yes, that’s it")
    waits(bob, "The other side")


def own_and_apologise(alice: Person, bob: Person) -> None:
    waits(alice, "My part")
    alice.press("I don’t see my part yet; I take your hurt seriously")
    waits(bob, "My part")
    bob.sees_nothing_of("I take your hurt seriously.")
    says(bob, my_part="I told it although I knew.", effect="You went quiet.")
    bob.sees("I don’t see my part yet. I take your hurt seriously.")
    waits(bob, "Saying sorry")
    says(bob, apology=SORRY, regret="I am sorry.")
    waits(alice, "Saying sorry")
    alice.sees_nothing_of(SORRY)
    alice.press("Pass over this step")
    waits(alice, "Hearing it")
    alice.sees(SORRY)
    alice.press("I need time with it")


def change_and_end(alice: Person, bob: Person) -> None:
    waits(bob, "One small change")
    says(bob, change=CHANGE, when="From now on.")
    waits(alice, "One small change")
    alice.press("No change needed from me")
    for person in (alice, bob):
        waits(person, "Shall we try this?")
        person.sees(CHANGE)
        person.press("Yes, let us try this")
    waits(alice, "Coming back to each other")
    alice.ticks("a walk")
    alice.ticks("a hug")
    alice.press("Choose these")
    waits(bob, "Coming back to each other")
    bob.ticks("a walk")
    bob.press("Choose these")
    bob.sees("You both chose: a walk")
    bob.sees_nothing_of("a hug")
    waits(alice, "For now, you are through")
