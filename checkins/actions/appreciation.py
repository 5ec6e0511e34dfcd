"""Saying what one is glad of: keeping the words, sending them, and taking them back.

Nothing of this is audited: that would be the timeline nobody keeps (decisions.md 8).
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
from checkins.actions.rupture import DoesNotFit
from checkins.logic.appreciation import MOST_A_DAY
from checkins.models import Appreciation
from checkins.queries.appreciation import owned_by, unsent_by


class EnoughForToday(Refusal):
    sentence = _("Three a day are plenty. You can keep this one, and send it tomorrow.")


class TakenBack(Refusal):
    sentence = _("You have taken these words back. They stand among what you have not sent.")


@transaction.atomic
def keep_glad(*, by: User, key: UUID, draft: UUID | None, words: str, now: datetime) -> None:
    """Keep words for oneself, in the place of ``draft`` where that still stands.

    ``key`` is made with the form: the same form sent twice keeps one. Raises NotConnected or
    DoesNotFit.
    """
    couple = lock_couple(by)
    made = uuid5(by.pk, str(key))
    row = unsent_by(by).filter(pk__in=[made, draft or made]).first()
    if row is not None:
        _write(row, words)
        row.save(update_fields=["sealed"])
        return
    row = Appreciation(id=made, author=by, couple=couple)
    _write(row, words)
    Appreciation.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def send_glad(*, by: User, key: UUID, draft: UUID | None, words: str, now: datetime) -> None:
    """Let the other one read exactly these words, from now on. What was kept of them goes.

    The same form sent twice sends once. Raises NotConnected, Paused, NoConsent, EnoughForToday,
    DoesNotFit, or TakenBack where that form was sent before and its words have come back since.
    """
    couple = lock_couple(by)
    check_may_share(by, Purpose.REPAIR)
    today = local_day(now, couple.time_zone)
    # Another key than that of the draft which the same form may have kept.
    made = uuid5(by.pk, f"sent {key}")
    before = owned_by(by).filter(pk=made).first()
    if before is not None:
        if before.sent_on is None:
            raise TakenBack
        return
    if owned_by(by).filter(couple=couple, sent_on=today).count() >= MOST_A_DAY:
        raise EnoughForToday
    row = Appreciation(id=made, author=by, couple=couple, sent_on=today)
    _write(row, words)
    row.save(force_insert=True)
    kept = [uuid5(by.pk, str(key)), draft or made]
    unsent_by(by).filter(pk__in=kept).delete()


@transaction.atomic
def take_glad_back(*, by: User, pk: UUID, now: datetime) -> None:
    """From the other's view at once. The words stay, for their author alone; twice is once."""
    get_object_or_404(owned_by(by), pk=pk)
    owned_by(by).filter(pk=pk, sent_on__isnull=False).update(sent_on=None)


@transaction.atomic
def delete_glad(*, by: User, pk: UUID, now: datetime) -> None:
    """Delete own words, sent or not; nothing remains in their place."""
    get_object_or_404(owned_by(by), pk=pk).delete()


@transaction.atomic
def take_all_glad_back(*, by: User, couple: Couple, now: datetime) -> None:
    """All of it leaves the other's view: the consent to send it has ended."""
    owned_by(by).filter(couple=couple, sent_on__isnull=False).update(sent_on=None)


def _write(row: Appreciation, words: str) -> None:
    try:
        row.write({"words": words})
    except vault.TooLong:
        raise DoesNotFit from None
