"""Lines over time: what is drawn, what is usual, and what must not be read out of it.

One panel has one line for each person (or two of one person's own), never their mean, and never a
line for everything together. The axis is 0–10 and does not move. Positions are those of a drawing
of WIDTH × HEIGHT; every number that is drawn is handed on as well, for the table beside it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import sqrt
from statistics import median
from typing import Final

from checkins.enums import Element
from checkins.enums.month import DipCause, TrendMark
from checkins.logic.detection import Baseline

WIDTH: Final = 360
HEIGHT: Final = 132
_LEFT, _RIGHT = 8, WIDTH - 8
_TOP, _BOTTOM = 20, HEIGHT - 8
_HIGHEST = 10

# The own usual range: as far from the median as a private question needs (detection.md 3, rule 5).
_SPREADS = 2.5
_SWING_WEIGHT = 0.3
_SWINGING_FROM = 2.0
_FEWEST_FOR_SWINGS = 6
_RISE = 1.0
_EARLIER_SETS = 3
_HEAVY_LOAD = 7
_TENSE = 3
_LOOK_BACK = timedelta(days=7)
_HURT_LOOK_BACK = timedelta(days=14)
_ADJACENT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Point:
    """One value of one span of days. ``value`` is 0–10, or None where there is none: a gap.

    ``wording`` is what was asked: where it changes, the line breaks. Without ``counts`` it is
    drawn and left out of what is reckoned.
    """

    starts_on: date
    ends_on: date
    value: float | None
    wording: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Range:
    """What is usual: the middle, and how far it usually goes to either side; 0–10."""

    usual: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened beside the numbers."""

    on: date
    kind: TrendMark


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class DrawnMark:
    x: float
    kind: TrendMark


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One person's line: dots, and the stretches without a gap between them, as SVG points."""

    dots: tuple[Dot, ...]
    stretches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A panel in the units of the drawing. ``band`` is the top and the height of the usual range;
    ``breaks`` are where the wording changed.
    """

    lines: tuple[DrawnLine, ...]
    band: tuple[float, float] | None
    breaks: tuple[float, ...]
    marks: tuple[DrawnMark, ...]
    radius: float


def draw(
    lines: Sequence[Sequence[Point]],
    *,
    first: date,
    last: date,
    usual: Range | None = None,
    marks: Iterable[Mark] = (),
) -> Drawing:
    """Draw one or two lines, oldest point first, on the days from ``first`` to ``last``.

    What lies before ``first`` or after ``last`` is left out. Gaps stay gaps: a line goes on only
    from one span to the very next one, and only where the wording is the same.
    """
    shown = [[point for point in line if first <= point.ends_on <= last] for line in lines]
    most = max((len(line) for line in shown), default=0)

    def x_of(day: date) -> float:
        whole = max(1, (last - first).days)
        return round(_LEFT + (_RIGHT - _LEFT) * (day - first).days / whole, 1)

    breaks = {x_of(point.ends_on) for line in shown for point in _first_of_a_wording(line)}
    return Drawing(
        lines=tuple(_line(line, x_of) for line in shown),
        band=None if usual is None else (_y(usual.high), round(_y(usual.low) - _y(usual.high), 1)),
        breaks=tuple(sorted(breaks)),
        marks=tuple(
            DrawnMark(x_of(mark.on), mark.kind) for mark in marks if first <= mark.on <= last
        ),
        radius=4 if most <= 30 else 2.5 if most <= 60 else 1.6,  # noqa: PLR2004 by eye
    )


def usual_range(baseline: Baseline | None) -> Range | None:
    """The own usual range, cut off at 0 and 10; None before there is a baseline."""
    if baseline is None:
        return None
    reach = _SPREADS * baseline.spread
    usual = min(_HIGHEST, baseline.usual)
    return Range(usual, max(0.0, baseline.usual - reach), min(_HIGHEST, baseline.usual + reach))


def by_week(points: Iterable[Point]) -> list[Point]:
    """Single days as weeks from Monday to Sunday, each with the median of its days."""
    weeks: dict[date, list[Point]] = {}
    for point in points:
        monday = point.starts_on - timedelta(days=point.starts_on.weekday())
        weeks.setdefault(monday, []).append(point)
    return [
        Point(monday, monday + timedelta(days=6), _median(days), days[-1].wording)
        for monday, days in sorted(weeks.items())
    ]


def swings(points: Iterable[Point]) -> bool:
    """Whether an area goes up and down a lot lately, whatever its middle is (T2).

    The exponentially weighted deviation from the weighted mean, 2 points or more after at least
    six values.
    """
    values = [point.value for point in points if point.value is not None and point.counts]
    if len(values) < _FEWEST_FOR_SWINGS:
        return False
    mean, variance = values[0], 0.0
    for value in values[1:]:
        away = value - mean
        variance = (1 - _SWING_WEIGHT) * (variance + _SWING_WEIGHT * away * away)
        mean += _SWING_WEIGHT * away
    return sqrt(variance) >= _SWINGING_FROM


def only_quieter(
    areas: Mapping[Element, Sequence[Point]], silence: Sequence[Point]
) -> tuple[Element, ...]:
    """The areas that rose while their author kept quiet more: no improvement is told from them.

    ``silence`` is how much somebody held back, 0–10, by month, oldest first. The latest month is
    compared with each of the three before it; both have to rise by a point.
    """
    given = [point for point in silence if point.value is not None]
    if not given:
        return ()
    latest, earlier = given[-1], given[-1 - _EARLIER_SETS : -1]
    return tuple(
        area
        for area, points in areas.items()
        if any(
            _rises(before.value, latest.value)
            and _rises(_level(points, before), _level(points, latest))
            for before in earlier
        )
    )


# An area, its score, and what is usual in it.
LowArea = tuple[Element, float, float]


@dataclass(frozen=True, slots=True)
class Dip:
    """A week below the usual range in some areas, and what went before it. It says what was so,
    not that one thing came of another.
    """

    starts_on: date
    ends_on: date
    areas: tuple[LowArea, ...]
    causes: tuple[DipCause, ...]


def before_dips(
    areas: Mapping[Element, Sequence[Point]],
    usual: Mapping[Element, Range],
    *,
    load: Sequence[Point] = (),
    body: Sequence[Point] = (),
    ease: Sequence[Point] = (),
    hurts: Sequence[date] = (),
) -> tuple[Dip, ...]:
    """The weeks below the usual range, newest first, each with what went before.

    An area is its name, its score and what is usual. ``load`` counts from 7, ``body`` and ``ease``
    up to 3, in that week or in the seven days before it; ``hurts`` in that week or two weeks back.
    """
    weeks: dict[tuple[date, date], list[LowArea]] = {}
    for area, points in areas.items():
        band = usual.get(area)
        for point in points:
            if band is None or point.value is None or not point.counts or point.value >= band.low:
                continue
            entry = (area, point.value, band.usual)
            weeks.setdefault((point.starts_on, point.ends_on), []).append(entry)
    dips = []
    for (starts_on, ends_on), low in weeks.items():
        since = starts_on - _LOOK_BACK
        found = {
            DipCause.LOAD: any(value >= _HEAVY_LOAD for value in _within(load, since, ends_on)),
            DipCause.BODY: any(value <= _TENSE for value in _within(body, since, ends_on)),
            DipCause.DAYS: any(value <= _TENSE for value in _within(ease, since, ends_on)),
            DipCause.HURT: any(starts_on - _HURT_LOOK_BACK <= day <= ends_on for day in hurts),
        }
        causes = tuple(cause for cause, is_so in found.items() if is_so)
        dips.append(Dip(starts_on, ends_on, tuple(low), causes))
    return tuple(sorted(dips, key=lambda dip: dip.ends_on, reverse=True))


def _line(points: Sequence[Point], x_of: Callable[[date], float]) -> DrawnLine:
    dots: list[Dot] = []
    stretches: list[list[Dot]] = []
    before: Point | None = None
    for point in points:
        if point.value is not None:
            dot = Dot(x_of(point.ends_on), _y(point.value))
            dots.append(dot)
            if before is not None and _goes_on(before, point):
                stretches[-1].append(dot)
            else:
                stretches.append([dot])
        before = point
    drawn = (
        " ".join(f"{dot.x},{dot.y}" for dot in stretch) for stretch in stretches if len(stretch) > 1
    )
    return DrawnLine(tuple(dots), tuple(drawn))


def _goes_on(before: Point, after: Point) -> bool:
    return (
        before.value is not None
        and before.wording == after.wording
        and after.starts_on <= before.ends_on + _ADJACENT
    )


def _first_of_a_wording(points: Sequence[Point]) -> Iterable[Point]:
    valued = [point for point in points if point.value is not None]
    return [after for before, after in pairwise(valued) if before.wording != after.wording]


def _y(value: float) -> float:
    return round(_BOTTOM - (_BOTTOM - _TOP) * value / _HIGHEST, 1)


def _median(points: Iterable[Point]) -> float | None:
    values = [point.value for point in points if point.value is not None]
    return median(values) if values else None


def _level(points: Iterable[Point], month: Point) -> float | None:
    """The middle of an area in a month."""
    return _median(
        point
        for point in points
        if point.counts and month.starts_on <= point.ends_on <= month.ends_on
    )


def _rises(before: float | None, after: float | None) -> bool:
    return before is not None and after is not None and after - before >= _RISE


def _within(points: Iterable[Point], since: date, until: date) -> list[float]:
    return [
        point.value
        for point in points
        if point.value is not None and since <= point.ends_on <= until
    ]
