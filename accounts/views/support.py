"""The support page: for everybody the same, without log-in, cookie or database."""

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
