"""Published measures: in the words of their authors, scored as they say, and used for nothing else.

What stands here is what may be asked: a file or an editor's page that differs is refused, because
a measure in other words is another measure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from checkins.logic.scoring import Answers


@dataclass(frozen=True, slots=True)
class Item:
    """One question; an answer counts as many points as answers stand before it."""

    code: str
    text: str
    answers: tuple[str, ...]

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What is stored for each answer, and the answer."""
        return tuple((answer.lower().replace(" ", "_"), answer) for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Measure:
    """A whole measure. Totals below ``cut_off`` point, in its study, to notable discontent."""

    slug: str
    language: str
    items: tuple[Item, ...]
    cut_off: float
    source: str

    @property
    def highest(self) -> int:
        return sum(len(item.answers) - 1 for item in self.items)

    def total(self, answers: Answers) -> int | None:
        """The sum of all points; None unless every question is answered."""
        keys = [[key for key, _ in item.choices] for item in self.items]
        given = [answers.get(item.code) for item in self.items]
        if any(answer not in known for answer, known in zip(given, keys, strict=True)):
            return None
        return sum(known.index(str(answer)) for answer, known in zip(given, keys, strict=True))


_TRUE = (
    "Not at all TRUE",
    "A little TRUE",
    "Somewhat TRUE",
    "Mostly TRUE",
    "Almost Completely TRUE",
    "Completely TRUE",
)
_HOW_MUCH = (
    "Not at all",
    "A little",
    "Somewhat",
    "Mostly",
    "Almost Completely",
    "Completely",
)

# Items 1, 12, 19 and 22 of the CSI-32. Its authors let it be used freely in research and practice.
CSI_4: Final = Measure(
    slug="csi-4",
    language="en",
    items=(
        Item(
            "Q-CSI-1",
            "Please indicate the degree of happiness, all things considered, of your relationship.",
            (
                "Extremely Unhappy",
                "Fairly Unhappy",
                "A Little Unhappy",
                "Happy",
                "Very Happy",
                "Extremely Happy",
                "Perfect",
            ),
        ),
        Item("Q-CSI-12", "I have a warm and comfortable relationship with my partner.", _TRUE),
        Item("Q-CSI-19", "How rewarding is your relationship with your partner?", _HOW_MUCH),
        Item("Q-CSI-22", "In general, how satisfied are you with your relationship?", _HOW_MUCH),
    ),
    cut_off=13.5,
    source=(
        "Funk, J. L., & Rogge, R. D. (2007). Testing the ruler with item response theory:"
        " Increasing precision of measurement for relationship satisfaction with the Couples"
        " Satisfaction Index. Journal of Family Psychology, 21(4), 572–583."
    ),
)
MEASURES: Final[Mapping[str, Measure]] = MappingProxyType({CSI_4.slug: CSI_4})
