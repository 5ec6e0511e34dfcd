"""Two lines for each element, made of opened rounds and of nothing else.

Whoever looks is not known here: it takes rounds and gives lines, in the order in which the rounds
name the two people. What is told from several rounds looks back on as many pictures as the page of
a picture does, so that both say the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from statistics import median
from typing import Final

from checkins.enums import ELEMENTS, RELEASABLE, Band, Element, NoticeKind, Preset
from checkins.enums.month import TrendMark
from checkins.logic.detection import WINDOW, baseline, step
from checkins.logic.detection_state import CheckInScores, State, Track
from checkins.logic.recovery import was_away
from checkins.logic.release import Shown
from checkins.logic.reveal import HISTORY, is_unusual, stays_apart
from checkins.logic.scoring import band
from checkins.logic.trends import Mark, Point, Range, usual_range

# What both gave in one element: two voices, always in the same order.
Voices = tuple[Shown, Shown]

# How far two numbers of one person lie apart before the difference is more than the questions
# wobble: 1.96 · 1.8 · √2 · √(1 - .80), provisional (safety.md TR-10).
RELIABLE_CHANGE: Final = 2.2
_FIRST_NUMBERS: Final = 4
_HIGHEST: Final = 10.0

_MARKS = {NoticeKind.DIP: TrendMark.DIP, NoticeKind.SLIDE: TrendMark.SLIDE}


@dataclass(frozen=True, slots=True)
class SharedRound:
    """A round that has opened: its first and last day by the couple's calendar, the questions that
    were asked about each element, and what each gave in every element that both released.

    A round without a picture is no round here; one in which nothing met has no ``voices``.
    """

    starts_on: date
    ends_on: date
    asked: Mapping[Element, tuple[str, ...]]
    voices: Mapping[Element, Voices]

    def points(self, element: Element) -> tuple[Point, Point]:
        """What both gave in an element, or a gap for both."""
        wording = "\n".join(self.asked.get(element, ()))
        voices = self.voices.get(element)
        if voices is None:
            gap = Point(self.starts_on, self.ends_on, None, wording)
            return gap, gap
        one, other = voices
        return self._point(one, wording), self._point(other, wording)

    def single(self) -> frozenset[Element]:
        """The elements that one question asks about."""
        return frozenset(element for element, texts in self.asked.items() if len(texts) == 1)

    def _point(self, shown: Shown, wording: str) -> Point:
        band = shown.band if shown.number is None else None
        return Point(self.starts_on, self.ends_on, shown.points, wording, band=band)


def with_numbers(
    shared: SharedRound, exact: Sequence[Mapping[Element, float] | None]
) -> SharedRound:
    """The round as bands, with a number (0-10) for each whose numbers went along (decisions.md 18).

    That the two show each other numbers lets nobody else see them. None in place of one's numbers
    leaves that line as it is.
    """
    one, other = exact
    voices = {
        element: (_exact(pair[0], one, element), _exact(pair[1], other, element))
        for element, pair in shared.voices.items()
    }
    return SharedRound(shared.starts_on, shared.ends_on, shared.asked, voices)


def _exact(shown: Shown, numbers: Mapping[Element, float] | None, element: Element) -> Shown:
    if numbers is None:
        return shown
    number = numbers.get(element)
    return Shown(shown.band) if number is None else Shown(band(number), number)


@dataclass(frozen=True)
class SharedLines:
    """The two lines of one element in a period, oldest round first, and what is told from them.

    ``different`` are the last days of rounds in which these two had different weeks, and
    ``stays_apart`` says that they have been far apart for a while. ``usual`` and
    ``change`` are a range for each of the two lines, or None where there are too few numbers.
    ``marks`` are those that follow from the lines themselves.
    """

    element: Element
    lines: tuple[Sequence[Point], Sequence[Point]]
    different: frozenset[date]
    stays_apart: bool
    marks: tuple[Mark, ...]
    usual: tuple[Range | None, Range | None]
    change: tuple[Range | None, Range | None] = field(default=(None, None))

    @cached_property
    def bands(self) -> frozenset[Band]:
        """The bands that stand here without a number."""
        found = (point.band for line in self.lines for point in line)
        return frozenset(band for band in found if band is not None)


def shared_lines(
    rounds: Sequence[SharedRound], *, since: date, with_change: bool = False
) -> list[SharedLines]:
    """Two lines for each element that both released in a round that ended after ``since``.

    ``rounds`` are those that have opened, oldest first; those up to ``since`` are what the later
    ones are compared with. In the fixed order of elements, so that nothing is ranked.
    ``with_change`` adds what is for a therapist and not for the two: the reliable-change range
    around the middle of each line's first four numbers of the period, and the dips and slides that
    the released numbers show by themselves, at the quiet preset.
    """
    begin = next((at for at, each in enumerate(rounds) if each.ends_on > since), len(rounds))
    found = {element for each in rounds[begin:] for element in each.voices}
    fallen = _fallen(rounds, since) if with_change else {}
    return [
        _lines(element, rounds, begin, fallen.get(element, ()), with_change=with_change)
        for element in RELEASABLE
        if element in found
    ]


def _lines(
    element: Element,
    rounds: Sequence[SharedRound],
    begin: int,
    fallen: Iterable[Mark],
    *,
    with_change: bool,
) -> SharedLines:
    ours = [each.points(element) for each in rounds]
    shown = ours[begin:]
    lines = [one for one, _ in shown], [other for _, other in shown]
    back, different, apart = _told(element, rounds, begin)
    is_single = bool(rounds) and element in rounds[-1].single()
    return SharedLines(
        element=element,
        lines=lines,
        different=frozenset(different),
        stays_apart=apart,
        marks=(*back, *fallen),
        usual=(
            _usual(element, [one for one, _ in ours], is_single=is_single),
            _usual(element, [other for _, other in ours], is_single=is_single),
        ),
        change=(_change(lines[0]), _change(lines[1])) if with_change else (None, None),
    )


def _told(
    element: Element, rounds: Sequence[SharedRound], begin: int
) -> tuple[list[Mark], list[date], bool]:
    """When it came back (recovery.py), when the two had different weeks, and whether a gap between
    them lasts (rule 11).
    """
    if element not in ELEMENTS:
        return [], [], False
    back, different = [], []
    steady: list[bool | None] = []
    apart: list[float | None] = []
    for at, each in enumerate(rounds):
        is_steady = gap = None
        voices = each.voices.get(element)
        if voices is not None:
            one, other = voices
            is_steady = one.band is Band.STEADY and other.band is Band.STEADY
            gap = one.points - other.points
            if at >= begin:
                before = slice(max(0, at - HISTORY), at)
                if is_steady and was_away([was for was in steady[before] if was is not None]):
                    back.append(Mark(each.ends_on, TrendMark.CAME_BACK))
                if is_unusual(gap, [was for was in apart[before] if was is not None]):
                    different.append(each.ends_on)
        steady.append(is_steady)
        apart.append(gap)
    return back, different, stays_apart([was for was in apart if was is not None])


def _numbers(line: Iterable[Point]) -> list[float]:
    return [point.value for point in line if point.value is not None and point.band is None]


def _usual(element: Element, line: Sequence[Point], *, is_single: bool) -> Range | None:
    """What is usual in the last twelve numbers (rule 3): of the shown ones, nothing is private."""
    window = tuple(_numbers(line)[-WINDOW:])
    state = State({element: Track(window)})
    return usual_range(baseline(state, element, is_single=is_single))


def _change(line: Sequence[Point]) -> Range | None:
    first = _numbers(line)[:_FIRST_NUMBERS]
    if len(first) < _FIRST_NUMBERS:
        return None
    middle = median(first)
    return Range(
        middle, max(0.0, middle - RELIABLE_CHANGE), min(_HIGHEST, middle + RELIABLE_CHANGE)
    )


def _fallen(rounds: Sequence[SharedRound], since: date) -> dict[Element, list[Mark]]:
    """Dips and slides of either line, from its released numbers alone: no load, no other line."""
    marks: dict[Element, list[Mark]] = {}
    for line in (0, 1):
        state = State()
        for each in rounds:
            scores = CheckInScores(
                {
                    element: each.voices[element][line].number
                    for element in ELEMENTS
                    if element in each.voices
                },
                single=frozenset(each.single()),
            )
            state, notice = step(state, scores, Preset.QUIET)
            if notice is None or each.ends_on <= since:
                continue
            for reading in notice.readings:
                mark = Mark(each.ends_on, _MARKS[reading.kind], line)
                marks.setdefault(Element(reading.element), []).append(mark)
    return marks
