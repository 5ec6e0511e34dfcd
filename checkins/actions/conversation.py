"""A conversation held for the two who are in it, so that one move follows on another."""

from datetime import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.access import NotConnected, bond_of, lock_couple
from accounts.models import Couple, User
from checkins.access import conversations_reachable_by
from checkins.enums.repair import Move
from checkins.logic import repair
from checkins.logic.repair import Talk
from checkins.models import RepairConversation, RepairMove
from checkins.queries.conversation import Place, place_in, talk_of


def hold(by: User, pk: UUID, now: datetime) -> Place:
    """The conversation with the couple's lock held, so that nobody else acts in it.

    Raises NotConnected; somebody else's is as good as none: Http404.
    """
    lock_couple(by)
    bond = bond_of(by)
    if bond is None:
        raise NotConnected
    row = get_object_or_404(conversations_reachable_by(bond), pk=pk)
    return place_in(by, bond, row, now)


def append(row: RepairConversation, talk: Talk, move: Move) -> Talk:
    """The conversation after one more move, which both read. Raises OutOfOrder."""
    after = repair.after(talk, move)
    RepairMove.objects.create(
        conversation=row, couple_id=row.couple_id, number=after.number, move=move
    )
    return after


def close(row: RepairConversation) -> None:
    """It is over: nothing can be added, and another one can begin."""
    row.is_open = False
    row.save(update_fields=["is_open"])


def close_if_over(couple: Couple, now: datetime) -> Talk | None:
    """The conversation that runs or rests, or None; one that time has closed is closed for good.

    For actions that hold the couple's lock.
    """
    for row in RepairConversation.objects.filter(couple=couple, is_open=True):
        talk = repair.at(talk_of(row), now, row.moved_at)
        if talk.is_talking:
            return talk
        close(row)
    return None
