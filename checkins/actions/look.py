"""Answering, alone, what is asked beside the weekly check-in. Nothing here is ever shared."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.access import Refusal
from accounts.models import User
from checkins.actions.memory import lock_author
from checkins.actions.month import keep_entries
from checkins.logic.sheet import Entries
from checkins.models import Look
from checkins.queries.look import owned_by, place_of


class NotAsked(Refusal):
    sentence = _("These questions are not asked here any more. What you answered is still yours.")


@transaction.atomic
def keep_look(*, by: User, slug: str, entries: Entries, now: datetime) -> None:
    """Keep some answers; what ``entries`` leaves out stays as it is. Safe to repeat.

    Raises NotAsked or TooMuch.
    """
    # Two tabs of one person come here at once: the lock puts one after the other.
    lock_author(by)
    place = place_of(by, slug, now)
    if place is None:
        raise NotAsked
    row = place.row or Look(
        author=by,
        prompt_set=place.version.prompt_set,
        starts_on=place.starts_on,
        prompt_set_version=place.version,
    )
    keep_entries(row, entries, turn=place.wordings)


@transaction.atomic
def erase_look(*, by: User, slug: str, day: date) -> None:
    """Delete what was answered in one span; nothing remains. Twice is once."""
    # What another tab is saving this moment would come back whole.
    lock_author(by)
    owned_by(by).filter(prompt_set__slug=slug, starts_on=day).delete()
