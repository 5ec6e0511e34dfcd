"""People, bonds, permission, memory."""

from accounts.models.audit import AuditEvent
from accounts.models.base import BaseModel, SealedModel
from accounts.models.consent import Consent
from accounts.models.couple import (
    Couple,
    CoupleLock,
    Membership,
    NumbersWish,
    Pause,
    RhythmProposal,
)
from accounts.models.helpline import Directory, Helpline
from accounts.models.invitation import Block, Invitation
from accounts.models.rate import RateCounter
from accounts.models.retention import Retention
from accounts.models.staff import HeldDuty
from accounts.models.staff_session import StaffSession
from accounts.models.therapist import (
    KnownTherapist,
    Therapist,
    TherapistCode,
    TherapistConsent,
)
from accounts.models.user import User
from accounts.vault.models import DataKey

__all__ = [
    "AuditEvent",
    "BaseModel",
    "Block",
    "Consent",
    "Couple",
    "CoupleLock",
    "DataKey",
    "Directory",
    "HeldDuty",
    "Helpline",
    "Invitation",
    "KnownTherapist",
    "Membership",
    "NumbersWish",
    "Pause",
    "RateCounter",
    "Retention",
    "RhythmProposal",
    "SealedModel",
    "StaffSession",
    "Therapist",
    "TherapistCode",
    "TherapistConsent",
    "User",
]
