"""Closed vocabularies of the practice. Values stand in the database and in exports:
never rename one.
"""

from enum import StrEnum


class Element(StrEnum):
    """What a prompt asks about: five rated elements first, then everything else of a week, then
    what is asked once a month: the nine freedoms, and what is never released; then a day; then
    what a published measure asks.
    """

    RELIABILITY = "reliability"
    COMMUNICATION = "communication"
    BOUNDARIES = "boundaries"
    REPAIR = "repair"
    ACCEPTANCE = "acceptance"
    FELT = "felt"
    CONTEXT = "context"
    EVENT = "event"
    APPRECIATION = "appreciation"
    NOTE = "note"
    FREE_IMPERFECT = "free_imperfect"
    FREE_ERR = "free_err"
    FREE_PASSIONS = "free_passions"
    FREE_TIES = "free_ties"
    FREE_LINES = "free_lines"
    FREE_COUNT_ON = "free_count_on"
    FREE_DIFFER = "free_differ"
    FREE_CHANGE = "free_change"
    FREE_HONEST = "free_honest"
    GROUND = "ground"
    EVERYDAY = "everyday"
    CLOSENESS = "closeness"
    DISAGREEMENT = "disagreement"
    COST = "cost"
    STRAIN = "strain"
    OWN_STRAIN = "own_strain"
    OWN_WORDS = "own_words"
    BEGINNING = "beginning"
    DAY = "day"
    SATISFACTION = "satisfaction"


# The five that make up the shared picture, in the order in which they are shown.
ELEMENTS = (
    Element.RELIABILITY,
    Element.COMMUNICATION,
    Element.BOUNDARIES,
    Element.REPAIR,
    Element.ACCEPTANCE,
)

# Felt sense is offered like an element at the preview; outside load never is.
RELEASABLE = (*ELEMENTS, Element.FELT)

# Asked once a month. Their author may add each to a release; none goes along by itself.
FREEDOMS = (
    Element.FREE_IMPERFECT,
    Element.FREE_ERR,
    Element.FREE_PASSIONS,
    Element.FREE_TIES,
    Element.FREE_LINES,
    Element.FREE_COUNT_ON,
    Element.FREE_DIFFER,
    Element.FREE_CHANGE,
    Element.FREE_HONEST,
)

# Everything else that is asked once a month, private for good but for what its author does with it.
MONTHLY_ALONE = (
    Element.GROUND,
    Element.EVERYDAY,
    Element.CLOSENESS,
    Element.DISAGREEMENT,
    Element.COST,
    Element.STRAIN,
    Element.OWN_STRAIN,
    Element.OWN_WORDS,
    Element.BEGINNING,
)


class Direction(StrEnum):
    """Whether a high answer is a good sign, a hard one, or neither."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NONE = "none"


class Scale(StrEnum):
    """How a prompt is answered: eleven buttons, one of a few words, or own words."""

    RATING = "rating"
    CHOICE = "choice"
    TEXT = "text"


class ReleaseClass(StrEnum):
    """How far an answer may ever travel."""

    COUPLE = "couple"
    AUTHOR = "author"
    PRIVATE = "private"


class Band(StrEnum):
    """A score without its number: below 4, below 7, from 7."""

    HARD = "hard"
    MIXED = "mixed"
    STEADY = "steady"


class Resolution(StrEnum):
    """How finely scores are shown; bands unless both chose numbers."""

    BANDS = "bands"
    NUMBERS = "numbers"


class Cadence(StrEnum):
    """How often a prompt set is meant to be answered."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class RelationshipKind(StrEnum):
    """What tie a prompt set is written for."""

    PARTNERS = "partners"
    FRIENDSHIP = "friendship"
    PARENTING = "parenting"
    WORK = "work"


# Two people can choose such a set together. The others are for one person alone: between a parent
# and a child, or two at work, one has power over the other, and no answer would be free.
FOR_TWO = frozenset({RelationshipKind.PARTNERS, RelationshipKind.FRIENDSHIP})


class Counted(StrEnum):
    """Of what there are numbers of the whole server, a week each."""

    ACCOUNTS = "accounts"
    COUPLES = "couples"
    SHARED = "shared"


class LibraryPart(StrEnum):
    """What a library is made of."""

    GROUP = "group"
    CARD = "card"
    READING = "reading"


