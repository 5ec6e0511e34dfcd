"""A longer look, once a month: answered in parts, for its author alone."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import Refusal, partner_of
from accounts.http import (
    AuthedRequest,
    has_private_access,
    keep_private_open,
    leave_for,
    page,
    private_page,
    targets,
)
from checkins.actions import month as actions
from checkins.forms.checkin import StepForm
from checkins.logic.month import first_of, leads_to_support
from checkins.queries import month as queries
from checkins.queries.month import MonthPlace, Part
from checkins.queries.pulse import wants_days
from checkins.queries.week import questions_of
from checkins.views.kept import leave_after_words

UNREADABLE = 422
KEPT = "kept"
TEMPLATE = "checkins/month_part.html"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@private_page
def months(request: AuthedRequest) -> HttpResponse:
    """The month that runs, those that were, and the days."""
    context = {
        "months": queries.months_of(request.user, request.now),
        "wants_days": wants_days(request.user),
    }
    return page(request, "checkins/months.html", context)


@require_safe
def month_on(request: AuthedRequest) -> HttpResponse:
    """Off to where one left the month that runs."""
    place = queries.place_of(request.user, queries.this_month(request.user, request.now))
    part = queries.first_open_part(place)
    if part is None:
        return leave_for(request, "checkins:month_done", place.month)
    return leave_for(request, "checkins:month_part", place.month, part.number)


@form_page
def month_part(request: AuthedRequest, day: date, number: int) -> HttpResponse:
    """One part: reads what stands there, or keeps what is posted."""
    place = _place_or_404(request, day)
    if number == len(place.parts) + 1:
        # The last of the statements ended meanwhile, maybe by the other: nothing is left to ask.
        return leave_for(request, "checkins:month_done", place.month)
    if not 1 <= number <= len(place.parts):
        raise Http404
    here = place.parts[number - 1]
    if request.method == "POST":
        return _keep(request, place, here)
    # What was already answered shows only while the private area is open (decisions.md 27).
    may_read = has_private_access(request)
    if may_read:
        keep_private_open(request)
    sheet = place.sheet() if place.row else None
    questions = questions_of(here.prompts, sheet, StepForm(here.prompts), may_read=may_read)
    return page(request, TEMPLATE, {"place": place, "part": here, "questions": questions})


@require_safe
def month_done(request: AuthedRequest, day: date) -> HttpResponse:
    """Thanks, the same whatever was answered, and what one may do with it."""
    place = _place_or_404(request, day)
    may_promise = (
        has_private_access(request)
        and bool(queries.recommitment_of(request.user, day))
        and partner_of(request.user) is not None
    )
    return page(request, "checkins/month_done.html", {"place": place, "may_promise": may_promise})


@form_page
@private_page
def month(request: AuthedRequest, day: date) -> HttpResponse:
    """One's own answers of a month; a post deletes them."""
    found = queries.read_month(request.user, day, request.now)
    if found is None:
        raise Http404
    if request.method == "POST":
        if "delete" in request.POST:
            actions.erase_month(by=request.user, month=day, now=request.now)
        return leave_for(request, "checkins:months")
    return page(request, "checkins/month.html", {"month": found, "day": day})


def _place_or_404(request: AuthedRequest, day: date) -> MonthPlace:
    """A month that can be entered now; any other one is read, not written."""
    if day != first_of(day):
        raise Http404
    place = queries.place_of(request.user, day)
    if not place.can_write(request.now):
        raise Http404
    return place


def _keep(request: AuthedRequest, place: MonthPlace, here: Part) -> HttpResponse:
    form = StepForm(here.prompts, request.POST)
    # Bound to the reading area already: saving must not open it for whoever holds the phone.
    may_read = has_private_access(request)
    if not form.is_valid():
        context = {
            "place": place,
            "part": here,
            "questions": questions_of(here.prompts, None, form, may_read=True),
            "errors": [error for errors in form.errors.values() for error in errors],
        }
        return page(request, TEMPLATE, context, partials=(KEPT,), status=UNREADABLE)
    entries = form.entries()
    try:
        actions.keep_month(by=request.user, month=place.month, entries=entries, now=request.now)
    except Refusal as refusal:
        return _refused(request, refusal)
    if may_read:
        keep_private_open(request)
    if targets(request, KEPT):
        return page(request, TEMPLATE, {"is_kept": True}, partials=(KEPT,))
    return _onward(request, place, here, form)


def _onward(request: AuthedRequest, place: MonthPlace, here: Part, form: StepForm) -> HttpResponse:
    """On to the next part; before it, once, the way to support where an answer leads there."""
    to: str = "checkins:month_done"
    args: list[object] = [place.month]
    if "later" in request.POST:
        to, args = "checkins:today", []
    elif here.number < len(place.parts):
        to, args = "checkins:month_part", [place.month, here.number + 1]
    given = {code: value for code, value in form.entries().items() if value is not None}
    if leads_to_support([prompt.spec for prompt in here.prompts], given):
        context = {"onward": reverse(to, args=args), "is_own": here.is_mirrored}
        return page(request, "checkins/kept_often.html", context)
    return leave_after_words(request, form.words(), to, *args)


def _refused(request: AuthedRequest, refusal: Refusal) -> HttpResponse:
    if targets(request, KEPT):
        context = {"errors": [refusal]}
        return page(request, TEMPLATE, context, partials=(KEPT,), status=UNREADABLE)
    messages.info(request, str(refusal))
    return leave_for(request, "checkins:months")
