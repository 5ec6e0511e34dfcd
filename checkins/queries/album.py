"""*What worked*: what two people were glad of, what came good again, and promises that both call
kept, in one place. The same for both; it counts nothing and compares nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise

from accounts import vault
from accounts.access import Bond
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.access import conversations_reachable_by, opened_texts_reachable_by
from checkins.enums.good import Kind
from checkins.logic.invitation import InvitationContent
from checkins.logic.schedule import Span, round_day
from checkins.queries.appreciation import glad_between
from checkins.queries.conversation import repaired_in
from checkins.queries.invitation import reachable_by
from checkins.queries.promise import kept_between
from checkins.queries.rupture import AREA_LABELS


@dataclass(frozen=True, slots=True)
class Moment:
    """One good thing. Of a repaired one nothing but its date and, where both may read it, its
    ``area``. ``round`` names the picture that released words stand on.
    """

    kind: Kind
    pk: UUID
    on: date
    author: UUID
    by: str = ""
    is_mine: bool = False
    words: str = ""
    area: str | Promise = ""
    round: date | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """``first`` is its first day; newest moment first."""

    first: date
    moments: Sequence[Moment]


def album_of(user: User, bond: Bond, now: datetime) -> list[Month]:
    """All that is visible now, newest month first. Seven queries at most, however long the two are
    together; what was taken back is not there, and leaves no gap.
    """
    vault.open_keys([user.pk, bond.partner.pk])
    kinds = list(Kind)
    moments = [
        *_sent(user, bond),
        *_released(user, bond, now),
        *_promises(user, bond),
        *_repaired(user, bond, now),
    ]
    # By date, then by kind and keys: in one order for both, and for these two always the same.
    moments.sort(
        key=lambda each: (each.on, -kinds.index(each.kind), each.author, each.pk), reverse=True
    )
    months = groupby(moments, key=lambda each: each.on.replace(day=1))
    return [Month(first, list(found)) for first, found in months]


def _sent(user: User, bond: Bond) -> Iterator[Moment]:
    for each in glad_between(user, bond):
        if each.on is not None:
            author = user.pk if each.is_mine else bond.partner.pk
            yield Moment(Kind.GLAD, each.pk, each.on, author, each.by, each.is_mine, each.words)


def _released(user: User, bond: Bond, now: datetime) -> Iterator[Moment]:
    zone = bond.couple.time_zone
    for row in opened_texts_reachable_by(bond, now):
        if (document := row.read_if_it_opens()) is None:
            continue
        is_mine = row.author_id == user.pk
        yield Moment(
            kind=Kind.PICTURE,
            pk=row.pk,
            on=local_day(row.round.opens_at, zone),
            author=row.author_id,
            by=user.display_name if is_mine else bond.partner.display_name,
            is_mine=is_mine,
            words=document["text"],
            round=round_day(Span(row.round.starts_at, row.round.ends_at), zone),
        )


def _promises(user: User, bond: Bond) -> Iterator[Moment]:
    for row, words in kept_between(bond):
        is_mine = row.author_id == user.pk
        by = user.display_name if is_mine else bond.partner.display_name
        yield Moment(Kind.PROMISE, row.pk, row.due_on, row.author_id, by, is_mine, words)


def _repaired(user: User, bond: Bond, now: datetime) -> Iterator[Moment]:
    """Dated by the day on which the two had agreed to look back: when each said so is theirs."""
    again = conversations_reachable_by(bond).filter(reopens_id=OuterRef("pk"))
    rows = list(repaired_in(bond.couple).filter(~Exists(again), review_on__isnull=False))
    if not rows:
        return
    today = local_day(now, bond.couple.time_zone)
    asked = reachable_by(user, bond, today).filter(pk__in=[row.invitation_id for row in rows])
    areas = {
        each.pk: AREA_LABELS[InvitationContent.of(document).area]
        for each in asked
        if (document := each.read_if_it_opens()) is not None
    }
    for row in rows:
        if row.review_on is not None:
            area = areas.get(row.invitation_id, "")
            # Nobody's alone: the couple stands for whoever wrote it.
            yield Moment(Kind.REPAIRED, row.pk, row.review_on, bond.couple.pk, area=area)
