"""The private area: past weeks, for their author alone."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import AuthedRequest, leave_for, page, private_page
from checkins.actions import own_words as words
from checkins.actions import release as actions
from checkins.queries import checkin as checkins
from checkins.queries.own_words import own_words
from checkins.queries.patterns import is_more_than_a_tool_can_hold


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


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def mine_said(request: AuthedRequest) -> HttpResponse:
    """What one said in conversations, for oneself; a post deletes some of it."""
    if request.method == "POST":
        key = _key(request.POST.get("delete"))
        if key is not None:
            words.erase_words(by=request.user, pk=key, now=request.now)
        return leave_for(request, "checkins:mine_said")
    return page(request, "checkins/mine_said.html", {"words": own_words(request.user)})


def _key(value: str | None) -> UUID | None:
    try:
        return UUID(value or "")
    except ValueError:
        return None
