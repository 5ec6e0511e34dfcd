"""People who want to be reminded, made by the real action."""

from collections.abc import Collection
from datetime import datetime, time
from uuid import uuid4

from accounts.actor import acting_as
from accounts.enums import Weekday
from accounts.models import User
from checkins.actions.reminder import want_reminders
from checkins.enums.reminder import ReminderKind
from checkins.logic.reminder import Plan, trace_goes_on
from checkins.models import Reminder
from checkins.queries.reminder import token_hash

EVERY_DAY = frozenset(Weekday)
EVENINGS = Plan(EVERY_DAY, time(18), time(21), time(8))


def wants(
    person: User,
    *,
    now: datetime,
    kinds: Collection[ReminderKind] = (ReminderKind.WEEK,),
    plan: Plan = EVENINGS,
    is_only_mine: bool = True,
) -> None:
    with acting_as(person.pk, now=now):
        want_reminders(by=person, kinds=kinds, plan=plan, is_only_mine=is_only_mine, now=now)


def was_reminded(person: User, *, now: datetime) -> str:
    """Wants everything, and a mail went; the token in it."""
    wants(person, now=now, kinds=list(ReminderKind))
    token = "t" * 43
    with acting_as(person.pk, now=now):
        Reminder.objects.create(
            person=person,
            occasion=uuid4(),
            token_hash=token_hash(token),
            goes_on=trace_goes_on(now.date()),
        )
    return token
