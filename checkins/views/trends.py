"""Lines over time: one's own, only for whoever they are of; and those of two, for both."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.http import AuthedRequest, page, private_page
from checkins.forms.trends import PeriodForm
from checkins.queries.trends import trends_page
from checkins.queries.us_trends import us_trends_page


@require_safe
@private_page
def trends(request: AuthedRequest) -> HttpResponse:
    weeks = PeriodForm(request.GET).chosen()
    context = {
        "trends": trends_page(request.user, request.now, weeks=weeks),
        "form": PeriodForm(initial={"weeks": weeks}),
    }
    return page(request, "checkins/trends.html", context)


@require_safe
def us_trends(request: AuthedRequest) -> HttpResponse:
    """Like the pictures it is made of, it needs no password: nothing private is on it."""
    weeks = PeriodForm(request.GET).chosen()
    context = {
        "trends": us_trends_page(request.user, request.now, weeks=weeks),
        "form": PeriodForm(initial={"weeks": weeks}),
    }
    return page(request, "checkins/us_trends.html", context)
