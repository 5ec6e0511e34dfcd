"""How long a session lives: fifteen idle minutes, twelve hours at most (security.md 5.5)."""

from collections.abc import Callable
from datetime import datetime

from allauth.account.signals import authentication_step_completed
from django.conf import settings
from django.contrib.auth import logout
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase

BEGAN = "began_at"
SEEN = "seen_at"
PRIVATE_SEEN = "private_seen_at"
# Writing the session on every request would cost more than the minute is worth.
GRAIN = 60


class SessionLifeMiddleware:
    """Ends what has lived too long. A request that only polls keeps nothing alive."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now: datetime = request.now  # type: ignore[attr-defined]
            session = request.session
            began = datetime.fromisoformat(session.setdefault(BEGAN, now.isoformat()))
            seen = datetime.fromisoformat(session.setdefault(SEEN, now.isoformat()))
            too_old = now - began >= settings.SESSION_ABSOLUTE_LIMIT
            too_idle = now - seen >= settings.SESSION_IDLE_LIMIT
            if too_old or too_idle:
                logout(request)
            elif (now - seen).total_seconds() >= GRAIN and "HX-Polling" not in request.headers:
                session[SEEN] = now.isoformat()
        return self.get_response(request)


@receiver(authentication_step_completed)
def open_private_area(request: HttpRequest, **kwargs: object) -> None:
    """Whoever has just shown a password, passkey or code need not show it again at once."""
    request.session[PRIVATE_SEEN] = request.now.isoformat()  # type: ignore[attr-defined]
