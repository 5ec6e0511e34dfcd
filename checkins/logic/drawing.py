"""How lines over time are drawn: on a fixed axis, gaps as gaps, with a break where the wording
changed.

Positions are those of a drawing of WIDTH × HEIGHT in which a point of the scale is ten units high,
from 10 at the top to 0 at the bottom: what is read out of the drawing is what stands in the table.
It may be stretched to any size. Lines and dots are paths of SVG; marks stand in percent of the
width, on rows of their own, so that they keep their shape.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from checkins.enums.month import TrendMark
from checkins.logic.trends import Days, Mark, Point, Range

WIDTH: Final = 360
HEIGHT: Final = 100

_TENTHS = 10
_ADJACENT = timedelta(days=1)
# A dot: a stroke with round ends that is too short to be seen as one.
_DOT = "h.1"
# By eye: from how many points on dots become smaller, and from how many they stand at the ends of
# a stretch alone.
_MANY, _MOST = 20, 40
# Marks nearer than this, in percent of the width, would lie on each other.
_MARK_WIDTH = 5.0
_MOST_ROWS = 3
_OF_PEOPLE = frozenset({TrendMark.HURT, TrendMark.REPAIRED, TrendMark.REOPENED})
# The height of a row, as in css/components/trend.css.
_ROW = 14


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One person's line as paths of SVG: the stretches without a gap, and the dots."""

    stretches: str
    dots: str


@dataclass(frozen=True, slots=True)
class DrawnRange:
    """A range as a rectangle over the whole width; ``line``: of one of the lines, from 1."""

    y: int
    height: int
    line: int


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """``x`` in percent, ``y`` in pixels; ``line``: of one of the lines, from 1, or 0."""

    x: str
    y: int
    kind: TrendMark
    line: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A panel in the units of the drawing.

    ``breaks`` and ``strip`` are paths: where the wording changed, and the weeks of the strip.
    ``rows`` is how many rows of marks there are; ``density`` 0, 1 or 2, the more the closer.
    """

    lines: tuple[DrawnLine, ...]
    usual: tuple[DrawnRange, ...]
    change: tuple[DrawnRange, ...]
    breaks: str
    marks: tuple[DrawnMark, ...]
    rows: int
    strip: str
    density: int


def draw(
    lines: Sequence[Sequence[Point]],
    *,
    first: date,
    last: date,
    usual: Sequence[Range | None] = (),
    change: Sequence[Range | None] = (),
    marks: Iterable[Mark] = (),
    strip: Iterable[Days] = (),
) -> Drawing:
    """Draw one or two lines, oldest point first, on the days from ``first`` to ``last``.

    What lies before ``first`` or after ``last`` is left out. Gaps stay gaps: a line goes on only
    from one span to the very next one, and only where the wording is the same. ``usual`` and
    ``change`` are a range for each line, or None.
    """
    whole = max(1, (last - first).days)

    @cache
    def x_of(day: date) -> str:
        return f"{round(WIDTH * (day - first).days / whole, 1):g}"

    shown = [[point for point in line if first <= point.ends_on <= last] for line in lines]
    most = max((len(line) for line in shown), default=0)
    density = (most > _MANY) + (most > _MOST)
    new = {point.ends_on for line in shown for point in first_of_a_wording(line)}
    drawn = _marks([mark for mark in marks if first <= mark.on <= last], first, whole)
    return Drawing(
        lines=tuple(_line(line, x_of, ends_only=most > _MOST) for line in shown),
        usual=_ranges(usual),
        change=_ranges(change),
        breaks="".join(f"M{x_of(day)} 0v{HEIGHT}" for day in sorted(new)),
        marks=drawn,
        rows=max((mark.y // _ROW + 1 for mark in drawn), default=0),
        strip="".join(
            f"M{x_of(max(since, first))} 0H{x_of(min(until, last))}"
            for since, until in strip
            if since < last and first < until
        ),
        density=density,
    )


def first_of_a_wording(points: Iterable[Point]) -> list[Point]:
    """The points from which on something else was asked than before."""
    valued = [point for point in points if point.value is not None]
    return [after for before, after in pairwise(valued) if before.wording != after.wording]


@lru_cache(maxsize=256)
def y_of(value: float) -> int:
    """Units from the top: a tenth of a point each."""
    return HEIGHT - round(_TENTHS * round(value, 1))


def _line(points: Sequence[Point], x_of: Callable[[date], str], *, ends_only: bool) -> DrawnLine:
    stretches: list[list[str]] = []
    before: Point | None = None
    for point in points:
        if point.value is not None:
            dot = f"{x_of(point.ends_on)} {y_of(point.value)}"
            if before is not None and _goes_on(before, point):
                stretches[-1].append(dot)
            else:
                stretches.append([dot])
        before = point
    dots = [dot for each in stretches for dot in (_ends(each) if ends_only else each)]
    return DrawnLine(
        "".join("M" + " ".join(each) for each in stretches if len(each) > 1),
        "".join(f"M{dot}{_DOT}" for dot in dots),
    )


def _ends(stretch: Sequence[str]) -> Sequence[str]:
    return stretch if len(stretch) == 1 else (stretch[0], stretch[-1])


def _goes_on(before: Point, after: Point) -> bool:
    return (
        before.value is not None
        and before.wording == after.wording
        and after.starts_on <= before.ends_on + _ADJACENT
    )


def _ranges(ranges: Sequence[Range | None]) -> tuple[DrawnRange, ...]:
    return tuple(
        DrawnRange(y_of(each.high), y_of(each.low) - y_of(each.high), line)
        for line, each in enumerate(ranges, start=1)
        if each is not None
    )


def _marks(marks: Iterable[Mark], first: date, whole: int) -> tuple[DrawnMark, ...]:
    """Each on the first row where it lies on no other: what people did first, what follows from
    the lines in the room that is left.
    """
    taken: list[list[float]] = []
    drawn = []
    for mark in sorted(marks, key=lambda mark: (mark.kind not in _OF_PEOPLE, mark.on)):
        x = round(100 * (mark.on - first).days / whole, 1)
        free = (
            row
            for row, others in enumerate(taken)
            if all(abs(x - other) >= _MARK_WIDTH for other in others)
        )
        row = next(free, min(len(taken), _MOST_ROWS - 1))
        taken[row:] = taken[row:] or [[]]
        taken[row].append(x)
        line = 0 if mark.line is None else mark.line + 1
        drawn.append(DrawnMark(f"{x:g}%", _ROW * row, mark.kind, line))
    return tuple(drawn)
