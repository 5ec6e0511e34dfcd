"""Where to look first, and different weeks: hints from what is shown, the same for both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkins.enums import ELEMENTS, Band, Element
from checkins.logic.release import Release, ReleasedElement
from checkins.logic.reveal import (
    Picture,
    different_weeks,
    named_in,
    shared_picture,
    where_to_look_first,
)
from tests.checkins.logic.test_reveal import NUMBERS, bands, picture_of, releases, swapped


def test_look_first_at_the_lowest_voice() -> None:
    picture = picture_of(reliability=(5, 5), repair=(9, 4), acceptance=(6, 6))
    assert where_to_look_first(picture, {}) is Element.REPAIR


def test_look_first_at_the_larger_gap_among_equals() -> None:
    picture = picture_of(reliability=(4, 5), repair=(9, 4), acceptance=(4, 4))
    assert where_to_look_first(picture, {}) is Element.REPAIR


def test_look_first_at_what_was_named_least_recently() -> None:
    picture = picture_of(reliability=(4, 5), repair=(5, 4), acceptance=(4, 5))
    named = {Element.RELIABILITY: 7, Element.REPAIR: 2, Element.ACCEPTANCE: 3}
    assert where_to_look_first(picture, named) is Element.REPAIR
    del named[Element.ACCEPTANCE]
    assert where_to_look_first(picture, named) is Element.ACCEPTANCE


@pytest.mark.parametrize("picture", [picture_of(reliability=(7, 9)), picture_of(felt=(1, 1))])
def test_look_first_nowhere_where_all_is_steady(picture: Picture) -> None:
    assert where_to_look_first(picture, {}) is None


def test_look_first_uses_what_is_shown_only() -> None:
    numbers = (ReleasedElement(Element.RELIABILITY, 1.0), ReleasedElement(Element.REPAIR, 0.0))
    mine = Release(NUMBERS, numbers)
    theirs = bands(reliability=Band.HARD, repair=Band.HARD)
    picture = shared_picture(mine, theirs)
    assert picture is not None
    assert where_to_look_first(picture, {}) is Element.RELIABILITY


@given(mine=releases, theirs=releases)
def test_look_first_is_the_same_for_both(mine: Release, theirs: Release) -> None:
    picture = shared_picture(mine, theirs)
    if picture is not None:
        assert where_to_look_first(picture, {}) is where_to_look_first(swapped(picture), {})


def test_named_in_goes_round_where_all_are_alike() -> None:
    alike = picture_of(reliability=(4, 4), repair=(4, 4), acceptance=(4, 4))
    pictures = [alike] * 4
    assert named_in(pictures) == {
        Element.RELIABILITY: 3,
        Element.REPAIR: 1,
        Element.ACCEPTANCE: 2,
    }


def test_different_weeks_start_with_the_fifth_common_round() -> None:
    usual = picture_of(repair=(7, 7), boundaries=(6, 6))
    apart = picture_of(repair=(9, 3), boundaries=(6, 6))
    assert different_weeks([usual] * 3, apart) == ()
    assert different_weeks([usual] * 4, apart) == (Element.REPAIR,)


def test_different_weeks_count_rounds_in_which_both_released_the_element() -> None:
    other = picture_of(reliability=(7, 7))
    usual = picture_of(repair=(7, 7))
    apart = picture_of(repair=(9, 3))
    assert different_weeks([usual, other, usual, usual, other], apart) == ()
    assert different_weeks([usual, other, usual, usual, usual], apart) == (Element.REPAIR,)


@pytest.mark.parametrize(("gap", "named"), [(2.4, False), (2.5, True)])
def test_different_weeks_need_two_and_a_half_points(gap: float, *, named: bool) -> None:
    usual = picture_of(repair=(5, 5))
    apart = picture_of(repair=(5 + gap, 5))
    assert (different_weeks([usual] * 4, apart) == (Element.REPAIR,)) is named


def test_different_weeks_leave_a_usual_gap_alone() -> None:
    usual = picture_of(repair=(9, 3))
    assert different_weeks([usual] * 6, usual) == ()
    assert different_weeks([usual] * 6, picture_of(repair=(6, 6))) == (Element.REPAIR,)


def test_different_weeks_allow_for_a_couple_that_varies() -> None:
    history = [picture_of(repair=(5 + each, 5)) for each in (-4, 4, -2, 2)]
    # Median 0, MAD 3, spread 4.45: eleven points would be needed.
    assert different_weeks(history, picture_of(repair=(10, 0))) == ()


def test_different_weeks_forget_what_is_older_than_twelve_rounds() -> None:
    old = picture_of(repair=(9, 3))
    recent = picture_of(repair=(6, 6))
    assert different_weeks([old] * 40 + [recent] * 12, old) == (Element.REPAIR,)


def test_different_weeks_in_bands_count_their_middles() -> None:
    same = shared_picture(bands(repair=Band.MIXED), bands(repair=Band.MIXED))
    apart = shared_picture(bands(repair=Band.STEADY), bands(repair=Band.MIXED))
    assert same is not None
    assert apart is not None
    assert different_weeks([same] * 4, apart) == (Element.REPAIR,)


@given(
    history=st.lists(st.tuples(releases, releases), max_size=8),
    latest=st.tuples(releases, releases),
)
def test_different_weeks_are_the_same_for_both(
    history: list[tuple[Release, Release]], latest: tuple[Release, Release]
) -> None:
    pictures = [each for pair in history if (each := shared_picture(*pair))]
    now = shared_picture(*latest)
    if now is not None:
        mine = different_weeks(pictures, now)
        assert mine == different_weeks([swapped(each) for each in pictures], swapped(now))
        assert set(mine) <= set(ELEMENTS)
