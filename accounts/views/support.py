"""Support, and whether a device is one's own: the same for everybody; no log-in, no cookie."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.queries.support import support_page


@login_not_required
@require_safe
def support(request: HttpRequest) -> HttpResponse:
    today = request.now.date()  # type: ignore[attr-defined]
    return render(request, "accounts/support.html", {"support": support_page(today)})


@login_not_required
@require_safe
def device(request: HttpRequest) -> HttpResponse:
    """Asked to be thought about: no answer is sent, so none can be kept (SR-04, SR-29, SR-30)."""
    return render(request, "accounts/device.html")
