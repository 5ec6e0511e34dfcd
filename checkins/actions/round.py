"""Rounds come into being by the first act in them, and open early when both ask."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from accounts.access import NotConnected
from accounts.models import Couple, User
from checkins.access import HasOpened, check_can_open_early
from checkins.models import OpenWish, Release, Round, RoundLock, functions
from checkins.queries.round import RoundPlace, around


def touch(place: RoundPlace) -> Round:
    """The row of a round, made now where nobody has touched it before.

    Both may do this at once: one row results, and its lock. Tried each time, also where the row
    is known: one who spared the statements would tell that the other has begun (SR-06).
    """
    couple = place.bond.couple if place.bond else None
    made = Round(
        couple=couple,
        person=None if couple else place.person,
        prompt_set_version_id=place.version_id,
        starts_at=place.span.starts_at,
        ends_at=place.span.ends_at,
        opens_at=place.span.ends_at,
    )
    Round.objects.bulk_create([made], ignore_conflicts=True)
    row = Round.objects.get(**place.where)
    RoundLock.objects.bulk_create([RoundLock(round=row)], ignore_conflicts=True)
    return row


def lock(row: Round) -> None:
    """Wait until nobody else acts in this round. Content-free, so both can (decisions.md 4)."""
    locked = list(RoundLock.objects.select_for_update().filter(round=row))
    if len(locked) != 1:
        message = "The lock of a round within reach is one row."
        raise RuntimeError(message)


@transaction.atomic
def ask_to_open(*, by: User, place: RoundPlace, now: datetime) -> bool:
    """Tap *open now*. Opens the round where the other one has tapped as well: then True.

    Raises NotConnected, HasOpened, TooSoon or NothingReleased; each speaks of one's own side.
    """
    bond = place.bond
    if bond is None:
        raise NotConnected
    own = Release.objects.filter(author=by, **place.within())
    check_can_open_early(bond, place.phase(now), now, is_released=own.exists())
    row = touch(place)
    lock(row)
    check_can_open_early(bond, place.phase(now), now, is_released=own.exists())
    if functions.round_is_open(row.pk):
        raise HasOpened
    OpenWish.objects.bulk_create(
        [OpenWish(round=row, couple=bond.couple, author=by)], ignore_conflicts=True
    )
    return functions.open_early(row.pk, settings.FIRST_OPENING_NOTICE)


@transaction.atomic
def ask_no_longer(*, by: User, place: RoundPlace) -> None:
    """Take one's own tap back."""
    OpenWish.objects.filter(author=by, **place.within()).delete()


def keep_spans(*, by: User, couple: Couple, now: datetime) -> None:
    """Before a rhythm changes: what runs keeps its end, what just ended keeps its beginning."""
    rounds = around(by, now)
    if rounds.bond is None or rounds.bond.couple != couple:
        return
    for place in (rounds.previous, rounds.running):
        if place is not None:
            touch(place)
