"""What a therapist does with a couple's page: look, and keep own notes."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import ProgrammingError, transaction

from accounts import audit
from accounts.enums import AuditAction, Scope
from accounts.models import User
from accounts.models.functions import Case
from checkins.access import CaseEnded
from checkins.models import CaseNote


def look(
    *, by: User, case: Case, scopes: Collection[Scope], how: AuditAction, now: datetime
) -> None:
    """Write down at both partners that this therapist looked, at what, and how. It stands in the
    transaction of the request that reads (security.md 5.3): without the line there is no page.
    Raises CaseEnded.
    """
    seen = [scope for scope in Scope if scope in scopes]
    try:
        with transaction.atomic():
            for person in (case.first_id, case.other_id):
                audit.record(how, subject=person, actor=by.pk, now=now, scopes=seen)
    except ProgrammingError as refused:
        # An end waits for nobody, so it may come between two statements; the policy asks anew.
        raise CaseEnded from refused


@transaction.atomic
def write_case_note(
    *, by: User, case: Case, key: UUID, on: date, text: str, is_session: bool, now: datetime
) -> None:
    """Keep a session or a thought, for its author alone; the same ``key`` twice writes one."""
    row = CaseNote(pk=key, author=by, couple_id=case.couple_id, on=on, is_session=is_session)
    row.write({"text": text})
    CaseNote.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def delete_case_note(*, by: User, case: Case, pk: UUID, now: datetime) -> None:
    """Delete an own note; what is not there needs no deleting."""
    CaseNote.objects.filter(author=by, couple_id=case.couple_id, pk=pk).delete()
