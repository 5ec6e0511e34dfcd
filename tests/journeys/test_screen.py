"""Seven questions for oneself: what a browser sends of them, and what it can bring back."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Request, expect

from tests.journeys.cast import settle
from tests.journeys.conftest import PHONE, PersonMaker
from tests.journeys.looks import assert_readable
from tests.journeys.storage import assert_little_is_kept

PAGE = "/help/questions/"


@pytest.mark.parametrize("script", [True, False])
def test_answers_never_leave_the_screen(meet: PersonMaker, *, script: bool) -> None:
    alice = meet("Alice", viewport=PHONE, script=script)
    settle(alice)
    alice.go(PAGE)
    sent: list[Request] = []

    def note(request: Request) -> None:
        sent.append(request)

    alice.page.on("request", note)
    for group in alice.page.get_by_role("group").all():
        alice.chooses("not sure", within=group)
    # They are seven groups, and each holds one answer.
    expect(alice.page.locator("input:checked")).to_have_count(7)

    alice.press("What this can mean")

    alice.sees_heading("Thank you for looking")
    bodies = [request.post_data or "" for request in sent if request.method == "POST"]
    assert [set(parse_qs(body)) for body in bodies] == [{"csrfmiddlewaretoken"}]
    assert not [request.url for request in sent if "?" in request.url or "not_sure" in request.url]
    if script:
        assert_readable(alice.page)
        assert_little_is_kept(alice.page)

    alice.page.go_back()
    alice.sees_heading("Seven questions for you alone")
    expect(alice.page.locator("input:checked")).to_have_count(0)


def test_page_afterwards_offers_quiet_to_everybody(meet: PersonMaker) -> None:
    alice = meet("Alice", viewport=PHONE)
    settle(alice)
    alice.go(PAGE)
    assert_readable(alice.page)
    alice.press("What this can mean")
    alice.press("No prompts, please")
    alice.sees("No prompts from now on. Nobody is told.")
    alice.press("Back to Today")
    alice.page.wait_for_url("**/today/")
