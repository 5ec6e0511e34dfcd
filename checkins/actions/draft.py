"""Drafts of a conversation: kept as they are typed, read by nobody but their author."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.shortcuts import get_object_or_404

from accounts import vault
from accounts.access import NotConnected, bond_of, lock_couple
from accounts.models import User
from checkins.access import TooMuch, conversations_reachable_by
from checkins.enums.repair import Turn
from checkins.logic.turns import FIELDS, TurnContent, beside, unlike
from checkins.models import RepairConversation, RepairDraft, RepairTurn
from checkins.queries.turns import draft_at, drafts_of, own_turn


@transaction.atomic
def keep_draft(
    *, by: User, pk: UUID, turn: Turn, key: int, content: TurnContent, now: datetime
) -> bool:
    """Keep what was typed at one step, in place of what was kept there before; True where it is.

    Works in a pause, and where the step is over by now: nothing that was typed is lost. Nothing is
    kept where one's own turn of this step was sent already; the lock decides between the two.
    Raises NotConnected or TooMuch.
    """
    lock_couple(by)
    bond = bond_of(by)
    if bond is None:
        raise NotConnected
    row = get_object_or_404(conversations_reachable_by(bond), pk=pk)
    sent = RepairTurn.objects.filter(author=by, conversation=row, turn=turn, stage=key)
    if not FIELDS[turn] or sent.exists():
        return False
    _save(_sealed(by, row, (turn, key), content))
    return True


@transaction.atomic
def keep_beside(
    *, by: User, pk: UUID, turn: Turn, key: int, content: TurnContent, now: datetime
) -> bool:
    """Keep what was typed in another tab at a step that one has sent already; True where it was
    other words, and new ones.

    It stays with its author as typed and not sent, beside what was kept there before. Raises
    NotConnected or TooMuch.
    """
    lock_couple(by)
    bond = bond_of(by)
    if bond is None:
        raise NotConnected
    row = get_object_or_404(conversations_reachable_by(bond), pk=pk)
    sent = own_turn(by, row, turn, key)
    if sent is None:
        return False
    said = TurnContent.of(sent.read())
    if not unlike(content.texts, said.texts):
        return False
    kept = draft_at(by, row, turn, key)
    texts = beside(kept.texts if kept else {}, content.texts)
    if kept is not None and texts == kept.texts:
        return False
    # What was sent may be taken back, and then needs a place beside it: no way out may be refused.
    _sealed(by, row, (turn, key), replace(content, texts=beside(said.texts, texts)))
    _save(_sealed(by, row, (turn, key), replace(content, texts=texts)))
    return True


def settle_draft(
    *, by: User, row: RepairConversation, at: tuple[Turn, int], sent: TurnContent
) -> None:
    """What was kept at this step goes with the turn that carries its words. Where the turn carries
    none, words that were typed stay with their author as typed and not sent.

    For take_turn, inside its transaction. ``at`` is the turn and its key.
    """
    turn, key = at
    draft = drafts_of(by, row).filter(turn=turn, stage=key).first()
    if draft is not None and (sent.texts or not TurnContent.of(draft.read()).texts):
        draft.delete()


@transaction.atomic
def drop_draft(*, by: User, pk: UUID, draft: UUID, now: datetime) -> None:
    """Delete something that was typed and not sent; nothing remains of it."""
    RepairDraft.objects.filter(author=by, conversation=pk, pk=draft).delete()


def _sealed(
    by: User, row: RepairConversation, at: tuple[Turn, int], content: TurnContent
) -> RepairDraft:
    turn, key = at
    draft = RepairDraft(
        # The same for two tabs, so that one row is written and not two.
        id=uuid5(by.pk, f"{row.pk} {turn} {key}"),
        author=by,
        couple_id=row.couple_id,
        conversation=row,
        stage=key,
        turn=turn,
    )
    try:
        draft.write(content.as_document())
    except vault.TooLong:
        raise TooMuch from None
    return draft


def _save(draft: RepairDraft) -> None:
    RepairDraft.objects.bulk_create(
        [draft], update_conflicts=True, unique_fields=["id"], update_fields=["sealed"]
    )
