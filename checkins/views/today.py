"""Home."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.http import AuthedRequest, page
from checkins.queries.home import home_of


@require_safe
def today(request: AuthedRequest) -> HttpResponse:
    return page(request, "checkins/today.html", {"home": home_of(request.user, request.now)})
