"""Four conversations of the demo, turn by turn. Invented, all of them."""

from dataclasses import dataclass, field
from datetime import timedelta

from checkins.demo.story import ALICE, BOB, Character
from checkins.enums import DraftField, Element
from checkins.enums.repair import Choice, InvitationLine, Ritual, SuggestedTime
from checkins.logic.invitation import InvitationContent
from checkins.logic.turns import TurnContent


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """What one of them does at the step that is reached."""

    of: Character
    content: TurnContent


@dataclass(frozen=True, slots=True, eq=False)
class TalkStory:
    """A conversation: when it began, counted back from now; what it is about, and each turn."""

    of: Character
    before_now: timedelta
    invitation: InvitationContent
    lines: tuple[Line, ...]
    about_week: int | None = None
    repaired: bool = False
    cooling: timedelta = field(default=timedelta(minutes=20))


def say(who: Character, choice: Choice = Choice.SAID, **texts: str) -> Line:
    """A turn of words."""
    return Line(who, TurnContent(choice, {DraftField(name): text for name, text in texts.items()}))


def offer(who: Character, days: int, change: str, when: str, noticed: str) -> Line:
    """One small change."""
    texts = {DraftField.CHANGE: change, DraftField.WHEN: when, DraftField.NOTICED: noticed}
    return Line(who, TurnContent(Choice.SAID, texts, days=days))


def pick(who: Character, *rituals: Ritual) -> Line:
    """Ways back to each other."""
    return Line(who, TurnContent(Choice.SAID, picks=rituals))


READY = (say(ALICE, Choice.YES), say(BOB, Choice.YES))
RULES = READY
BOTH_YES = READY

TALKS = (
    TalkStory(
        of=BOB,
        before_now=timedelta(weeks=41),
        about_week=-16,
        repaired=True,
        invitation=InvitationContent(
            Element.BOUNDARIES, InvitationLine.SMALL, SuggestedTime.WEEKEND
        ),
        lines=(
            *READY,
            *RULES,
            say(
                BOB,
                happened="You said yes to the flat on the phone, and I stood beside you.",
                felt="Left out, and a bit foolish with the tape measure in my hand.",
                need="That we say yes to such things together.",
            ),
            say(ALICE, understood="You had come to look at it with me, and I had decided already."),
            say(BOB, Choice.YES),
            say(ALICE, Choice.NOT_TODAY),
            say(ALICE, my_part="I was afraid that somebody else would get it, and I did not ask."),
            say(BOB, Choice.PASS),
            say(
                ALICE,
                apology="I decided for both of us.",
                regret="I am sorry. It is your home as well.",
            ),
            say(BOB, Choice.PASS),
            say(BOB, Choice.HEARD),
            offer(
                ALICE,
                14,
                "I say “I call you back” before I say yes for both of us.",
                "Whenever it is about the flat or about money.",
                "You hear me say it on the phone.",
            ),
            say(BOB, Choice.PASS),
            *BOTH_YES,
            pick(ALICE, Ritual.WALK),
            pick(BOB, Ritual.WALK, Ritual.TEA),
        ),
    ),
    TalkStory(
        of=ALICE,
        before_now=timedelta(weeks=9),
        about_week=13,
        repaired=True,
        invitation=InvitationContent(
            Element.COMMUNICATION, InvitationLine.FIND_BACK, SuggestedTime.WEEKEND
        ),
        lines=(
            *READY,
            *RULES,
            say(
                ALICE,
                happened="At my sister’s you told how I failed the driving test. They laughed.",
                felt="Ashamed, and alone at a full table.",
                meant="That what I tell you in the dark can turn up at dinner.",
                need="That some stories stay ours.",
            ),
            say(BOB, understood="That you felt laughed at, and I was the one who began it."),
            say(ALICE, Choice.NOT_QUITE, missing="It is less the laughing. I had told only you."),
            say(
                BOB,
                understood="You had told only me, and I gave it away.",
                makes_sense="I would not tell you things either, after that.",
            ),
            say(ALICE, Choice.YES),
            say(BOB, Choice.YES),
            say(
                BOB,
                happened="I wanted your sister to like me. When I saw your face it was said.",
                felt="Stupid. And then stubborn, for the whole drive home.",
            ),
            say(ALICE, understood="You were nervous, and then too ashamed to say so."),
            say(BOB, Choice.YES),
            say(
                BOB,
                my_part="I told it without asking you.",
                effect="You were quiet all evening, and I left you in it.",
            ),
            say(ALICE, Choice.NO_PART_YET),
            say(
                BOB,
                apology="I told your story at the table, and said nothing in the car.",
                effect="You stood there alone.",
                regret="I am sorry. I see your face when I think of it.",
            ),
            say(ALICE, Choice.PASS),
            say(ALICE, Choice.HEARD),
            offer(
                BOB,
                14,
                "I ask before I tell a story with you in it.",
                "Wherever there are others.",
                "You hear me ask.",
            ),
            say(ALICE, Choice.PASS),
            *BOTH_YES,
            pick(ALICE, Ritual.WALK, Ritual.TEA),
            pick(BOB, Ritual.WALK, Ritual.HUG),
        ),
    ),
    TalkStory(
        of=BOB,
        before_now=timedelta(days=14, hours=6),
        about_week=22,
        invitation=InvitationContent(
            Element.RELIABILITY, InvitationLine.SMALL, SuggestedTime.TODAY
        ),
        lines=(
            *READY,
            *RULES,
            say(
                BOB,
                happened="I had cooked on Thursday. You wrote at nine that you were staying on.",
                felt="Forgotten. A bit ridiculous with two plates.",
                need="A message before I start cooking.",
            ),
            say(ALICE, understood="You waited with the food and I did not think of you at all."),
            say(BOB, Choice.YES),
            say(ALICE, Choice.NOT_TODAY),
            say(ALICE, my_part="I look at the clock when it is too late."),
            say(BOB, Choice.PASS),
            say(ALICE, apology="I let you sit there.", regret="I am sorry about the evening."),
            say(BOB, Choice.PASS),
            say(BOB, Choice.HEARD),
            offer(
                ALICE,
                14,
                "I write by six whether I come home for dinner.",
                "On the days you cook.",
                "There is a message, or there is not.",
            ),
            offer(
                BOB,
                14,
                "I ask in the morning instead of hoping.",
                "At breakfast.",
                "You hear the question.",
            ),
            *BOTH_YES,
            pick(ALICE, Ritual.TEA),
            pick(BOB, Ritual.TEA, Ritual.MUSIC),
        ),
    ),
    TalkStory(
        of=ALICE,
        before_now=timedelta(hours=26),
        invitation=InvitationContent(
            Element.REPAIR, InvitationLine.ON_MY_MIND, SuggestedTime.WHENEVER
        ),
        lines=(
            *READY,
            *RULES,
            say(
                ALICE,
                happened="After Sunday we went on as if nothing had been. We did not talk.",
                felt="Careful, as if on ice.",
                meant="That it can come back any day.",
                need="Ten minutes with you, without the phones.",
            ),
        ),
    ),
)
