"""What one person may look back on now, and how it was for them: for their own eyes alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.access import Bond
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.enums.repair import NoteKind, Safer
from checkins.logic.follow_up import can_answer
from checkins.models import RepairConversation, RepairNote
from checkins.queries.agreement import Part, agreed_in
from checkins.queries.conversation import repaired_in


@dataclass(frozen=True, slots=True)
class LookingBack:
    """The follow-up page. ``is_alone`` where its owner came out of it feeling less safe: then it
    is a look back for oneself, and nothing is asked for the two.
    """

    pk: UUID
    partner_name: str
    changes: Sequence[Part]
    answered: dict[str, Any] | None
    is_alone: bool
    is_settled: bool


def looking_back(
    user: User, bond: Bond, row: RepairConversation, now: datetime
) -> LookingBack | None:
    """The page of one follow-up, or None where it is not the time."""
    today = local_day(now, bond.couple.time_zone)
    if row.review_on is None or not can_answer(row.review_on, today):
        return None
    notes = {
        note.kind: note.read() for note in RepairNote.objects.filter(author=user, conversation=row)
    }
    close = notes.get(NoteKind.CLOSE)
    return LookingBack(
        pk=row.pk,
        partner_name=bond.partner.display_name,
        changes=agreed_in(user, row.pk),
        answered=_answered(notes.get(NoteKind.FOLLOW_UP)),
        is_alone=close is not None and close["safer"] == Safer.LESS,
        is_settled=repaired_in(bond.couple).filter(pk=row.pk).exists(),
    )


def closing_of(user: User, row: RepairConversation) -> dict[str, Any] | None:
    """What this person put down right after it, or None; one query."""
    note = RepairNote.objects.filter(author=user, conversation=row, kind=NoteKind.CLOSE).first()
    return note.read() if note else None


def _answered(document: dict[str, Any] | None) -> dict[str, Any] | None:
    """What was answered; where less safe took the one word back, what stands beside it."""
    if document is None or (document["outcome"] is None and len(document) == 1):
        return None
    return document
