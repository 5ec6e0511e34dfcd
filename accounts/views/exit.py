"""Leaving at once. These two are the only acts without a token (decisions.md 29): the worst that
somebody else can do with them is to sign a person out.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

# Without "cache": it is not everywhere, and where it is it can be slow.
FORGET = '"cookies", "storage"'


@login_not_required
@require_safe
def leave_site(request: HttpRequest) -> HttpResponse:
    """The plain link: ends the session and goes to a page that says nothing about us."""
    _end_session(request)
    response = HttpResponseRedirect(settings.EXIT_TARGET)
    response["Clear-Site-Data"] = FORGET
    return response


@csrf_exempt
@login_not_required
@require_POST
def beacon(request: HttpRequest) -> HttpResponse:
    """What the script sends while it is already leaving. Twice is once."""
    if not _is_from_here(request):
        return HttpResponseForbidden()
    _end_session(request)
    return HttpResponse(status=204)


def _end_session(request: HttpRequest) -> None:
    """Without a session there is nothing to end, and nothing to ask the database."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        logout(request)


def _is_from_here(request: HttpRequest) -> bool:
    """A page of another site carries its own address, or "null", in Origin."""
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
