"""The shared picture: only what both gave, only as finely as both allowed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkins.enums import (
    RELEASABLE,
    Band,
    Direction,
    Element,
    ReleaseClass,
    Resolution,
    Scale,
    TextKind,
)
from checkins.logic.release import (
    Preview,
    Release,
    ReleasedElement,
    ReleasedWords,
    Shown,
    default_keep_back,
    releasable,
)
from checkins.logic.reveal import Line, Picture, shared_picture
from checkins.logic.scoring import PromptSpec
from tests.checkins.logic.test_scoring import rating

BANDS = Resolution.BANDS
NUMBERS = Resolution.NUMBERS
PROMPTS = (
    rating("R1", Element.RELIABILITY),
    rating("R2", Element.RELIABILITY, Direction.NEGATIVE),
    rating("C1", Element.COMMUNICATION),
    rating("B1", Element.BOUNDARIES),
    rating("P1", Element.REPAIR),
    rating("A1", Element.ACCEPTANCE),
    rating("F1", Element.FELT, Direction.POSITIVE, ReleaseClass.AUTHOR),
    rating("L1", Element.CONTEXT, Direction.NONE, ReleaseClass.AUTHOR),
    rating("T1", Element.BOUNDARIES, Direction.NEGATIVE, ReleaseClass.PRIVATE),
    PromptSpec("W1", Element.APPRECIATION, Direction.NONE, Scale.TEXT, ReleaseClass.AUTHOR),
    PromptSpec("N1", Element.NOTE, Direction.NONE, Scale.TEXT, ReleaseClass.PRIVATE),
)
TEA = ReleasedWords(TextKind.APPRECIATION, "The tea on Tuesday.")

values = st.one_of(st.sampled_from(Band), st.integers(0, 100).map(lambda tenths: tenths / 10))
releases = st.builds(
    lambda resolution, given, texts: Release(
        resolution, tuple(ReleasedElement(*each) for each in given.items()), texts
    ),
    st.sampled_from(Resolution),
    st.dictionaries(st.sampled_from(RELEASABLE), values),
    st.sampled_from(((), (TEA,))),
)


def preview(
    *, keep_back: frozenset[Element] = frozenset(), resolution: Resolution = BANDS, **answers: int
) -> Preview:
    return releasable(PROMPTS, answers, keep_back=keep_back, resolution=resolution)


def bands(**given: Band) -> Release:
    return Release(BANDS, tuple(ReleasedElement(Element(key), band) for key, band in given.items()))


def picture_of(**voices: tuple[float, float]) -> Picture:
    """A picture in numbers; each element has my value and the other's."""
    mine = tuple(ReleasedElement(Element(key), one) for key, (one, _) in voices.items())
    theirs = tuple(ReleasedElement(Element(key), two) for key, (_, two) in voices.items())
    picture = shared_picture(Release(NUMBERS, mine), Release(NUMBERS, theirs))
    assert picture is not None
    return picture


def swapped(picture: Picture) -> Picture:
    return Picture(
        picture.resolution,
        tuple(Line(line.element, line.theirs, line.mine) for line in picture.lines),
        picture.their_texts,
        picture.my_texts,
    )


def test_preview_shows_bands_in_the_fixed_order() -> None:
    shown = preview(A1=10, R1=7, R2=3, B1=5, F1=2)
    assert [(line.element, line.shown) for line in shown.lines] == [
        (Element.RELIABILITY, Shown(Band.STEADY)),
        (Element.BOUNDARIES, Shown(Band.MIXED)),
        (Element.ACCEPTANCE, Shown(Band.STEADY)),
        (Element.FELT, Shown(Band.HARD)),
    ]


def test_release_at_bands_holds_no_number() -> None:
    release = preview(R1=7, B1=5).release
    assert release == bands(reliability=Band.STEADY, boundaries=Band.MIXED)


def test_release_at_numbers_holds_the_number() -> None:
    release = preview(R1=7, R2=4, resolution=NUMBERS).release
    assert release == Release(NUMBERS, (ReleasedElement(Element.RELIABILITY, 6.5),))


def test_private_prompts_and_load_change_nothing_that_is_released() -> None:
    # Control: without its ceiling the same answer would have moved the element.
    opened = [replace(each, release_class=ReleaseClass.COUPLE) for each in PROMPTS]
    answers = {"B1": 9, "T1": 10, "L1": 10}
    leak = releasable(opened, answers, keep_back=(), resolution=NUMBERS)
    assert leak.lines[0].shown == Shown(Band.MIXED, 4.5)
    assert preview(B1=9, T1=10, L1=10) == preview(B1=9)


def test_private_text_is_in_neither_preview_nor_release() -> None:
    shown = releasable(
        PROMPTS,
        {},
        keep_back=(),
        resolution=BANDS,
        texts={"W1": " The tea on Tuesday. ", "N1": "Nobody else reads this."},
    )
    assert [(each.kind, each.text) for each in shown.texts] == [(TEA.kind, TEA.text)]
    assert shown.release == Release(BANDS, (), (TEA,))


