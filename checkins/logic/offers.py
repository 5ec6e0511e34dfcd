"""What home offers after the first check-in, and when later (decisions 0015).

By the calendar and by how many check-ins one has completed; whether an offer was ever taken is
known nowhere. Quiet mode changes nothing here: a line that is missing would tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

STANDS_FOR: Final = timedelta(days=7)
# The first week of each quarter, and of each half year.
_QUARTERS: Final = (1, 4, 7, 10)
_HALF_YEARS: Final = (1, 7)


@dataclass(frozen=True, slots=True)
class Offered:
    """``screen``: the seven questions; ``device``: whether address, phone and server are one's
    own; ``passkey``: a way to sign in without a password; ``meaning``: what *safe*
    means to oneself.
    """

    screen: bool
    device: bool
    passkey: bool
    meaning: bool

    @property
    def anything(self) -> bool:
        return self.screen or self.device or self.passkey or self.meaning


def offered(done: Sequence[date], today: date, *, has_more: bool) -> Offered:
    """What home offers on one's own day ``today``.

    ``done`` are the last days of one's latest completed check-ins, ``has_more`` whether there may
    be earlier ones. After the first one everything is offered, until the next is completed and no
    longer than a week past its end; later in the first week of a quarter, for everybody.
    """
    is_first = len(done) == 1 and not has_more and today < done[0] + STANDS_FOR
    is_new_quarter = bool(done) and today.day <= STANDS_FOR.days and today.month in _QUARTERS
    return Offered(
        screen=is_first or is_new_quarter,
        device=is_first or (is_new_quarter and today.month in _HALF_YEARS),
        passkey=is_first,
        meaning=is_first,
    )
