"""What one of two suggests to the other and the other may put away without a word: how it reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from accounts.access import Bond
from accounts.models import User
from checkins.logic import suggestion as logic
from checkins.models import PassedRitual, PassedStatement, RitualProposal, StatementProposal
from checkins.models.suggestion import Proposal


class Kind(NamedTuple):
    """What can be suggested; and where it stands that somebody put one away, which nobody else
    reads.
    """

    proposals: QuerySet[Any]
    put_away: QuerySet[Any]


RITUALS = Kind(RitualProposal.objects.all(), PassedRitual.objects.all())
STATEMENTS = Kind(StatementProposal.objects.all(), PassedStatement.objects.all())


@dataclass(frozen=True, slots=True)
class Waiting:
    """One that waits for a yes, opened, until the end of ``until``. ``is_over``: the connection it
    was for has ended.
    """

    row: Proposal
    document: dict[str, Any]
    until: date
    is_mine: bool
    is_over: bool


def waiting(kind: Kind, user: User, bond: Bond | None, today: date) -> Iterator[Waiting]:
    """Own ones, and the other's that this person has not put away; oldest first. Two queries, and
    the keys. One that does not open is left out.
    """
    put_away = {row.proposal_id for row in kind.put_away.filter(author=user)}
    for row in kind.proposals.order_by("suggested_on", "pk"):
        is_mine = row.author_id == user.pk
        is_ours = bond is not None and row.couple_id == bond.couple.pk
        if not logic.waits(row.suggested_on, today) or row.pk in put_away:
            continue
        document = row.read_if_it_opens() if is_mine or is_ours else None
        if document is not None:
            until = logic.waits_until(row.suggested_on)
            yield Waiting(row, document, until, is_mine=is_mine, is_over=not is_ours)