def test_kept_back_stands_on_the_preview_and_not_in_the_release() -> None:
    shown = preview(R1=7, B1=5, keep_back=frozenset({Element.BOUNDARIES}))
    assert [(line.element, line.is_kept_back) for line in shown.lines] == [
        (Element.RELIABILITY, False),
        (Element.BOUNDARIES, True),
    ]
    assert shown.release == bands(reliability=Band.STEADY)


def test_text_kept_back_stands_on_the_preview_and_not_in_the_release() -> None:
    texts = {"W1": TEA.text}
    for keep_back, expected in ((set(), (TEA,)), ({Element.APPRECIATION}, ())):
        shown = releasable(PROMPTS, {"R1": 7}, keep_back=keep_back, resolution=BANDS, texts=texts)
        assert [each.text for each in shown.texts] == [TEA.text]
        assert shown.release == replace(bands(reliability=Band.STEADY), texts=expected)


@pytest.mark.parametrize("answers", [{}, {"R1": 7}])
def test_release_of_nothing_is_none(answers: dict[str, int]) -> None:
    shown = releasable(
        PROMPTS, answers, keep_back={Element.RELIABILITY}, resolution=Resolution.BANDS
    )
    assert shown.release is None


def test_empty_text_is_absent() -> None:
    shown = releasable(PROMPTS, {}, keep_back=(), resolution=BANDS, texts={"W1": " \n "})
    assert shown.texts == ()


def test_default_keeps_back_what_the_author_decides() -> None:
    assert default_keep_back(PROMPTS) == {Element.FELT, Element.CONTEXT, Element.APPRECIATION}


@given(
    answers=st.dictionaries(
        st.sampled_from([each.code for each in PROMPTS if each.scale is Scale.RATING]),
        st.integers(0, 10),
    ),
    keep_back=st.frozensets(st.sampled_from(RELEASABLE)),
    resolution=st.sampled_from(Resolution),
)
def test_the_other_sees_exactly_what_the_preview_showed(
    answers: dict[str, int], keep_back: frozenset[Element], resolution: Resolution
) -> None:
    shown = releasable(PROMPTS, answers, keep_back=keep_back, resolution=resolution)
    everything = Release(
        NUMBERS, tuple(ReleasedElement(element, 5.0) for element in RELEASABLE), (TEA,)
    )
    picture = shared_picture(everything, shown.release)
    promised = {line.element: line.shown for line in shown.lines if not line.is_kept_back}
    if picture is None:
        assert not promised
    else:
        assert {line.element: line.theirs for line in picture.lines} == promised


@given(mine=releases, theirs=releases)
def test_picture_holds_only_elements_both_released(mine: Release, theirs: Release) -> None:
    both = {each.element for each in mine.elements} & {each.element for each in theirs.elements}
    picture = shared_picture(mine, theirs)
    if picture is None:
        assert not both
        assert not mine.texts + theirs.texts
    else:
        assert {line.element for line in picture.lines} == both


@given(mine=releases, theirs=releases)
def test_both_see_the_same_picture(mine: Release, theirs: Release) -> None:
    picture = shared_picture(mine, theirs)
    mirrored = shared_picture(theirs, mine)
    assert mirrored == (None if picture is None else swapped(picture))


@given(mine=releases, theirs=releases)
def test_numbers_show_only_where_both_chose_them(mine: Release, theirs: Release) -> None:
    picture = shared_picture(mine, theirs)
    if picture and BANDS in {mine.resolution, theirs.resolution}:
        assert picture.resolution is BANDS
        assert all(line.mine.number is line.theirs.number is None for line in picture.lines)


@pytest.mark.parametrize("release", [None, bands(reliability=Band.STEADY)])
def test_picture_of_one_alone_is_none(release: Release | None) -> None:
    assert shared_picture(release, None) is None
    assert shared_picture(None, release) is None


def test_picture_without_a_common_element_or_text_is_none() -> None:
    mine = bands(reliability=Band.HARD)
    theirs = bands(repair=Band.HARD)
    assert shared_picture(mine, theirs) is None
    assert shared_picture(mine, replace(theirs, texts=(TEA,))) == Picture(BANDS, (), (), (TEA,))


def test_strengths_come_first_and_nothing_is_ranked() -> None:
    picture = picture_of(
        repair=(7, 9), communication=(9, 3), reliability=(1, 1), boundaries=(10, 10)
    )
    assert [line.element for line in picture.lines] == [
        Element.BOUNDARIES,
        Element.REPAIR,
        Element.RELIABILITY,
        Element.COMMUNICATION,
    ]


@pytest.mark.parametrize(
    ("shown", "position"),
    [
        (Shown(Band.HARD), 20),
        (Shown(Band.MIXED), 55),
        (Shown(Band.STEADY), 85),
        (Shown(Band.HARD, 0.0), 0),
        (Shown(Band.MIXED, 6.5), 65),
        (Shown(Band.STEADY, 10.0), 100),
    ],
)
def test_position_is_the_middle_of_the_band_or_the_number(shown: Shown, position: float) -> None:
    assert shown.position == position


@given(score=st.floats(0, 10))
def test_band_hides_where_in_it_the_number_was(score: float) -> None:
    shown = ReleasedElement(Element.REPAIR, score).shown(BANDS)
    assert shown.position in {20, 55, 85}
    assert shown.number is None
