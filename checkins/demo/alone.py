"""What the people of the demo looked at and wrote alone. Invented, all of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checkins.demo.story import ALICE, SAM, Character
from checkins.enums.inner import (
    BodySign,
    EraseAfter,
    InnerCode,
    InnerFeeling,
    InnerResponse,
    Met,
    Need,
    ProfilePart,
    StressStyle,
)

Answers = Mapping[InnerCode, Any]


@dataclass(frozen=True, slots=True, eq=False)
class AloneStory:
    """Inner check-ins and notes by how many days ago they were, and sections about oneself."""

    of: Character
    inward: Mapping[int, Answers]
    notes: Mapping[int, tuple[str, EraseAfter]]
    about: Mapping[ProfilePart, tuple[str, tuple[str, ...]]]


ALONE = (
    AloneStory(
        of=ALICE,
        inward={
            72: {
                InnerCode.BODY: [BodySign.BREATH_SHALLOW, BodySign.SLEPT_BADLY],
                InnerCode.FEEL: [InnerFeeling.ANGRY, InnerFeeling.SAD],
                InnerCode.NEED: [Need.HAVING_A_SAY, Need.SPACE],
                InnerCode.MET: [Met.BRUSHED_OFF],
                InnerCode.RESPONSE: [InnerResponse.WENT_SILENT],
                InnerCode.KIND: 3,
                InnerCode.CRITIC: 7,
                InnerCode.TRUST: 4,
            },
            44: {
                InnerCode.BODY: [BodySign.MUSCLES_TIGHT],
                InnerCode.FEEL: [InnerFeeling.ASHAMED],
                InnerCode.NEED: [Need.ACCEPTANCE, Need.TUNED_IN],
                InnerCode.VOICE: "The strict one, and behind it one that is about nine.",
                InnerCode.KIND: 5,
                InnerCode.TRUST: 6,
                InnerCode.GIVE: "A walk without a goal.",
            },
            9: {
                InnerCode.BODY: [BodySign.SHOULDERS_DOWN, BodySign.WARM],
                InnerCode.FEEL: [InnerFeeling.RELIEVED, InnerFeeling.TENDER],
                InnerCode.FULL: 7,
                InnerCode.NEED: [Need.CONNECTION],
                InnerCode.MET: [Met.LISTENED],
                InnerCode.RESPONSE: [InnerResponse.SAID],
                InnerCode.KIND: 8,
                InnerCode.CRITIC: 2,
                InnerCode.TRUST: 8,
                InnerCode.ASK: "Ten minutes after dinner, before the dishes.",
            },
        },
        notes={
            70: (
                "He said that Thursday had never been agreed. I had written it down: Thursday.",
                EraseAfter.NEVER,
            ),
            3: ("Ask about the summer before the fares go up.", EraseAfter.MONTH),
        },
        about={
            ProfilePart.TRIGGERS: ("A plan that changes without a word to me.", ()),
            ProfilePart.STRESS: ("First I explain, then I am gone.", (StressStyle.WITHDRAWING,)),
            ProfilePart.HELPS: ("Being asked, and a while before I answer.", ()),
        },
    ),
    AloneStory(
        of=SAM,
        inward={
            20: {
                InnerCode.BODY: [BodySign.HEART_FAST],
                InnerCode.FEEL: [InnerFeeling.LONELY],
                InnerCode.NEED: [Need.LOVE, Need.OWN_LIFE],
                InnerCode.KIND: 6,
            }
        },
        notes={5: ("What I want to say to my brother.", EraseAfter.QUARTER)},
        about={},
    ),
)
