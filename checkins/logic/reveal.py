"""The picture that two releases make, and the hints that stand beside it.

Everything here is built from released values only; what may not be shown is absent, without
a placeholder.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from checkins.enums import ELEMENTS, FREEDOMS, RELEASABLE, Band, Element, Resolution
from checkins.logic.release import Release, ReleasedWords, Shown

# On how many earlier pictures everything looks back that is told from pictures.
HISTORY: Final = 12

# detection.md rule 11 and decisions.md 35.
_WINDOW = 12
_EARLIER_ROUNDS_NEEDED = 4
_UNUSUAL = 2.5
_SMALLEST_SPREAD = 1.0
_MAD_TO_SD = 1.4826
_FAR_APART = 3.0
_LATELY = 4
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One element of the shared picture: two voices side by side, never averaged."""

    element: Element
    mine: Shown
    theirs: Shown

    @property
    def is_strength(self) -> bool:
        """Whether both are steady here."""
        return self.mine.band is Band.STEADY and self.theirs.band is Band.STEADY


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement of the two that both released; ``text`` is the wording that I rated."""

    text: str
    mine: Shown
    theirs: Shown


@dataclass(frozen=True, slots=True)
class Picture:
    """A shared picture as one of the two sees it."""

    resolution: Resolution
    lines: tuple[Line, ...]
    my_texts: tuple[ReleasedWords, ...] = ()
    their_texts: tuple[ReleasedWords, ...] = ()
    statements: tuple[StatementLine, ...] = ()

    @property
    def has_ratings(self) -> bool:
        return bool(self.lines or self.statements)


def shared_picture(mine: Release | None, theirs: Release | None) -> Picture | None:
    """The picture that I see, or None for "no shared picture this week".

    Only elements that both released, at the coarser of the two resolutions. First the
    elements in which both are steady, then the others; inside each group always in the same
    order, so that nothing is ranked.
    """
    if mine is None or theirs is None:
        return None
    resolution = _coarser(mine.resolution, theirs.resolution)
    my_values = {each.element: each for each in mine.elements}
    their_values = {each.element: each for each in theirs.elements}
    lines = [
        Line(
            element,
            my_values[element].shown(resolution),
            their_values[element].shown(resolution),
        )
        for element in (*RELEASABLE, *FREEDOMS)
        if element in my_values and element in their_values
    ]
    statements = _statements(mine, theirs, resolution)
    if not lines and not statements and not mine.texts and not theirs.texts:
        return None
    lines.sort(key=lambda line: not line.is_strength)
    return Picture(resolution, tuple(lines), mine.texts, theirs.texts, statements)


def _statements(
    mine: Release, theirs: Release, resolution: Resolution
) -> tuple[StatementLine, ...]:
    # By the key that stands on both copies: the same order for both.
    own = {each.statement.code: each for each in mine.statements}
    other = {each.statement.code: each for each in theirs.statements}
    return tuple(
        StatementLine(
            own[code].statement.text, own[code].shown(resolution), other[code].shown(resolution)
        )
        for code in sorted(own)
        if code in other
    )


def where_to_look_first(picture: Picture, last_named: Mapping[Element, int]) -> Element | None:
    """The one element to begin with, or None where both are steady in all (decisions.md 26).

    The lowest shown value of either; then the larger gap; then the one named least
    recently: ``last_named`` gives a number that grows with time, and never named comes first.
    Felt sense is no place to look.
    """
    lines = _element_lines(picture)
    if all(line.is_strength for line in lines):
        return None

    def rank(line: Line) -> tuple[float, float, float, int]:
        mine, theirs = line.mine.points, line.theirs.points
        named = last_named.get(line.element, float("-inf"))
        return min(mine, theirs), -abs(mine - theirs), named, ELEMENTS.index(line.element)

    return min(lines, key=rank).element


def named_in(pictures: Iterable[Picture]) -> dict[Element, int]:
    """For each element the position of the last of ``pictures`` (oldest first) that named it.

    Both see the same: it follows from the shared pictures alone. Feed it to
    :func:`where_to_look_first`.
    """
    last_named: dict[Element, int] = {}
    for position, picture in enumerate(pictures):
        element = where_to_look_first(picture, last_named)
        if element is not None:
            last_named[element] = position
    return last_named


def different_weeks(history: Iterable[Picture], latest: Picture) -> tuple[Element, ...]:
    """The elements in which these two had different weeks (detection.md rule 11).

    The difference between the two shown values is unusual for them: at least 2.5 spreads
    (1.4826 MAD, at least 1 point) from the median of up to twelve earlier rounds in which
    both released the element, of which there must be four. ``history`` is oldest first.
    """
    earlier: dict[Element, list[float]] = {}
    for picture in history:
        for line in _element_lines(picture):
            earlier.setdefault(line.element, []).append(_difference(line))
    return tuple(
        line.element
        for element in ELEMENTS
        for line in _element_lines(latest)
        if line.element is element and is_unusual(_difference(line), earlier.get(element, []))
    )


def is_unusual(difference: float, earlier: Sequence[float]) -> bool:
    """Whether two values differ as these two usually do not; ``earlier`` are their differences in
    the rounds before in which both released the element, oldest first.
    """
    if len(earlier) < _EARLIER_ROUNDS_NEEDED:
        return False
    window = earlier[-_WINDOW:]
    usual = median(window)
    if abs(difference - usual) < _UNUSUAL * _SMALLEST_SPREAD:
        return False
    spread = max(_MAD_TO_SD * median(abs(each - usual) for each in window), _SMALLEST_SPREAD)
    return abs(difference - usual) >= _UNUSUAL * spread


def stays_apart(differences: Sequence[float]) -> bool:
    """Whether there is a lasting gap (rule 11): two values at least 3 apart in three of the last
    four rounds in which both released the element. ``differences`` are all of them, oldest first.
    """
    lately = differences[-_LATELY:]
    return len(lately) == _LATELY and sum(abs(each) >= _FAR_APART for each in lately) >= _OFTEN


def _difference(line: Line) -> float:
    return line.mine.points - line.theirs.points


def _element_lines(picture: Picture) -> list[Line]:
    return [line for line in picture.lines if line.element in ELEMENTS]


def _coarser(one: Resolution, other: Resolution) -> Resolution:
    if one is Resolution.NUMBERS and other is Resolution.NUMBERS:
        return Resolution.NUMBERS
    return Resolution.BANDS
