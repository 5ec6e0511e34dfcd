"""Suggesting a statement, saying yes to one, ending it; and keeping one for oneself.

A no is told to nobody: it is a private mark, and a suggestion closes by its date alone.
"""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts import vault
from accounts.access import Refusal, check_may_share, lock_couple
from accounts.enums import Purpose
from accounts.logic.rhythm import local_day
from accounts.models import Couple, User
from checkins.actions.agreement import SuggestionGone, agree, end_agreement
from checkins.actions.memory import lock_author
from checkins.actions.release import withdraw_statement
from checkins.actions.rupture import DoesNotFit
from checkins.actions.suggestion import forget_put_away, put_away, suggested_to
from checkins.enums import AgreementKind
from checkins.logic.statement import MOST, code_of
from checkins.models import OwnStatement, StatementProposal, functions
from checkins.queries.agreement import owned_by
from checkins.queries.statement import own_by, statements_page
from checkins.queries.suggestion import STATEMENTS


class EnoughStatements(Refusal):
    sentence = _("There is room for three. When one of them ends, there is room again.")


@transaction.atomic
def suggest_statement(*, by: User, key: UUID, text: str, now: datetime) -> None:
    """Suggest a wording to the other, which is one's own yes to it.

    ``key`` is made with the form, so that the same form sent twice suggests once. Raises
    NotConnected, Paused, NoConsent, EnoughStatements or DoesNotFit.
    """
    couple = lock_couple(by)
    check_may_share(by, Purpose.REPAIR)
    pk = uuid5(by.pk, str(key))
    if owned_by(by).filter(subject=pk).exists():
        return
    if statements_page(by, now).is_full:
        raise EnoughStatements
    row = StatementProposal(
        id=pk, author=by, couple=couple, suggested_on=local_day(now, couple.time_zone)
    )
    try:
        row.write({"text": text})
    except vault.TooLong:
        raise DoesNotFit from None
    row.save(force_insert=True)
    _say_yes(by, couple, pk, text, now, is_mine=True)


@transaction.atomic
def accept_statement(*, by: User, proposal: UUID, now: datetime) -> None:
    """The other one's yes to the wording that stood on their screen; it is asked from now on.

    Raises NotConnected, Paused, NoConsent, or SuggestionGone where it was taken back, has closed,
    is one's own or does not open.
    """
    couple = lock_couple(by)
    check_may_share(by, Purpose.REPAIR)
    document = suggested_to(by, STATEMENTS, proposal, couple=couple, now=now)
    if not _say_yes(by, couple, proposal, document["text"], now, is_mine=False):
        raise SuggestionGone
    functions.statement_settle(proposal)
    forget_put_away(STATEMENTS, by=by, proposal=proposal)


@transaction.atomic
def drop_statement(*, by: User, proposal: UUID, now: datetime) -> None:
    """Take one's own suggestion back, or put the other's away without a word. Twice is once."""
    put_away(STATEMENTS, by=by, proposal=proposal, now=now)


@transaction.atomic
def end_statement(*, by: User, pk: UUID, now: datetime) -> None:
    """Take the own yes back: it is asked of neither any more, and leaves what has not opened.

    What was answered to it stays with each. Somebody else's copy is as good as none: Http404.
    """
    own = get_object_or_404(owned_by(by), pk=pk)
    withdraw_statement(by=by, couple=own.couple, code=code_of(own.subject))
    end_agreement(by=by, pk=pk, now=now)


@transaction.atomic
def keep_statement(*, by: User, key: UUID, text: str) -> None:
    """Keep a statement for oneself alone. The same form sent twice keeps one.

    Raises EnoughStatements or DoesNotFit.
    """
    lock_author(by)
    pk = uuid5(by.pk, str(key))
    if own_by(by).filter(pk=pk).exists():
        return
    if own_by(by).count() >= MOST:
        raise EnoughStatements
    row = OwnStatement(id=pk, author=by)
    try:
        row.write({"text": text})
    except vault.TooLong:
        raise DoesNotFit from None
    row.save(force_insert=True)


@transaction.atomic
def delete_statement(*, by: User, pk: UUID) -> None:
    """It is asked no more; what was answered to it stays in the own months. Twice is once."""
    own_by(by).filter(pk=pk).delete()


@transaction.atomic
def take_statements_back(*, by: User, couple: Couple, now: datetime) -> None:
    """The ending for leaving and a withdrawn consent: nothing that waits for a yes stays."""
    StatementProposal.objects.filter(author=by, couple=couple).delete()


def _say_yes(
    by: User, couple: Couple, subject: UUID, text: str, now: datetime, *, is_mine: bool
) -> bool:
    return agree(
        by=by,
        couple=couple,
        subject=subject,
        kind=AgreementKind.STATEMENT,
        document={"text": text, "mine": is_mine},
        review_on=None,
        now=now,
    )
