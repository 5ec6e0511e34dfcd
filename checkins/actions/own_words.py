"""Own words in conversations: taken out of the other's view, or deleted. What moved stays moved."""

from collections.abc import Iterable
from dataclasses import replace
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
from checkins.enums.repair import RepairState, Turn
from checkins.logic import repair
from checkins.logic.turns import FIELDS, TurnContent, beside
from checkins.models import RepairDraft, RepairTurn
from checkins.queries.conversation import Place, place_in
from checkins.queries.turns import draft_at

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
        _void_yes_to([row], place, by, now)
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
    row = RepairTurn.objects.filter(author=by, pk=pk).exclude(turn__in=_SILENT).first()
    if row is None:
        return
    place = _place_of(row, by, now)
    if place is not None:
        _void_yes_to([row], place, by, now)
    row.delete()


def _unsay(by: User, place: Place, now: datetime) -> None:
    rows = list(RepairTurn.objects.filter(author=by, conversation=place.row))
    for row in rows:
        if _waits(row, place):
            _unsend(row, by, now)
    _void_yes_to(rows, place, by, now)
    RepairTurn.objects.filter(author=by, conversation=place.row).update(is_withdrawn=True)


def _place_of(row: RepairTurn, by: User, now: datetime) -> Place | None:
    """Where it was said, None of a bond that has ended: nobody is asked for a yes there."""
    bond = bond_of(by)
    if bond is None or row.couple_id != bond.couple.pk or row.conversation_id is None:
        return None
    return hold(by, row.conversation_id, now)


def _void_yes_to(rows: Iterable[RepairTurn], place: Place, by: User, now: datetime) -> None:
    """While the two are asked whether to try what was offered: an own offer that goes takes every
    yes to it along. Two copies would say different things else. The other's answer stays, and is
    seen to be to other words when one answers anew (take_turn).
    """
    talk = place.now_is
    if not talk.is_talking or talk.step is not RepairState.AGREEING:
        return
    if any(
        row.turn == Turn.CHANGE
        and row.stage == talk.stage_of(Turn.CHANGE)
        and not row.is_withdrawn
        and TurnContent.of(row.read()).is_said
        for row in rows
    ):
        void_yes(by=by, subject=place.row.pk, now=now)
        own = RepairTurn.objects.filter(author=by, conversation=place.row, turn=Turn.AGREE)
        own.filter(stage=talk.stage).delete()


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
        return
    kept = draft_at(by, pk, turn, key)
    if kept is not None:
        # From another tab, or typed and then passed over.
        content = replace(
            content,
            texts=beside(content.texts, kept.texts),
            picks=content.picks or kept.picks,
            days=content.days or kept.days,
        )
    keep_draft(by=by, pk=pk, turn=turn, key=key, content=content, now=now)
