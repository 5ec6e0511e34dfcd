"""Lines over time: what is usual, and what must not be read out of it.

One line for each person (or two of one person's own), never their mean, and never a line for
everything together. How they are drawn: drawing.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import median

from checkins.enums import Band, Element
from checkins.enums.month import DipCause, TrendMark
from checkins.logic.detection import Baseline

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


@dataclass(frozen=True, slots=True)
class Point:
    """One value of one span of days. ``value`` is 0–10, or None where there is none: a gap.

    ``wording`` is what was asked: where it changes, the line breaks. Without ``counts`` it is
    drawn and left out of what is reckoned. ``band``: nothing but the band is known, and ``value``
    is its middle.
    """

    starts_on: date
    ends_on: date
    value: float | None
    wording: str = ""
    counts: bool = True
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """What is usual: the middle, and how far it usually goes to either side; 0–10."""

    usual: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened beside the numbers. ``line``: in one of the lines alone, from 0."""

    on: date
    kind: TrendMark
    line: int | None = None


# The first and the last day of a week.
Days = tuple[date, date]


def usual_range(baseline: Baseline | None) -> Range | None:
    """The own usual range, cut off at 0 and 10; None before there is a baseline."""
    if baseline is None:
        return None
    reach = _SPREADS * baseline.spread
    usual = min(_HIGHEST, baseline.usual)
    return Range(usual, max(0.0, baseline.usual - reach), min(_HIGHEST, baseline.usual + reach))


def heavy_weeks(load: Iterable[Point]) -> list[Days]:
    """The weeks in which the load from outside was 7 or more, in their order."""
    return [
        (point.starts_on, point.ends_on)
        for point in load
        if point.value is not None and point.value >= _HEAVY_LOAD
    ]


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
    weeks: dict[Days, list[LowArea]] = {}
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
