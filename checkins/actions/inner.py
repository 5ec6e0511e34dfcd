"""The inner check-in: beginning one, keeping a step of it, deleting it.

Nothing of this is audited: that would be the timeline nobody keeps (decisions.md 8).
"""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.shortcuts import get_object_or_404

from accounts import vault
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.actions.rupture import DoesNotFit
from checkins.enums.inner import InnerStep
from checkins.logic.inner import Answers, asks_function, step_after
from checkins.models import InnerCheckIn
from checkins.queries.inner import owned_by


@transaction.atomic
def begin_inner(*, by: User, key: UUID, answers: Answers, now: datetime) -> UUID:
    """Begin one with what its first step holds, and return its key.

    ``key`` is made with the form: the same form sent twice begins one, and changes it the second
    time; not when it was finished since, for changing that takes the password.
    """
    pk = uuid5(by.pk, str(key))
    own = owned_by(by)
    earlier = own.filter(pk=pk).first()
    if earlier is not None and earlier.read()["at"] is None:
        return pk
    if earlier is None:
        row = InnerCheckIn(id=pk, author=by, held_on=local_day(now, by.time_zone))
        row.write(
            {
                "at": InnerStep.BODY,
                "asks_function": asks_function(own.count()),
                "answers": {},
            }
        )
        InnerCheckIn.objects.bulk_create([row], ignore_conflicts=True)
    keep_inner(by=by, pk=pk, step=InnerStep.BODY, answers=answers, now=now)
    return pk


@transaction.atomic
def keep_inner(
    *,
    by: User,
    pk: UUID,
    step: InnerStep,
    answers: Answers,
    now: datetime,
    is_done: bool = False,
    stays: bool = False,
) -> None:
    """Keep what one step holds; answers that are not among these stay as they are.

    It goes on at the step that follows, or at this one where somebody ``stays``; one that was
    finished remains so. Raises DoesNotFit, Http404.
    """
    row = get_object_or_404(owned_by(by).select_for_update(), pk=pk)
    document = row.read()
    document["answers"] |= {code.value: value for code, value in answers.items()}
    if document["at"] is not None:
        following = step if stays else step_after(step) or step
        document["at"] = None if is_done else following
    try:
        row.write(document)
    except vault.TooLong:
        raise DoesNotFit from None
    row.save(update_fields=["sealed"])


@transaction.atomic
def delete_inner(*, by: User, pk: UUID, now: datetime) -> None:
    """Delete one; nothing remains in its place."""
    get_object_or_404(owned_by(by), pk=pk).delete()
