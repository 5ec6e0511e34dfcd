"""Which of several wordings of one question is asked in a round.

It follows from the days of the round and the code of the question, so it is the same for both of
two people and needs no memory of what was asked before.
"""

from datetime import date

_WEEK = 7
# A weekly round that a change of rhythm stretches has ten days at the most, a fortnightly one
# that it shortens has eleven at the least.
_LONGEST_WEEK = 10

FIRST = 1


def turn_of(starts_on: date, ends_on: date) -> int:
    """A number of a round that the next one of the same rhythm has plus one.

    Days as the calendar of the round has them. Counted by the last day: the first round of a
    connection begins on any day, and ends like those after it.
    """
    days = (ends_on - starts_on).days
    return ends_on.toordinal() // (_WEEK if days <= _LONGEST_WEEK else 2 * _WEEK)


def wording_at(code: str, turn: int, count: int) -> int:
    """Which of ``count`` wordings is asked, counted from 1; another one in the next turn.

    Each is asked as often as the others, and questions are out of step with each other. Raises
    ValueError where there is none.
    """
    if count < 1:
        message = "A question has one wording at least."
        raise ValueError(message)
    return (turn + sum(code.encode())) % count + FIRST
