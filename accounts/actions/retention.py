"""How long things are kept, and what goes at night."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts import audit, rate
from accounts.enums import AuditAction, Kept, KeptFor
from accounts.logic.retention import DEVICES_FOR
from accounts.models import Retention, User, functions
from accounts.personal_data import Ageing, register
from accounts.queries.retention import horizon_of, kept_by


@transaction.atomic
def choose_keeping(*, by: User, check_ins: KeptFor, inward: KeptFor, now: datetime) -> None:
    """Keep this long from now on. What is older than that goes with the next ``purge``, not now.

    The record says that it was changed, and not to what. Choosing what stands changes nothing.
    """
    if kept_by(by) == {Kept.CHECK_INS: check_ins, Kept.INWARD: inward}:
        return
    chosen = {"check_ins": check_ins, "inward": inward}
    Retention.objects.update_or_create(author=by, defaults=chosen)
    audit.record(AuditAction.KEEPING_CHANGED, subject=by.pk, actor=by.pk, now=now)


@transaction.atomic
def purge(*, by: User, now: datetime) -> int:
    """Delete what one person no longer keeps; how many things that were. Safe to repeat.

    The caller acts as this person, at night. Nothing is recorded: that would be a trace of what
    was there.
    """
    # Whoever writes a check-in elsewhere this moment takes the same lock.
    list(User.objects.select_for_update(no_key=True).filter(pk=by.pk))
    horizon = horizon_of(by, now)
    return sum(each.purge(by, horizon, now) for each in register if isinstance(each, Ageing))


@transaction.atomic
def purge_ended(*, now: datetime) -> dict[str, int]:
    """Delete codes, sessions and counters whose time is over, whoever's they were; how many of
    each. Acts as nobody. Safe to repeat.
    """
    sessions, _ = Session.objects.filter(expire_date__lte=now).delete()
    # A device comes into the world a moment before or after its session.
    ended = UserSession.objects.filter(created_at__lte=now - timedelta(days=2))
    devices, _ = ended.exclude(session_key__in=Session.objects.values("session_key")).delete()
    old, _ = UserSession.objects.filter(created_at__lte=now - DEVICES_FOR).delete()
    return {
        "codes": functions.codes_purge(),
        "sessions": sessions,
        "devices": devices + old,
        "counters": rate.forget_expired(now) + rate.forget_cached(now),
    }
