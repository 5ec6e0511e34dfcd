"""Who the people of the demo are, and what they wrote in a year. Invented, all of it.

Weeks are counted from -26, the oldest, over 0, half a year ago, to 25, the last one that has ended.
"""

from dataclasses import dataclass, field

from checkins.enums import Element, HurtTag

# The weeks that were hard, and how hard: 1 is the worst of it.
STRETCH = {
    -26: 0.3,
    -25: 0.2,
    -24: 0.1,
    -18: 0.2,
    -17: 0.5,
    -16: 0.6,
    -15: 0.4,
    -14: 0.2,
    10: 0.3,
    11: 0.6,
    12: 0.9,
    13: 1.0,
    14: 1.0,
    15: 0.8,
    16: 0.6,
    17: 0.4,
    18: 0.3,
    19: 0.15,
}

PASSWORD = "two cups of tea"  # noqa: S105 - printed for everybody who starts the demo
TIME_ZONE = "Europe/Berlin"
WEEKS_TOGETHER = range(-26, 26)
WEEKS_ALONE = 13


@dataclass(frozen=True, slots=True, eq=False)
class Character:
    """A person of the demo: 0-10 as an ordinary week feels, and what the hard stretch takes.

    ``swings`` are what single weeks give or take besides.
    """

    name: str
    pronouns: str
    usual: dict[Element, float]
    taken: dict[Element, float] = field(default_factory=dict)
    swings: dict[int, dict[Element, float]] = field(default_factory=dict)
    load: float = 3.0
    extra_load: float = 0.0
    missed: frozenset[int] = frozenset()
    appreciations: dict[int, str] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    kept_back: dict[int, frozenset[Element]] = field(default_factory=dict)
    kept_all: frozenset[int] = frozenset()
    shows_felt: frozenset[int] = frozenset()

    @property
    def email(self) -> str:
        return f"{self.name.lower()}@example.org"


ALICE = Character(
    name="Alice",
    pronouns="she/her",
    usual={
        Element.RELIABILITY: 7.8,
        Element.COMMUNICATION: 8.4,
        Element.BOUNDARIES: 8.2,
        Element.REPAIR: 7.5,
        Element.ACCEPTANCE: 8.3,
        Element.FELT: 7.6,
    },
    taken={
        Element.RELIABILITY: 5.2,
        Element.COMMUNICATION: 3.6,
        Element.BOUNDARIES: 1.6,
        Element.REPAIR: 4.8,
        Element.ACCEPTANCE: 3.0,
        Element.FELT: 4.6,
    },
    swings={
        -12: {Element.ACCEPTANCE: 1.2, Element.REPAIR: 1.5},
        -5: {Element.RELIABILITY: -2.2},
        22: {Element.BOUNDARIES: -3.0},
        25: {Element.BOUNDARIES: -4.6, Element.REPAIR: -2.6},
    },
    load=3.4,
    extra_load=1.5,
    missed=frozenset({-21, -9, -8, 7, 20}),
    appreciations={
        -26: "You said yes to trying this, and did not laugh.",
        -24: "Tea at the window on the first day of snow.",
        -20: "You carried the sofa up the stairs twice, because it was the wrong flat.",
        -17: "That you unpacked my books first.",
        -15: "You asked where I want the table, and waited for the answer.",
        -12: "Our first evening in the new kitchen, sitting on boxes.",
        -10: "That you packed for both of us and thought of my drops.",
        -7: "Ten days with the sea, and you never once looked at the mail.",
        -4: "How you waited for me at the finish with the thermos.",
        -2: "You fixed my bicycle before I had noticed that it was broken.",
        0: "You made coffee before I was awake. Twice.",
        1: "How you talked with my father about his tomatoes for an hour.",
        2: "You asked how the meeting had gone, and then you listened to the long version.",
        3: "Sunday by the river, and that your phone stayed at home.",
        5: "You took over the tax papers without a word.",
        6: "The note in my bag before the exam.",
        8: "You laughed at my joke although you had heard it before.",
        9: "That you told me early that the project would eat your evenings.",
        12: "You fetched me from the station in the rain, although we had argued.",
        15: "That you said sorry about the dinner before I had asked.",
        17: "The walk on Thursday. We hardly talked, and it was good.",
        18: "Soup when I was ill.",
        19: "You remembered the thing with the car and simply did it.",
        21: "How glad you looked when I came home.",
        22: "You said no to the Saturday shift.",
        24: "You let me sleep and took the phone off the hook.",
        25: "That you said out loud that you had missed me.",
    },
    notes={
        2: "Slept well for once. Coincidence?",
        11: "Three evenings alone. I stopped asking when he would be back.",
        13: "The driving test story. I want to find words for this before Sunday.",
        16: "He tries. I notice that I wait for it to stop again.",
        23: "Write it down while it is small.",
        25: "He had said yes to his mother for Easter before he asked me.",
    },
    kept_back={
        10: frozenset({Element.FELT, Element.CONTEXT, Element.RELIABILITY}),
        13: frozenset({Element.FELT, Element.CONTEXT, Element.REPAIR, Element.APPRECIATION}),
    },
    kept_all=frozenset({14}),
    shows_felt=frozenset({3, 9, 17, 21, 24, 25}),
)

