"""How long a person keeps things, and what that means tonight."""

from collections.abc import Mapping
from datetime import date, datetime

from accounts.enums import Kept, KeptFor
from accounts.logic.retention import STANDARD, day_of_the_night, oldest_kept
from accounts.logic.rhythm import local_day
from accounts.models import Retention, User


def kept_by(user: User) -> Mapping[Kept, KeptFor]:
    """What this person chose, or what stands without a choice; one query."""
    row = Retention.objects.filter(author=user).first()
    if row is None:
        return STANDARD
    return {kind: KeptFor(getattr(row, kind)) for kind in Kept}


def horizon_of(user: User, now: datetime) -> Mapping[Kept, date | None]:
    """For each kind, the first day that is kept in the night of ``now``, by the person's own
    calendar; one query.
    """
    today = day_of_the_night(now, user.time_zone)
    return {kind: oldest_kept(today, kept_for) for kind, kept_for in kept_by(user).items()}


def days_of_choices(user: User, now: datetime) -> Mapping[KeptFor, date | None]:
    """For each choice the first day it would keep in the night to come; no query."""
    today = local_day(now, user.time_zone)
    return {kept_for: oldest_kept(today, kept_for) for kept_for in KeptFor}


def everybody() -> list[User]:
    """All there are, for the night; one query."""
    return list(User.objects.order_by("pk"))
