"""Saying yes to what two people agree on, and taking one's own yes back.

Nothing of this is audited: that would be the timeline nobody keeps (decisions.md 8).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts import vault
from accounts.access import NotConnected, Refusal, check_may_share, lock_couple
from accounts.enums import Purpose
from accounts.models import Couple, User
from checkins.actions.rupture import DoesNotFit
from checkins.enums import AgreementKind
from checkins.models import Agreement, FairConflictProposal, functions
from checkins.queries.agreement import owned_by
from checkins.queries.fair_conflict import fair_conflict_page, suggestion_for


class SuggestionGone(Refusal):
    sentence = _("This suggestion is not there any more. Please look at what stands here now.")


class SameRules(Refusal):
    sentence = _("That is the list you have already.")


@transaction.atomic
def agree(
    *,
    by: User,
    couple: Couple,
    subject: UUID,
    kind: AgreementKind,
    document: Mapping[str, Any],
    review_on: date | None,
    now: datetime,
) -> bool:
    """One person's yes to a text, kept as a sealed copy of their own; True where both said it.

    Call it for each of the two, as that person, with the same ``subject``: the key of what was
    agreed on (of a conversation for CHANGE, of a suggestion for FAIR_CONFLICT). Nothing stands
    until both hold a copy; the second yes dates both. A yes twice is a yes once, and leaves the
    first copy as it is. The caller has shown this very text to this person.

    ``document`` is JSON-serialisable. CHANGE: ``{"parts": [{"by": display name, "mine": bool,
    "what": str, "when": str, "noticed": str}]}``, up to two parts, ``mine`` as seen by ``by``;
    ``review_on`` is the date on which the two look at it again, the same in both copies.
    FAIR_CONFLICT: ``{"rules": [str], "version": int}`` and no ``review_on``. STATEMENT:
    ``{"text": str, "mine": bool}``, ``mine`` where ``by`` suggested it, and no ``review_on``.
    RITUAL: the same with ``{"every": str, "weekday": int or None}``.

    Raises NotConnected (also where ``couple`` is not the current one), Paused, NoConsent or
    DoesNotFit.
    """
    if lock_couple(by) != couple:
        raise NotConnected
    check_may_share(by, Purpose.REPAIR)
    copy = Agreement(author=by, couple=couple, subject=subject, kind=kind, review_on=review_on)
    try:
        copy.write(dict(document))
    except vault.TooLong:
        raise DoesNotFit from None
    owned_by(by).filter(subject=subject, agreed_on__isnull=True).delete()
    Agreement.objects.bulk_create([copy], ignore_conflicts=True)
    return functions.agreement_meets(subject)


@transaction.atomic
def void_yes(*, by: User, subject: UUID, now: datetime) -> None:
    """A text is about to change or to go: no yes of either to what stood there counts any more.

    What both said yes to before stays agreed. Raises NotConnected.
    """
    lock_couple(by)
    functions.suggestion_end(subject)


@transaction.atomic
def end_agreement(*, by: User, pk: UUID, now: datetime) -> None:
    """Take the own yes back by deleting the own copy: it stands no longer, for either.

    The other one keeps theirs. Somebody else's copy is as good as none: Http404.
    """
    own = get_object_or_404(owned_by(by), pk=pk)
    FairConflictProposal.objects.filter(author=by, pk=own.subject).delete()
    own.delete()


@transaction.atomic
def suggest_rules(*, by: User, key: UUID, rules: Sequence[str], now: datetime) -> None:
    """Suggest a list in place of any that was suggested before, by either.

    Suggesting it is one's own yes to it. ``key`` is made with the form, so that the same form
    sent twice suggests once. Raises NotConnected, Paused, NoConsent, SameRules or DoesNotFit.
    """
    couple = lock_couple(by)
    check_may_share(by, Purpose.REPAIR)
    page = fair_conflict_page(by)
    if page.is_own and tuple(rules) == tuple(page.rules):
        raise SameRules
    pk = uuid5(by.pk, str(key))
    if owned_by(by).filter(subject=pk).exists():
        return
    for standing in FairConflictProposal.objects.filter(couple=couple):
        functions.suggestion_end(standing.pk)
    document = {"rules": list(rules), "version": page.version + 1}
    suggestion = FairConflictProposal(id=pk, author=by, couple=couple)
    try:
        suggestion.write(document)
    except vault.TooLong:
        raise DoesNotFit from None
    suggestion.save(force_insert=True)
    agree(
        by=by,
        couple=couple,
        subject=pk,
        kind=AgreementKind.FAIR_CONFLICT,
        document=document,
        review_on=None,
        now=now,
    )


@transaction.atomic
def accept_rules(*, by: User, suggestion: UUID, now: datetime) -> None:
    """The other one's yes to the list that stood on their screen; it holds from now on.

    Raises NotConnected, Paused, NoConsent, or SuggestionGone where it was replaced, taken back,
    is one's own or does not open.
    """
    couple = lock_couple(by)
    check_may_share(by, Purpose.REPAIR)
    row = suggestion_for(by).exclude(author=by).filter(pk=suggestion).first()
    document = row.read_if_it_opens() if row else None
    if document is None:
        raise SuggestionGone
    is_agreed = agree(
        by=by,
        couple=couple,
        subject=suggestion,
        kind=AgreementKind.FAIR_CONFLICT,
        document=document,
        review_on=None,
        now=now,
    )
    if not is_agreed:
        raise SuggestionGone
    functions.suggestion_end(suggestion)


@transaction.atomic
def drop_rules(*, by: User, suggestion: UUID, now: datetime) -> None:
    """Take back one's own suggestion; the other's stays. Raises NotConnected.

    Who suggested it would see it go, and know of a no that nobody owes.
    """
    couple = lock_couple(by)
    if FairConflictProposal.objects.filter(couple=couple, author=by, pk=suggestion).exists():
        void_yes(by=by, subject=suggestion, now=now)


@transaction.atomic
def take_back_suggestions(*, by: User, couple: Couple, now: datetime) -> None:
    """Nothing that waits for the other's yes stays; what both agreed on stays with each."""
    for own in FairConflictProposal.objects.filter(author=by, couple=couple):
        functions.suggestion_end(own.pk)
    Agreement.objects.filter(author=by, couple=couple, agreed_on__isnull=True).delete()
