"""The private area: past weeks, for their author alone."""

from datetime import date

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import AuthedRequest, leave_for, page, private_page
from checkins.actions import release as actions
from checkins.queries import checkin as checkins
from checkins.queries.rupture import is_more_than_a_tool_can_hold


@require_safe
@private_page
def mine(request: AuthedRequest) -> HttpResponse:
    context = {
        "weeks": checkins.past_weeks(request.user),
        "is_more_than_a_tool_can_hold": is_more_than_a_tool_can_hold(request.user, request.now),
    }
    return page(request, "checkins/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def mine_week(request: AuthedRequest, day: date) -> HttpResponse:
    """One's own answers of a week; a post deletes them."""
    weeks = checkins.weeks_ending_on(request.user, day)
    if not weeks:
        raise Http404
    if request.method == "POST":
        for week in weeks:
            if request.POST.get("delete") == str(week.pk):
                actions.erase_week(by=request.user, pk=week.pk)
        return leave_for(request, "checkins:mine")
    return page(request, "checkins/mine_week.html", {"weeks": weeks, "day": day})
