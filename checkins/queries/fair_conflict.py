"""The couple's list of rules for a fair argument: what holds, what is suggested, what was."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language

from accounts.access import couple_of
from accounts.models import User
from checkins.enums import AgreementKind
from checkins.logic.fair_conflict import parse_rules
from checkins.models import FairConflictProposal
from checkins.queries.agreement import Agreed, agreed, owned_by

CONTENT = Path(__file__).resolve().parents[1] / "content"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A list that waits for the other's yes; both may know whose it is."""

    pk: UUID
    is_mine: bool
    rules: Sequence[str]


@dataclass(frozen=True, slots=True)
class FairConflictPage:
    """``is_own``: both said yes to ``rules``, which are the shipped ones otherwise.

    ``version`` is 0 for the shipped ones. ``current`` is the own copy of what holds. ``waiting``
    holds own copies of lists that were suggested in a connection that has ended.
    """

    rules: Sequence[str]
    is_own: bool
    version: int
    current: Agreed | None
    suggestion: Suggestion | None
    earlier: Sequence[Agreed]
    waiting: Sequence[Suggestion]
    ideas: Sequence[str]


def suggestion_for(user: User) -> QuerySet[FairConflictProposal]:
    """The list that is suggested in the current connection; none without one."""
    couple = couple_of(user)
    if couple is None:
        return FairConflictProposal.objects.none()
    return FairConflictProposal.objects.filter(couple=couple)


def fair_conflict_page(user: User) -> FairConflictPage:
    """What stands on the page of the list; five queries, however many lists there were."""
    versions = agreed(user, AgreementKind.FAIR_CONFLICT)
    # Two lists can be of one day; their number is the same in both copies.
    current = max(
        (each for each in versions if each.stands), key=lambda each: each.version, default=None
    )
    row = suggestion_for(user).first()
    suggestion = None
    if row is not None and (document := row.read_if_it_opens()) is not None:
        suggestion = Suggestion(row.pk, row.author_id == user.pk, document["rules"])
    unanswered = owned_by(user).filter(kind=AgreementKind.FAIR_CONFLICT, agreed_on__isnull=True)
    return FairConflictPage(
        rules=current.rules if current else shipped_rules(),
        is_own=current is not None,
        version=current.version if current else 0,
        current=current,
        suggestion=suggestion,
        earlier=[each for each in versions if each is not current],
        waiting=[
            Suggestion(each.pk, is_mine=True, rules=document["rules"])
            for each in unanswered
            if (row is None or each.subject != row.pk)
            and (document := each.read_if_it_opens()) is not None
        ],
        ideas=shipped_ideas(),
    )


def fair_conflict_lines(user: User) -> list[str]:
    """The rules that hold for this person's couple now, else the shipped ones; two queries."""
    versions = [each for each in agreed(user, AgreementKind.FAIR_CONFLICT) if each.stands]
    if not versions:
        return list(shipped_rules())
    return list(max(versions, key=lambda each: each.version).rules)


def shipped_rules() -> tuple[str, ...]:
    """The suggestion in the language of the page."""
    return _shipped(get_language() or settings.LANGUAGE_CODE)[0]


def shipped_ideas() -> tuple[str, ...]:
    """Lines beside those about arguing that some two put on their list."""
    return _shipped(get_language() or settings.LANGUAGE_CODE)[1]


@cache
def _shipped(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    file = CONTENT / f"fair_conflict.{language}.yaml"
    if not file.exists():
        file = CONTENT / f"fair_conflict.{settings.LANGUAGE_CODE}.yaml"
    return parse_rules(file.read_text(encoding="utf-8"))
