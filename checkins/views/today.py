"""Home."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.http import AuthedRequest, page
from accounts.queries.audit import news_of
from accounts.sessions import NEWS
from checkins.queries.home import home_of


@require_safe
def today(request: AuthedRequest) -> HttpResponse:
    context = {
        "home": home_of(request.user, request.now),
        "news": news_of(request.user, request.session.get(NEWS, ())),
    }
    return page(request, "checkins/today.html", context)
