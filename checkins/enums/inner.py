"""Closed vocabularies of what somebody looks at alone. Values are stored: never rename one."""

from enum import StrEnum


class InnerStep(StrEnum):
    """One small step of the inner check-in, in the order in which they come: body before words."""

    BODY = "body"
    NAME = "name"
    STAY = "stay"
    NEED = "need"
    MET = "met"
    SELF = "self"
    ASK = "ask"


class InnerCode(StrEnum):
    """What is asked; every one may be left out."""

    BODY = "I-BODY"
    FEEL = "I-FEEL"
    WORDS = "I-WORDS"
    FULL = "I-FULL"
    NEED = "I-NEED"
    MET = "I-MET"
    RESPONSE = "I-RESP"
    VOICE = "I-VOICE"
    KIND = "I-KIND"
    CRITIC = "I-CRIT"
    TRUST = "I-TRUST"
    FUNCTION = "I-FUNC"
    GIVE = "I-GIVE"
    ASK = "I-ASK"


class BodySign(StrEnum):
    """What the body tells: five signs of strain, four of ease."""

    HEART_FAST = "heart_fast"
    BREATH_SHALLOW = "breath_shallow"
    MUSCLES_TIGHT = "muscles_tight"
    STOMACH_OFF = "stomach_off"
    SLEPT_BADLY = "slept_badly"
    SHOULDERS_DOWN = "shoulders_down"
    WARM = "warm"
    BREATH_SLOW = "breath_slow"
    RESTED = "rested"


class Need(StrEnum):
    """The ten needs: six of being close, four of being oneself."""

    SAFETY = "safety"
    ACCEPTANCE = "acceptance"
    TUNED_IN = "tuned_in"
    CALMED_TOGETHER = "calmed_together"
    LOVE = "love"
    CONNECTION = "connection"
    TRUE_FOR_ME = "true_for_me"
    SPACE = "space"
    HAVING_A_SAY = "having_a_say"
    OWN_LIFE = "own_life"


class InnerFeeling(StrEnum):
    """What somebody feels; the strong ones that lie beneath are among them."""

    SAD = "sad"
    AFRAID = "afraid"
    ANGRY = "angry"
    ASHAMED = "ashamed"
    GRIEVING = "grieving"
    DESPAIRING = "despairing"
    LONELY = "lonely"
    NUMB = "numb"
    GLAD = "glad"
    RELIEVED = "relieved"
    TENDER = "tender"
    OTHER = "other"


class Met(StrEnum):
    """What met a feeling, from others or from oneself."""

    LISTENED = "listened"
    COMFORTED = "comforted"
    BRUSHED_OFF = "brushed_off"
    SHAMED = "shamed"
    JUDGED = "judged"
    IGNORED = "ignored"
    PUSHED_AWAY = "pushed_away"
    ATTACKED = "attacked"


class InnerResponse(StrEnum):
    """What somebody did with it. None of them is a mistake."""

    HID = "hid"
    SAID = "said"
    FROZE = "froze"
    PUSHED_OR_BLAMED = "pushed_or_blamed"
    STEERED = "steered"
    WENT_SILENT = "went_silent"
    STAYED = "stayed"
    ASKED = "asked"


class ProfilePart(StrEnum):
    """A section of what somebody knows about themselves."""

    MEANING = "meaning"
    TRIGGERS = "triggers"
    PAST = "past"
    OWN_LINES = "lines"
    STRESS = "stress"
    IMPACT = "impact"
    NEEDS = "needs"
    HELPS = "helps"
    EARLY = "early"


class StressStyle(StrEnum):
    """Ways in which people protect themselves under stress. Each was of use once."""

    GUARDING = "guarding"
    WITHDRAWING = "withdrawing"
    PLEASING = "pleasing"
    WATCHING = "watching"


class EraseAfter(StrEnum):
    """How long a note stands, in days."""

    WEEK = "7"
    MONTH = "30"
    QUARTER = "90"
    NEVER = "never"


class MirrorCard(StrEnum):
    """The three cards for looking inward."""

    SIMILAR = "similar"
    LOOK_DOWN = "look_down"
    INSIDE_FIRST = "inside_first"


class Keepable(StrEnum):
    """Words of the other that their reader may keep a private copy of while they are visible."""

    PICTURE = "picture"
    SHOWN = "shown"
    SAID = "said"
    GLAD = "glad"
