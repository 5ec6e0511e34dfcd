"""What one person releases, and the picture that two releases make.

Everything here is built from released values only; what may not be shown is absent, without
a placeholder. Preview and release are one object, so they cannot differ.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import assert_never

from checkins.enums import (
    ELEMENTS,
    RELEASABLE,
    Band,
    Element,
    ReleaseClass,
    Resolution,
    Scale,
    TextKind,
)
from checkins.logic.scoring import Answers, PromptSpec, band, element_scores

# detection.md rule 11 and decisions.md 35.
_WINDOW = 12
_EARLIER_ROUNDS_NEEDED = 4
_UNUSUAL = 2.5
_SMALLEST_SPREAD = 1.0
_MAD_TO_SD = 1.4826

_TEXT_KINDS = {Element.APPRECIATION: TextKind.APPRECIATION}


@dataclass(frozen=True, slots=True)
class Shown:
    """One voice in one element as it is shown: a band, and the number where both chose so."""

    band: Band
    number: float | None = None

    @property
    def points(self) -> float:
        """0–10, for arithmetic on what is shown: a band counts as 2, 5.5 or 8.5."""
        return _band_points(self.band) if self.number is None else self.number

    @property
    def position(self) -> float:
        """Where the mark stands, in percent: in the middle of a band, or at the number."""
        return self.points * 10


@dataclass(frozen=True, slots=True)
class ReleasedElement:
    """One element as it was released: as a band, or as the number (0–10) behind it."""

    element: Element
    value: Band | float

    def shown(self, resolution: Resolution) -> Shown:
        """The released value at ``resolution``, never finer than it was released."""
        if isinstance(self.value, Band):
            return Shown(self.value)
        return _shown(self.value, resolution)


@dataclass(frozen=True, slots=True)
class ReleasedWords:
    """Own words that ride with a release."""

    kind: TextKind
    text: str


@dataclass(frozen=True, slots=True)
class Release:
    """What one person gives into a round. At :attr:`Resolution.BANDS` it holds no number."""

    resolution: Resolution
    elements: tuple[ReleasedElement, ...]
    texts: tuple[ReleasedWords, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One element on the preview, as the other would see it."""

    element: Element
    value: Band | float
    shown: Shown
    is_kept_back: bool


@dataclass(frozen=True, slots=True)
class PreviewText:
    """One text on the preview, as the other would see it."""

    kind: TextKind
    text: str
    is_kept_back: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """The page before *Release*, and the release itself."""

    resolution: Resolution
    lines: tuple[PreviewLine, ...]
    texts: tuple[PreviewText, ...]

    @property
    def release(self) -> Release | None:
        """What pressing *Release* writes; None where nothing would show (decisions.md 34)."""
        elements = tuple(
            ReleasedElement(line.element, line.value)
            for line in self.lines
            if not line.is_kept_back
        )
        texts = tuple(
            ReleasedWords(each.kind, each.text) for each in self.texts if not each.is_kept_back
        )
        if not elements and not texts:
            return None
        return Release(self.resolution, elements, texts)


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
class Picture:
    """A shared picture as one of the two sees it."""

    resolution: Resolution
    lines: tuple[Line, ...]
    my_texts: tuple[ReleasedWords, ...] = ()
    their_texts: tuple[ReleasedWords, ...] = ()


def default_keep_back(prompts: Iterable[PromptSpec]) -> frozenset[Element]:
    """What is kept back until its author says otherwise: all that the author decides each time."""
    return frozenset(
        prompt.element for prompt in prompts if prompt.release_class is ReleaseClass.AUTHOR
    )


def releasable(
    prompts: Sequence[PromptSpec],
    answers: Answers,
    *,
    keep_back: Collection[Element],
    resolution: Resolution,
    texts: Mapping[str, str] | None = None,
) -> Preview:
    """The release preview for one person's ``answers``; ``texts`` are own words by prompt code.

    Private prompts, outside load, events, and notes are in neither preview nor score; an element
    without a score and an empty text are absent.
    """
    allowed = [prompt for prompt in prompts if prompt.release_class is not ReleaseClass.PRIVATE]
    scores = element_scores(allowed, answers)
    lines = []
    for element in RELEASABLE:
        score = scores.get(element)
        if score is None:
            continue
        shown = _shown(score, resolution)
        value = shown.band if shown.number is None else shown.number
        lines.append(PreviewLine(element, value, shown, element in keep_back))
    words = tuple(
        PreviewText(_TEXT_KINDS[prompt.element], text, prompt.element in keep_back)
        for prompt in allowed
        if prompt.scale is Scale.TEXT
        and prompt.element in _TEXT_KINDS
        and (text := (texts or {}).get(prompt.code, "").strip())
    )
    return Preview(resolution, tuple(lines), words)


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
        for element in RELEASABLE
        if element in my_values and element in their_values
    ]
    if not lines and not mine.texts and not theirs.texts:
        return None
    lines.sort(key=lambda line: not line.is_strength)
    return Picture(resolution, tuple(lines), mine.texts, theirs.texts)


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
        if line.element is element and _is_unusual(_difference(line), earlier.get(element, []))
    )


def _is_unusual(difference: float, earlier: Sequence[float]) -> bool:
    if len(earlier) < _EARLIER_ROUNDS_NEEDED:
        return False
    window = earlier[-_WINDOW:]
    usual = median(window)
    spread = max(_MAD_TO_SD * median(abs(each - usual) for each in window), _SMALLEST_SPREAD)
    return abs(difference - usual) >= _UNUSUAL * spread


def _difference(line: Line) -> float:
    return line.mine.points - line.theirs.points


def _element_lines(picture: Picture) -> list[Line]:
    return [line for line in picture.lines if line.element in ELEMENTS]


def _coarser(one: Resolution, other: Resolution) -> Resolution:
    if one is Resolution.NUMBERS and other is Resolution.NUMBERS:
        return Resolution.NUMBERS
    return Resolution.BANDS


def _shown(score: float, resolution: Resolution) -> Shown:
    match resolution:
        case Resolution.BANDS:
            return Shown(band(score))
        case Resolution.NUMBERS:
            return Shown(band(score), round(score, 1))
        case _:
            assert_never(resolution)


def _band_points(of: Band) -> float:
    match of:
        case Band.HARD:
            return 2
        case Band.MIXED:
            return 5.5
        case Band.STEADY:
            return 8.5
        case _:
            assert_never(of)
