"""The record of what was done to an account, for the one person it speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import AuditAction
from accounts.models import AuditEvent, User

SENTENCES: Mapping[AuditAction, Promise] = MappingProxyType(
    {
        AuditAction.ACCOUNT_MADE: _("Account made"),
        AuditAction.PASSWORD_CHANGED: _("Password changed"),
        AuditAction.PASSWORD_RESET: _("Password set anew by mail"),
        AuditAction.EMAIL_CHANGED: _("E-mail address changed"),
        AuditAction.FACTOR_ADDED: _("A way to sign in was added"),
        AuditAction.FACTOR_REMOVED: _("A way to sign in was removed"),
        AuditAction.CODES_RENEWED: _("Recovery codes renewed"),
        AuditAction.SESSIONS_ENDED: _("Signed out elsewhere"),
        AuditAction.SEAL_LIFTED: _("Private history opened again after a reset"),
        AuditAction.CONNECTION_CONFIRMED: _("You said yes to connecting"),
        AuditAction.CONNECTION_DROPPED: _("You dropped a connection before it stood"),
        AuditAction.CONNECTION_MADE: _("Connected"),
        AuditAction.CONNECTION_LEFT: _("You left the connection"),
        AuditAction.DATA_USE_GIVEN: _("You agreed to keeping what you write"),
        AuditAction.DATA_USE_WITHDRAWN: _("You took back: keeping what you write"),
        AuditAction.WEEKLY_SHARING_GIVEN: _("You agreed to sharing what you release"),
        AuditAction.WEEKLY_SHARING_WITHDRAWN: _("You took back: sharing what you release"),
        AuditAction.HURTS_SHARING_GIVEN: _("You agreed to showing a hurt when you choose"),
        AuditAction.HURTS_SHARING_WITHDRAWN: _("You took back: showing a hurt"),
        AuditAction.DOOR_OPENED: _("You opened the door to somebody again"),
    }
)
LINES = 200


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    sentence: Promise
    result: str


def record_of(user: User) -> list[Line]:
    """The latest lines of which this person is the subject, newest first; one query."""
    rows = AuditEvent.objects.filter(subject_id=user.pk).order_by("-at", "id")[:LINES]
    return [Line(row.at, SENTENCES[AuditAction(row.action)], row.result) for row in rows]
