"""The check-in, one element a page. Works without script; with it each answer is kept at once."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import Refusal
from accounts.http import (
    AuthedRequest,
    has_private_access,
    keep_private_open,
    leave_for,
    page,
    targets,
)
from checkins.actions import checkin as actions
from checkins.enums import Element, Phase
from checkins.forms.checkin import StepForm
from checkins.queries import checkin as checkins
from checkins.queries.prompt import Step, steps_of, worded
from checkins.queries.pulse import DayNote, notes_between
from checkins.queries.reminder import asks_whose_address
from checkins.queries.round import RoundPlace, around
from checkins.queries.week import Week, finished_of, questions_of, week_of
from checkins.views.kept import leave_after_words

UNREADABLE = 422
KEPT = "kept"


@require_safe
def week(request: AuthedRequest) -> HttpResponse:
    """Off to where one left the running check-in."""
    place = around(request.user, request.now).running
    own = checkins.of_place(place, request.now)
    if not checkins.can_write(place, request.now, is_done=own is not None and own.is_done):
        return leave_for(request, "checkins:finished", place.day)
    if own is None:
        return leave_for(request, "checkins:step", place.day, 1)
    if own.is_done:
        return leave_for(request, "checkins:finished", place.day)
    following = checkins.first_open_step(place.version_id, own.sheet())
    if following is not None:
        return leave_for(request, "checkins:step", place.day, following.number)
    if place.bond is not None:
        return leave_for(request, "checkins:preview", place.day)
    return leave_for(request, "checkins:step", place.day, len(steps_of(place.version_id)))


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: AuthedRequest, day: date, number: int) -> HttpResponse:
    """One element: reads what stands there, or keeps what is posted."""
    place = place_or_404(request, day)
    steps = steps_of(place.version_id)
    if not 1 <= number <= len(steps):
        raise Http404
    here = steps[number - 1]
    if request.method == "POST":
        return _keep(request, place, here)
    own = checkins.of_place(place, request.now)
    if not checkins.can_write(place, request.now, is_done=own is not None and own.is_done):
        return leave_for(request, "checkins:finished", day)
    sheet = own.sheet() if own else None
    # What was already answered shows only while the private area is open (decisions.md 27).
    may_read = has_private_access(request)
    if may_read:
        keep_private_open(request)
    prompts = worded(here.prompts, sheet, place.wordings)
    questions = questions_of(prompts, sheet, StepForm(prompts), may_read=may_read)
    context = {
        "week": _week(request, place),
        "step": here,
        "questions": questions,
        "day_notes": _day_notes(request, place, here) if may_read else (),
    }
    return page(request, "checkins/step.html", context)


@require_safe
def finished(request: AuthedRequest, day: date) -> HttpResponse:
    """Where the check-in stands: thanks, what is shared when, and what can still change."""
    place = place_or_404(request, day)
    may_read = has_private_access(request)
    context = {
        "week": _week(request, place),
        "finished": finished_of(place, request.now, may_read=may_read),
        "asks_whose_address": asks_whose_address(request.user, request.now),
    }
    return page(request, "checkins/finished.html", context)


def place_or_404(request: AuthedRequest, day: date) -> RoundPlace:
    """The running round or the one before it, by its day; nothing else can be entered."""
    place = around(request.user, request.now).named(day)
    if place is None:
        raise Http404
    return place


def _keep(request: AuthedRequest, place: RoundPlace, here: Step) -> HttpResponse:
    form = StepForm(here.prompts, request.POST)
    # Bound to the reading area already: saving must not open it for whoever holds the phone.
    may_read = has_private_access(request)
    if not form.is_valid():
        own = checkins.of_place(place, request.now)
        prompts = worded(here.prompts, own.sheet() if own else None, place.wordings)
        context = {
            "week": _week(request, place),
            "step": here,
            "questions": questions_of(prompts, None, form, may_read=True),
            "errors": [error for errors in form.errors.values() for error in errors],
        }
        return page(request, "checkins/step.html", context, partials=(KEPT,), status=UNREADABLE)
    is_last = here.number == len(steps_of(place.version_id))
    previews = place.bond is not None and place.phase(request.now) is Phase.RUNNING
    try:
        actions.keep_answers(
            by=request.user,
            place=place,
            entries=form.entries(),
            now=request.now,
            is_done=is_last and "done" in request.POST and not previews,
        )
    except Refusal as refusal:
        return _refused(request, place, refusal)
    if may_read:
        keep_private_open(request)
    if targets(request, KEPT):
        return page(request, "checkins/step.html", {"is_kept": True}, partials=(KEPT,))
    words = form.words()
    if "later" in request.POST:
        return leave_after_words(request, words, "checkins:today")
    if not is_last:
        return leave_after_words(request, words, "checkins:step", place.day, here.number + 1)
    following = "checkins:preview" if previews else "checkins:finished"
    return leave_after_words(request, words, following, place.day)


def _day_notes(request: AuthedRequest, place: RoundPlace, here: Step) -> list[DayNote]:
    """What its author kept for this week, where a note to oneself is asked."""
    if here.element is not Element.NOTE:
        return []
    return notes_between(request.user, place.starts_on, place.day)


def _refused(request: AuthedRequest, place: RoundPlace, refusal: Refusal) -> HttpResponse:
    if targets(request, KEPT):
        context = {"errors": [refusal]}
        return page(request, "checkins/step.html", context, partials=(KEPT,), status=UNREADABLE)
    messages.info(request, str(refusal))
    return leave_for(request, "checkins:finished", place.day)


def _week(request: AuthedRequest, place: RoundPlace) -> Week:
    return week_of(place, request.now)
