"""When a tool is no longer enough (detection.md 3, rule 13). What it says is private."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from checkins.enums import Element

WITHIN: Final = timedelta(weeks=6)
FEWEST_HURTS: Final = 3
FEWEST_REOPENED: Final = 2
_NONE: Mapping[Element, int] = MappingProxyType({})


def calls_for_people(
    named_on: Iterable[date], today: date, *, reopened: Mapping[Element, int] = _NONE
) -> bool:
    """Whether the private area points to people who can help: three hurts named within six weeks,
    today included, or one area that was taken up again twice. ``reopened`` counts how often.
    """
    lately = [day for day in named_on if today - WITHIN < day <= today]
    return len(lately) >= FEWEST_HURTS or max(reopened.values(), default=0) >= FEWEST_REOPENED
