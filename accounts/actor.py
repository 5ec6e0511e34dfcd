"""Who this transaction acts as. Row-level security reads it; nothing else decides reach.

`app.user_id` and, in demo and tests, `app.now` are set for one transaction only: a session-wide
setting would travel to the next client through a transaction pooler (decisions.md 3).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone, translation

from accounts import vault

Handler = Callable[[HttpRequest], HttpResponseBase]


@contextmanager
def acting_as(user_id: UUID | None, *, now: datetime) -> Iterator[None]:
    """Run a block as one person (or as nobody) in a transaction of its own or a savepoint.

    Tasks, commands, demo data and tests come in here; requests through ActorMiddleware.
    On leaving, the previous actor is back: with the end of a transaction of its own or by rollback
    where the block raised, else explicitly.
    """
    with transaction.atomic():
        previous = _read() if len(connection.atomic_blocks) > 1 else None
        _set(str(user_id or ""), _instant(now))
        with vault.fresh_keys():
            yield
        if previous is not None:
            _set(*previous)


def _instant(now: datetime) -> str:
    return "" if settings.IS_PRODUCTION else now.isoformat()


def _read() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(current_setting('app.user_id', true), ''),"
            " coalesce(current_setting('app.now', true), '')"
        )
        user_id, now = cursor.fetchone()
    return user_id, now


def _set(user_id: str, now: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('app.user_id', %s, true), set_config('app.now', %s, true)",
            [user_id, now],
        )


class TransactionMiddleware:
    """One transaction per request that carries a session; an answer of 5xx takes it back.

    Without a session cookie it does nothing, so public pages need no database.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        try:
            with transaction.atomic():
                response = self.get_response(request)
                if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                    transaction.set_rollback(True)
        except IntegrityError:
            # Only keeping it can fail here; answers of views have been made. Whoever erased the
            # account meanwhile, in another tab, has nothing left to keep it for.
            if _is_erased(request):
                return redirect("accounts:gone")
            raise
        return response


def _is_erased(request: HttpRequest) -> bool:
    people = get_user_model()._default_manager  # noqa: SLF001 - whichever manager it has
    return request.user.pk is not None and not people.filter(pk=request.user.pk).exists()


class ActorMiddleware:
    """Names the signed-in person to the database, in their language and by their clock."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return self.get_response(request)
        user = request.user
        _set(str(user.pk), _instant(request.now))  # type: ignore[attr-defined]
        own_clock = timezone.override(ZoneInfo(user.time_zone))
        with vault.fresh_keys(), translation.override(user.language), own_clock:
            return self.get_response(request)
