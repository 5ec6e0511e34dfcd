"""Closed vocabularies of reminders by mail. Values are in the names of form fields."""

from enum import StrEnum


class ReminderKind(StrEnum):
    """What somebody may be reminded of, each on its own. The mail is the same for all of them."""

    WEEK = "week"
    MONTH = "month"
    PROMISE = "promise"
    LOOK_BACK = "look_back"


class AddressReader(StrEnum):
    """Who reads the mailbox, as its owner sees it."""

    ONLY_ME = "only_me"
    NOT_SURE = "not_sure"
