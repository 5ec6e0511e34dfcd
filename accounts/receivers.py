"""What follows from what allauth tells: seals, ended sessions, lines in a person's own record."""

from datetime import UTC, datetime
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.actions import session as sessions_actions
from accounts.actions import user as actions
from accounts.actor import acting_as
from accounts.adapter import HASH_AT_LOGIN
from accounts.clock import clock
from accounts.enums import AuditAction
from accounts.models import User
from accounts.queries.audit import news_since
from accounts.queries.session import label_of
from accounts.sessions import NEWS, PRIVATE_SEEN, SHOWN, begin

NOWHERE = "0.0.0.0"  # noqa: S104 - stored in place of an address, nothing listens on it
FACTOR_ADDED = {Authenticator.Type.RECOVERY_CODES: AuditAction.CODES_RENEWED}


@receiver(account.authentication_step_completed)
def step_completed(request: HttpRequest, user: User, method: str, **kwargs: Any) -> None:
    """Whoever has just shown a password, passkey or code need not show it again at once."""
    now = _now(request)
    request.session[PRIVATE_SEEN] = request.session[SHOWN] = now.isoformat()
    if request.user.is_authenticated:
        sessions_actions.renew_key(session=request.session)
    is_first_step = method != "mfa" or kwargs.get("passwordless")
    if is_first_step and not request.user.is_authenticated:
        request.session[HASH_AT_LOGIN] = user.get_session_auth_hash()
    if method == "mfa" and user.private_sealed_until is not None:
        with acting_as(user.pk, now=now):
            actions.lift_seal(by=user, now=now)


@receiver(account.user_logged_in)
def logged_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    begin(request)
    now = _now(request)
    with acting_as(user.pk, now=now):
        request.session[NEWS] = [str(key) for key in news_since(user)]
        label = label_of(request.headers.get("User-Agent", ""))
        actions.record_sign_in(by=user, label=label, now=now)
    # A sign-up ends in a log-in without a step of its own; the password was typed for it.
    request.session[PRIVATE_SEEN] = now.isoformat()


@receiver(user_logged_out)
def logged_out(request: HttpRequest, **kwargs: Any) -> None:
    if request.session.session_key:
        sessions_actions.forget_session(key=request.session.session_key)


@receiver(account.password_reset)
def password_was_reset(request: HttpRequest, user: User, **kwargs: Any) -> None:
    now = _now(request)
    with acting_as(user.pk, now=now):
        # Nothing private stands behind an address that was never proven before.
        if user.adult_confirmed_on is not None:
            actions.seal_private(by=user, now=now)
        actions.note_password(by=user, now=now)
        sessions_actions.end_other_sessions(by=user, current_key=None, now=now)


@receiver(account.email_confirmed)
def address_proven(request: HttpRequest, email_address: Any, **kwargs: Any) -> None:
    """By the code of a reset, that is, and not by the one of the sign-up itself."""
    user: User = email_address.user
    is_own_signup = request.session.get(HASH_AT_LOGIN) == user.get_session_auth_hash()
    if not request.user.is_authenticated and not is_own_signup:
        with acting_as(user.pk, now=_now(request)):
            actions.ask_agreement_again(by=user)


@receiver(account.password_changed)
@receiver(account.password_set)
def password_was_changed(request: HttpRequest, user: User, **kwargs: Any) -> None:
    _note(request, user, AuditAction.PASSWORD_CHANGED)
    actions.note_password(by=user, now=_now(request))


@receiver(account.email_changed)
def address_was_changed(request: HttpRequest, user: User, **kwargs: Any) -> None:
    if kwargs.get("from_email_address") is not None:
        _note(request, user, AuditAction.EMAIL_CHANGED)


@receiver(mfa.authenticator_added)
@receiver(mfa.authenticator_reset)
def factor_was_added(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    _note(request, user, FACTOR_ADDED.get(authenticator.type, AuditAction.FACTOR_ADDED))


@receiver(mfa.authenticator_removed)
def factor_was_removed(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    _note(request, user, AuditAction.FACTOR_REMOVED)
    actions.note_factor(by=user, factor=authenticator, now=_now(request))


@receiver(pre_save, sender=UserSession)
def keep_only_a_label(instance: UserSession, **kwargs: Any) -> None:
    """No address, no browser, and of time the day alone (decisions.md 39)."""
    instance.ip = NOWHERE
    instance.user_agent = label_of(instance.user_agent)
    if instance.pk is None:
        instance.created_at = _day(clock.now())
    instance.last_seen_at = instance.created_at


@receiver(pre_save, sender=Authenticator)
def forget_last_use(instance: Authenticator, **kwargs: Any) -> None:
    instance.last_used_at = None


def _note(request: HttpRequest, user: User, action: AuditAction) -> None:
    """Write it down and end the other sessions: whoever else is in is out."""
    now = _now(request)
    with acting_as(user.pk, now=now):
        actions.record_security(by=user, action=action, now=now)
        sessions_actions.end_other_sessions(
            by=user, current_key=request.session.session_key, now=now
        )


def _day(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _now(request: HttpRequest) -> datetime:
    now: datetime = request.now  # type: ignore[attr-defined]
    return now
