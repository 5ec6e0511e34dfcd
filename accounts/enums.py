"""Closed vocabularies about people and bonds. Values stand in the database: never rename one."""

from enum import IntEnum, StrEnum


class Purpose(StrEnum):
    """What a person may consent to, each on its own, none ticked beforehand."""

    DATA_USE = "data_use"
    WEEKLY_SHARING = "weekly_sharing"
    HURTS_SHARING = "hurts_sharing"
    REPAIR = "repair"
    REMINDERS = "reminders"


class AccountKind(StrEnum):
    """What an account is for. Never two of them (product.md 2)."""

    PARTNER = "partner"
    THERAPIST = "therapist"
    STAFF = "staff"


class Duty(StrEnum):
    """What somebody who looks after the server does there. Each is held for itself."""

    PROMPT_EDITOR = "prompt_editor"
    VERIFIER = "verifier"
    OPERATOR = "operator"


class TherapistState(StrEnum):
    """Where a therapist's account stands with those who look after the server."""

    APPLIED = "applied"
    VERIFIED = "verified"
    DECLINED = "declined"
    ENDED = "ended"


class SecretsPolicy(StrEnum):
    """What a therapist does with what one partner tells them alone (TR-05)."""

    NO_SECRETS = "no_secrets"
    LIMITED = "limited"
    NONE = "none"


class Scope(StrEnum):
    """What a therapist may be let in to see, each for itself (TR-04). Everything else, never."""

    TRENDS = "trends"
    NUMBERS = "numbers"
    REPAIR = "repair"
    AGREEMENTS = "agreements"
    APPRECIATION = "appreciation"
    TEXTS = "texts"
    RATE = "rate"


class ConsentState(StrEnum):
    """Where one person's consent to one purpose stands."""

    ABSENT = "absent"
    GIVEN = "given"
    OUTDATED = "outdated"
    WITHDRAWN = "withdrawn"


class AuditAction(StrEnum):
    """What the record of a person names (decisions.md 8). Never answers, never pauses."""

    ACCOUNT_MADE = "account.made"
    SIGNED_IN = "signed.in"
    PASSWORD_CHANGED = "password.changed"  # noqa: S105 - names an event
    PASSWORD_RESET = "password.reset"  # noqa: S105 - names an event
    EMAIL_CHANGED = "email.changed"
    FACTOR_ADDED = "factor.added"
    FACTOR_REMOVED = "factor.removed"
    CODES_RENEWED = "codes.renewed"
    SESSIONS_ENDED = "sessions.ended"
    SEAL_LIFTED = "seal.lifted"
    CONNECTION_CONFIRMED = "connection.confirmed"
    CONNECTION_DROPPED = "connection.dropped"
    CONNECTION_MADE = "connection.made"
    CONNECTION_LEFT = "connection.left"
    DATA_USE_GIVEN = "data_use.given"
    DATA_USE_WITHDRAWN = "data_use.withdrawn"
    WEEKLY_SHARING_GIVEN = "weekly_sharing.given"
    WEEKLY_SHARING_WITHDRAWN = "weekly_sharing.withdrawn"
    HURTS_SHARING_GIVEN = "hurts_sharing.given"
    HURTS_SHARING_WITHDRAWN = "hurts_sharing.withdrawn"
    REPAIR_GIVEN = "repair.given"
    REPAIR_WITHDRAWN = "repair.withdrawn"
    REMINDERS_GIVEN = "reminders.given"
    REMINDERS_WITHDRAWN = "reminders.withdrawn"
    DOOR_OPENED = "door.opened"
    DATA_TAKEN_ALONG = "data.taken_along"
    KEEPING_CHANGED = "keeping.changed"
    ACCOUNT_ERASED = "account.erased"
    THERAPIST_APPLIED = "therapist.applied"
    THERAPIST_VERIFIED = "therapist.verified"
    THERAPIST_DECLINED = "therapist.declined"
    THERAPIST_STOPPED = "therapist.stopped"
    THERAPIST_NAMED = "therapist.named"
    THERAPIST_LET_IN = "therapist.let_in"
    THERAPIST_ENDED = "therapist.ended"
    THERAPIST_TAKEN_OFF = "therapist.taken_off"
    THERAPIST_VIEWED = "therapist.viewed"
    THERAPIST_PRINTED = "therapist.printed"
    THERAPIST_TOOK_ALONG = "therapist.took_along"


class Kept(StrEnum):
    """What a person may choose a time for, after which it goes (PR-05)."""

    CHECK_INS = "check_ins"
    INWARD = "inward"


class KeptFor(IntEnum):
    """For how many months; nought is for as long as its owner likes."""

    HALF_A_YEAR = 6
    ONE_YEAR = 12
    TWO_YEARS = 24
    FIVE_YEARS = 60
    ALWAYS = 0


class Weekday(IntEnum):
    """Numbered like ``datetime.date.weekday()``."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


class Audience(StrEnum):
    """For whom a helpline is there."""

    ANYONE = "anyone"
    WOMEN = "women"
    MEN = "men"
    LGBT = "lgbt"
    OWN_BEHAVIOUR = "own_behaviour"
    IN_CRISIS = "in_crisis"
    VICTIMS_OF_CRIME = "victims_of_crime"


class Undone(StrEnum):
    """What no restored backup may bring back. Values stand in the ledger, outside the database."""

    ERASED = "erased"
    LEFT = "left"
    # Left, or left by the other before, with the door closed behind it.
    SHUT = "shut"
    WITHDRAWN = "withdrawn"
    # A yes to a therapist that is over, or that ends earlier than it was given for.
    ENDED = "ended"
    ENDS = "ends"
    OFF_THE_LIST = "off_the_list"
    PASSWORD = "password"  # noqa: S105 - a word in the ledger
    FACTOR = "factor"
