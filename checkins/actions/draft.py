"""Drafts of a conversation: kept as they are typed, read by nobody but their author."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.shortcuts import get_object_or_404

from accounts import vault
from accounts.access import NotConnected, bond_of, lock_couple
from accounts.models import User
from checkins.access import TooMuch, conversations_reachable_by
from checkins.enums.repair import Turn
from checkins.logic.turns import FIELDS, TurnContent
from checkins.models import RepairConversation, RepairDraft, RepairTurn
from checkins.queries.turns import drafts_of


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
    draft = RepairDraft(
        # The same for two tabs, so that one row is written and not two.
        id=uuid5(by.pk, f"{row.pk} {turn} {key}"),
        author=by,
        couple=bond.couple,
        conversation=row,
        stage=key,
        turn=turn,
    )
    try:
        draft.write(content.as_document())
    except vault.TooLong:
        raise TooMuch from None
    RepairDraft.objects.bulk_create(
        [draft], update_conflicts=True, unique_fields=["id"], update_fields=["sealed"]
    )
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