class Phase(StrEnum):
    """A round as seen at one instant. ``LATE``: its moment passed less than seven days ago,
    so a missed check-in may still be entered; ``OVER``: nothing more can be entered.
    """

    AHEAD = "ahead"
    RUNNING = "running"
    LATE = "late"
    OVER = "over"


class TextKind(StrEnum):
    """Own words that may ride with a release."""

    APPRECIATION = "appreciation"


class HurtAnswer(StrEnum):
    """Answers to "Did something hurt between you this week?"."""

    NO = "no"
    SMALL = "small"
    YES = "yes"
    RATHER_NOT = "rather_not"


class HurtTag(StrEnum):
    """What a hurt did, in its owner's eyes."""

    RIDICULED = "ridiculed"
    DISMISSED = "dismissed"
    IGNORED = "ignored"
    PUSHED = "pushed"
    LET_DOWN = "let_down"
    CONTROLLED = "controlled"
    BLAMED = "blamed"
    FRIGHTENED = "frightened"
    OTHER = "other"


# These bring the private support panel before anything else.
PROTECTIVE_TAGS = frozenset({HurtTag.CONTROLLED, HurtTag.FRIGHTENED})


class HurtWish(StrEnum):
    """What the owner would like to happen with a hurt. The default is to keep it."""

    KEEP = "keep"
    LOOK_AGAIN = "look_again"
    SHOW = "show"
    INVITE = "invite"


class HurtState(StrEnum):
    """Where a hurt stands in its owner's own list."""

    NAMED = "named"
    KEPT = "kept"
    SHOWN = "shown"
    CLOSED = "closed"
    SET_ASIDE = "set_aside"


class AgreementKind(StrEnum):
    """What two people agreed on: a change from a conversation, their list of rules, the wording of
    a statement that each rates in the own month, or a ritual with its rhythm.
    """

    CHANGE = "change"
    FAIR_CONFLICT = "fair_conflict"
    STATEMENT = "statement"
    RITUAL = "ritual"


class Held(StrEnum):
    """How a promise or a change went, for one of the two alone."""

    HELD = "held"
    PARTLY = "partly"
    NOT = "not"
    CANNOT_SAY = "cannot_say"


class Preset(StrEnum):
    """How readily a person's own numbers may ask. Both choose together; each may go quieter."""

    QUIET = "quiet"
    STANDARD = "standard"
    ATTENTIVE = "attentive"


class QuestionAnswer(StrEnum):
    """What became of a question that numbers put. ``LAPSED``: its owner wanted no prompts."""

    NAMED = "named"
    NOT_RUPTURE = "not_rupture"
    OUTSIDE = "outside"
    RATHER_NOT = "rather_not"
    NEW_NORMAL = "new_normal"
    LAPSED = "lapsed"


class HurtSource(StrEnum):
    """Who began: the owner, or a private question that numbers put."""

    OWN = "own"
    ASKED = "asked"


class RecommitmentKind(StrEnum):
    """What each of two writes alone, and both read once both have sent theirs."""

    BEGINNING = "beginning"
    MEANING = "meaning"


class NoticeKind(StrEnum):
    """Why numbers ask: one check-in far below the usual, or several below it in a row."""

    DIP = "dip"
    SLIDE = "slide"


class DraftField(StrEnum):
    """What an own text says; some hints on wording speak in some of them only."""

    NOTE = "note"
    WORDS = "words"
    HAPPENED = "happened"
    FELT = "felt"
    MEANT = "meant"
    NEED = "need"
    UNDERSTOOD = "understood"
    MAKES_SENSE = "makes_sense"
    QUESTION = "question"
    MY_PART = "my_part"
    APOLOGY = "apology"
    CHANGE = "change"
    MISSING = "missing"
    STOP_WORD = "stop_word"
    EFFECT = "effect"
    REGRET = "regret"
    AMENDS = "amends"
    WHEN = "when"
    NOTICED = "noticed"
    RITUAL = "ritual"


class HintKind(StrEnum):
    """What a hint on wording is about (content.md 6.5). ``SUPPORT`` silences all others."""

    SUPPORT = "support"
    ABSOLUTES = "absolutes"
    CRITICISM = "criticism"
    CONTEMPT = "contempt"
    DEFENSIVENESS = "defensiveness"
    STONEWALLING = "stonewalling"
    INVALIDATION = "invalidation"
    MIND_READING = "mind_reading"
    CONDITIONAL = "conditional"
    APOLOGY = "apology"
    YOU_START = "you_start"
