"""What each of two wrote alone, as one of them reads it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.access import bond_of
from accounts.models import User
from checkins.enums import RecommitmentKind
from checkins.logic.recommitment import Content, content_of
from checkins.models import Recommitment


@dataclass(frozen=True, slots=True)
class Words:
    """Of one of the two. ``met_on`` is None until both had sent theirs; ``is_shown`` says that
    the other one can read it now.
    """

    pk: UUID
    by: str
    is_mine: bool
    content: Content
    is_sent: bool
    is_shown: bool
    met_on: date | None


@dataclass(frozen=True, slots=True)
class WordsPage:
    """``own`` waits, sent or as a draft. ``met`` opened for both, latest first; ``past`` holds own
    words of earlier connections, and own ones that were taken back after they had met.
    """

    own: Words | None
    met: Sequence[Words]
    past: Sequence[Words]


def owned_by(user: User) -> QuerySet[Recommitment]:
    """Everything this person wrote, of every kind."""
    return Recommitment.objects.filter(author=user)


def words_page(user: User, kind: RecommitmentKind) -> WordsPage:
    """The page of one kind; two queries, however often they wrote."""
    bond = bond_of(user)
    where = Q(author=user)
    if bond is not None:
        where |= Q(couple=bond.couple, is_sent=True, met_on__isnull=False)
    rows = Recommitment.objects.filter(where, kind=kind).order_by("-met_on", "id")
    partner = bond.partner.display_name if bond else ""
    couple = bond.couple.pk if bond else None
    own: Words | None = None
    met: list[Words] = []
    past: list[Words] = []
    for row, words in _words(user, partner, couple, rows):
        if words.is_shown:
            met.append(words)
        elif row.couple_id == couple and row.met_on is None:
            own = words
        else:
            past.append(words)
    # Of one day, one's own words come first on both pages.
    met.sort(key=lambda each: (each.met_on or date.min, each.is_mine), reverse=True)
    return WordsPage(own=own, met=met, past=past)


def _words(
    user: User, partner: str, couple: UUID | None, rows: Iterable[Recommitment]
) -> Iterable[tuple[Recommitment, Words]]:
    for row in rows:
        document = row.read_if_it_opens()
        if document is None:
            continue
        is_mine = row.author_id == user.pk
        yield (
            row,
            Words(
                pk=row.pk,
                by=user.display_name if is_mine else partner,
                is_mine=is_mine,
                content=content_of(RecommitmentKind(row.kind), document),
                is_sent=row.is_sent,
                is_shown=row.is_sent and row.met_on is not None and row.couple_id == couple,
                met_on=row.met_on,
            ),
        )
