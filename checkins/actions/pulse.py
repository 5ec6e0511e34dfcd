"""Three taps a day: switched on by their author, kept for their author, and deleted at will."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from checkins.actions.memory import lock_author
from checkins.actions.month import keep_entries
from checkins.logic.sheet import Entries
from checkins.models import Pulse, PulseWish
from checkins.queries.pulse import owned_by, place_of


@transaction.atomic
def want_days(*, by: User, wants: bool) -> None:
    """Be asked about days, or no longer. Twice is once; what was put down stays."""
    if wants:
        PulseWish.objects.bulk_create([PulseWish(author=by)], ignore_conflicts=True)
    else:
        PulseWish.objects.filter(author=by).delete()


@transaction.atomic
def keep_day(*, by: User, entries: Entries, now: datetime) -> None:
    """Keep something of today; what ``entries`` leaves out stays as it is. Safe to repeat.

    Raises TooMuch.
    """
    lock_author(by)
    place = place_of(by, now)
    row = place.row or Pulse(author=by, day=place.day, prompt_set_version_id=place.version_id)
    keep_entries(row, entries)


@transaction.atomic
def erase_day(*, by: User, pk: UUID) -> None:
    """Delete one day; nothing remains in its place."""
    # What another tab is saving this moment would come back whole.
    lock_author(by)
    owned_by(by).filter(pk=pk).delete()


@transaction.atomic
def erase_days(*, by: User) -> None:
    """Delete every day, and be asked no longer."""
    lock_author(by)
    owned_by(by).delete()
    PulseWish.objects.filter(author=by).delete()
