"""How long a session lives: fifteen idle minutes, twelve hours at most (security.md 5.5)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

BEGAN = "began_at"
SEEN = "seen_at"
PRIVATE_SEEN = "private_seen_at"
SHOWN = "shown_at"
NEWS = "news"
# Writing the session on every request would cost more than the minute is worth.
GRAIN = 60

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def polled(view: View) -> View:
    """Mark a view that pages ask for by themselves: it keeps no session alive.

    The server decides this for the address; whatever a client sends makes no difference.
    """
    view.keeps_alive = False  # type: ignore[attr-defined]
    return view


def begin(request: HttpRequest) -> None:
    """A person has just signed in: both clocks start."""
    now: datetime = request.now  # type: ignore[attr-defined]
    request.session[BEGAN] = request.session[SEEN] = now.isoformat()


class SessionLifeMiddleware:
    """Ends what has lived too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _is_signed_in(request):
            now: datetime = request.now  # type: ignore[attr-defined]
            session = request.session
            began = datetime.fromisoformat(session.setdefault(BEGAN, now.isoformat()))
            seen = datetime.fromisoformat(session.setdefault(SEEN, now.isoformat()))
            is_too_old = now - began >= settings.SESSION_ABSOLUTE_LIMIT
            is_too_idle = now - seen >= settings.SESSION_IDLE_LIMIT
            if is_too_old or is_too_idle:
                logout(request)
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        arguments: tuple[Any, ...],
        named: dict[str, Any],
    ) -> None:
        if not _is_signed_in(request) or not getattr(view, "keeps_alive", True):
            return
        now: datetime = request.now  # type: ignore[attr-defined]
        seen = datetime.fromisoformat(request.session[SEEN])
        if (now - seen).total_seconds() >= GRAIN:
            request.session[SEEN] = now.isoformat()


def _is_signed_in(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
