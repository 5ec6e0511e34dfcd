"""What one person may look back on now, and how it was for them: for their own eyes alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.access import Bond
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.access import conversations_reachable_by
from checkins.enums.repair import NoteKind, Safer, Turn
from checkins.logic.follow_up import ANSWERED_WITHIN, can_answer
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


def due_for(user: User, bond: Bond, now: datetime) -> UUID | None:
    """The conversation that this person may look back on and has not; at most two queries."""
    today = local_day(now, bond.couple.time_zone)
    rows = conversations_reachable_by(bond).filter(
        review_on__lte=today, review_on__gt=today - ANSWERED_WITHIN
    )
    open_rows = [row.pk for row in rows.order_by("review_on", "id")]
    if not open_rows:
        return None
    notes = RepairNote.objects.filter(author=user, conversation__in=open_rows)
    answered = {note.conversation_id for note in notes.filter(kind=NoteKind.FOLLOW_UP)}
    less_safe = {
        note.conversation_id
        for note in notes.filter(kind=NoteKind.CLOSE)
        if note.read()["safer"] == Safer.LESS
    }
    return next((pk for pk in open_rows if pk not in answered | less_safe), None)


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
        answered=notes.get(NoteKind.FOLLOW_UP),
        is_alone=close is not None and close["safer"] == Safer.LESS,
        is_settled=repaired_in(bond.couple).filter(pk=row.pk).exists(),
    )


def closing_of(user: User, row: RepairConversation) -> dict[str, Any] | None:
    """What this person put down right after it, or None; one query."""
    note = RepairNote.objects.filter(author=user, conversation=row, kind=NoteKind.CLOSE).first()
    return note.read() if note else None


def _agreed_changes(user: User, row: RepairConversation) -> list[Said]:
    rows = [each for each in turns_of(row) if each.turn == Turn.CHANGE]
    return said_by(user, [each for each in rows if each.stage == rows[-1].stage])
