"""Answering what the other suggests. A no is told to nobody: it is a private mark, and a suggestion
closes by its date alone.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.access import couple_of, lock_couple
from accounts.logic.rhythm import local_day
from accounts.models import Couple, User
from checkins.actions.agreement import SuggestionGone
from checkins.logic.suggestion import waits
from checkins.queries.agreement import owned_by
from checkins.queries.suggestion import Kind


def suggested_to(
    user: User, kind: Kind, proposal: UUID, *, couple: Couple, now: datetime
) -> dict[str, Any]:
    """What the other suggests and waits for this person's yes; the couple is locked.

    Raises SuggestionGone where it was taken back, has closed, is one's own or does not open.
    """
    row = kind.proposals.filter(couple=couple, pk=proposal).exclude(author=user).first()
    if row is None or not waits(row.suggested_on, local_day(now, couple.time_zone)):
        raise SuggestionGone
    document: dict[str, Any] | None = row.read_if_it_opens()
    if document is None:
        raise SuggestionGone
    return document


def put_away(kind: Kind, *, by: User, proposal: UUID, now: datetime) -> None:
    """Take one's own suggestion back, or put the other's away without a word. Twice is once.

    In the transaction of the act. What is out of reach is not there: Http404.
    """
    if couple_of(by) is not None:
        lock_couple(by)
    row = get_object_or_404(kind.proposals, pk=proposal)
    if row.author_id == by.pk:
        row.delete()
        owned_by(by).filter(subject=proposal, agreed_on__isnull=True).delete()
    elif not kind.put_away.filter(author=by, proposal_id=proposal).exists():
        today = local_day(now, row.couple.time_zone)
        kind.put_away.create(author=by, proposal_id=proposal, passed_on=today)


def forget_put_away(kind: Kind, *, by: User, proposal: UUID) -> None:
    """After a yes there is nothing put away any more."""
    kind.put_away.filter(author=by, proposal_id=proposal).delete()
