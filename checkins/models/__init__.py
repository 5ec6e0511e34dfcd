"""The practice: prompts, rounds, answers, releases, hurts."""

import checkins.models.support  # noqa: F401 - Django has to know it; nobody gets it from here
from checkins.models.checkin import CheckIn
from checkins.models.prompt import Prompt, PromptSet, PromptSetVersion
from checkins.models.question import Memory, PresetChoice
from checkins.models.release import Release, ReleasedText
from checkins.models.repair import (
    InvitationReply,
    RepairConversation,
    RepairDraft,
    RepairedWord,
    RepairInvitation,
    RepairMove,
    RepairNote,
    RepairTurn,
)
from checkins.models.round import OpenWish, Round, RoundLock
from checkins.models.rupture import HurtReply, Rupture, ShownHurt

__all__ = [
    "CheckIn",
    "HurtReply",
    "InvitationReply",
    "Memory",
    "OpenWish",
    "PresetChoice",
    "Prompt",
    "PromptSet",
    "PromptSetVersion",
    "Release",
    "ReleasedText",
    "RepairConversation",
    "RepairDraft",
    "RepairInvitation",
    "RepairMove",
    "RepairNote",
    "RepairTurn",
    "RepairedWord",
    "Round",
    "RoundLock",
    "Rupture",
    "ShownHurt",
]
