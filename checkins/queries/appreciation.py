"""Words of thanks: what stands between the two, and what one of them has not sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.access import Bond, bond_of
from accounts.models import User
from checkins.models import Appreciation

# On the page of both; all of them stand in the album.
LATEST = 3


@dataclass(frozen=True, slots=True)
class Glad:
    """Exact words. ``on`` is a date and has no time of day; None where they are not sent."""

    pk: UUID
    by: str
    is_mine: bool
    words: str
    on: date | None


@dataclass(frozen=True, slots=True)
class OwnGlad:
    """What its author alone reads: ``unsent``, and what was sent in a connection that ended."""

    unsent: Sequence[Glad]
    past: Sequence[Glad]


def owned_by(user: User) -> QuerySet[Appreciation]:
    """Everything this person wrote, sent or not."""
    return Appreciation.objects.filter(author=user)


def unsent_by(user: User) -> QuerySet[Appreciation]:
    """Own words that nobody else reads: never sent, or taken back."""
    return owned_by(user).filter(sent_on__isnull=True)


def sent_between(bond: Bond) -> QuerySet[Appreciation]:
    """What either of the two has sent and not taken back, newest first."""
    sent = Appreciation.objects.filter(couple=bond.couple, sent_on__isnull=False)
    return sent.order_by("-sent_on", "author_id", "id")


def glad_between(user: User, bond: Bond, *, most: int | None = None) -> list[Glad]:
    """Newest first; what does not open is left out. One query."""
    return glad_in(user, bond.partner.display_name, sent_between(bond)[:most])


def own_glad(user: User) -> OwnGlad:
    """Two queries, however many."""
    bond = bond_of(user)
    couple = bond.couple.pk if bond else None
    private = owned_by(user).filter(Q(sent_on__isnull=True) | ~Q(couple=couple))
    found = glad_in(user, "", private.order_by("-sent_on", "id"))
    return OwnGlad(
        unsent=[each for each in found if each.on is None],
        past=[each for each in found if each.on is not None],
    )


def glad_in(user: User, partner: str, rows: Iterable[Appreciation]) -> list[Glad]:
    """Open rows within reach of ``user``, whose partner is called so."""
    return [
        Glad(
            pk=row.pk,
            by=user.display_name if row.author_id == user.pk else partner,
            is_mine=row.author_id == user.pk,
            words=document["words"],
            on=row.sent_on,
        )
        for row in rows
        if (document := row.read_if_it_opens()) is not None
    ]
