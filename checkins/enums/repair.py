"""Closed vocabularies of the repair conversation. Values are stored: never rename one."""

from enum import StrEnum


class RepairState(StrEnum):
    """Where an invitation or the conversation that came of it stands (content.md 6.1)."""

    INVITED = "invited"
    LAPSED = "lapsed"
    COOLING = "cooling"
    RULES = "rules"
    TELLING = "telling"
    REFLECTING = "reflecting"
    CONFIRMING = "confirming"
    TURNING = "turning"
    OWNING = "owning"
    APOLOGISING = "apologising"
    RECEIVING = "receiving"
    CHANGING = "changing"
    AGREEING = "agreeing"
    RECONNECTING = "reconnecting"
    PAUSED = "paused"
    AGREED = "agreed"
    FOLLOW_UP = "follow_up"
    REPAIRED = "repaired"
    STILL_OPEN = "still_open"
    SET_ASIDE = "set_aside"
    CLOSED = "closed"
    REOPENED = "reopened"


class Side(StrEnum):
    """Who somebody is in a conversation: the one who invited and tells first, or the other."""

    FIRST = "first"
    OTHER = "other"


class Move(StrEnum):
    """What moved a conversation on. Both may read it; it holds no words."""

    READY = "ready"
    RULES_TICKED = "rules_ticked"
    TOLD = "told"
    REFLECTED = "reflected"
    NOT_QUITE = "not_quite"
    UNDERSTOOD = "understood"
    LEFT_AT_THAT = "left_at_that"
    TURNED = "turned"
    NOT_TODAY = "not_today"
    OWNED = "owned"
    BOTH_APOLOGISED = "both_apologised"
    FIRST_APOLOGISED = "first_apologised"
    OTHER_APOLOGISED = "other_apologised"
    NO_APOLOGY = "no_apology"
    RECEIVED = "received"
    OFFERED = "offered"
    NO_CHANGE = "no_change"
    ANOTHER_CHANGE = "another_change"
    AGREED = "agreed"
    RECONNECTED = "reconnected"
    PAUSED = "paused"
    WENT_ON = "went_on"
    SET_ASIDE = "set_aside"


class Turn(StrEnum):
    """What one person does at a step. Some turns are read at once, others when both have."""

    READY = "ready"
    RULES = "rules"
    TELL = "tell"
    REFLECT = "reflect"
    CONFIRM = "confirm"
    SWAP = "swap"
    OWN = "own"
    APOLOGISE = "apologise"
    RECEIVE = "receive"
    CHANGE = "change"
    AGREE = "agree"
    RITUAL = "ritual"
    BACK = "back"


class Choice(StrEnum):
    """What a turn says besides, or instead of, own words."""

    SAID = "said"
    PASS = "pass"  # noqa: S105 - passing over a step
    YES = "yes"
    NOT_QUITE = "not_quite"
    LEAVE_IT = "leave_it"
    NOT_TODAY = "not_today"
    NO_PART_YET = "no_part_yet"
    HEARD = "heard"
    NEED_TIME = "need_time"
    NOT_THERE_YET = "not_there_yet"
    ANOTHER = "another"


class Ritual(StrEnum):
    """Small ways back to each other. A touch counts only where both chose it, as all do."""

    WALK = "walk"
    TEA = "tea"
    WORDS = "words"
    MUSIC = "music"
    SIT = "sit"
    HUG = "hug"


class Reach(StrEnum):
    """How far an invitation goes. ``SILENT``: to its author it looks like any other."""

    OPEN = "open"
    SILENT = "silent"
    WITHDRAWN = "withdrawn"


class InvitationLine(StrEnum):
    """The neutral line of an invitation, chosen and never typed."""

    UNDERSTAND = "understand"
    ON_MY_MIND = "on_my_mind"
    FIND_BACK = "find_back"
    SMALL = "small"


class SuggestedTime(StrEnum):
    """When it would suit, in the words people use; no clock."""

    WHENEVER = "whenever"
    TODAY = "today"
    TOMORROW = "tomorrow"
    FEW_DAYS = "few_days"
    WEEKEND = "weekend"


class Reply(StrEnum):
    """What the invited person answers. ``NO`` is read by nobody but its author."""

    YES = "yes"
    LATER = "later"
    NO = "no"


class Readiness(StrEnum):
    """Whether one feels safe enough to do this with the other. Kept nowhere."""

    YES = "yes"
    NOT_NOW = "not_now"
    NO = "no"


class Away(StrEnum):
    """How long somebody who needs a pause means to be away; for themselves alone."""

    MINUTES = "minutes"
    HOUR = "hour"
    TOMORROW = "tomorrow"


class NoteKind(StrEnum):
    """Private pages of one person beside a conversation. Nobody else ever reads them."""

    AWAY = "away"
    CLOSE = "close"
    FOLLOW_UP = "follow_up"


class Safer(StrEnum):
    """After a conversation: how safe one feels with the other, compared with before."""

    SAFER = "safer"
    SAME = "same"
    LESS = "less"


class Outcome(StrEnum):
    """*For me it is …*, at the follow-up."""

    REPAIRED = "repaired"
    NOT_YET = "not_yet"
    ANOTHER_ROUND = "another_round"
