"""One's own trends: only for whoever they are of."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.http import AuthedRequest, page, private_page
from checkins.forms.trends import PeriodForm
from checkins.queries.trends import trends_page


@require_safe
@private_page
def trends(request: AuthedRequest) -> HttpResponse:
    weeks = PeriodForm(request.GET).chosen()
    context = {
        "trends": trends_page(request.user, request.now, weeks=weeks),
        "form": PeriodForm(initial={"weeks": weeks}),
    }
    return page(request, "checkins/trends.html", context)
