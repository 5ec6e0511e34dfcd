"""Closed vocabularies about people and bonds. Values stand in the database: never rename one."""

from enum import IntEnum, StrEnum


class Purpose(StrEnum):
    """What a person may consent to, each on its own, none ticked beforehand."""

    DATA_USE = "data_use"
    WEEKLY_SHARING = "weekly_sharing"
    HURTS_SHARING = "hurts_sharing"


class ConsentState(StrEnum):
    """Where one person's consent to one purpose stands."""

    ABSENT = "absent"
    GIVEN = "given"
    OUTDATED = "outdated"
    WITHDRAWN = "withdrawn"


class Weekday(IntEnum):
    """Numbered like ``datetime.date.weekday()``."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6
