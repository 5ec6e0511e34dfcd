"""The last step: what is previewed is what is written, and all of it can be taken back."""

import re
from datetime import timedelta

import pytest

from accounts.actions import couple as couples
from accounts.actions.consent import withdraw_sharing
from accounts.actor import acting_as
from accounts.enums import Purpose
from checkins.enums import Element
from checkins.enums.month import Often
from checkins.models import CheckIn, MonthlySet, OpenWish, Release, ReleasedText
from tests.factories.months import whole_month
from tests.factories.people import NOW
from tests.factories.weeks import FIRST_DAY, FIRST_MOMENT, answer, give, keep, tap

PAGE = f"/week/{FIRST_DAY}/preview/"
DONE = f"/week/{FIRST_DAY}/done/"


def seen_on(html: str) -> str:
    return re.findall(r'name="seen" value="([0-9a-f]*)"', html)[0]


def post(client, **data):
    return client.post(PAGE, {"act": "release", "seen": seen_on(html_of(client)), **data})


def html_of(client) -> str:
    return client.get(PAGE).content.decode()


def ticked(html: str) -> list[str]:
    return re.findall(r'value="(\w+)" id="keep-\w+" autocomplete="off" checked', html)


def released(person, now=NOW):
    with acting_as(person.pk, now=now):
        release = Release.objects.filter(author=person).first()
        texts = [text.read()["text"] for text in ReleasedText.objects.filter(author=person)]
        return (release and release.read()["elements"]), texts


def test_preview_shows_bands_and_never_what_is_private(couple, sign_in):
    answer(couple.one, now=NOW, score=8, words="The soup.", W_HURT_1="yes", W_NOTE_1="Only mine.")
    html = html_of(sign_in(couple.one))
    assert re.findall(r'name="keep" value="(\w+)"', html) == [
        "reliability", "communication", "boundaries", "repair", "acceptance", "felt",
        "appreciation",
    ]  # fmt: skip
    assert html.count("<b>steady</b>") == 6
    assert "The soup." in html
    assert "Only mine." not in html
    assert "Load from outside us" not in html


def test_felt_sense_and_own_words_are_kept_back_until_their_author_decides(couple, sign_in):
    answer(couple.one, now=NOW, words="The soup.")
    kept = re.findall(
        r'value="(\w+)" id="keep-\w+" autocomplete="off" checked', html_of(sign_in(couple.one))
    )
    assert kept == ["felt", "appreciation"]


def test_release_writes_what_was_previewed(couple, sign_in):
    answer(couple.one, now=NOW, score=8, words="The soup.", W_REP_1=2, W_REP_2=9)
    response = post(sign_in(couple.one), keep=["felt", "boundaries"])
    assert response.url == DONE
    assert released(couple.one) == (
        {
            "reliability": "steady",
            "communication": "steady",
            "repair": "hard",
            "acceptance": "steady",
        },
        ["The soup."],
    )
    with acting_as(couple.one.pk, now=NOW):
        assert CheckIn.objects.get().is_done


def test_what_was_kept_back_last_time_stays_ticked(couple, sign_in):
    answer(couple.one, now=NOW)
    alice = sign_in(couple.one)
    post(alice, keep=["boundaries"])
    assert ticked(html_of(alice)) == ["boundaries"]


def test_releasing_again_replaces(couple, sign_in):
    answer(couple.one, now=NOW, score=8, words="The soup.")
    alice = sign_in(couple.one)
    post(alice)
    keep(couple.one, {"W-COM-1": 1}, now=NOW)
    assert "differs from this page" in html_of(alice)
    post(alice, keep=["appreciation"])
    elements, texts = released(couple.one)
    assert (elements["communication"], texts) == ("hard", [])
    with acting_as(couple.one.pk, now=NOW):
        assert Release.objects.count() == 1


def test_a_change_after_releasing_shares_nothing_by_itself(couple):
    answer(couple.one, now=NOW, score=8)
    give(couple.one, now=NOW)
    keep(couple.one, {"W-COM-1": 1}, now=NOW)
    assert released(couple.one)[0]["communication"] == "steady"


def test_what_changed_since_it_was_previewed_is_previewed_again(couple, sign_in):
    answer(couple.one, now=NOW, score=8)
    alice = sign_in(couple.one)
    seen = seen_on(html_of(alice))
    keep(couple.one, {"W-COM-1": 1}, now=NOW)
    response = alice.post(PAGE, {"act": "release", "seen": seen})
    assert response.status_code == 422
    assert "have changed since" in response.content.decode()
    assert released(couple.one) == (None, [])


@pytest.mark.parametrize("data", [{}, {"act": "share"}, {"act": "release", "keep": "everything"}])
def test_a_post_without_a_choice_releases_nothing(couple, sign_in, data):
    answer(couple.one, now=NOW)
    assert sign_in(couple.one).post(PAGE, data).status_code == 422
    assert released(couple.one) == (None, [])


def test_keeping_everything_back_writes_no_release_and_deletes_an_earlier_one(couple, sign_in):
    answer(couple.one, now=NOW, words="The soup.")
    alice = sign_in(couple.one)
    post(alice)
    post(alice, keep=[*(element.value for element in Element)])
    assert released(couple.one) == (None, [])


def test_taking_back_takes_the_tap_with_it(couple, sign_in):
    answer(couple.one, now=NOW, words="The soup.")
    alice = sign_in(couple.one)
    post(alice)
    tap(couple.one, now=NOW)
    response = alice.post(PAGE, {"act": "keep_all"}, follow=True)
    assert "All of it is with you" in response.content.decode()
    assert released(couple.one) == (None, [])
    with acting_as(couple.one.pk, now=NOW):
        assert not OpenWish.objects.exists()
        assert CheckIn.objects.get().read()["answers"]["W-REL-1"] == 8


