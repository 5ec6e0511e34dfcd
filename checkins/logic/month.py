"""The monthly set: how it is split into pages, and what follows from an answer."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from checkins.enums import FREEDOMS, Element, Scale
from checkins.enums.month import MonthPart, Often
from checkins.logic.scoring import Answer, Answers, PromptSpec, element_scores

PARTS: Final[Mapping[MonthPart, tuple[Element, ...]]] = MappingProxyType(
    {
        MonthPart.FREEDOMS: FREEDOMS[:5],
        MonthPart.MORE_FREEDOMS: FREEDOMS[5:],
        MonthPart.GROUND: (Element.GROUND,),
        MonthPart.EVERYDAY: (Element.EVERYDAY,),
        MonthPart.CLOSENESS: (Element.CLOSENESS,),
        MonthPart.DISAGREEMENT: (Element.DISAGREEMENT,),
        MonthPart.COST: (Element.COST,),
        MonthPart.STRAIN: (Element.STRAIN,),
        MonthPart.OWN_STRAIN: (Element.OWN_STRAIN,),
        MonthPart.OWN_WORDS: (Element.OWN_WORDS, Element.BEGINNING),
        # Asked by what stands between two people, by no set.
        MonthPart.STATEMENTS: (),
    }
)
# A word comes before these pages, so that nobody meets them unprepared.
HEAVY: Final = frozenset({MonthPart.COST, MonthPart.STRAIN, MonthPart.OWN_STRAIN})

SAFE, SECURE, CALM = "M-SAFE-1", "M-SEC-1", "M-CALM-1"
SILENCE: Final = ("M-EGG-1", "M-SCAN-1")
RECOMMIT: Final = "M-REC-1"

# A set may still be entered some days after its month.
LATE_FOR: Final = timedelta(days=7)
WEARING: Final = 3
MONTHS_OF_WEARING: Final = 2


def first_of(day: date) -> date:
    """The first day of the month of ``day``, which names the month."""
    return day.replace(day=1)


def month_before(month: date) -> date:
    """The month before one that is named by its first day."""
    return first_of(month - timedelta(days=1))


def last_of(month: date) -> date:
    """The last day of a month that is named by its first day."""
    return first_of(month + timedelta(days=31)) - timedelta(days=1)


def can_write(month: date, today: date) -> bool:
    """In the month itself and seven days after it; ``month`` is a first day."""
    return month == first_of(month) and month <= today <= last_of(month) + LATE_FOR


def freedoms(prompts: Iterable[PromptSpec], answers: Answers) -> dict[Element, float]:
    """The score, 0–10, of each of the nine freedoms that was answered."""
    scores = element_scores(prompts, answers)
    return {each: score for each in FREEDOMS if (score := scores.get(each)) is not None}


def silence(answers: Answers) -> float | None:
    """How much somebody kept quiet, 0–10: the mean of what was answered about it, or None."""
    given = [value for code in SILENCE if (value := number(answers, code)) is not None]
    return sum(given) / len(given) if given else None


def number(answers: Answers, code: str) -> int | None:
    """The number answered to a rating, or None for anything else."""
    value: Answer | None = answers.get(code)
    return value if isinstance(value, int) else None


def leads_to_support(prompts: Iterable[PromptSpec], answers: Answers) -> bool:
    """Whether these answers bring the way to support on the next page (detection.md 3, rule 12).

    No statistics: any *often*, of either direction, or a balance that wears somebody out.
    """
    often = any(
        answers.get(prompt.code) == Often.OFTEN
        for prompt in prompts
        if prompt.scale is Scale.CHOICE
    )
    calm = number(answers, CALM)
    return often or (calm is not None and calm <= WEARING)


def wears_out(calm: Iterable[float | None]) -> bool:
    """Whether the balance of the last two months that have one was low; ``calm`` newest first."""
    given = [value for value in calm if value is not None][:MONTHS_OF_WEARING]
    return len(given) == MONTHS_OF_WEARING and all(value <= WEARING for value in given)
