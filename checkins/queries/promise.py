"""Promises as one of the two reads them. Nothing here tells what the other one noted or marked,
but for what both call kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from accounts.access import Bond, bond_of
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.enums import Held
from checkins.models import KeptMark, Promise, PromiseAnswer, functions

FURTHEST = timedelta(days=366)

HELD_LABELS: dict[Held, LazyText] = {
    Held.HELD: _("It held"),
    Held.PARTLY: _("Partly"),
    Held.NOT: _("It did not"),
    Held.CANNOT_SAY: _("I cannot say"),
}


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """Exact words with their date. ``is_kept``: both call it so. ``is_due``: by the couple's
    calendar the day has come; ``is_current``: made in the connection that stands, and shown.
    """

    pk: UUID
    by: str
    is_mine: bool
    words: str
    due_on: date
    is_due: bool
    is_kept: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class PromisesPage:
    """What stands between the two, next date first, and own ones that are put away."""

    mine: Sequence[PromiseLine]
    theirs: Sequence[PromiseLine]
    past: Sequence[PromiseLine]


@dataclass(frozen=True, slots=True)
class PromisePage:
    """One promise with what the reader alone noted about it."""

    line: PromiseLine
    held: Held | None
    is_marked: bool


def owned_by(user: User) -> QuerySet[Promise]:
    """Every promise this person made."""
    return Promise.objects.filter(author=user)


def reachable_by(user: User) -> QuerySet[Promise]:
    """One's own, and what the other promises now."""
    return _reachable(user, bond_of(user))


def promises_page(user: User, now: datetime) -> PromisesPage:
    """The page of promises; three queries, however many there are."""
    bond = bond_of(user)
    lines = _lines(user, bond, _reachable(user, bond).order_by("due_on", "id"), now)
    return PromisesPage(
        mine=[line for line in lines if line.is_mine and line.is_current],
        theirs=[line for line in lines if not line.is_mine],
        past=[line for line in reversed(lines) if not line.is_current],
    )


def promise_page(user: User, pk: UUID, now: datetime) -> PromisePage | None:
    """One promise within reach; None where there is none or it does not open. Five queries."""
    bond = bond_of(user)
    lines = _lines(user, bond, _reachable(user, bond).filter(pk=pk), now)
    if not lines:
        return None
    own = PromiseAnswer.objects.filter(author=user, promise=pk).first()
    return PromisePage(
        line=lines[0],
        held=Held(own.read()["held"]) if own else None,
        is_marked=KeptMark.objects.filter(author=user, promise=pk).exists(),
    )


def kept_between(bond: Bond) -> list[tuple[Promise, str]]:
    """Promises of the two that both call kept, each with its words; two queries."""
    kept = functions.my_kept_promises()
    rows = Promise.objects.filter(couple=bond.couple, is_taken_back=False, pk__in=kept)
    return [
        (row, document["words"]) for row in rows if (document := row.read_if_it_opens()) is not None
    ]


def days_for(user: User, now: datetime) -> tuple[date, date]:
    """The first and the last date a promise made now can have, by the couple's calendar."""
    bond = bond_of(user)
    today = local_day(now, bond.couple.time_zone if bond else user.time_zone)
    return today, today + FURTHEST


def _reachable(user: User, bond: Bond | None) -> QuerySet[Promise]:
    if bond is None:
        return owned_by(user)
    return Promise.objects.filter(Q(author=user) | Q(couple=bond.couple, is_taken_back=False))


def _lines(
    user: User, bond: Bond | None, rows: QuerySet[Promise], now: datetime
) -> list[PromiseLine]:
    kept = functions.my_kept_promises()
    partner = bond.partner.display_name if bond else ""
    today = local_day(now, bond.couple.time_zone if bond else user.time_zone)
    return [
        PromiseLine(
            pk=row.pk,
            by=user.display_name if row.author_id == user.pk else partner,
            is_mine=row.author_id == user.pk,
            words=document["words"],
            due_on=row.due_on,
            is_due=row.due_on <= today,
            is_kept=row.pk in kept,
            is_current=bond is not None
            and row.couple_id == bond.couple.pk
            and not row.is_taken_back,
        )
        for row in rows
        if (document := row.read_if_it_opens()) is not None
    ]
