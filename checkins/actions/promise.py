"""Making a promise, taking it back, and saying for oneself how it went.

Nothing of this is audited: that would be the timeline nobody keeps (decisions.md 8).
"""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts import vault
from accounts.access import NotConnected, Refusal, check_may_share, couple_of, lock_couple
from accounts.enums import Purpose
from accounts.logic.rhythm import local_day
from accounts.models import Couple, User
from checkins.actions.rupture import DoesNotFit
from checkins.enums import Held
from checkins.models import KeptMark, Promise, PromiseAnswer
from checkins.queries.promise import owned_by, reachable_by


class NotDueYet(Refusal):
    sentence = _("This is for the day itself, or later.")


@transaction.atomic
def make_promise(*, by: User, key: UUID, words: str, due_on: date, now: datetime) -> UUID:
    """Let the other one read these exact words with their date; returns the promise's key.

    ``key`` is made with the form: the same form sent twice makes one promise. Raises
    NotConnected, Paused, NoConsent or DoesNotFit.
    """
    couple = lock_couple(by)
    check_may_share(by, Purpose.REPAIR)
    promise = Promise(id=uuid5(by.pk, str(key)), author=by, couple=couple, due_on=due_on)
    try:
        promise.write({"words": words})
    except vault.TooLong:
        raise DoesNotFit from None
    Promise.objects.bulk_create([promise], ignore_conflicts=True)
    return promise.pk


@transaction.atomic
def take_promise_back(*, by: User, pk: UUID, now: datetime) -> None:
    """From the other's view at once and for good. Its author keeps the words."""
    get_object_or_404(owned_by(by), pk=pk)
    owned_by(by).filter(pk=pk).update(is_taken_back=True)
    KeptMark.objects.filter(author=by, promise=pk).delete()


@transaction.atomic
def delete_promise(*, by: User, pk: UUID, now: datetime) -> None:
    """Delete an own promise with what its author noted about it; nothing remains in its place."""
    own = get_object_or_404(owned_by(by), pk=pk)
    KeptMark.objects.filter(author=by, promise=pk).delete()
    PromiseAnswer.objects.filter(author=by, promise=pk).delete()
    own.delete()


@transaction.atomic
def answer_promise(*, by: User, pk: UUID, held: Held | None, now: datetime) -> None:
    """Note for oneself how it went; None takes the note away. Raises NotDueYet."""
    promise = _due(by, pk, now)
    if held is None:
        PromiseAnswer.objects.filter(author=by, promise=promise).delete()
        return
    answer = PromiseAnswer(id=uuid5(by.pk, str(pk)), author=by, promise=promise)
    answer.write({"held": held})
    PromiseAnswer.objects.bulk_create([answer], ignore_conflicts=True)
    PromiseAnswer.objects.filter(pk=answer.pk).update(sealed=answer.sealed)


@transaction.atomic
def mark_kept(*, by: User, pk: UUID, now: datetime) -> None:
    """Call it kept. It shows once both do, and until then to nobody else.

    Raises NotDueYet, NotConnected, Paused or NoConsent.
    """
    check_may_share(by, Purpose.REPAIR)
    promise = _due(by, pk, now)
    if promise.couple_id != _couple_key(by):
        raise NotConnected
    mark = KeptMark(id=uuid5(by.pk, str(pk)), author=by, promise=promise)
    KeptMark.objects.bulk_create([mark], ignore_conflicts=True)


@transaction.atomic
def take_mark_back(*, by: User, pk: UUID, now: datetime) -> None:
    """Call it kept no longer; then it shows as kept to neither."""
    KeptMark.objects.filter(author=by, promise=pk).delete()


@transaction.atomic
def take_back_promises(*, by: User, couple: Couple, now: datetime) -> None:
    """Everything promised to this couple leaves the other’s view, and so do the own marks there."""
    owned_by(by).filter(couple=couple).update(is_taken_back=True)
    KeptMark.objects.filter(author=by, promise__couple=couple).delete()


def _due(by: User, pk: UUID, now: datetime) -> Promise:
    promise = get_object_or_404(reachable_by(by).select_related("couple"), pk=pk)
    if local_day(now, promise.couple.time_zone) < promise.due_on:
        raise NotDueYet
    return promise


def _couple_key(by: User) -> UUID | None:
    couple = couple_of(by)
    return couple.pk if couple else None
