"""Closed vocabularies of the monthly set and of the days. Values stand in the database."""

from enum import StrEnum


class MonthPart(StrEnum):
    """One page of the monthly set, in the order in which they come: friendship before closeness,
    what is heavy towards the end, own words last. Statements of one's own come after all that is
    fixed: one that begins or ends must not move the page somebody is just filling in.
    """

    FREEDOMS = "freedoms"
    MORE_FREEDOMS = "more_freedoms"
    GROUND = "ground"
    EVERYDAY = "everyday"
    CLOSENESS = "closeness"
    DISAGREEMENT = "disagreement"
    COST = "cost"
    STRAIN = "strain"
    OWN_STRAIN = "own_strain"
    OWN_WORDS = "own_words"
    STATEMENTS = "statements"


class Often(StrEnum):
    """How often something happened. No statistics are made of it."""

    NEVER = "never"
    ONCE = "once"
    A_FEW = "a_few"
    OFTEN = "often"


class PulseCode(StrEnum):
    """The three taps of a day."""

    CLOSE = "D-CLOSE-1"
    EASE = "D-EASE-1"
    LATER = "D-LATER-1"


class TrendMark(StrEnum):
    """What stands on a line beside its numbers. ``DIP`` and ``SLIDE`` are reckoned from what was
    shown, and only for whoever looks at two lines from outside.
    """

    HURT = "hurt"
    REPAIRED = "repaired"
    REOPENED = "reopened"
    CAME_BACK = "came_back"
    DIP = "dip"
    SLIDE = "slide"
    SESSION = "session"


class DipCause(StrEnum):
    """What went before a lower week. It says what was so, never why."""

    LOAD = "load"
    BODY = "body"
    DAYS = "days"
    HURT = "hurt"
