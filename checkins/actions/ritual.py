"""Suggesting a ritual, saying yes to one, putting one away. One that stands ends as any agreement.

A no is told to nobody: it is a private mark, and a suggestion closes by its date alone.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import vault
from accounts.access import Refusal, check_may_share, lock_couple
from accounts.enums import Purpose
from accounts.logic.rhythm import local_day
from accounts.models import Couple, User
from checkins.actions.agreement import SuggestionGone, agree
from checkins.actions.rupture import DoesNotFit
from checkins.actions.suggestion import forget_put_away, put_away, suggested_to
from checkins.enums import AgreementKind
from checkins.logic.ritual import Repeats
from checkins.models import RitualProposal, functions
from checkins.queries.agreement import owned_by
from checkins.queries.ritual import rituals_page
from checkins.queries.suggestion import RITUALS


class EnoughRituals(Refusal):
    sentence = _("There is room for three. When one of them ends, there is room again.")


@transaction.atomic
def suggest_ritual(*, by: User, key: UUID, text: str, repeats: Repeats, now: datetime) -> None:
    """Suggest words and a rhythm to the other, which is one's own yes to them.

    ``key`` is made with the form, so that the same form sent twice suggests once. Raises
    NotConnected, Paused, NoConsent, EnoughRituals or DoesNotFit.
    """
    couple = lock_couple(by)
    check_may_share(by, Purpose.REPAIR)
    pk = uuid5(by.pk, str(key))
    if owned_by(by).filter(subject=pk).exists():
        return
    if rituals_page(by, now).is_full:
        raise EnoughRituals
    document = {"text": text, "every": repeats.every, "weekday": repeats.weekday}
    today = local_day(now, couple.time_zone)
    row = RitualProposal(id=pk, author=by, couple=couple, suggested_on=today)
    try:
        row.write(document)
    except vault.TooLong:
        raise DoesNotFit from None
    row.save(force_insert=True)
    _say_yes(by, couple, pk, document | {"mine": True}, now)


@transaction.atomic
def accept_ritual(*, by: User, proposal: UUID, now: datetime) -> None:
    """The other one's yes to what stood on their screen; it stands from today on.

    Raises NotConnected, Paused, NoConsent, or SuggestionGone where it was taken back, has closed,
    is one's own or does not open.
    """
    couple = lock_couple(by)
    check_may_share(by, Purpose.REPAIR)
    document = suggested_to(by, RITUALS, proposal, couple=couple, now=now)
    if not _say_yes(by, couple, proposal, document | {"mine": False}, now):
        raise SuggestionGone
    functions.ritual_settle(proposal)
    forget_put_away(RITUALS, by=by, proposal=proposal)


@transaction.atomic
def drop_ritual(*, by: User, proposal: UUID, now: datetime) -> None:
    """Take one's own suggestion back, or put the other's away without a word. Twice is once."""
    put_away(RITUALS, by=by, proposal=proposal, now=now)


@transaction.atomic
def take_rituals_back(*, by: User, couple: Couple, now: datetime) -> None:
    """The ending for leaving and a withdrawn consent: nothing that waits for a yes stays."""
    RitualProposal.objects.filter(author=by, couple=couple).delete()


def _say_yes(
    by: User, couple: Couple, subject: UUID, document: dict[str, Any], now: datetime
) -> bool:
    return agree(
        by=by,
        couple=couple,
        subject=subject,
        kind=AgreementKind.RITUAL,
        document=document,
        review_on=None,
        now=now,
    )