BOB = Character(
    name="Bob",
    pronouns="he/him",
    usual={
        Element.RELIABILITY: 8.2,
        Element.COMMUNICATION: 7.9,
        Element.BOUNDARIES: 8.7,
        Element.REPAIR: 6.9,
        Element.ACCEPTANCE: 7.6,
        Element.FELT: 7.2,
    },
    taken={
        Element.RELIABILITY: 1.6,
        Element.COMMUNICATION: 3.2,
        Element.BOUNDARIES: 1.4,
        Element.REPAIR: 3.8,
        Element.ACCEPTANCE: 3.6,
        Element.FELT: 2.8,
    },
    swings={23: {Element.ACCEPTANCE: -2.4}, 25: {Element.REPAIR: 1.4}},
    load=4.2,
    extra_load=4.6,
    missed=frozenset({-23, -9, -8, 4, 13, 16, 20}),
    appreciations={
        -25: "You found the time for this on a Sunday.",
        -22: "You listened to the whole story about the landlord.",
        -19: "That you made lists, and one line of each was for me.",
        -15: "You asked me what I think of the flat, and meant it.",
        -13: "You gave me the room with the morning sun.",
        -10: "You danced in the empty living room.",
        -7: "Swimming at six, before anybody was awake.",
        -3: "You told my brother that you are proud of me.",
        -1: "Pancakes on an ordinary Tuesday.",
        0: "You asked for this. I would not have.",
        1: "You came along to my mother’s and stayed until she was done with every photo.",
        3: "The river.",
        5: "You did not say I told you so about the tent.",
        6: "How you told the neighbours no. I could never.",
        8: "Dancing in the kitchen on Tuesday.",
        9: "You let me rant about work and did not fix it.",
        11: "There was dinner left for me each time.",
        15: "You told me what the story at the table did to you. I would rather know.",
        17: "That you came along for the walk.",
        18: "You sang in the car again.",
        21: "The photo you sent from the train.",
        22: "You were proud of me and said so in front of the others.",
        24: "Sunday breakfast until noon.",
        25: "You wrote the list for the weekend so that I did not have to think.",
    },
    notes={
        10: "Second project until the end of the quarter. Tell her properly, not in the doorway.",
        14: "I do not know how to begin without being wrong already.",
        19: "Out of the tunnel. Stay out.",
    },
    kept_back={
        11: frozenset({Element.FELT, Element.CONTEXT, Element.ACCEPTANCE}),
        12: frozenset({Element.FELT, Element.CONTEXT, Element.REPAIR}),
        14: frozenset({Element.FELT, Element.CONTEXT, Element.COMMUNICATION}),
    },
    shows_felt=frozenset({8, 17, 22, 25}),
)

SAM = Character(
    name="Sam",
    pronouns="",
    usual={
        Element.RELIABILITY: 6.6,
        Element.COMMUNICATION: 7.0,
        Element.BOUNDARIES: 5.8,
        Element.REPAIR: 5.4,
        Element.ACCEPTANCE: 6.8,
        Element.FELT: 5.9,
    },
    swings={12: {Element.BOUNDARIES: -4.5}},
    load=4.5,
    missed=frozenset({4, 9}),
    appreciations={
        1: "We cooked together and nobody was in a hurry.",
        6: "He called just to tell me about the heron.",
        12: "A whole evening without a screen.",
    },
    notes={
        0: "Only for me for now. Let us see what I notice.",
        5: "It is easier to say no by message than at the table.",
        11: "I said that I needed the evening for myself. Nothing bad happened.",
    },
)


@dataclass(frozen=True, slots=True, eq=False)
class HurtStory:
    """A hurt: who names it in which week, and what becomes of it.

    ``shown`` are the exact words that the other may read; empty where it is kept.
    """

    of: Character
    week: int
    areas: tuple[Element, ...]
    weight: int
    tags: tuple[HurtTag, ...]
    note: str
    shown: str = ""
    heard_after_days: int | None = None
    closed_in_week: int | None = None


HURTS = (
    HurtStory(
        of=BOB,
        week=-16,
        areas=(Element.BOUNDARIES,),
        weight=5,
        tags=(HurtTag.IGNORED,),
        note="She had said yes to the flat on the phone. I stood beside her and was not asked.",
        shown=(
            "When you said yes to the flat before I had seen it, I felt left out."
            " I would like to decide such things together."
        ),
        heard_after_days=1,
    ),
    HurtStory(
        of=ALICE,
        week=13,
        areas=(Element.COMMUNICATION, Element.ACCEPTANCE),
        weight=7,
        tags=(HurtTag.RIDICULED,),
        note=(
            "At my sister’s table he told how I failed the driving test. Everybody laughed."
            " I laughed, too, and was quiet for the rest of the evening."
        ),
        shown=(
            "At my sister’s, when you told the story of my driving test, I felt laughed at."
            " I would like that one to stay between us."
        ),
        heard_after_days=1,
    ),
    HurtStory(
        of=BOB,
        week=14,
        areas=(Element.REPAIR,),
        weight=5,
        tags=(HurtTag.DISMISSED,),
        note=(
            "I wanted to talk about Saturday and she said: not this again. I went to the cellar"
            " and sorted screws. I am not ready to talk about it."
        ),
    ),
    HurtStory(
        of=ALICE,
        week=6,
        areas=(Element.ACCEPTANCE,),
        weight=3,
        tags=(HurtTag.DISMISSED,),
        note="He waved it away when I told him about the course. Tired, maybe. Still.",
        closed_in_week=8,
    ),
    HurtStory(
        of=BOB,
        week=22,
        areas=(Element.RELIABILITY,),
        weight=4,
        tags=(HurtTag.LET_DOWN,),
        note="Third Thursday that it got late without a word. Small, but I know where it leads.",
        shown=(
            "On Thursday you came home late without a message. I ate alone and felt forgotten."
            " It is a small thing, and I wanted you to know."
        ),
        heard_after_days=1,
    ),
)
