"""Questions for one person alone, beside the weekly check-in."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

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
from checkins.actions import look as actions
from checkins.forms.checkin import StepForm
from checkins.queries import look as queries
from checkins.queries.look import LookPlace
from checkins.queries.week import questions_of
from checkins.views.kept import leave_after_words

UNREADABLE = 422
KEPT = "kept"
TEMPLATE = "checkins/look.html"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@private_page
def looks(request: AuthedRequest) -> HttpResponse:
    """What there is to answer alone, and what was answered."""
    context = {"looks": queries.looks_page(request.user, request.now)}
    return page(request, "checkins/looks.html", context)


@form_page
def look(request: AuthedRequest, slug: str) -> HttpResponse:
    """One set, on one page: reads what stands there, or keeps what is posted."""
    place = queries.place_of(request.user, slug, request.now)
    if place is None:
        raise Http404
    if request.method == "POST":
        return _keep(request, place)
    # What was already answered shows only while the private area is open (decisions.md 27).
    may_read = has_private_access(request)
    if may_read:
        keep_private_open(request)
    prompts, sheet = place.prompts, place.sheet() if place.row else None
    questions = questions_of(prompts, sheet, StepForm(prompts), may_read=may_read)
    return page(request, TEMPLATE, {"place": place, "questions": questions})


@form_page
@private_page
def look_entry(request: AuthedRequest, slug: str, day: date) -> HttpResponse:
    """One's own answers; a post deletes them."""
    found = queries.read_look(request.user, slug, day, request.now)
    if found is None:
        raise Http404
    if request.method == "POST":
        if "delete" in request.POST:
            actions.erase_look(by=request.user, slug=slug, day=day)
        return leave_for(request, "checkins:looks")
    return page(request, "checkins/look_entry.html", {"look": found, "slug": slug, "day": day})


def _keep(request: AuthedRequest, place: LookPlace) -> HttpResponse:
    form = StepForm(place.prompts, request.POST)
    # Bound to the reading area already: saving must not open it for whoever holds the phone.
    may_read = has_private_access(request)
    if not form.is_valid():
        said = [str(each) for errors in form.errors.values() for each in errors]
        return _again(request, place, form, said)
    try:
        actions.keep_look(by=request.user, slug=place.slug, entries=form.entries(), now=request.now)
    except Refusal as refusal:
        return _again(request, place, form, [str(refusal)])
    if may_read:
        keep_private_open(request)
    if targets(request, KEPT):
        return page(request, TEMPLATE, {"is_kept": True}, partials=(KEPT,))
    messages.success(request, _("Kept, for you alone."))
    return leave_after_words(request, form.words(), "checkins:looks")


def _again(
    request: AuthedRequest, place: LookPlace, form: StepForm, errors: list[str]
) -> HttpResponse:
    context = {
        "place": place,
        "questions": questions_of(place.prompts, None, form, may_read=True),
        "errors": errors,
    }
    return page(request, TEMPLATE, context, partials=(KEPT,), status=UNREADABLE)
