"""One panel of lines over time with its table: for whomever, from whatever lines.

The table alone says everything that is drawn. The same rows feed a file.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checkins.enums import Band
from checkins.enums.month import TrendMark
from checkins.logic.drawing import Drawing, draw, first_of_a_wording
from checkins.logic.trends import Days, Mark, Point, Range
from checkins.queries.moments import say_days
from checkins.queries.prompt import BAND_NAMES

Text = str | Promise
# What the other notes of a table say beside a span of days.
Notes = Mapping[Days, Sequence[Text]]
NO_NOTES: Notes = MappingProxyType({})

# In weeks, with their names. The first is the default.
PERIODS: Mapping[int, Text] = MappingProxyType(
    {
        13: gettext_lazy("Three months"),
        26: gettext_lazy("Half a year"),
        52: gettext_lazy("A year"),
        104: gettext_lazy("Two years"),
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: the very values that are drawn, and what stands beside them.

    ``words`` and ``cells`` are for reading. ``values`` are for a file, one for each line: 0–10, or
    the band where nothing else is known, or None. In a row of a mark alone each is None.
    """

    starts_on: date
    ends_on: date
    words: str
    cells: Sequence[str]
    values: Sequence[float | Band | None]
    notes: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel with its table, newest row first. ``names`` are those of its lines, where it has
    two. ``bands``: it stands on zones with words, highest first, in place of an axis of numbers.
    """

    key: str
    name: Text
    hint: str
    names: Sequence[Text]
    drawing: Drawing
    bands: Sequence[Text]
    rows: Sequence[Row]
    first: date
    last: date

    @property
    def is_words_alone(self) -> bool:
        """Whether no number stands in it."""
        values = (value for row in self.rows for value in row.values if value is not None)
        return bool(self.bands) and all(isinstance(value, Band) for value in values)

    @property
    def has_values(self) -> bool:
        return any(value is not None for row in self.rows for value in row.values)


def panel_of(
    key: str,
    name: Text,
    lines: Sequence[Sequence[Point]],
    *,
    first: date,
    last: date,
    says: Mapping[TrendMark, Text],
    names: Sequence[Text] = (),
    hints: Iterable[str] = (),
    usual: Sequence[Range | None] = (),
    change: Sequence[Range | None] = (),
    marks: Iterable[Mark] = (),
    strip: Iterable[Days] = (),
    notes: Notes = NO_NOTES,
) -> Panel:
    """Draw the days from ``first`` to ``last`` and say the same in a table.

    ``says`` names the marks; ``usual`` and ``change`` are a range for each line, or None.
    """
    lines = [[point for point in line if first <= point.ends_on <= last] for line in lines]
    marks = sorted((each for each in marks if first <= each.on <= last), key=lambda each: each.on)
    has_bands = any(point.band is not None for line in lines for point in line)
    return Panel(
        key=key,
        name=name,
        hint=" ".join(filter(None, hints)),
        names=names,
        drawing=draw(
            lines, first=first, last=last, usual=usual, change=change, marks=marks, strip=strip
        ),
        bands=[BAND_NAMES[band] for band in reversed(Band)] if has_bands else (),
        rows=_rows(lines, marks, names, says, notes),
        first=first,
        last=last,
    )


def _rows(
    lines: Sequence[Sequence[Point]],
    marks: Iterable[Mark],
    names: Sequence[Text],
    says: Mapping[TrendMark, Text],
    notes: Notes,
) -> list[Row]:
    """Spans without any value are left out, as in the drawing; a mark that falls into none of the
    others has a row of its own.
    """
    by_span: list[dict[Days, Point]] = [
        {(p.ends_on, p.starts_on): p for p in line if p.value is not None} for line in lines
    ]
    spans = sorted(set().union(*by_span))
    beside: dict[Days, list[Text]] = {}
    for mark in marks:
        words = says[mark.kind] if mark.line is None else f"{names[mark.line]}: {says[mark.kind]}"
        beside.setdefault(_span_of(mark.on, spans), []).append(words)
    for (starts_on, ends_on), texts in notes.items():
        beside.setdefault((ends_on, starts_on), []).extend(texts)
    for line in lines:
        for point in first_of_a_wording(line):
            span = (point.ends_on, point.starts_on)
            beside.setdefault(span, []).append(_("asked in other words from here on"))
        for point in line:
            if not point.counts:
                span = (point.ends_on, point.starts_on)
                beside.setdefault(span, []).append(
                    _("every button the same, left out of what is usual")
                )
    bands = {band: str(name) for band, name in BAND_NAMES.items()}
    rows = []
    for span in sorted({*spans, *beside}, reverse=True):
        ends_on, starts_on = span
        points = [found.get(span) for found in by_span]
        rows.append(
            Row(
                starts_on,
                ends_on,
                say_days(starts_on, ends_on),
                [_cell(point, bands) for point in points],
                [None if point is None else _value(point) for point in points],
                " · ".join(dict.fromkeys(map(str, beside.get(span, ())))),
            )
        )
    return rows


def _span_of(day: date, spans: Sequence[Days]) -> Days:
    """The span a day falls into, both last day first; the day itself where there is none.

    Weeks share a day with the next one, which counts as the end of the earlier.
    """
    at = bisect_left(spans, (day, date.min))
    if at < len(spans):
        ends_on, starts_on = spans[at]
        if starts_on < day or starts_on == ends_on == day:
            return spans[at]
    return day, day


def _value(point: Point) -> float | Band | None:
    return _rounded(point.value) if point.band is None else point.band


def _cell(point: Point | None, bands: Mapping[Band, str]) -> str:
    if point is None:
        return "–"
    return _written(point.value) if point.band is None else bands[point.band]


# Both kept in memory: in two years the same few numbers stand a thousand times.
@lru_cache(maxsize=256)
def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


@lru_cache(maxsize=256)
def _written(value: float | None) -> str:
    return "–" if value is None else f"{round(value, 1):g}"
