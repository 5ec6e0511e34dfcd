"""Verifying, declining and stopping a therapist's account."""

from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.access import Refusal
from accounts.enums import AuditAction, TherapistState
from accounts.logic.verification import decisions_from
from accounts.models import Therapist, User

LINES = MappingProxyType(
    {
        TherapistState.VERIFIED: AuditAction.THERAPIST_VERIFIED,
        TherapistState.DECLINED: AuditAction.THERAPIST_DECLINED,
        TherapistState.ENDED: AuditAction.THERAPIST_STOPPED,
    }
)
MAY_DECIDE = "accounts.decide_therapist"


class NotYours(Refusal):
    sentence = _("This is not among your duties.")


class ChangedMeanwhile(Refusal):
    sentence = _("This has changed meanwhile. Please look at it again, then decide.")


@transaction.atomic
def decide(*, by: User, pk: UUID, to: TherapistState, seen: datetime, now: datetime) -> None:
    """Make of a therapist's account what a verifier decided, and tell them in their own record.

    ``seen`` is when the application that was looked at was sent. Raises NotYours, and
    ChangedMeanwhile where it was sent anew or somebody else decided.
    """
    if not by.has_perm(MAY_DECIDE):
        raise NotYours
    before = [state for state in TherapistState if to in decisions_from(state)]
    rows = Therapist.objects.filter(pk=pk, applied_at=seen, state__in=before)
    therapist = rows.first()
    if therapist is None or not rows.update(state=to, decided_at=now, decided_by=by.pk):
        raise ChangedMeanwhile
    # At the therapist, and without a name: who did it stands in the log of the admin process.
    audit.record(LINES[to], subject=therapist.user_id, now=now)
