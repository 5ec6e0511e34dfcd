"""Two people agree on a list, promise something and begin anew, one of them without script."""

from datetime import timedelta

from tests.conftest import TestClock
from tests.factories.people import NOW
from tests.journeys.cast import settle_couple, sign_in
from tests.journeys.conftest import PHONE, PersonMaker
from tests.journeys.looks import assert_readable

RULES = "We sit down.\nWe take turns.\nWe stop at ten."


def test_two_agree_on_a_list_promise_and_begin_anew(meet: PersonMaker, clock: TestClock) -> None:
    alice, bob = meet("Alice", viewport=PHONE), meet("Bob", viewport=PHONE, script=False)
    people = settle_couple(alice, bob)

    # A list: one suggests, the other says yes.
    alice.go("/us/rules/")
    alice.page.get_by_text("Suggest a list").click()
    alice.page.get_by_label("One rule a line").fill(RULES)
    alice.press("Suggest this list")
    alice.sees("You suggest this list")
    bob.go("/us/rules/")
    bob.sees("Alice suggests this list")
    bob.press("Yes to this list")
    for person in (alice, bob):
        person.go("/us/rules/")
        person.sees("The list of both of you")
        if person is alice:
            assert_readable(person.page)

    # A promise: seen before it is sent, called kept by both on its day.
    alice.go("/us/promises/new/")
    alice.page.get_by_label("What I will do").fill("I call when I am late.")
    alice.page.get_by_label("Until").fill((NOW.date() + timedelta(days=1)).isoformat())
    assert_readable(alice.page)
    alice.press("See how it will look")
    alice.sees("This is all Bob will read")
    assert_readable(alice.page)
    bob.go("/us/promises/")
    bob.sees_nothing_of("I call when I am late.")
    alice.press("Send this")
    bob.go("/us/promises/")
    bob.sees("I call when I am late.")

    # A new beginning: nothing shows until both have sent.
    for person, words in ((alice, "Our Sundays."), (bob, "Your laugh.")):
        person.go("/us/again/")
        person.sees_nothing_of("Our Sundays.")
        person.page.get_by_label("What I want to hold on to").fill(words)
        person.press("Keep, and look at it")
        person.sees("Yours, not sent")
        if person is alice:
            assert_readable(person.page)
        person.press("Send mine")
    for person in (alice, bob):
        person.go("/us/again/")
        person.sees("Our Sundays.")
        person.sees("Your laugh.")
        if person is alice:
            assert_readable(person.page)

    # The day of the promise.
    clock.move_to(NOW + timedelta(days=1))
    for person, user in zip((alice, bob), people, strict=True):
        sign_in(person, user)
        person.go("/us/promises/")
        person.sees("If you like, note how it went, for yourself.")
        person.page.get_by_role("link", name="Open").click()
        if person is alice:
            assert_readable(person.page)
        person.press("I call it kept")
        person.sees("You call it kept.")
    bob.sees("You both call this kept.")


def test_two_show_each_other_what_safe_means(meet: PersonMaker) -> None:
    alice, bob = meet("Alice", viewport=PHONE), meet("Bob", viewport=PHONE, script=False)
    settle_couple(alice, bob)

    # Alice finishes the sentence for herself, and later brings her words along.
    alice.go("/mine/me/meaning/")
    alice.page.get_by_label("In my own words").fill("Nobody shouts.")
    alice.press("Keep")
    for person, words in ((alice, None), (bob, "Being asked first.")):
        person.go("/us/")
        person.page.get_by_role("link", name="What safe means to us").click()
        if words:
            person.sees_nothing_of("Nobody shouts.")
            person.page.get_by_label("Safe means to me…").fill(words)
        person.press("Keep, and look at it")
        person.sees("Yours, not sent")
        if person is alice:
            assert_readable(person.page)
        person.press("Send mine")
    for person in (alice, bob):
        person.go("/us/meaning/")
        person.sees("Nobody shouts.")
        person.sees("Being asked first.")
        if person is alice:
            assert_readable(person.page)

    # What she takes back is gone from his page.
    alice.page.get_by_text("Take mine back, or delete it").click()
    alice.press("Take mine back")
    bob.go("/us/meaning/")
    bob.sees_nothing_of("Nobody shouts.")
