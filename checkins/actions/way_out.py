"""Every way out of a conversation, and back into it. None of them needs consent or a reason."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from accounts.access import bond_of
from accounts.models import Couple, User
from checkins.access import conversations_reachable_by, withdraw_invitations
from checkins.actions.agreement import void_yes
from checkins.actions.conversation import append, close, hold
from checkins.enums.repair import Away, Move, NoteKind, RepairState, Turn
from checkins.logic import repair
from checkins.models import RepairNote, RepairTurn
from checkins.queries.conversation import Place, place_in

AWAY_FOR = {Away.MINUTES: timedelta(minutes=20), Away.HOUR: timedelta(hours=1)}


@transaction.atomic
def pause(*, by: User, pk: UUID, away: Away | None, now: datetime) -> None:
    """The conversation rests for both, and looks the same to both whoever needed it.

    ``away`` is for oneself alone. Works without consent and while sharing is paused.
    """
    place = hold(by, pk, now)
    _rest(place)
    if away is not None:
        until = now + AWAY_FOR[away] if away in AWAY_FOR else None
        _note(by, place, NoteKind.AWAY, {"until": until.isoformat() if until else None})


@transaction.atomic
def not_back_yet(*, by: User, pk: UUID, now: datetime) -> None:
    """Take one's own *I am back* back, while the pause lasts."""
    place = hold(by, pk, now)
    if place.state is RepairState.PAUSED:
        RepairTurn.objects.filter(
            author=by, conversation=place.row, turn=Turn.BACK, stage=place.key
        ).delete()


@transaction.atomic
def leave_talk(*, by: User, pk: UUID, now: datetime) -> None:
    """Leave for good, or until one comes back. To the other it is a pause like any other."""
    place = hold(by, pk, now)
    _rest(place)
    RepairTurn.objects.filter(author=by, conversation=place.row, turn=Turn.BACK).delete()


@transaction.atomic
def set_aside(*, by: User, pk: UUID, now: datetime) -> None:
    """End it for both, without a reason and without a name at it. Either may reopen it."""
    place = hold(by, pk, now)
    if place.now_is.is_talking:
        append(place.row, place.talk, Move.SET_ASIDE)
        close(place.row)
        void_yes(by=by, subject=place.row.pk, now=now)


def rest_all(*, by: User, couple: Couple, now: datetime) -> None:
    """The ending for pausing and for a withdrawn consent: what runs rests, as in any pause."""
    withdraw_invitations(by)
    bond = bond_of(by)
    if bond is None:
        return
    for row in conversations_reachable_by(bond).filter(is_open=True):
        _rest(place_in(by, bond, row, now))
        RepairTurn.objects.filter(author=by, conversation=row, turn=Turn.BACK).delete()


def _rest(place: Place) -> None:
    # Where time has paused it, nothing is written: it would undo the other's *I am back*, and so
    # tell them that somebody was here.
    if place.state in repair.TALKING:
        append(place.row, place.talk, Move.PAUSED)


def _note(by: User, place: Place, kind: NoteKind, document: dict[str, Any]) -> None:
    row = RepairNote(
        id=uuid5(by.pk, f"{place.row.pk} {kind}"), author=by, conversation=place.row, kind=kind
    )
    row.write(document)
    RepairNote.objects.filter(author=by, pk=row.pk).delete()
    row.save(force_insert=True)
