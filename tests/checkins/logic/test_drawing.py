"""What is drawn of lines over time: gaps, breaks, marks, and an axis that does not move."""

import re
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from checkins.enums.month import TrendMark
from checkins.logic.drawing import HEIGHT, WIDTH, Drawing, draw, y_of
from checkins.logic.trends import Mark, Point, Range
from tests.checkins.logic.test_trends import MONDAY, weeks


def shown(*lines: list[Point], **more) -> Drawing:
    last = max(point.ends_on for line in lines for point in line)
    return draw(lines, first=MONDAY, last=last, **more)


def dots(path: str) -> list[tuple[float, int]]:
    """Places of a path: of its dots, or of what it joins."""
    return [(float(x), int(y)) for x, y in re.findall(r"([\d.]+) (\d+)", path)]


def stretches(*lines: list[Point]) -> list[list[int]]:
    """How many dots each stretch of each line joins."""
    return [
        [len(dots(each)) for each in line.stretches.split("M") if each]
        for line in shown(*lines).lines
    ]


def ys(line: list[Point]) -> list[int]:
    return [y for _, y in dots(shown(line).lines[0].dots)]


def test_line_runs_through_weeks_that_follow_each_other() -> None:
    assert stretches(weeks(7, 8, 9)) == [[3]]


def test_gap_stays_a_gap_however_it_came_about() -> None:
    left_out = weeks(7, 8, None, 9, 9, 9)
    missing = [point for point in left_out if point.value is not None]
    assert stretches(left_out) == stretches(missing) == [[2, 3]]
    assert stretches(weeks(7, None, 8)) == [[]]
    assert ys(weeks(7, None, 8)) == [30, 20]


def test_beads_of_a_year_would_lie_on_each_other_on_a_phone() -> None:
    """Half a year has a dot for each week, a year one at each end of a stretch."""
    half, year = weeks(*[7] * 26), weeks(*[7] * 20, None, *[7] * 31)
    assert [len(ys(half)), len(ys(year))] == [26, 4]


def test_line_breaks_where_the_wording_changes() -> None:
    line = weeks(7, 8) + weeks(8, 7, start=MONDAY + timedelta(weeks=2), wording="other")
    assert stretches(line) == [[2, 2]]
    assert shown(line).breaks == "M266.7 0v100"
    assert shown(weeks(7, 8)).breaks == ""


def test_two_lines_are_drawn_beside_each_other_and_never_joined() -> None:
    one, other = shown(weeks(2, 2), weeks(8, None, 8)).lines
    assert [y for _, y in dots(one.dots)] == [80, 80]
    assert [y for _, y in dots(other.dots)] == [20, 20]
    assert (one.stretches, other.stretches) == ("M108 80 234 80", "")


def test_axis_does_not_move_with_the_values_and_tenths_can_be_read() -> None:
    assert ys(weeks(10, 10)) == [0, 0]
    assert ys(weeks(0, 0)) == [HEIGHT, HEIGHT]
    assert [y_of(tenth / 10) for tenth in range(101)] == list(range(100, -1, -1))


def test_marks_stand_on_their_day_and_those_outside_are_left_out() -> None:
    marks = [Mark(MONDAY, TrendMark.HURT), Mark(MONDAY - timedelta(days=1), TrendMark.CAME_BACK)]
    drawing = shown(weeks(5, 5), marks=marks)
    assert [(mark.x, mark.y, mark.kind) for mark in drawing.marks] == [("0%", 0, TrendMark.HURT)]
    assert drawing.rows == 1


def test_marks_that_would_lie_on_each_other_stand_on_rows_and_people_s_come_first() -> None:
    day = MONDAY + timedelta(days=3)
    marks = [
        Mark(day, TrendMark.CAME_BACK),
        Mark(day, TrendMark.DIP, line=1),
        Mark(day, TrendMark.REPAIRED),
        Mark(day, TrendMark.HURT),
    ]
    found = shown(weeks(5, 5), marks=marks)
    assert [(mark.kind, mark.y) for mark in found.marks] == [
        (TrendMark.REPAIRED, 0),
        (TrendMark.HURT, 14),
        (TrendMark.CAME_BACK, 28),
        (TrendMark.DIP, 28),
    ]
    assert [mark.line for mark in found.marks] == [0, 0, 0, 2]
    assert found.rows == 3


def test_ranges_and_heavy_weeks_are_drawn_where_they_are() -> None:
    week = (MONDAY, MONDAY + timedelta(days=6))
    before = (MONDAY - timedelta(days=20), MONDAY - timedelta(days=14))
    drawing = shown(
        weeks(5, 5, 5),
        usual=[Range(6, 3.5, 8.5)],
        change=[None, Range(7, 4.8, 9.2)],
        strip=[before, week],
    )
    (usual,) = drawing.usual
    assert (usual.y, usual.height, usual.line) == (15, 50, 1)
    (change,) = drawing.change
    assert (change.y, change.height, change.line) == (8, 44, 2)
    assert drawing.strip == "M0 0H108"


@given(st.lists(st.one_of(st.none(), st.floats(0, 10)), min_size=1, max_size=120))
def test_everything_that_is_drawn_lies_inside_and_is_drawn_once(
    values: list[float | None],
) -> None:
    (line,) = shown(weeks(*values), usual=[Range(7, 4.5, 9.5)]).lines
    joined, alone = dots(line.stretches), dots(line.dots)
    places = {*joined, *alone}
    assert len(places) == len([value for value in values if value is not None])
    assert len(set(joined)) == len(joined)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    # However close they stand, the ends of every stretch have their dot.
    stretch = [dots(each) for each in line.stretches.split("M") if each]
    assert {place for each in stretch for place in (each[0], each[-1])} <= set(alone)
    assert all(before[0] < after[0] for before, after in pairwise(sorted(places)))


def test_day_of_both_ends_can_be_the_same() -> None:
    assert draw([[Point(MONDAY, MONDAY, 5)]], first=MONDAY, last=MONDAY).lines[0].dots == "M0 50h.1"
    assert draw([[]], first=MONDAY, last=date(2026, 1, 6)).lines[0].dots == ""
