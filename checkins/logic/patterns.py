"""When a tool is no longer enough (detection.md 3, rule 13). What it says is private."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from checkins.enums import ELEMENTS, Band, Element
from checkins.logic.scoring import Scores, band

WITHIN: Final = timedelta(weeks=6)
FEWEST_HURTS: Final = 3
FEWEST_REOPENED: Final = 2
LOW_WEEKS: Final = 6
# Older check-ins tell nothing about how it is now.
LOW_WITHIN: Final = timedelta(weeks=13)
_NONE: Mapping[Element, int] = MappingProxyType({})


def calls_for_people(
    named_on: Iterable[date], today: date, *, reopened: Mapping[Element, int] = _NONE
) -> bool:
    """Whether the private area points to people who can help: three hurts named within six weeks,
    today included, or one area that was taken up again twice. ``reopened`` counts how often.
    """
    lately = [day for day in named_on if today - WITHIN < day <= today]
    return len(lately) >= FEWEST_HURTS or max(reopened.values(), default=0) >= FEWEST_REOPENED


def stays_low(scores: Iterable[Scores]) -> bool:
    """Whether one area was hard in six check-ins on end; ``scores`` newest first (S1-20).

    Check-ins that say nothing about an area are passed over. It is no score, and no verdict.
    """
    weeks = list(scores)
    for element in ELEMENTS:
        given = [value for each in weeks if (value := each.get(element)) is not None]
        latest = given[:LOW_WEEKS]
        if len(latest) == LOW_WEEKS and all(band(value) is Band.HARD for value in latest):
            return True
    return False
