"""Which questions two people are asked: one suggests a set, and the other's yes makes it so."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.access import Refusal, lock_couple
from accounts.models import Couple, User
from checkins.actions.agreement import SuggestionGone
from checkins.models import SetProposal, functions
from checkins.queries.round import around
from checkins.queries.set_choice import agreed_slug, choosable


class SameSet(Refusal):
    sentence = _("These are the questions you two have already.")


class NotForTwo(Refusal):
    sentence = _("These questions cannot be chosen for two.")


@transaction.atomic
def suggest_set(*, by: User, slug: str, now: datetime) -> None:
    """Suggest a set in place of any that was suggested before, by either.

    Raises NotConnected, SameSet or NotForTwo.
    """
    couple = lock_couple(by)
    version = choosable().filter(prompt_set__slug=slug).first()
    if version is None:
        raise NotForTwo
    if slug == agreed_slug(couple):
        raise SameSet
    SetProposal.objects.filter(couple=couple).delete()
    SetProposal.objects.create(couple=couple, author=by, prompt_set=version.prompt_set)


@transaction.atomic
def accept_set(*, by: User, pk: UUID, now: datetime) -> None:
    """The other one's yes: the two are asked these questions from their next round on.

    Raises NotConnected, or SuggestionGone where it was replaced, taken back or is one's own.
    """
    lock_couple(by)
    if not functions.set_accept(pk, around(by, now).running.span.ends_at):
        raise SuggestionGone


@transaction.atomic
def drop_set(*, by: User, pk: UUID, now: datetime) -> None:
    """Take back one's own suggestion; the other's stays. Raises NotConnected.

    Who suggested it would see it go, and know of a no that nobody owes. So there is none: what is
    left alone, unread or unwanted, looks the same.
    """
    couple = lock_couple(by)
    SetProposal.objects.filter(couple=couple, author=by, pk=pk).delete()


@transaction.atomic
def take_sets_back(*, by: User, couple: Couple, now: datetime) -> None:
    """The ending for leaving: nothing that waits for a yes stays, whoever suggested it."""
    SetProposal.objects.filter(couple=couple).delete()
