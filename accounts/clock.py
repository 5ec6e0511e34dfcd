"""The only place that reads the clock. Everything else is told what time it is."""

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.utils import timezone


class Clock:
    """The wall clock, or for tests and demo data the instant it was set to."""

    def __init__(self) -> None:
        self._set_to: datetime | None = None

    def now(self) -> datetime:
        return self._set_to or timezone.now().astimezone(UTC)

    def set_to(self, instant: datetime | None) -> None:
        """Stand still at an aware instant; None runs again. Tests and demo data only."""
        self._set_to = instant


clock = Clock()


class ClockMiddleware:
    """Gives each request one instant, `request.now`, so that nothing on a page disagrees.

    That instant comes after the last byte of the body, and so does the transaction: whoever sends
    a body slowly must not act at the time of its first byte (safety.md V2).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            _ = request.POST
        except UnreadablePostError:
            return HttpResponse(status=HTTPStatus.BAD_REQUEST)
        request.now = clock.now()  # type: ignore[attr-defined]
        return self.get_response(request)
