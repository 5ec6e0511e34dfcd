"""What one person may look back on now, and how it was for them: for their own eyes alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.access import Bond
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.enums.repair import NoteKind, Safer, Turn
from checkins.logic.follow_up import can_answer
from checkins.models import RepairConversation, RepairNote
from checkins.queries.conversation import repaired_in
from checkins.queries.turns import Said, said_by, turns_of


@dataclass(frozen=True, slots=True)
class LookingBack:
    """The follow-up page. ``is_alone`` where its owner came out of it feeling less safe: then it
    is a look back for oneself, and nothing is asked for the two.
    """

    pk: UUID
    partner_name: str
    changes: list[Said]
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
        changes=_agreed_changes(user, row),
        answered=_answered(notes.get(NoteKind.FOLLOW_UP)),
        is_alone=close is not None and close["safer"] == Safer.LESS,
        is_settled=repaired_in(bond.couple).filter(pk=row.pk).exists(),
    )


def closing_of(user: User, row: RepairConversation) -> dict[str, Any] | None:
    """What this person put down right after it, or None; one query."""
    note = RepairNote.objects.filter(author=user, conversation=row, kind=NoteKind.CLOSE).first()
    return note.read() if note else None


def _answered(document: dict[str, Any] | None) -> dict[str, Any] | None:
    return document if document is not None and document["outcome"] is not None else None


def _agreed_changes(user: User, row: RepairConversation) -> list[Said]:
    rows = [each for each in turns_of(row) if each.turn == Turn.CHANGE]
    return said_by(user, [each for each in rows if each.stage == rows[-1].stage])
