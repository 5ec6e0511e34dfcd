"""Looking back, each alone: right after a conversation, and at its date."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts.access import NotConnected, Refusal, bond_of, lock_couple
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.access import conversations_reachable_by
from checkins.enums.repair import NoteKind, Outcome, Safer
from checkins.logic.follow_up import can_answer
from checkins.models import RepairConversation, RepairedWord, RepairNote
from checkins.queries.conversation import repaired_in


class IsRepaired(Refusal):
    sentence = _("Both of you say that it is repaired. You can take it up again at any time.")


class NotNow(Refusal):
    sentence = _("This can be answered in the week from the day you two agreed on.")


@transaction.atomic
def keep_close(*, by: User, pk: UUID, document: dict[str, Any], now: datetime) -> None:
    """How it was, for oneself alone, right after a conversation. Raises NotConnected.

    Whoever feels less safe is not asked about the two later: the place of that answer is taken. Nor
    does a *repaired* that was said before count any longer, unless both have said it.
    """
    couple = lock_couple(by)
    row = _within_reach(by, pk)
    _note(by, row, NoteKind.CLOSE, document)
    if document["safer"] != Safer.LESS:
        return
    found = RepairNote.objects.filter(author=by, conversation=row, kind=NoteKind.FOLLOW_UP).first()
    answered = found.read() if found else {"outcome": None}
    # Taken back where both have said it, it would tell the other who did so.
    if answered["outcome"] == Outcome.REPAIRED and not repaired_in(couple).filter(pk=pk).exists():
        RepairedWord.objects.filter(author=by, conversation=row).delete()
        answered |= {"outcome": None}
    _note(by, row, NoteKind.FOLLOW_UP, answered)


@transaction.atomic
def look_back(
    *, by: User, pk: UUID, document: dict[str, Any], outcome: Outcome, now: datetime
) -> None:
    """Answer the follow-up; it can be changed until both have said *repaired*, or the week is over.

    Only whether both said so is ever told. Raises NotConnected, NotNow or IsRepaired.
    """
    couple = lock_couple(by)
    row = _within_reach(by, pk)
    today = local_day(now, couple.time_zone)
    if row.review_on is None or not can_answer(row.review_on, today):
        raise NotNow
    if repaired_in(couple).filter(pk=row.pk).exists():
        # Taken back, it would tell the other who did so.
        raise IsRepaired
    _note(by, row, NoteKind.FOLLOW_UP, document | {"outcome": outcome})
    word = RepairedWord(id=uuid5(by.pk, str(row.pk)), author=by, couple=couple, conversation=row)
    if outcome is Outcome.REPAIRED:
        RepairedWord.objects.bulk_create([word], ignore_conflicts=True)
    else:
        RepairedWord.objects.filter(author=by, conversation=row).delete()


def _within_reach(by: User, pk: UUID) -> RepairConversation:
    bond = bond_of(by)
    if bond is None:
        raise NotConnected
    return get_object_or_404(conversations_reachable_by(bond), pk=pk)


def _note(by: User, row: RepairConversation, kind: NoteKind, document: dict[str, Any]) -> None:
    # The same for two tabs, so that one row is written and not two.
    note = RepairNote(id=uuid5(by.pk, f"{row.pk} {kind}"), author=by, conversation=row, kind=kind)
    note.write(document)
    RepairNote.objects.bulk_create(
        [note], update_conflicts=True, unique_fields=["id"], update_fields=["sealed"]
    )
