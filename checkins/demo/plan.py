"""From the story to answers: pure, and the same every time it is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from checkins.demo.story import STRETCH, Character
from checkins.enums import Direction, Element, HurtAnswer, Scale
from checkins.logic.scoring import HIGHEST, NOT_APPLICABLE, PromptSpec
from checkins.logic.sheet import Entries

SEED = 26
WOBBLE = 0.8
# How long before the end of a round somebody sits down: at the earliest and at the latest.
EARLIEST = timedelta(hours=60)
LATEST = timedelta(hours=2)
# One week in so many something does not apply.
ODDS_OF_NA = 9


@dataclass(frozen=True, slots=True)
class PlannedCheckIn:
    """What one person does in one week. ``keep_back`` is None where all of it is kept back."""

    before_end: timedelta
    entries: Entries
    keep_back: frozenset[Element] | None


def check_in(
    who: Character, week: int, prompts: Iterable[PromptSpec], *, named_a_hurt: bool = False
) -> PlannedCheckIn | None:
    """The check-in of ``who`` in ``week``, or None where it was missed."""
    if week in who.missed:
        return None
    # Not a secret, and it has to come out the same on every machine.
    chance = Random(f"{SEED} {who.name} {week}")  # noqa: S311 - a story, no secret
    span = (EARLIEST - LATEST).total_seconds()
    before_end = LATEST + timedelta(minutes=chance.randrange(int(span // 60)))
    entries = {
        prompt.code: _answer(prompt, who, week, chance, named_a_hurt=named_a_hurt)
        for prompt in prompts
    }
    keep_back = None if week in who.kept_all else _keep_back(who, week)
    return PlannedCheckIn(before_end, entries, keep_back)


def _answer(
    prompt: PromptSpec, who: Character, week: int, chance: Random, *, named_a_hurt: bool
) -> int | str | None:
    match prompt.scale:
        case Scale.RATING:
            return _rating(prompt, who, week, chance)
        case Scale.CHOICE:
            return HurtAnswer.YES if named_a_hurt else HurtAnswer.NO
        case Scale.TEXT:
            texts = who.appreciations if prompt.element is Element.APPRECIATION else who.notes
            return texts.get(week)


def _rating(prompt: PromptSpec, who: Character, week: int, chance: Random) -> int | str:
    hard = STRETCH.get(week, 0.0)
    if prompt.element is Element.CONTEXT:
        return _button(who.load + who.extra_load * hard, chance)
    felt = who.usual[prompt.element] - who.taken.get(prompt.element, 0.0) * hard
    felt += who.swings.get(week, {}).get(prompt.element, 0.0)
    if prompt.direction is Direction.NEGATIVE:
        return _button(HIGHEST - felt, chance)
    nothing_went_wrong = prompt.element is Element.REPAIR and not hard
    if nothing_went_wrong and chance.randrange(ODDS_OF_NA) == 0:
        return NOT_APPLICABLE
    return _button(felt, chance)


def _button(value: float, chance: Random) -> int:
    return min(HIGHEST, max(0, round(chance.gauss(value, WOBBLE))))


def _keep_back(who: Character, week: int) -> frozenset[Element]:
    if week in who.kept_back:
        return who.kept_back[week]
    never = {Element.CONTEXT}
    return frozenset(never if week in who.shows_felt else never | {Element.FELT})
