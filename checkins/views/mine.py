"""The private area: past weeks, for their author alone."""

from datetime import date

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from accounts.http import AuthedRequest, page, private_page
from checkins.queries import checkin as checkins


@require_safe
@private_page
def mine(request: AuthedRequest) -> HttpResponse:
    return page(request, "checkins/mine.html", {"weeks": checkins.past_weeks(request.user)})


@require_safe
@private_page
def mine_week(request: AuthedRequest, day: date) -> HttpResponse:
    weeks = checkins.weeks_ending_on(request.user, day)
    if not weeks:
        raise Http404
    return page(request, "checkins/mine_week.html", {"weeks": weeks})
