"""When a tool is no longer enough (detection.md 3, rule 13). What it says is private."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

WITHIN: Final = timedelta(weeks=6)
FEWEST_HURTS: Final = 3


def calls_for_people(
    named_on: Iterable[date], today: date, *, has_reopened_twice: bool = False
) -> bool:
    """Whether the private area points to people who can help: three hurts named within six weeks,
    today included, or the same area opened again twice.
    """
    lately = [day for day in named_on if today - WITHIN < day <= today]
    return has_reopened_twice or len(lately) >= FEWEST_HURTS
