"""Signing out elsewhere."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from accounts import audit
from accounts.enums import AuditAction
from accounts.models import User
from accounts.queries.session import handle


@transaction.atomic
def renew_key(*, session: SessionBase) -> None:
    """Whoever has just shown who they are gets a new session key; the old one is worth nothing."""
    old = session.session_key
    session.cycle_key()
    UserSession.objects.filter(session_key=old).update(session_key=session.session_key)


@transaction.atomic
def forget_session(*, key: str) -> None:
    """A session has ended by itself; its line in the list of devices goes with it."""
    UserSession.objects.filter(session_key=key).delete()


@transaction.atomic
def end_session(*, by: User, handle_of_session: str, now: datetime) -> bool:
    """End one of one's own sessions; False where none has this handle (any more)."""
    for session in UserSession.objects.filter(user=by):
        if handle(session) == handle_of_session:
            session.end()
            audit.record(AuditAction.SESSIONS_ENDED, subject=by.pk, actor=by.pk, now=now)
            return True
    return False


@transaction.atomic
def end_other_sessions(*, by: User, current_key: str | None, now: datetime) -> int:
    """End every session but the current one (all of them where it is None); how many that were.

    `by` names whose sessions, and no query of this needs them to be signed in.
    """
    others = [s for s in UserSession.objects.filter(user=by) if s.session_key != current_key]
    for session in others:
        session.end()
    if others:
        audit.record(AuditAction.SESSIONS_ENDED, subject=by.pk, actor=by.pk, now=now)
    return len(others)
