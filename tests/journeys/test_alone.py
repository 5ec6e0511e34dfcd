"""Somebody uses all of it alone for a quarter of a year, takes it along, goes, and begins anew."""

import re
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import expect

from accounts.models import User
from tests.conftest import TestClock
from tests.factories.people import NOW
from tests.factories.questions import finish
from tests.journeys.cast import sign_in
from tests.journeys.conftest import PHONE, PersonMaker
from tests.journeys.looks import assert_readable
from tests.journeys.person import Person
from tests.journeys.test_data import deletes_it_all, takes_a_copy

WEEKS = 13
MIDDLE = 7
MARKS: dict[str, int | str] = {
    "W-REL-1": 8,
    "W-REL-2": 1,
    "W-BND-1": 7,
    "W-COM-1": 9,
    "W-ACC-1": 6,
    "W-FELT-1": 7,
    "W-CTX-1": 2,
    "W-HURT-1": "no",
}
FIRST_WEEK = "The walk on Sunday did me good."
MIDDLE_WEEK = "A thin week, and snow."
LAST_WEEK = "I sleep better than in winter."
GOES = "This is to be gone in a week."
STAYS = "I want to remember how quiet it was."
ASKED = "An evening in the week that is mine."
ABOUT_ME = "Doors that are closed loudly."
DAILY = "Soup, and an early night."
MONTHLY = "Once a month a day without plans."
KEPT = (FIRST_WEEK, MIDDLE_WEEK, LAST_WEEK, STAYS, ASKED, ABOUT_ME, DAILY, MONTHLY)


def checks_in(sam: Person, words: str) -> None:
    sam.go("/today/")
    sam.press("Begin")
    sam.answers(MARKS, {"W-NOTE-1": words})
    sam.sees_heading("Thank you for taking the time")


def reads_what_is_there_for_everybody(sam: Person) -> None:
    sam.go("/help/")
    sam.sees("People to talk to")
    sam.go("/help/questions/")
    sam.chooses("not sure", within=sam.page.get_by_role("group").first)
    sam.press("What this can mean")
    sam.sees_heading("Thank you for looking")
    sam.go("/library/")
    sam.page.get_by_label("Find a card").fill("calm dog")
    sam.page.get_by_role("link", name="Borrowed calm").first.click()
    sam.sees_heading("Borrowed calm")


def writes_notes(sam: Person) -> None:
    for words, after in ((GOES, "after 7 days"), (STAYS, "Not by itself")):
        sam.go("/mine/notebook/new/")
        sam.page.get_by_label("In my own words").fill(words)
        sam.chooses(after)
        sam.press("Keep")
        sam.sees(words)
    sam.go("/mine/notebook/")
    sam.sees(GOES)


def looks_inward(sam: Person) -> None:
    sam.go("/mine/inner/new/")
    sam.page.get_by_label("shoulders down", exact=True).check(force=True)
    while not (done := sam.control("Done")).is_visible():
        here = sam.page.url
        sam.press("Keep and go on")
        expect(sam.page).not_to_have_url(here)
        sam.sees("Keep and go on" if not sam.page.url.endswith("/ask/") else "Done")
    sam.page.get_by_label("Something I’d like to ask for").fill(ASKED)
    done.click()
    sam.sees(ASKED)
    sam.press("A minute of calm")
    sam.sees_heading("Borrowed calm")


def tells_of_himself(sam: Person) -> None:
    sam.go("/mine/me/triggers/")
    sam.page.get_by_label("In my own words").fill(ABOUT_ME)
    sam.press("Keep")
    sam.sees(ABOUT_ME)


def keeps_a_day(sam: Person) -> None:
    sam.go("/mine/day/")
    sam.sees("This is off until you want it.")
    sam.press("Keep days")
    sam.page.locator("input[name='D-CLOSE-1'][value='6']").check(force=True)
    sam.page.locator("textarea").fill(DAILY)
    sam.press("Done")
    sam.page.wait_for_url("**/today/")


def takes_a_longer_look(sam: Person) -> None:
    sam.go("/mine/months/")
    sam.press("Begin")
    sam.page.wait_for_url("**/1/")
    while re.search(r"/mine/months/[-0-9]+/[0-9]+/$", here := sam.page.url):
        for area in sam.page.locator("main textarea").all():
            area.fill(MONTHLY)
        is_last = sam.control("Done").is_visible()
        sam.press("Done" if is_last else "Save and continue")
        expect(sam.page).not_to_have_url(here)
    sam.sees_heading("Thank you for taking the time")


def begins_anew(sam: Person) -> None:
    sam.signs_up()
    for path in ("/today/", "/mine/", "/mine/notebook/", "/mine/trends/", "/more/record/"):
        sam.go(path)
        sam.sees_nothing_of(*KEPT, GOES)


def test_somebody_alone_for_a_quarter_of_a_year(
    meet: PersonMaker, clock: TestClock, tmp_path: Path
) -> None:
    sam = meet("Sam", viewport=PHONE)

    def week(number: int) -> None:
        clock.move_to(NOW + timedelta(weeks=number - 1))
        sign_in(sam, user)

    # Given somebody who is here for the first time
    sam.signs_up()
    user = User.objects.get(email=sam.email)
    checks_in(sam, FIRST_WEEK)
    assert_readable(sam.page)
    reads_what_is_there_for_everybody(sam)
    writes_notes(sam)
    assert_readable(sam.page)

    # When the weeks go by
    for number in range(2, MIDDLE):
        finish(user, score=7 + number % 2, now=NOW + timedelta(weeks=number - 1))
    week(MIDDLE)
    sam.go("/mine/notebook/")
    sam.sees(STAYS)
    sam.sees_nothing_of(GOES)
    checks_in(sam, MIDDLE_WEEK)
    looks_inward(sam)
    tells_of_himself(sam)
    assert_readable(sam.page)
    for number in range(MIDDLE + 1, WEEKS):
        finish(user, score=7 + number % 2, now=NOW + timedelta(weeks=number - 1))
    week(WEEKS)
    checks_in(sam, LAST_WEEK)
    keeps_a_day(sam)
    takes_a_longer_look(sam)

    # Then all of it can be read, by its author alone
    sam.go("/mine/trends/")
    sam.sees("Reliability")
    assert_readable(sam.page)
    file = takes_a_copy(sam, tmp_path)
    assert [words for words in KEPT if words not in file] == []
    assert GOES not in file

    # And nothing of it, once there is no such account; the same address begins anew
    deletes_it_all(sam)
    assert_readable(sam.page)
    assert not User.objects.filter(pk=user.pk).exists()
    begins_anew(sam)
    assert_readable(sam.page)
