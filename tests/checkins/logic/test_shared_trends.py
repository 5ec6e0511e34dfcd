"""Two lines for each element from opened rounds: the same whoever looks."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from checkins.enums import ELEMENTS, Band, Element, Preset, Resolution
from checkins.enums.month import TrendMark
from checkins.logic.detection import notice
from checkins.logic.detection_state import CheckInScores
from checkins.logic.recovery import came_back
from checkins.logic.release import Shown
from checkins.logic.reveal import HISTORY, Line, Picture, different_weeks
from checkins.logic.scoring import band
from checkins.logic.shared_trends import SharedLines, SharedRound, Voices, shared_lines
from checkins.logic.trends import Mark, Range

BEGIN = date(2026, 3, 1)
AREA = Element.REPAIR
BOTH = dict.fromkeys(Element, ("One.", "Two."))


def word(of: Band) -> Shown:
    return Shown(of)


def number(value: float) -> Shown:
    return Shown(band(value), value)


STEADY, MIXED, HARD = word(Band.STEADY), word(Band.MIXED), word(Band.HARD)


def rounds(*weeks: Voices | dict[Element, Voices] | None, asked=BOTH) -> list[SharedRound]:
    """One a week; None: it has a picture without the area. The wording is that of ``asked``."""
    return [
        SharedRound(
            BEGIN + timedelta(weeks=at),
            BEGIN + timedelta(weeks=at + 1),
            asked,
            each if isinstance(each, dict) else {} if each is None else {AREA: each},
        )
        for at, each in enumerate(weeks)
    ]


def only(found: Sequence[SharedLines]) -> SharedLines:
    (lines,) = found
    assert lines.element is AREA
    return lines


def lines_of(*weeks: Voices | None, since: date = BEGIN, with_change: bool = False) -> SharedLines:
    return only(shared_lines(rounds(*weeks), since=since, with_change=with_change))


def numbers(*pairs: tuple[float, float]) -> list[Voices]:
    return [(number(one), number(other)) for one, other in pairs]


def ends(of: SharedLines, kind: TrendMark) -> list[int]:
    """After how many weeks a mark stands."""
    return [(mark.on - BEGIN).days // 7 for mark in of.marks if mark.kind is kind]


def test_bands_stand_in_their_middle_and_numbers_at_themselves() -> None:
    found = lines_of((STEADY, HARD), None, (number(6.5), number(9)), (MIXED, MIXED))
    one, other = found.lines
    assert [point.value for point in one] == [8.5, None, 6.5, 5.5]
    assert [point.value for point in other] == [2, None, 9, 5.5]
    assert [point.band for point in one] == [Band.STEADY, None, None, Band.MIXED]
    assert found.bands == {Band.STEADY, Band.HARD, Band.MIXED}


def test_elements_come_in_their_order_and_those_of_the_time_alone() -> None:
    both = (STEADY, MIXED)
    weeks = rounds({Element.ACCEPTANCE: both}, {AREA: both, Element.FELT: both, ELEMENTS[0]: both})
    assert [each.element for each in shared_lines(weeks, since=weeks[0].ends_on)] == [
        Element.RELIABILITY,
        Element.REPAIR,
        Element.FELT,
    ]
    assert shared_lines(weeks, since=weeks[1].ends_on) == []
    assert shared_lines([], since=BEGIN) == []


def test_other_wording_is_another_line() -> None:
    old, new = rounds((STEADY, STEADY), (STEADY, STEADY))
    new = SharedRound(new.starts_on, new.ends_on, {AREA: ("One.", "Other.")}, new.voices)
    one, _ = only(shared_lines([old, new], since=BEGIN)).lines
    assert [point.wording for point in one] == ["One.\nTwo.", "One.\nOther."]


def test_the_two_stand_in_the_order_of_the_rounds() -> None:
    pairs = numbers((1, 9), (2, 8), (3, 7), (4, 6), (5, 5))
    found = lines_of(*pairs, with_change=True)
    turned = lines_of(*[(other, one) for one, other in pairs], with_change=True)
    for this, that in ((found.lines, turned.lines), (found.usual, turned.usual)):
        assert tuple(this) == tuple(reversed(that))
    assert found.change == tuple(reversed(turned.change))


def test_usual_range_is_that_of_the_last_twelve_numbers_and_comes_with_the_fourth() -> None:
    assert lines_of(*numbers(*[(7, 5)] * 3)).usual == (None, None)
    assert lines_of(*numbers(*[(7, 5)] * 4)).usual == (Range(7, 4.5, 9.5), Range(5, 2.5, 7.5))
    assert lines_of(*numbers(*[(1, 1)] * 20, *[(7, 5)] * 12)).usual[0] == Range(7, 4.5, 9.5)
    assert lines_of(*[(STEADY, MIXED)] * 9, *numbers((7, 5))).usual == (None, None)


def test_usual_range_of_one_question_is_wider() -> None:
    weeks = rounds(*numbers(*[(6, 6)] * 4), asked={AREA: ("One.",)})
    assert only(shared_lines(weeks, since=BEGIN)).usual[0] == Range(6, 3, 9)


def test_reliable_change_lies_around_the_first_four_numbers_of_the_time() -> None:
    pairs = numbers((0, 0), (6, 9), (7, 9), (8, 10), (7, 9.5), (1, 1))
    since = BEGIN + timedelta(weeks=1)
    found = lines_of(*pairs, since=since, with_change=True)
    assert found.change == (Range(7, 4.8, 9.2), Range(9.25, 7.05, 10))
    assert lines_of(*pairs, since=since).change == (None, None)
    assert lines_of(*pairs[:4], since=since, with_change=True).change == (None, None)
    assert lines_of(*[(STEADY, HARD)] * 6, with_change=True).change == (None, None)


def test_dips_are_told_from_released_numbers_for_a_therapist_alone() -> None:
    pairs = numbers(*[(8, 7)] * 5, (8, 2))
    found = lines_of(*pairs, with_change=True)
    assert found.marks == (Mark(BEGIN + timedelta(weeks=6), TrendMark.DIP, 1),)
    assert lines_of(*pairs).marks == ()
    assert lines_of(*[(STEADY, STEADY)] * 5, (STEADY, HARD), with_change=True).marks == ()


SCORES = st.integers(0, 20).map(lambda half: half / 2)
WEEKS = st.lists(
    st.dictionaries(
        st.sampled_from(ELEMENTS[:2]),
        st.tuples(SCORES, SCORES, st.booleans()).map(
            lambda each: (
                (number(each[0]), number(each[1]))
                if each[2]
                else (word(band(each[0])), word(band(each[1])))
            )
        ),
    ),
    max_size=20,
)


def test_a_gap_lasts_where_three_of_the_last_four_are_three_points_apart() -> None:
    near, far, back = numbers((7, 4.5), (7, 4), (4, 7))
    for weeks, lasts in (
        ((far, far, far), False),  # three rounds are no four
        ((far, near, far, back), True),  # either way round
        ((far, None, near, far, far), True),  # what was not given is no round of it
        ((far, far, far, near, near), False),  # it has passed
        ((near, near, near, near), False),
        ((near, *[(STEADY, MIXED)] * 3), True),
    ):
        assert lines_of(*weeks).stays_apart is lasts
        swapped = [each and (each[1], each[0]) for each in weeks]
        assert lines_of(*swapped).stays_apart is lasts


@given(WEEKS, st.integers(0, 20))
def test_what_is_told_is_what_the_page_of_each_picture_told(
    weeks: list[dict[Element, Voices]], skipped: int
) -> None:
    """From the same pictures, at their time; and dips are those of the fold, of one line alone."""
    given_ = rounds(*weeks)
    since = BEGIN + timedelta(weeks=skipped)
    pictures = [
        Picture(Resolution.BANDS, tuple(Line(element, *each) for element, each in week.items()))
        for week in weeks
    ]
    told = {each.element: each for each in shared_lines(given_, since=since, with_change=True)}
    for at, (each, picture) in enumerate(zip(given_, pictures, strict=True)):
        if each.ends_on <= since:
            continue
        before = pictures[max(0, at - HISTORY) : at]
        back = [e for e, of in told.items() if Mark(each.ends_on, TrendMark.CAME_BACK) in of.marks]
        assert back == list(came_back(before, picture))
        assert [e for e, of in told.items() if each.ends_on in of.different] == list(
            different_weeks(before, picture)
        )
        for line in (0, 1):
            asked = [
                CheckInScores({element: two[line].number for element, two in week.items()})
                for week in weeks[: at + 1]
            ]
            found = notice(asked[:-1], asked[-1], Preset.QUIET)
            low = {
                element
                for element, of in told.items()
                for mark in of.marks
                if mark.line == line and mark.on == each.ends_on
            }
            assert low == (set(found.elements) if found else set())
