"""Promises: making one, and what each of the two notes about it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import Refusal, check_may_share, partner_of
from accounts.enums import Purpose
from accounts.http import AuthedRequest, has_private_access, leave_for, page, private_page
from checkins.actions import promise as actions
from checkins.enums import Held
from checkins.forms.promise import LONGEST_PROMISE, NoteForm, PromiseDoForm, PromiseForm
from checkins.logic import wording
from checkins.queries import promise as queries
from checkins.queries.month import recommitment_of, this_month
from checkins.views.consent_first import give_here, is_given_here, sending

UNREADABLE = 422
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@private_page
def promises(request: AuthedRequest) -> HttpResponse:
    context = {
        "promises": queries.promises_page(request.user, request.now),
        "partner": partner_of(request.user),
    }
    return page(request, "checkins/promises.html", context)


@form_page
def promise_new(request: AuthedRequest) -> HttpResponse:
    """Write it, see it as the other will, send it: three steps at one address."""
    if is_given_here(request):
        return give_here(request)
    days = queries.days_for(request.user, request.now)
    if request.method != "POST":
        return _writing(request, PromiseForm(days=days, initial=_begun(request)))
    form = PromiseForm(request.POST, days=days)
    if not form.is_valid() or "change" in request.POST:
        return _writing(request, form)
    try:
        check_may_share(request.user, Purpose.REPAIR)
        if "send" not in request.POST:
            return _preview(request, form)
        pk = actions.make_promise(
            by=request.user,
            key=form.own_key(),
            words=form.cleaned_data["words"],
            due_on=form.cleaned_data["due_on"],
            now=request.now,
        )
    except Refusal as refusal:
        return _writing(request, form, refusal=refusal.sentence)
    messages.success(request, _("It is sent: these words and the date, and nothing else."))
    return leave_for(request, "checkins:promise", pk)


def _begun(request: AuthedRequest) -> dict[str, str]:
    """Own words to begin with, where somebody comes from their month and its area is open."""
    if request.GET.get("from") != "month" or not has_private_access(request):
        return {}
    words = recommitment_of(request.user, this_month(request.user, request.now))
    return {"words": words[:LONGEST_PROMISE]}


def _writing(
    request: AuthedRequest, form: PromiseForm, *, refusal: str | Promise = ""
) -> HttpResponse:
    is_refused = form.is_bound and (bool(refusal) or not form.is_valid())
    context = sending(request) | {
        "form": form,
        "partner": partner_of(request.user),
        "refusal": refusal,
    }
    status = UNREADABLE if is_refused else 200
    return page(request, "checkins/promise_new.html", context, status=status)


def _preview(request: AuthedRequest, form: PromiseForm) -> HttpResponse:
    words = form.cleaned_data["words"]
    context = {
        "form": form,
        "words": words,
        "due_on": form.cleaned_data["due_on"],
        # Where there is fear, a promise is not the answer; whoever wants to may still send it.
        "needs_support": wording.needs_support(words, request.user.language),
        "partner": partner_of(request.user),
    }
    return page(request, "checkins/promise_preview.html", context)


@form_page
def promise(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """The words, and what the reader alone noted about them. Taking something back never waits
    for the password.
    """
    get_object_or_404(queries.reachable_by(request.user), pk=pk)
    if is_given_here(request):
        return give_here(request)
    form = PromiseDoForm(request.POST)
    if form.is_valid() and form.wanted() in PromiseDoForm.WITHOUT_READING:
        return _do(request, pk, form.wanted(), None)
    return _private(request, pk)


@private_page
def _private(request: AuthedRequest, pk: UUID) -> HttpResponse:
    if request.method != "POST":
        return _promise_page(request, pk)
    form, note = PromiseDoForm(request.POST), NoteForm(request.POST)
    if not form.is_valid() or not note.is_valid():
        return _promise_page(request, pk, status=UNREADABLE)
    try:
        return _do(request, pk, form.wanted(), note.cleaned_data["held"])
    except Refusal as refusal:
        return _promise_page(request, pk, refusal=refusal.sentence, status=UNREADABLE)


def _do(request: AuthedRequest, pk: UUID, wanted: str, held: Held | None) -> HttpResponse:
    """Do what one button of the page says."""
    by, now = request.user, request.now
    match wanted:
        case PromiseDoForm.NOTE:
            actions.answer_promise(by=by, pk=pk, held=held, now=now)
        case PromiseDoForm.MARK:
            actions.mark_kept(by=by, pk=pk, now=now)
        case PromiseDoForm.UNMARK:
            actions.take_mark_back(by=by, pk=pk, now=now)
        case PromiseDoForm.TAKE_BACK:
            actions.take_promise_back(by=by, pk=pk, now=now)
        case _:
            actions.delete_promise(by=by, pk=pk, now=now)
            return leave_for(request, "checkins:promises")
    return leave_for(request, "checkins:promise", pk)


def _promise_page(
    request: AuthedRequest, pk: UUID, *, refusal: str | Promise = "", status: int = 200
) -> HttpResponse:
    found = queries.promise_page(request.user, pk, request.now)
    if found is None:
        raise Http404
    context = sending(request) | {
        "promise": found,
        "note": NoteForm(initial={"held": found.held}),
        "partner": partner_of(request.user),
        "refusal": refusal,
    }
    return page(request, "checkins/promise.html", context, status=status)
