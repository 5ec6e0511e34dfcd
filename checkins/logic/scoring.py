"""From answers to element scores and bands (content.md 1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from checkins.enums import Band, Direction, Element, ReleaseClass, Scale

HIGHEST: Final = 10
NOT_APPLICABLE: Final = "na"

# A rating is 0–10 or "na"; a choice is its key. Skipped prompts are absent.
Answer = int | str
Answers = Mapping[str, Answer]
Scores = Mapping[Element, float | None]

_MIXED_FROM = 4
_STEADY_FROM = 7
_FEWEST_FOR_STRAIGHT_LINE = 3


@dataclass(frozen=True, slots=True)
class PromptSpec:
    """What arithmetic needs to know of a prompt."""

    code: str
    element: Element
    direction: Direction
    scale: Scale
    release_class: ReleaseClass


def is_valid_answer(answer: object) -> bool:
    """Whether ``answer`` may stand as the answer to a rating: a whole number 0–10 or "na"."""
    if isinstance(answer, bool):
        return False
    return answer == NOT_APPLICABLE or (isinstance(answer, int) and 0 <= answer <= HIGHEST)


def element_scores(prompts: Iterable[PromptSpec], answers: Answers) -> dict[Element, float | None]:
    """The score, 0–10, of every element that has a rating among ``prompts``.

    Mean of the numbers after turning hard questions round (10 - x); None unless at least half
    of the element's prompts have a number ("doesn't apply" is none). Where each value is
    high, the week was good, except for the outside load, which has no direction.
    Raises ValueError for an answer that no rating can have.
    """
    values: dict[Element, list[float | None]] = {}
    for prompt in _ratings(prompts):
        values.setdefault(prompt.element, []).append(_value(prompt, answers))
    return {element: _mean(each) for element, each in values.items()}


def band(score: float) -> Band:
    """Hard below 4, mixed below 7, else steady; ``score`` is 0–10."""
    if score < _MIXED_FROM:
        return Band.HARD
    if score < _STEADY_FROM:
        return Band.MIXED
    return Band.STEADY


def is_low_information(prompts: Iterable[PromptSpec], answers: Answers) -> bool:
    """Whether one button was pressed all the way down.

    All raw ratings are equal, there are at least three, and a hard question is among them.
    Such a check-in is kept, and left out of baselines.
    """
    numbers = [
        (answer, prompt.direction)
        for prompt in _ratings(prompts)
        if (answer := _number(prompt, answers)) is not None
    ]
    return (
        len(numbers) >= _FEWEST_FOR_STRAIGHT_LINE
        and len({answer for answer, _ in numbers}) == 1
        and any(direction is Direction.NEGATIVE for _, direction in numbers)
    )


def is_complete(scores: Scores, *, is_done: bool, has_ended: bool) -> bool:
    """Whether a check-in counts: *Done* was pressed, or its round ended with a score."""
    return is_done or (has_ended and any(score is not None for score in scores.values()))


def _ratings(prompts: Iterable[PromptSpec]) -> Iterable[PromptSpec]:
    return (prompt for prompt in prompts if prompt.scale is Scale.RATING)


def _number(prompt: PromptSpec, answers: Answers) -> int | None:
    answer = answers.get(prompt.code)
    if answer is None or answer == NOT_APPLICABLE:
        return None
    if not isinstance(answer, int) or not is_valid_answer(answer):
        message = f"{prompt.code} is answered with a whole number from 0 to 10."
        raise ValueError(message)
    return answer


def _value(prompt: PromptSpec, answers: Answers) -> float | None:
    number = _number(prompt, answers)
    if number is not None and prompt.direction is Direction.NEGATIVE:
        return HIGHEST - number
    return number


def _mean(values: list[float | None]) -> float | None:
    numbers = [value for value in values if value is not None]
    if not numbers or 2 * len(numbers) < len(values):
        return None
    return sum(numbers) / len(numbers)
