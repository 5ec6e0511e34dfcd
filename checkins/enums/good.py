"""Closed vocabularies of what is good between two people. Values are stored: never rename one."""

from enum import StrEnum


class Every(StrEnum):
    """How often a ritual comes. ``MONTH``: on the first such weekday of it."""

    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"


class Kind(StrEnum):
    """What an album holds, in the order in which it stands of one day."""

    GLAD = "glad"
    PICTURE = "picture"
    PROMISE = "promise"
    REPAIRED = "repaired"
