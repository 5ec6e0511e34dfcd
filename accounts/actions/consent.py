"""Giving and taking back consents. Rows are never undone nor deleted: they are the history."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts import audit, endings, ledger
from accounts.access import NotConnected, lock_couple
from accounts.enums import AuditAction, Purpose, Undone
from accounts.logic.consent import SHARING
from accounts.models import Consent, User
from accounts.queries.consent import WORDINGS

GIVEN = {
    Purpose.DATA_USE: AuditAction.DATA_USE_GIVEN,
    Purpose.WEEKLY_SHARING: AuditAction.WEEKLY_SHARING_GIVEN,
    Purpose.HURTS_SHARING: AuditAction.HURTS_SHARING_GIVEN,
    Purpose.REPAIR: AuditAction.REPAIR_GIVEN,
    Purpose.REMINDERS: AuditAction.REMINDERS_GIVEN,
}
WITHDRAWN = {
    Purpose.DATA_USE: AuditAction.DATA_USE_WITHDRAWN,
    Purpose.WEEKLY_SHARING: AuditAction.WEEKLY_SHARING_WITHDRAWN,
    Purpose.HURTS_SHARING: AuditAction.HURTS_SHARING_WITHDRAWN,
    Purpose.REPAIR: AuditAction.REPAIR_WITHDRAWN,
    Purpose.REMINDERS: AuditAction.REMINDERS_WITHDRAWN,
}


@transaction.atomic
def give_consent(
    *, by: User, purpose: Purpose, now: datetime, couple_id: UUID | None = None
) -> None:
    """Record a consent with the version and hash of the words that stand on the screen.

    Giving what stands already changes nothing; a consent to older words is replaced.
    ``couple_id`` is the bond a consent to share is for: another bond asks anew.
    """
    wording = WORDINGS[purpose]
    standing = Consent.objects.filter(user=by, purpose=purpose, withdrawn_at__isnull=True)
    standing.exclude(version=wording.version, couple_id=couple_id).update(withdrawn_at=now)
    consent = Consent(
        user=by,
        couple_id=couple_id,
        purpose=purpose,
        version=wording.version,
        text_hash=wording.text_hash,
        given_at=now,
    )
    # The index on standing consents decides between two tabs; the second finds it done.
    Consent.objects.bulk_create([consent], ignore_conflicts=True)
    if Consent.objects.filter(pk=consent.pk).exists():
        audit.record(GIVEN[purpose], subject=by.pk, actor=by.pk, now=now)


@transaction.atomic
def give_sharing(*, by: User, purpose: Purpose, now: datetime) -> None:
    """A consent to share, on the connection page. Raises NotConnected."""
    couple = lock_couple(by)
    give_consent(by=by, purpose=purpose, now=now, couple_id=couple.pk)


@transaction.atomic
def withdraw_sharing(*, by: User, purpose: Purpose, now: datetime) -> None:
    """Take back a consent to share: at once, with what was shared by it and is not open yet.

    The couple is locked so that nothing is released in the same instant.
    """
    try:
        couple = lock_couple(by)
    except NotConnected:
        couple = None
    if couple is not None:
        endings.run_withdrawal(purpose, by=by, couple=couple, now=now)
    withdraw_own(by=by, purpose=purpose, now=now)


@transaction.atomic
def withdraw_own(*, by: User, purpose: Purpose, now: datetime) -> None:
    """Take back a consent that nobody else stands behind. What was taken back stays so."""
    if _withdraw(by, (purpose,), now):
        audit.record(WITHDRAWN[purpose], subject=by.pk, actor=by.pk, now=now)


def end_sharing(*, by: User, now: datetime, but_for: UUID | None = None) -> None:
    """Consents end with the bond they were for; ``but_for`` names the one that stays.

    For the actions on couples, inside their transaction.
    """
    _withdraw(by, SHARING, now, but_for=but_for)


def _withdraw(
    by: User, purposes: tuple[Purpose, ...], now: datetime, *, but_for: UUID | None = None
) -> int:
    standing = Consent.objects.filter(user=by, purpose__in=purposes, withdrawn_at__isnull=True)
    if but_for is not None:
        standing = standing.exclude(couple_id=but_for)
    rows = list(standing)
    for row in rows:
        ledger.note(ledger.mark(row.pk, of=Undone.WITHDRAWN), Undone.WITHDRAWN, now.date())
    return standing.filter(pk__in=[row.pk for row in rows]).update(withdrawn_at=now)
