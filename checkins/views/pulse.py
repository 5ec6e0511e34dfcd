"""Three taps a day. Off until its author wants it; nobody else ever reads a day."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import Refusal
from accounts.http import (
    AuthedRequest,
    has_private_access,
    keep_private_open,
    leave_for,
    page,
    private_page,
    targets,
)
from accounts.logic.rhythm import local_day
from checkins.actions import pulse as actions
from checkins.forms.checkin import StepForm
from checkins.forms.pulse import DayDoForm, DaysForm
from checkins.queries import pulse as queries
from checkins.queries.pulse import DayPlace
from checkins.queries.week import questions_of
from checkins.views.kept import leave_after_words

UNREADABLE = 422
KEPT = "kept"
TEMPLATE = "checkins/day.html"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def day(request: AuthedRequest) -> HttpResponse:
    """Today, for whoever wants to keep days; for everybody else what it would be."""
    if "wish" in request.POST:
        actions.want_days(by=request.user, wants=request.POST["wish"] == "on")
        return leave_for(request, "checkins:day")
    if not queries.wants_days(request.user):
        return page(request, TEMPLATE, {"is_off": True})
    place = queries.place_of(request.user, request.now)
    if request.method == "POST":
        return _keep(request, place)
    # As with the week: what was put down shows only while the private area is open.
    may_read = has_private_access(request)
    if may_read:
        keep_private_open(request)
    sheet = place.sheet() if place.row else None
    questions = questions_of(place.prompts, sheet, StepForm(place.prompts), may_read=may_read)
    return page(request, TEMPLATE, {"day": place.day, "questions": questions})


@form_page
@private_page
def days(request: AuthedRequest) -> HttpResponse:
    """All of one's days, a month at a time; a post deletes one of them, or all."""
    if request.method == "POST":
        form = DayDoForm(request.POST)
        if form.is_valid():
            with suppress(ValueError):
                _delete(request, form)
        return leave_for(request, "checkins:days")
    until = DaysForm(request.GET).day(local_day(request.now, request.user.time_zone))
    context = {
        "days": queries.days_of(request.user, until),
        "wants_days": queries.wants_days(request.user),
    }
    return page(request, "checkins/days.html", context)


def _delete(request: AuthedRequest, form: DayDoForm) -> None:
    pk = form.wanted()
    if pk is None:
        actions.erase_days(by=request.user)
    else:
        actions.erase_day(by=request.user, pk=pk)


def _keep(request: AuthedRequest, place: DayPlace) -> HttpResponse:
    form = StepForm(place.prompts, request.POST)
    may_read = has_private_access(request)
    if not form.is_valid():
        return _again(request, place, form)
    try:
        actions.keep_day(by=request.user, entries=form.entries(), now=request.now)
    except Refusal as refusal:
        return _again(request, place, form, refusal)
    if may_read:
        keep_private_open(request)
    if targets(request, KEPT):
        return page(request, TEMPLATE, {"is_kept": True}, partials=(KEPT,))
    messages.success(request, _("Kept, for you alone."))
    return leave_after_words(request, form.words(), "checkins:today")


def _again(
    request: AuthedRequest, place: DayPlace, form: StepForm, refusal: Refusal | None = None
) -> HttpResponse:
    errors = [error for errors in form.errors.values() for error in errors]
    context = {
        "day": place.day,
        "questions": questions_of(place.prompts, None, form, may_read=True),
        "errors": [refusal] if refusal else errors,
    }
    return page(request, TEMPLATE, context, partials=(KEPT,), status=UNREADABLE)
