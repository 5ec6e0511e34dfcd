"""The web vocabulary both apps share."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import update_wrapper
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from accounts.enums import AccountKind
from accounts.models import User
from accounts.sessions import GRAIN, PRIVATE_SEEN, SHOWN

P = ParamSpec("P")
SHOWN_HOLDS = timedelta(minutes=2)
# Where somebody begins who has just come in.
HOMES = {
    AccountKind.PARTNER: "checkins:today",
    AccountKind.THERAPIST: "checkins:caseload",
    AccountKind.STAFF: "accounts:elsewhere",
}


class AuthedRequest(HttpRequest):
    """A request of somebody who is signed in, with its one instant."""

    user: User
    now: datetime
    htmx: HtmxDetails


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    partials: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    """The full page, or one of the named partials where htmx targets it and it is listed here."""
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    name = template
    if htmx and htmx.target in partials:
        name = f"{template}#{htmx.target}"
    response = render(request, name, context, status=status)
    if partials:
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def targets(request: AuthedRequest, partial: str) -> bool:
    """Whether htmx asked for this part of a page and nothing else of it."""
    return bool(request.htmx) and request.htmx.target == partial


def leave_for(request: HttpRequest, to: str, *args: Any, **kwargs: Any) -> HttpResponse:
    """A redirect after an act, in a form that htmx follows too."""
    response: HttpResponseRedirect = redirect(to, *args, **kwargs)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(response.url)
    return response


def home_of(user: User) -> str:
    """The name of the page where this account begins."""
    return HOMES[AccountKind(user.kind)]


def has_private_access(request: AuthedRequest) -> bool:
    """Whether past private things may be read without the password: it was given, or something
    private was read or written, less than five minutes ago; and no reset has sealed them.
    """
    if is_sealed(request):
        return False
    seen = request.session.get(PRIVATE_SEEN)
    if seen is None:
        return False
    return request.now - datetime.fromisoformat(seen) < settings.PRIVATE_IDLE_LIMIT


def is_sealed(request: AuthedRequest) -> bool:
    """Whether a password reset by mail has sealed the private history (security.md 5.5)."""
    until = request.user.private_sealed_until
    return until is not None and request.now < until


def keep_private_open(request: AuthedRequest) -> None:
    """Reading and saving count as activity; polling must not call this.

    What has shut after five idle minutes stays shut: writing on goes without the password, but
    does not stand in for it.
    """
    if not has_private_access(request):
        return
    seen = datetime.fromisoformat(request.session[PRIVATE_SEEN])
    if (request.now - seen).total_seconds() >= GRAIN:
        request.session[PRIVATE_SEEN] = request.now.isoformat()


def private_page(
    view: Callable[Concatenate[AuthedRequest, P], HttpResponse],
) -> Callable[Concatenate[AuthedRequest, P], HttpResponse]:
    """Ask for the password again after five idle minutes (decisions.md 27)."""

    def guarded(request: AuthedRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if is_sealed(request):
            return page(request, "accounts/sealed.html")
        if not has_private_access(request):
            return ask_password(request, request.get_full_path())
        keep_private_open(request)
        return view(request, *args, **kwargs)

    update_wrapper(guarded, view)
    return guarded


def has_just_shown(request: AuthedRequest) -> bool:
    """Whether a password, passkey or code was shown within two minutes: for an act that nothing
    takes back, by somebody who has no password to type at it.
    """
    shown = request.session.get(SHOWN)
    return shown is not None and request.now - datetime.fromisoformat(shown) < SHOWN_HOLDS


def ask_password(request: AuthedRequest, then: str) -> HttpResponse:
    """Off to allauth's reauthentication, and back to `then`."""
    address = reverse("account_reauthenticate") + "?" + urlencode({"next": then})
    return leave_for(request, address)


def site(request: HttpRequest) -> dict[str, Any]:
    """What every template may use. Nothing here touches the session or the database."""
    return {
        "site_name": settings.SITE_NAME,
        "site_notice": settings.SITE_NOTICE,
        "exit_target": settings.EXIT_TARGET,
        "idle_seconds": int(settings.SESSION_IDLE_LIMIT.total_seconds()),
        "is_demo": settings.IS_DEMO,
    }


class PrivacyHeadersMiddleware:
    """Headers that hold for every answer: nothing is stored, indexed, embedded or sniffed.

    The outermost layer, so that no answer of any layer, error or redirect goes without them.
    """

    EVERYWHERE = {
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": (
            "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(),"
            " gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
        ),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex, noarchive",
    }

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in self.EVERYWHERE.items():
            response[name] = value
        is_static = request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/")
        if not is_static or response.status_code >= HTTPStatus.BAD_REQUEST:
            response["Cache-Control"] = "no-store"
            for name in ("ETag", "Expires", "Last-Modified"):
                response.headers.pop(name, None)
        return response
