"""Where to report a hole, for whoever looks for one. No log-in, no cookie, and no database."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.logic import reporting


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Nothing at all where the operator names nobody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    text = reporting.security_txt(
        settings.SECURITY_CONTACT,
        address=settings.SITE_ADDRESS,
        languages=[code for code, _ in settings.LANGUAGES],
        now=request.now,  # type: ignore[attr-defined]
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
