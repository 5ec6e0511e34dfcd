"""*No prompts, please* and how soon: a preference of one's own, the same page for everybody."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.actor import acting_as
from checkins.enums import Preset
from checkins.queries.question import own_preset
from checkins.safety import is_quiet
from tests.checkins.every_page import mask
from tests.factories.people import NOW
from tests.factories.questions import wishes

PAGE = "/mine/prompts/"


def body(client, path=PAGE):
    return re.sub(r"\s+", " ", client.get(path).content.decode())


def standing(person):
    with acting_as(person.pk, now=NOW):
        return is_quiet(person), own_preset(person)


def test_nothing_is_chosen_until_somebody_chooses(couple, sign_in):
    form = sign_in(couple.one).get(PAGE).context["form"]
    assert (form["wants_none"].value(), form["preset"].value()) == (False, Preset.STANDARD)


@pytest.mark.parametrize("preset", Preset)
@pytest.mark.parametrize("wants_none", [True, False])
def test_what_was_chosen_is_kept_and_shown_to_its_owner(couple, sign_in, wants_none, preset):
    client = sign_in(couple.one)
    data = {"preset": preset} | ({"wants_none": "on"} if wants_none else {})
    for _ in range(2):
        response = client.post(PAGE, data, follow=True)
        assert response.redirect_chain == [(PAGE, 302)]
        assert "Kept. Nobody is told." in response.content.decode()
    form = client.get(PAGE).context["form"]
    assert (form["wants_none"].value(), form["preset"].value()) == (wants_none, preset)
    assert standing(couple.one) == (wants_none, preset)
    assert standing(couple.other) == (False, Preset.STANDARD)


def test_page_says_what_the_wish_does_and_asks_for_no_reason(couple, sign_in):
    page = body(sign_in(couple.one))
    assert (
        "No private questions. Invitations to talk close by themselves. Nobody is told."
    ) in page
    (main,) = re.findall(r"<main.*</main>", page)
    assert re.findall(r'name="(\w+)"', main) == [
        "csrfmiddlewaretoken",
        "wants_none",
        *["preset"] * 3,
    ]
    assert "textarea" not in main


def test_page_never_says_what_the_other_chose(couple, sign_in):
    wishes(couple.one, preset=Preset.ATTENTIVE)
    client = sign_in(couple.one)

    before = mask(body(client))
    wishes(couple.other, none=True, preset=Preset.ATTENTIVE)
    assert mask(body(client)) == before


def test_what_is_no_choice_changes_nothing(couple, sign_in):
    wishes(couple.one, none=True, preset=Preset.QUIET)
    response = sign_in(couple.one).post(PAGE, {"preset": "loud"})
    assert response.status_code == 422
    assert standing(couple.one) == (True, Preset.QUIET)


def test_page_asks_for_the_password_where_the_private_area_is_shut(couple, sign_in, clock):
    client = sign_in(couple.one)
    clock.move_to(NOW + settings.PRIVATE_IDLE_LIMIT)
    for response in (client.get(PAGE), client.post(PAGE, {"preset": "quiet"})):
        assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert standing(couple.one) == (False, Preset.STANDARD)


def test_everybody_is_led_there_in_the_same_words(couple, sam, sign_in):
    wishes(couple.one, none=True)
    for path in ("/more/", "/mine/"):
        found = {
            person: re.findall(rf'<a [^>]*href="{PAGE}".*?</a>', body(sign_in(person), path))
            for person in (*couple, sam)
        }
        assert len({tuple(links) for links in found.values()}) == 1
        assert len(found[sam]) == 1
