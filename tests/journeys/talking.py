"""A conversation as two people walk through it, each on a screen of their own."""

import re

from playwright.sync_api import expect

from tests.journeys.person import Person

LOOKS_OFTEN = "setInterval(() => document.dispatchEvent(new Event('visibilitychange')), 250)"


def fill(person: Person, **texts: str) -> None:
    """Type into the fields of the step, and let each be kept where script does that."""
    for name, text in texts.items():
        area = person.page.locator(f"main [name='{name}']").first
        if person.script:
            with person.page.expect_response(
                lambda answer: answer.request.method == "POST" and "/talk/" in answer.url
            ) as kept:
                area.fill(text)
                area.blur()
            assert kept.value.ok
        else:
            area.fill(text)


def says(person: Person, **texts: str) -> None:
    """Fill in, look at it, send it."""
    fill(person, **texts)
    person.press("See how it will look")
    for text in texts.values():
        person.sees(text)
    person.press("Send this")


def invites(person: Person, area: str) -> None:
    """From the page of readiness to the invitation that stands."""
    person.sees_heading("First, you")
    person.chooses("Yes")
    person.press("Go on")
    person.chooses(area)
    person.press("See how it will look")
    person.press("Send it")
    person.sees_heading("Your invitation to talk")


def accepts(person: Person, name: str) -> None:
    person.go("/us/")
    person.sees(f"{name} would like to talk with you")
    person.page.locator("section", has_text="Talking it over").get_by_role(
        "link", name=re.compile("^Open")
    ).click()
    person.chooses("Yes")
    person.press("Go on")
    person.press("Yes")
    person.sees_heading("Cooling off")


def opens(person: Person) -> None:
    """The conversation, from the page of both."""
    person.go("/us/")
    person.press("Open it")


def looks_often(person: Person) -> None:
    """From here on this person takes the phone up again and again; each time it looks at once.

    Without this the page that waits looks every four seconds, and a conversation has many pages.
    """
    person.page.context.add_init_script(LOOKS_OFTEN)
    person.page.evaluate(LOOKS_OFTEN)


def waits(person: Person, heading: str) -> None:
    """With script the page turns by itself; without, by its link."""
    if not person.script and person.page.get_by_role("link", name="Look again").count():
        person.press("Look again")
    expect(person.page.get_by_role("heading", level=1)).to_have_text(heading)


def both_press(one: Person, other: Person, name: str) -> None:
    for person in (one, other):
        person.press(name)


def keeps_the_rules(one: Person, other: Person) -> None:
    for person in (one, other):
        person.sees_heading("How we talk here")
        person.ticks("I will try to keep to these today")
        person.press("Go on")
