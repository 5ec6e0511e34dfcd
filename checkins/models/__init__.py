"""The practice: prompts, rounds, answers, releases, hurts, what two people agree on."""

import checkins.models.support  # noqa: F401 - Django has to know it; nobody gets it from here
from checkins.models.agreement import Agreement, FairConflictProposal
from checkins.models.appreciation import Appreciation
from checkins.models.case import CaseNote
from checkins.models.checkin import CheckIn
from checkins.models.inner import InnerCheckIn
from checkins.models.library import LibraryVersion
from checkins.models.look import Look
from checkins.models.monthly import MonthlySet
from checkins.models.note import Note
from checkins.models.profile import Profile
from checkins.models.promise import KeptMark, Promise, PromiseAnswer
from checkins.models.prompt import Prompt, PromptSet, PromptSetVersion
from checkins.models.pulse import Pulse, PulseWish
from checkins.models.question import Memory, PresetChoice
from checkins.models.recommitment import Recommitment
from checkins.models.release import Release, ReleasedNumbers, ReleasedText
from checkins.models.reminder import Reminder, ReminderWish
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
from checkins.models.ritual import PassedRitual, RitualProposal
from checkins.models.round import OpenWish, Round, RoundLock
from checkins.models.rupture import HurtReply, Rupture, ShownHurt
from checkins.models.set_choice import SetChoice, SetProposal
from checkins.models.statement import OwnStatement, PassedStatement, StatementProposal
from checkins.models.statistic import Statistic

__all__ = [
    "Agreement",
    "Appreciation",
    "CaseNote",
    "CheckIn",
    "FairConflictProposal",
    "HurtReply",
    "InnerCheckIn",
    "InvitationReply",
    "KeptMark",
    "LibraryVersion",
    "Look",
    "Memory",
    "MonthlySet",
    "Note",
    "OpenWish",
    "OwnStatement",
    "PassedRitual",
    "PassedStatement",
    "PresetChoice",
    "Profile",
    "Promise",
    "PromiseAnswer",
    "Prompt",
    "PromptSet",
    "PromptSetVersion",
    "Pulse",
    "PulseWish",
    "Recommitment",
    "Release",
    "ReleasedNumbers",
    "ReleasedText",
    "Reminder",
    "ReminderWish",
    "RepairConversation",
    "RepairDraft",
    "RepairInvitation",
    "RepairMove",
    "RepairNote",
    "RepairTurn",
    "RepairedWord",
    "RitualProposal",
    "Round",
    "RoundLock",
    "Rupture",
    "SetChoice",
    "SetProposal",
    "ShownHurt",
    "StatementProposal",
    "Statistic",
]
