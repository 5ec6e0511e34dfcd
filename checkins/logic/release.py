"""What one person releases of a check-in: the preview, and the release it turns into.

They are one object, so what is previewed and what is written cannot differ.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import assert_never

from checkins.enums import (
    FREEDOMS,
    RELEASABLE,
    Band,
    Element,
    ReleaseClass,
    Resolution,
    Scale,
    TextKind,
)
from checkins.logic.scoring import Answers, PromptSpec, band, element_scores
from checkins.logic.statement import Statement

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


# Two years of pictures show the same three again and again.
_OF_BAND = {band: Shown(band) for band in Band}


@dataclass(frozen=True, slots=True)
class ReleasedElement:
    """One element as it was released: as a band, or as the number (0–10) behind it."""

    element: Element
    value: Band | float

    def shown(self, resolution: Resolution) -> Shown:
        """The released value at ``resolution``, never finer than it was released."""
        return _shown_at(self.value, resolution)


@dataclass(frozen=True, slots=True)
class ReleasedStatement:
    """One statement of the two as it was released, with the wording that was rated."""

    statement: Statement
    value: Band | float

    def shown(self, resolution: Resolution) -> Shown:
        """The released value at ``resolution``, never finer than it was released."""
        return _shown_at(self.value, resolution)


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
    statements: tuple[ReleasedStatement, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One element on the preview, as the other would see it."""

    element: Element
    value: Band | float
    shown: Shown
    is_kept_back: bool


@dataclass(frozen=True, slots=True)
class PreviewStatement:
    """One statement of the two on the preview, as the other would see it."""

    statement: Statement
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
    statements: tuple[PreviewStatement, ...] = ()

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
        statements = tuple(
            ReleasedStatement(each.statement, each.value)
            for each in self.statements
            if not each.is_kept_back
        )
        if not elements and not texts and not statements:
            return None
        return Release(self.resolution, elements, texts, statements)


@dataclass(frozen=True, slots=True)
class FromTheMonth:
    """What a month offers to a preview: freedoms and statements of the two with their score, 0–10,
    and which of them the author adds (statements by code). What is not added is kept back.
    """

    scores: Mapping[Element, float] = field(default_factory=dict)
    added: frozenset[Element] = frozenset()
    statements: Mapping[Statement, float] = field(default_factory=dict)
    added_statements: frozenset[str] = frozenset()


NOTHING_MORE = FromTheMonth()


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
    month: FromTheMonth = NOTHING_MORE,
) -> Preview:
    """The release preview for one person's ``answers``; ``texts`` are own words by prompt code.

    Private prompts, outside load, events, and notes are in neither preview nor score; an element
    without a score and an empty text are absent. Freedoms come from the month alone, kept back
    unless they were added.
    """
    allowed = [prompt for prompt in prompts if prompt.release_class is not ReleaseClass.PRIVATE]
    scores = element_scores(allowed, answers)
    lines = [
        _line(element, score, resolution, is_kept_back=element in keep_back)
        for element in RELEASABLE
        if (score := scores.get(element)) is not None
    ]
    lines += [
        _line(element, score, resolution, is_kept_back=element not in month.added)
        for element in FREEDOMS
        if (score := month.scores.get(element)) is not None
    ]
    words = tuple(
        PreviewText(_TEXT_KINDS[prompt.element], text, prompt.element in keep_back)
        for prompt in allowed
        if prompt.scale is Scale.TEXT
        and prompt.element in _TEXT_KINDS
        and (text := (texts or {}).get(prompt.code, "").strip())
    )
    statements = tuple(
        _statement(
            statement,
            score,
            resolution,
            is_kept_back=statement.code not in month.added_statements,
        )
        for statement, score in month.statements.items()
    )
    return Preview(resolution, tuple(lines), words, statements)


def _line(
    element: Element, score: float, resolution: Resolution, *, is_kept_back: bool
) -> PreviewLine:
    shown = _shown(score, resolution)
    return PreviewLine(element, _value(shown), shown, is_kept_back)


def _statement(
    statement: Statement, score: float, resolution: Resolution, *, is_kept_back: bool
) -> PreviewStatement:
    shown = _shown(score, resolution)
    return PreviewStatement(statement, _value(shown), shown, is_kept_back)


def _value(shown: Shown) -> Band | float:
    return shown.band if shown.number is None else shown.number


def _shown_at(value: Band | float, resolution: Resolution) -> Shown:
    return _OF_BAND[value] if isinstance(value, Band) else _shown(value, resolution)


@lru_cache(maxsize=512)
def _shown(score: float, resolution: Resolution) -> Shown:
    # Kept in memory: two years of pictures show the same few numbers again and again.
    # Rounded before it is sorted into a band: both people must read the same from one number.
    score = round(score, 1)
    match resolution:
        case Resolution.BANDS:
            return Shown(band(score))
        case Resolution.NUMBERS:
            return Shown(band(score), score)
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
