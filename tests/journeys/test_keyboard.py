"""A step of the check-in with the keyboard alone."""

from playwright.sync_api import Page, expect

from tests.journeys.cast import settle_couple
from tests.journeys.conftest import PersonMaker

# More than any page of ours has places to stop at.
STOPS = 60
FOCUS = """() => {
  const here = document.activeElement;
  const style = getComputedStyle(here);
  const shown = here.closest("label, .scale__step, .scale__pill") ?? here;
  return [style, getComputedStyle(shown)].some((each) => each.outlineStyle !== "none");
}"""


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the focus is there, and sees at each stop where it is."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    message = f"Tab never comes to {selector}"
    raise AssertionError(message)


def test_step_is_answered_with_the_keyboard_alone(meet: PersonMaker) -> None:
    alice = meet("Alice")
    settle_couple(alice, meet("Bob"))
    page = alice.page
    alice.go("/week/")
    step = page.url

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    page.keyboard.press("Enter")
    tab_to(page, "input[name='W-REL-1']")
    with page.expect_response("**/week/**"):
        page.keyboard.press("Space")
    expect(page.locator("input[name='W-REL-1'][value='0']")).to_be_checked()
    for _ in range(3):
        with page.expect_response("**/week/**"):
            page.keyboard.press("ArrowRight")
    expect(page.locator("input[name='W-REL-1'][value='3']")).to_be_checked()
    expect(page.get_by_role("status").filter(has_text="kept")).to_be_visible()
    tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")

    expect(page).not_to_have_url(step)
    page.goto(step)
    expect(page.locator("input[name='W-REL-1'][value='3']")).to_be_checked()


def test_exit_is_the_second_stop_on_every_page(meet: PersonMaker) -> None:
    visitor = meet("Visitor")
    visitor.go("/help/")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Tab")
    expect(visitor.page.locator(":focus")).to_have_text("Exit now")
