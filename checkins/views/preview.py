"""The last step: exactly what the other will see, and the two buttons."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import Refusal
from accounts.http import AuthedRequest, leave_for, page, private_page
from checkins.access import HasChanged
from checkins.actions import release as actions
from checkins.enums import Phase
from checkins.forms.checkin import ReleaseForm
from checkins.queries.preview import preview_page
from checkins.queries.round import RoundPlace
from checkins.queries.week import week_of
from checkins.views.week import place_or_404

UNREADABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def preview(request: AuthedRequest, day: date) -> HttpResponse:
    """Shows what would be released; a post releases it, or keeps all of it back."""
    place = place_or_404(request, day)
    if place.bond is None or place.phase(request.now) is not Phase.RUNNING:
        return leave_for(request, "checkins:finished", day)
    if request.method != "POST":
        return _page(request, place)
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return _page(request, place, error=_("Please choose one of the two buttons."))
    try:
        if form.keeps_all:
            actions.keep_all(by=request.user, place=place, now=request.now)
        else:
            actions.release(
                by=request.user,
                place=place,
                keep_back=form.keep_back,
                added=form.added,
                statements=form.statements,
                seen=form.cleaned_data["seen"],
                now=request.now,
            )
    except HasChanged as refusal:
        return _page(request, place, error=str(refusal))
    except Refusal as refusal:
        messages.info(request, str(refusal))
    return leave_for(request, "checkins:finished", day)


def _page(request: AuthedRequest, place: RoundPlace, *, error: str = "") -> HttpResponse:
    context = {
        "week": week_of(place, request.now),
        "preview": preview_page(place, request.now),
        "error": error,
    }
    return page(request, "checkins/preview.html", context, status=UNREADABLE if error else 200)
