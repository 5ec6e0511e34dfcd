"""Taking released words back before the moment: what is left must be worth a release."""

from accounts.actor import acting_as
from checkins.enums import RELEASABLE, Element
from checkins.models import OpenWish, Release, ReleasedText
from tests.factories.people import NOW
from tests.factories.weeks import FIRST_DAY, FIRST_MOMENT, answer, give, tap

WITHDRAW = f"/us/{FIRST_DAY}/withdraw/"
PICTURE = f"/us/{FIRST_DAY}/"


def test_words_that_were_all_take_the_release_and_the_tap_with_them(couple, sign_in, clock):
    alice, bob = couple
    answer(alice, now=NOW, words="Words of Alice.")
    give(alice, now=NOW)
    answer(bob, now=NOW, words="Words of Bob.")
    give(bob, now=NOW, keep_back=RELEASABLE)
    tap(bob, now=NOW)
    with acting_as(bob.pk, now=NOW):
        assert Release.objects.filter(author=bob).exists()
        assert OpenWish.objects.exists()
    assert sign_in(bob).post(WITHDRAW).status_code == 302
    with acting_as(bob.pk, now=NOW):
        assert not Release.objects.filter(author=bob).exists()
        assert not OpenWish.objects.exists()
    clock.move_to(FIRST_MOMENT)
    assert "Words of Alice." not in sign_in(bob).get(PICTURE).content.decode()


def test_ratings_stay_when_the_words_beside_them_go(couple, sign_in, clock):
    bob = couple.other
    for person in couple:
        answer(person, now=NOW, words=f"Words of {person.display_name}.")
        give(person, now=NOW, keep_back=[Element.FELT])
    sign_in(bob).post(WITHDRAW)
    with acting_as(bob.pk, now=NOW):
        assert Release.objects.filter(author=bob).exists()
        assert not ReleasedText.objects.filter(author=bob).exists()
    clock.move_to(FIRST_MOMENT)
    html = sign_in(bob).get(PICTURE).content.decode()
    assert "Words of Alice." in html
    assert "Words of Bob." not in html


def test_after_the_moment_an_opened_picture_does_not_close_by_it(couple, sign_in, clock):
    alice, bob = couple
    answer(alice, now=NOW, words="Words of Alice.")
    give(alice, now=NOW)
    answer(bob, now=NOW, words="Words of Bob.")
    give(bob, now=NOW, keep_back=RELEASABLE)
    clock.move_to(FIRST_MOMENT)
    sign_in(bob).post(WITHDRAW)
    for person in couple:
        html = sign_in(person).get(PICTURE).content.decode()
        assert "Words of Alice." in html
        assert "Words of Bob." not in html
