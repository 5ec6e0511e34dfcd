"""Somebody looks for a card and reads it, on a phone, with script and without."""

import pytest
from playwright.sync_api import expect

from checkins.queries.library import library
from tests.journeys.cast import settle
from tests.journeys.conftest import PHONE, PersonMaker
from tests.journeys.looks import assert_readable


@pytest.mark.parametrize("script", [True, False])
def test_words_lead_to_a_card_and_stand_in_no_address(meet: PersonMaker, *, script: bool) -> None:
    sam = meet("Sam", viewport=PHONE, script=script)
    settle(sam)
    sam.go("/more/")
    sam.page.get_by_role("link", name="Library").click()
    sam.sees_heading("Library")
    sam.page.get_by_label("Find a card").fill("calm dog")
    if script:
        # Nothing has to be pressed.
        expect(sam.page.get_by_role("link", name="Borrowed calm").first).to_be_visible()
        assert_readable(sam.page)
    else:
        sam.press("Find")
    assert "calm" not in sam.page.url
    sam.page.get_by_role("link", name="Borrowed calm").first.click()
    sam.sees_heading("Borrowed calm")
    assert sam.page.title() == "Card – Twofold"
    if script:
        assert_readable(sam.page)


def test_no_card_is_longer_than_the_screen_of_a_phone(meet: PersonMaker) -> None:
    sam = meet("Sam", viewport=PHONE)
    settle(sam)
    longest = max(library().cards(), key=lambda card: (len(card.points), len(card.words)))
    for slug in {longest.slug, *(each.slug for each in library().cards() if len(each.words) > 450)}:
        sam.go(f"/library/{slug}/")
        box = sam.page.get_by_role("article").bounding_box()
        assert box is not None
        assert (slug, box["height"] <= PHONE["height"]) == (slug, True)
