"""Own words in conversations: taken out of the other's view, or deleted. What moved stays moved."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404

from accounts.access import bond_of
from accounts.models import Couple, User
from checkins.access import conversations_reachable_by
from checkins.actions.agreement import void_yes
from checkins.actions.conversation import hold
from checkins.actions.draft import keep_draft
from checkins.actions.way_out import rest_all
from checkins.enums.repair import Turn
from checkins.logic import repair
from checkins.logic.turns import FIELDS, TurnContent
from checkins.models import RepairDraft, RepairTurn
from checkins.queries.conversation import Place, place_in

# Turns without words: deleting one would undo a step, and there is nothing in it to read.
_SILENT = [turn for turn in Turn if not FIELDS[turn]]


@transaction.atomic
def withdraw(*, by: User, pk: UUID, turn: UUID, now: datetime) -> None:
    """Take one turn of one's own out of the other's view; it stays one's own.

    One that the other could not read yet is no turn any more: it is a draft again.
    """
    place = hold(by, pk, now)
    row = get_object_or_404(RepairTurn, author=by, conversation=place.row, pk=turn)
    if _waits(row, place):
        _unsend(row, by, now)
    else:
        RepairTurn.objects.filter(author=by, pk=row.pk).update(is_withdrawn=True)


@transaction.atomic
def unsay(*, by: User, pk: UUID, now: datetime) -> None:
    """Take all of one's own words here out of the other's view; they stay one's own."""
    _unsay(by, hold(by, pk, now), now)


def unsay_all(*, by: User, couple: Couple, now: datetime) -> None:
    """The ending for a withdrawn consent: what one sent is gone from the other's view."""
    rest_all(by=by, couple=couple, now=now)
    bond = bond_of(by)
    if bond is not None:
        for row in conversations_reachable_by(bond):
            _unsay(by, place_in(by, bond, row, now), now)


@transaction.atomic
def erase_words(*, by: User, pk: UUID, now: datetime) -> None:
    """Delete own words of a conversation, sent or not, wherever they stand; nothing remains.

    What has moved stays moved: the step they were said at is not undone.
    """
    RepairDraft.objects.filter(author=by, pk=pk).delete()
    RepairTurn.objects.filter(author=by, pk=pk).exclude(turn__in=_SILENT).delete()


def _unsay(by: User, place: Place, now: datetime) -> None:
    for row in RepairTurn.objects.filter(author=by, conversation=place.row):
        if _waits(row, place):
            _unsend(row, by, now)
    RepairTurn.objects.filter(author=by, conversation=place.row).update(is_withdrawn=True)


def _waits(row: RepairTurn, place: Place) -> bool:
    """Whether the step that runs, or rests, still waits for the other beside this turn. As a
    withdrawn one it would be in the way for good: neither could go on.
    """
    talk = place.now_is
    if not talk.is_talking:
        return False
    steps = {(repair.TURNS[talk.step], talk.stage), (place.turn, place.key)}
    return (row.turn, row.stage) in steps


def _unsend(row: RepairTurn, by: User, now: datetime) -> None:
    content = TurnContent.of(row.read())
    pk, turn, key = row.conversation_id, Turn(row.turn), row.stage
    row.delete()
    if pk is None:
        return
    if turn is Turn.AGREE:
        void_yes(by=by, subject=pk, now=now)
    else:
        keep_draft(by=by, pk=pk, turn=turn, key=key, content=content, now=now)