def test_nothing_answered_offers_nothing_to_release(couple, sign_in):
    html = html_of(sign_in(couple.one))
    assert "Nothing to show" in html
    assert 'value="release"' not in html
    assert 'value="keep_all"' in html


def test_both_buttons_are_of_one_size(couple, sign_in):
    answer(couple.one, now=NOW)
    html = html_of(sign_in(couple.one))
    assert re.search(r'class="btn" type="submit" name="act" value="release"', html)
    assert re.search(r'class="btn btn--quiet" type="submit" name="act" value="keep_all"', html)


def test_paused_people_release_nothing_and_are_told_why(couple, sign_in):
    answer(couple.one, now=NOW)
    alice = sign_in(couple.one)
    seen = seen_on(html_of(alice))
    with acting_as(couple.one.pk, now=NOW):
        couples.pause(by=couple.one, now=NOW)
    html = html_of(alice)
    assert "You have paused sharing" in html
    assert 'value="release"' not in html
    assert "/connection/" in html
    response = alice.post(PAGE, {"act": "release", "seen": seen}, follow=True)
    assert "You have paused sharing" in response.content.decode()
    assert released(couple.one) == (None, [])


def test_without_consent_nothing_is_released(couple, sign_in):
    answer(couple.one, now=NOW)
    give(couple.one, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        withdraw_sharing(by=couple.one, purpose=Purpose.WEEKLY_SHARING, now=NOW)
    assert released(couple.one) == (None, [])
    alice = sign_in(couple.one)
    response = post(alice)
    assert "You have not agreed to share this" in alice.get(response.url).content.decode()
    assert released(couple.one) == (None, [])


def test_after_the_moment_nothing_can_be_released_or_taken_back(couple, sign_in, clock):
    answer(couple.one, now=NOW)
    give(couple.one, now=NOW)
    answer(couple.other, now=NOW)
    bob = sign_in(couple.other)
    seen = seen_on(html_of(bob))
    clock.move_to(FIRST_MOMENT)
    bob = sign_in(couple.other)
    assert bob.get(PAGE).url == DONE
    assert bob.post(PAGE, {"act": "release", "seen": seen}).url == DONE
    assert released(couple.other, clock.now) == (None, [])
    alice = sign_in(couple.one)
    alice.post(PAGE, {"act": "keep_all"})
    assert released(couple.one, clock.now)[0] is not None


def test_preview_hides_behind_the_password_after_five_minutes(couple, sign_in, clock):
    answer(couple.one, now=NOW, words="The soup.")
    alice = sign_in(couple.one)
    clock.move_to(NOW + timedelta(minutes=5))
    assert alice.get(PAGE).url.startswith("/account/reauthenticate/")


def test_alone_there_is_nothing_to_preview(sam, sign_in):
    answer(sam, now=NOW)
    assert sign_in(sam).get(PAGE).url == DONE
    assert sign_in(sam).post(PAGE, {"act": "release", "seen": ""}).url == DONE


def test_freedoms_of_the_month_are_offered_and_none_goes_along_by_itself(couple, sign_in):
    answer(couple.one, now=NOW, score=8)
    whole_month(couple.one, now=NOW, score=3)
    alice = sign_in(couple.one)
    html = html_of(alice)
    assert html.count('name="add"') == 9
    assert not re.search(r'name="add"[^>]*checked', html)
    post(alice)
    assert "free_lines" not in released(couple.one)[0]
    assert post(alice, add=["free_lines"]).url == DONE
    elements, _ = released(couple.one)
    assert elements["free_lines"] == "hard"
    assert [name for name in elements if name.startswith("free")] == ["free_lines"]
    assert re.findall(r'value="(\w+)" id="add-\w+" autocomplete="off" checked', html_of(alice)) == [
        "free_lines"
    ]


def test_an_earlier_choice_to_keep_nothing_back_adds_nothing(couple, sign_in):
    answer(couple.one, now=NOW, score=8)
    alice = sign_in(couple.one)
    post(alice, keep=[])
    whole_month(couple.one, now=NOW)
    post(alice, keep=[])
    assert not [name for name in released(couple.one)[0] if name.startswith("free")]


def test_nothing_else_of_a_month_can_be_added(couple, sign_in):
    answer(couple.one, now=NOW, score=8, words="")
    whole_month(couple.one, now=NOW, words="By the sea.", often=Often.OFTEN)
    alice = sign_in(couple.one)
    html = html_of(alice)
    assert "By the sea." not in html
    for forged in ("cost", "strain", "own_words", "M-T1", "ground"):
        assert post(alice, add=[forged]).status_code == 422
    with acting_as(couple.one.pk, now=NOW):
        assert not Release.objects.exists()


def test_month_before_last_is_offered_no_more(couple, sign_in):
    answer(couple.one, now=NOW, score=8)
    whole_month(couple.one, now=NOW - timedelta(days=28))
    assert 'name="add"' in html_of(sign_in(couple.one))
    with acting_as(couple.one.pk, now=NOW):
        MonthlySet.objects.update(month=NOW.date().replace(month=1, day=1))
    assert 'name="add"' not in html_of(sign_in(couple.one))


def test_a_month_that_changed_since_it_was_previewed_is_previewed_again(couple, sign_in):
    answer(couple.one, now=NOW, score=8)
    whole_month(couple.one, now=NOW, score=3)
    alice = sign_in(couple.one)
    seen = seen_on(html_of(alice))
    whole_month(couple.one, now=NOW, score=9)
    data = {"act": "release", "seen": seen, "add": ["free_lines"]}
    assert alice.post(PAGE, data).status_code == 422
