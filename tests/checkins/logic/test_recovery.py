"""What came back: from what is shown, the same for both, and only at the first time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkins.enums import ELEMENTS, Band, Element
from checkins.logic.recovery import came_back
from checkins.logic.release import Release, ReleasedElement
from checkins.logic.reveal import Picture, shared_picture
from tests.checkins.logic.test_reveal import NUMBERS, bands, picture_of, releases, swapped

HARD, MIXED, STEADY = Band.HARD, Band.MIXED, Band.STEADY
Week = tuple[Band, Band]


def weeks(*released: Week | None) -> list[Picture]:
    """A picture a week, of acceptance as the two released it; None: of another element."""
    return [
        week("acceptance", *each) if each else week("repair", STEADY, STEADY) for each in released
    ]


def week(element: str, one: Band, other: Band) -> Picture:
    picture = shared_picture(bands(**{element: one}), bands(**{element: other}))
    assert picture is not None
    return picture


BOTH = (STEADY, STEADY)


@pytest.mark.parametrize(
    ("story", "is_back"),
    [
        ((BOTH, (STEADY, MIXED), BOTH), True),
        ((BOTH, (HARD, STEADY), BOTH), True),
        ((BOTH, (HARD, HARD), (MIXED, STEADY), BOTH), True),
        ((BOTH, (MIXED, STEADY), None, BOTH), True),
        ((BOTH, None, (MIXED, STEADY), BOTH), True),
        ((BOTH, BOTH), False),
        ((BOTH,), False),
        (((HARD, STEADY), BOTH), False),
        (((HARD, STEADY), (MIXED, MIXED), BOTH), False),
        ((BOTH, (MIXED, STEADY), BOTH, BOTH), False),
        ((BOTH, (MIXED, STEADY), BOTH, None, BOTH), False),
        ((BOTH, (HARD, HARD), (STEADY, MIXED)), False),
        ((BOTH, (HARD, HARD), None), False),
        ((BOTH, (HARD, HARD), BOTH, (HARD, STEADY), BOTH), True),
    ],
)
def test_came_back_is_steady_then_not_then_steady_for_both(
    story: tuple[Week | None, ...], *, is_back: bool
) -> None:
    *history, latest = weeks(*story)
    assert came_back(history, latest) == ((Element.ACCEPTANCE,) if is_back else ())


def test_came_back_without_a_history_is_nothing() -> None:
    assert came_back([], picture_of(repair=(9, 9))) == ()


def test_felt_sense_does_not_come_back() -> None:
    steady, hard = picture_of(felt=(9, 9)), picture_of(felt=(1, 9))
    assert came_back([steady, hard], steady) == ()


def test_several_come_back_in_the_fixed_order() -> None:
    steady = picture_of(acceptance=(9, 9), repair=(8, 8), reliability=(7, 7))
    away = picture_of(acceptance=(9, 6), repair=(2, 8), reliability=(7, 7))
    assert came_back([steady, away], steady) == (Element.REPAIR, Element.ACCEPTANCE)


@pytest.mark.parametrize(("low", "is_back"), [(6.9, True), (7.0, False)])
def test_numbers_count_by_their_bands(low: float, *, is_back: bool) -> None:
    steady, dip = picture_of(repair=(8, 8)), picture_of(repair=(8, low))
    assert came_back([steady, dip], steady) == ((Element.REPAIR,) if is_back else ())


pairs = st.tuples(releases, releases)


@given(history=st.lists(pairs, max_size=6), latest=pairs)
def test_both_read_the_same(history: list[tuple[Release, Release]], latest: tuple) -> None:
    pictures = [each for pair in history if (each := shared_picture(*pair))]
    now = shared_picture(*latest)
    if now is not None:
        mine = came_back(pictures, now)
        assert mine == came_back([swapped(each) for each in pictures], swapped(now))
        assert set(mine) <= {line.element for line in now.lines if line.is_strength}
        assert set(mine) <= set(ELEMENTS)
        assert came_back([*pictures, now], now) == ()


tenths = st.integers(0, 100).map(lambda each: each / 10)


@given(scores=st.lists(st.tuples(tenths, tenths), min_size=1, max_size=8))
def test_what_one_gives_alone_never_matters(scores: list[tuple[float, float]]) -> None:
    """One who releases an element beside which the other stays silent changes nothing."""
    pictures = [picture_of(repair=each) for each in scores]
    alone = [
        shared_picture(
            Release(
                NUMBERS,
                (
                    ReleasedElement(Element.REPAIR, one),
                    ReleasedElement(Element.ACCEPTANCE, (one * 7) % 10),
                ),
            ),
            Release(NUMBERS, (ReleasedElement(Element.REPAIR, other),)),
        )
        for one, other in scores
    ]
    assert alone == pictures
    told = [each for each in alone if each]
    assert came_back(told[:-1], told[-1]) == came_back(pictures[:-1], pictures[-1])
