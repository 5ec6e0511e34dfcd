"""Somebody looks inward on a phone in the evening, and writes; and somebody else without script."""

import pytest

from tests.journeys.cast import settle
from tests.journeys.conftest import PHONE, PersonMaker
from tests.journeys.looks import assert_readable


@pytest.mark.parametrize("script", [True, False])
def test_somebody_looks_inward_step_by_step(meet: PersonMaker, *, script: bool) -> None:
    sam = meet("Sam", viewport=PHONE, script=script)
    settle(sam)
    page = sam.page

    def looks(said: str) -> None:
        sam.sees(said)
        if script:
            assert_readable(page)

    def chooses(label: str) -> None:
        # The whole row is its label and lies above the box, so that a thumb finds it.
        page.get_by_label(label, exact=True).check(force=True)

    sam.go("/mine/")
    looks("How I am")
    page.get_by_role("link", name="Looking inward").click()
    looks("Nothing here yet")
    page.get_by_role("link", name="Look inward now").click()
    looks("The body first; words can wait.")
    chooses("shoulders down")
    sam.press("Keep and go on")
    looks("Nothing in you is too much.")
    chooses("angry")
    sam.press("Keep and go on")
    looks("which line was crossed?")
    page.get_by_label("If words come").fill("The door again.")
    sam.press("Keep and go on")
    looks("Which need is hungry?")
    chooses("having a say")
    sam.press("Keep and go on")
    looks("What I did with it")
    sam.press("Keep and go on")
    looks("I was on my own side.")
    sam.press("Keep and go on")
    page.get_by_label("Something I’d like to ask for").fill("Ten minutes before dinner.")
    looks("Give and ask")
    sam.press("Done")
    looks("Thank you for looking")
    sam.sees("Ten minutes before dinner.")
    sam.sees("The door again.")

    page.get_by_role("link", name="A minute of calm").click()
    looks("Borrowed calm")
    page.get_by_text("Breathe along").click()
    looks("Close this to stop it.")


def test_somebody_writes_for_themselves(meet: PersonMaker) -> None:
    sam = meet("Sam", viewport=PHONE)
    settle(sam)
    page = sam.page

    def looks(said: str) -> None:
        sam.sees(said)
        assert_readable(page)

    def chooses(label: str) -> None:
        page.get_by_label(label, exact=True).check(force=True)

    sam.go("/mine/notebook/new/")
    page.get_by_label("In my own words").fill("I saw the letter on Monday.")
    chooses("after 30 days")
    looks("A note")
    sam.press("Keep")
    looks("Erases itself on")

    sam.go("/mine/cards/")
    page.get_by_label("Which parts of me do I look down on?").fill("The slow one.")
    looks("Three questions inward")
    sam.press("Keep what I wrote")
    looks("The slow one.")

    sam.go("/mine/me/stress/")
    chooses("I draw back")
    looks("What I do under stress")
    sam.press("Keep")
    looks("I draw back")
