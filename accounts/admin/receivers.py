"""What follows from what allauth tells, in the admin process. It takes the place of the web's."""

from datetime import datetime
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.usersessions import signals as usersessions
from django.http import HttpRequest

from accounts.actions.staff import end_other_sessions, forget_expired_sessions
from accounts.adapter import HASH_AT_LOGIN
from accounts.models import User
from accounts.sessions import begin


def step_completed(request: HttpRequest, user: User, method: str, **kwargs: Any) -> None:
    """A log-in that began before the password changed does not end in one."""
    is_first_step = method != "mfa" or kwargs.get("passwordless")
    if is_first_step and not request.user.is_authenticated:
        request.session[HASH_AT_LOGIN] = user.get_session_auth_hash()


def logged_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    now: datetime = request.now  # type: ignore[attr-defined]
    begin(request)
    forget_expired_sessions(now=now)


def factors_changed(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Whoever else is in is out."""
    end_other_sessions(by=user, current_key=request.session.session_key)


def listen() -> None:
    """Connect these, and leave the web's list of devices alone: this process may not write it."""
    account.user_logged_in.disconnect(usersessions.on_user_logged_in)
    account.authentication_step_completed.connect(step_completed)
    account.user_logged_in.connect(logged_in)
    for signal in (mfa.authenticator_added, mfa.authenticator_removed, mfa.authenticator_reset):
        signal.connect(factors_changed)
