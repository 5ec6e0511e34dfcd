"""The inner check-in, in small steps, and a minute of borrowed calm. Private, always."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import Refusal
from accounts.http import (
    AuthedRequest,
    ask_password,
    has_private_access,
    keep_private_open,
    leave_for,
    page,
    private_page,
    targets,
)
from checkins.actions import inner as actions
from checkins.enums.inner import InnerStep
from checkins.forms.inner import InnerBeginForm, InnerStepForm
from checkins.logic.inner import WRITTEN, is_costly, step_after
from checkins.queries import inner as queries
from checkins.views.kept import leave_after_words

UNREADABLE = 422
KEPT = "kept"
STEPS = list(InnerStep)
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def calm(request: AuthedRequest) -> HttpResponse:
    """Nothing is asked and nothing kept, so no password stands before it."""
    return page(request, "checkins/calm.html")


@require_safe
@private_page
def inner(request: AuthedRequest) -> HttpResponse:
    return page(request, "checkins/inner.html", {"entries": queries.entries_of(request.user)})


@form_page
def inner_new(request: AuthedRequest) -> HttpResponse:
    """The first step. Writing needs no password; only reading what was written earlier does."""
    form = InnerBeginForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _step_page(request, reverse("checkins:inner_new"), InnerStep.BODY, form)
    pk = actions.begin_inner(
        by=request.user, key=form.own_key(), answers=form.answers(), now=request.now
    )
    keep_private_open(request)
    return _kept(request, pk, InnerStep.BODY, ())


@form_page
def inner_step(request: AuthedRequest, pk: UUID, step: str) -> HttpResponse:
    """What is typed is kept however long it took; reading it again may ask for the password."""
    if step not in STEPS:
        raise Http404
    here = InnerStep(step)
    if request.method != "POST":
        return _reading(request, pk, here)
    row = get_object_or_404(queries.owned_by(request.user), pk=pk)
    entry = queries.entry_of(row)
    form = InnerStepForm(here, request.POST, with_function=entry.asks_function)
    address = reverse("checkins:inner_step", args=[pk, here])
    if not form.is_valid():
        return _step_page(request, address, here, form)
    if entry.at is None and not has_private_access(request):
        # It was finished: changing it is for whoever may read it.
        return ask_password(request, address)
    try:
        actions.keep_inner(
            by=request.user,
            pk=pk,
            step=here,
            answers=form.answers(),
            now=request.now,
            is_done="done" in request.POST,
            stays="later" in request.POST or targets(request, KEPT),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _step_page(request, address, here, form)
    keep_private_open(request)
    if here is InnerStep.SELF and is_costly(form.answers()) and not targets(request, KEPT):
        return page(request, "checkins/inner_costly.html", {"onward": _onward(request, pk, here)})
    return _kept(request, pk, here, form.words())


@form_page
@private_page
def inner_entry(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """One of one's own, to be read and copied from; a post deletes it."""
    row = get_object_or_404(queries.owned_by(request.user), pk=pk)
    if request.method == "POST":
        if "delete" in request.POST:
            actions.delete_inner(by=request.user, pk=pk, now=request.now)
            messages.info(request, _("It is gone, without a trace."))
        return leave_for(request, "checkins:inner")
    return page(request, "checkins/inner_entry.html", {"entry": queries.entry_of(row)})


@private_page
def _reading(request: AuthedRequest, pk: UUID, here: InnerStep) -> HttpResponse:
    entry = queries.entry_of(get_object_or_404(queries.owned_by(request.user), pk=pk))
    address = reverse("checkins:inner_step", args=[pk, here])
    return _step_page(request, address, here, InnerStepForm.of(here, entry), entry)


def _step_page(
    request: AuthedRequest,
    address: str,
    here: InnerStep,
    form: InnerStepForm,
    entry: queries.InnerEntry | None = None,
) -> HttpResponse:
    number = STEPS.index(here) + 1
    before = STEPS[number - 2] if number > 1 else None
    context = {
        "address": address,
        "step": here,
        "name": queries.STEP_NAMES[here],
        "number": number,
        "steps": len(STEPS),
        "form": form,
        "signals": _signals(here, entry),
        "before": reverse("checkins:inner_step", args=[entry.pk, before])
        if entry and before
        else "",
        "has_words": any(code in WRITTEN for code in form.codes),
        "errors": [error for errors in form.errors.values() for error in errors],
    }
    status = UNREADABLE if form.is_bound else 200
    return page(request, "checkins/inner_step.html", context, partials=(KEPT,), status=status)


def _signals(here: InnerStep, entry: queries.InnerEntry | None) -> list[tuple[Promise, Promise]]:
    """What feelings ask: of all of them where they are named, of the named ones in the pause."""
    if here is InnerStep.STAY and entry is not None:
        return entry.signals
    return list(queries.SIGNALS.values())


def _kept(request: AuthedRequest, pk: UUID, here: InnerStep, words: Iterable[str]) -> HttpResponse:
    if targets(request, KEPT):
        return page(request, "checkins/inner_step.html", {"is_kept": True}, partials=(KEPT,))
    name, arguments = _following(request, pk, here)
    return leave_after_words(request, words, name, *arguments)


def _onward(request: AuthedRequest, pk: UUID, here: InnerStep) -> str:
    name, arguments = _following(request, pk, here)
    return reverse(name, args=arguments)


def _following(request: AuthedRequest, pk: UUID, here: InnerStep) -> tuple[str, list[object]]:
    """Where one gets to from a step that was kept."""
    if "later" in request.POST:
        return "checkins:mine", []
    following = step_after(here)
    if following is None:
        return "checkins:inner_entry", [pk]
    return "checkins:inner_step", [pk, following.value]
