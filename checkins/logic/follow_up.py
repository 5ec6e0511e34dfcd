"""What becomes of a conversation after its last step (content.md 6, RC-12).

Repaired is the judgement of both, and of nobody else: no score ever closes a hurt. Whatever the
two answered short of that, or did not answer, comes to the same on the same day.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from checkins.enums.repair import RepairState

USUAL_DAYS: Final = 14
FEWEST_DAYS: Final = 7
MOST_DAYS: Final = 42
ANSWERED_WITHIN: Final = timedelta(days=7)


def review_on(ended_on: date, days: Iterable[int]) -> date:
    """The day to look back: the later of what was wished for, two weeks where nobody said.

    ``days`` are each 7 to 42.
    """
    return ended_on + timedelta(days=max(days, default=USUAL_DAYS))


def can_answer(review: date, today: date) -> bool:
    """Whether a person may look back now: from the day on, for a week."""
    return review <= today < review + ANSWERED_WITHIN


def outcome(review: date, today: date, *, both_say_repaired: bool) -> RepairState:
    """Where an agreed conversation stands; the same to both."""
    if both_say_repaired:
        return RepairState.REPAIRED
    if today < review:
        return RepairState.AGREED
    if can_answer(review, today):
        return RepairState.FOLLOW_UP
    return RepairState.STILL_OPEN
