"""A conversation as its moves and time have left it, seen from one side."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, F, Func, Q, QuerySet

from accounts.access import Bond
from accounts.logic.rhythm import local_day
from accounts.models import Couple, User
from checkins.access import conversations_reachable_by
from checkins.enums.repair import Move, RepairState, Side, Turn
from checkins.logic import repair
from checkins.logic.follow_up import outcome
from checkins.logic.repair import Talk
from checkins.models import RepairConversation, RepairMove


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands in a conversation. ``talk`` is the fold; ``now_is`` adds time to it,
    and that the two took it up again: ``again`` is the conversation they went on in.
    """

    row: RepairConversation
    bond: Bond
    side: Side
    talk: Talk
    now_is: Talk
    again: UUID | None

    @property
    def state(self) -> RepairState:
        return self.now_is.state

    @property
    def turn(self) -> Turn | None:
        """The turn this step asks of whoever acts at it."""
        return repair.TURNS.get(self.state)

    @property
    def may_act(self) -> bool:
        return self.side in repair.acting(self.now_is)

    @property
    def key(self) -> int:
        """What a turn of this step is filed under: a pause is a step of its own."""
        return key_of(self.now_is)


def key_of(talk: Talk) -> int:
    """The stage; each pause counts anew, or an old *I am back* would end it."""
    return talk.number if talk.state is RepairState.PAUSED else talk.stage


def talk_of(row: RepairConversation) -> Talk:
    """The fold over the moves of one conversation; one query."""
    moves = RepairMove.objects.filter(conversation=row).order_by("number")
    return repair.fold(Move(each.move) for each in moves)


def place_in(user: User, bond: Bond, row: RepairConversation, now: datetime) -> Place:
    """Where ``user`` stands in a conversation of theirs; at most three queries."""
    talk = talk_of(row)
    side = Side.FIRST if row.first_id == user.pk else Side.OTHER
    again = None if row.is_open else taken_up_again(bond, row)
    if again is not None:
        return Place(row, bond, side, talk, repair.ended(talk, RepairState.REOPENED), again)
    return Place(row, bond, side, talk, at(row, talk, bond.couple, now), None)


def taken_up_again(bond: Bond, row: RepairConversation) -> UUID | None:
    """The latest conversation that reopens this one, or None; one query."""
    found = conversations_reachable_by(bond).filter(reopens_id=row.pk)
    return found.order_by("-started_on", "id").values_list("pk", flat=True).first()


def at(
    row: RepairConversation,
    talk: Talk,
    couple: Couple,
    now: datetime,
    repaired: Collection[UUID] | None = None,
) -> Talk:
    """The fold with what time and looking back have made of it.

    ``repaired`` are the keys that repaired_in() gives, for whoever has asked already.
    """
    if talk.is_talking:
        return repair.at(talk, now, row.moved_at) if row.is_open else repair.closed(talk)
    if talk.state is RepairState.AGREED and row.review_on is not None:
        if repaired is None:
            repaired = {each.pk for each in repaired_in(couple).only("pk")}
        today = local_day(now, couple.time_zone)
        both = row.pk in repaired
        return repair.ended(talk, outcome(row.review_on, today, both_say_repaired=both))
    return talk


def repaired_in(couple: Couple) -> QuerySet[RepairConversation]:
    """Conversations of which both said that it is repaired."""
    return RepairConversation.objects.filter(_both_say_repaired(), couple=couple)


def repaired_or_taken_up(couple: Couple) -> QuerySet[Any]:
    """Conversations of which both said that it is repaired (``is_repaired``), and those in which
    the two took up an earlier one.
    """
    found = RepairConversation.objects.filter(couple=couple).annotate(
        is_repaired=_both_say_repaired()
    )
    return found.filter(Q(is_repaired=True) | Q(reopens_id__isnull=False))


def settled_hurts() -> QuerySet[Any]:
    """Keys of hurts of the current couple that were repaired and not taken up again: they leave
    what both see, and count as open no more.
    """
    again = RepairConversation.objects.filter(reopens_id__isnull=False)
    settled = RepairConversation.objects.filter(_both_say_repaired(), rupture_id__isnull=False)
    return settled.exclude(pk__in=again.values("reopens_id")).values("rupture_id")


def _both_say_repaired() -> Func:
    return Func(
        F("id"),
        template="%(expressions)s = any ((select my_repaired())::uuid[])",
        output_field=BooleanField(),
    )


def running(user: User, bond: Bond, now: datetime) -> Place | None:
    """The conversation that runs or rests between the two, or None; at most two queries."""
    row = conversations_reachable_by(bond).filter(is_open=True).first()
    if row is None:
        return None
    place = place_in(user, bond, row, now)
    return place if place.now_is.is_talking else None
