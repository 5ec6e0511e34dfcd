"""What is written down about requests and failures: the route, never what stood in it (SR-32).

No path, no query, no address, no person, no message of an exception and no values: each of them
can carry what people write.
"""

import logging
import secrets
import sys
import time
import traceback
from collections.abc import Callable
from http import HTTPStatus
from types import TracebackType
from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter

ACCESS = logging.getLogger("twofold.access")
ERRORS = logging.getLogger("twofold.errors")
# That somebody looked for support, and when, is told to nobody, whoever runs the server included.
UNWRITTEN = {"accounts:device", "accounts:support", "checkins:screen"}
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class AccessLogMiddleware:
    """One line per request: its random id, method, route, status, milliseconds. None for some.

    A page and a redirect read alike: which of the two follows on private words tells what stands in
    them (checkins/views/kept.py).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.monotonic()
        request.log_id = secrets.token_hex(4)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if route(request) in UNWRITTEN:
            return response
        ACCESS.info(
            "%s %s %s %d %dms",
            request.log_id,  # type: ignore[attr-defined]
            request.method if request.method in METHODS else "?",
            route(request),
            written_status(response),
            (time.monotonic() - began) * 1000,
        )
        return response


@receiver(got_request_exception)
def log_failure(request: HttpRequest | None = None, **kwargs: Any) -> None:
    """An unforeseen failure: its type and where it happened."""
    kind, _, trace = sys.exc_info()
    ERRORS.error(
        "%s %s %s",
        getattr(request, "log_id", "-"),
        route(request) if request else "-",
        bare(kind, trace),
    )


def log_task_failure(name: str) -> None:
    """The same of background work: which task, the type of the failure and where it happened."""
    kind, _, trace = sys.exc_info()
    ERRORS.error("%s %s", name, bare(kind, trace))


def written_status(response: HttpResponseBase) -> int:
    """The status of what failed; one and the same for whatever went well."""
    if response.status_code < HTTPStatus.BAD_REQUEST:
        return HTTPStatus.OK
    return response.status_code


def route(request: HttpRequest) -> str:
    """The name of the route, which holds no part of the address that somebody chose."""
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "none"


def bare(kind: type[BaseException] | None, trace: TracebackType | None) -> str:
    """Type of the failure, and file and line of its frames in our own code and of the last one."""
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(trace)]
    home = str(settings.BASE_DIR)
    ours = [f for f in frames[:-1] if f[0].startswith(home) and "site-packages" not in f[0]]
    places = [f"{name.removeprefix(home).lstrip('/')}:{line}" for name, line in ours + frames[-1:]]
    return " ".join([f"{kind.__module__}.{kind.__qualname__}" if kind else "-", *places])


class BareReporter(ExceptionReporter):
    """In place of Django's report with its locals, settings and POST data."""

    def get_traceback_text(self) -> SafeString:
        return SafeString(bare(self.exc_type, self.tb))

    def get_traceback_html(self) -> SafeString:
        return self.get_traceback_text()
