"""Statements of one's own: between the two, and for oneself alone."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import Refusal, partner_of
from accounts.forms.consent import AnswerForm
from accounts.http import (
    AuthedRequest,
    has_private_access,
    is_sealed,
    keep_private_open,
    leave_for,
    page,
    private_page,
)
from checkins.actions import statement as actions
from checkins.forms.statement import StatementForm
from checkins.queries.statement import (
    BEGINS,
    OwnLine,
    own_by,
    own_lines,
    proposals_reachable_by,
    statements_page,
)
from checkins.views.consent_first import give_here, is_given_here, sending
from checkins.views.kept import leave_after_words

UNREADABLE = 422
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def statements(request: AuthedRequest) -> HttpResponse:
    """What stands between the two, what waits for a yes, and suggesting another one."""
    if is_given_here(request):
        return give_here(request)
    if request.method != "POST":
        return _page(request)
    form = StatementForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        actions.suggest_statement(
            by=request.user, key=form.own_key(), text=form.words(), now=request.now
        )
    except Refusal as refusal:
        return _page(request, form, refusal=refusal.sentence)
    messages.success(request, _("Suggested. It is asked once you have both said yes."))
    return leave_for(request, "checkins:statements")


def _page(
    request: AuthedRequest, form: StatementForm | None = None, *, refusal: str | Promise = ""
) -> HttpResponse:
    found = statements_page(request.user, request.now)
    if is_sealed(request):
        found = replace(found, past=(), mine=[each for each in found.mine if not each.is_over])
    context = sending(request) | {
        "statements": found,
        "begins": BEGINS,
        "form": form or StatementForm(),
        "partner": partner_of(request.user),
        "refusal": refusal,
    }
    status = 200 if form is None else UNREADABLE
    return page(request, "checkins/statements.html", context, status=status)


@require_POST
def statement_answer(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Yes to the other's wording; no takes one's own back, or puts the other's away in silence."""
    get_object_or_404(proposals_reachable_by(request.user), pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return leave_for(request, "checkins:statements")
    try:
        if form.is_yes:
            actions.accept_statement(by=request.user, proposal=pk, now=request.now)
        else:
            actions.drop_statement(by=request.user, proposal=pk, now=request.now)
    except Refusal as refusal:
        messages.info(request, str(refusal))
    else:
        if form.is_yes:
            messages.success(request, _("Agreed. You find it in your month, to rate for yourself."))
    return leave_for(request, "checkins:statements")


@form_page
def own_statements(request: AuthedRequest) -> HttpResponse:
    """What one keeps for oneself alone; a post keeps one more.

    Writing needs no password, so that nothing typed is lost; reading what was kept does.
    """
    if request.method != "POST":
        return _own_page(request)
    form = StatementForm(request.POST)
    if not form.is_valid():
        return _typed(request, form)
    try:
        actions.keep_statement(by=request.user, key=form.own_key(), text=form.words())
    except Refusal as refusal:
        return _typed(request, form, refusal=refusal.sentence)
    if has_private_access(request):
        keep_private_open(request)
    return leave_after_words(request, [form.words()], "checkins:own_statements")


@private_page
def _own_page(request: AuthedRequest) -> HttpResponse:
    return _answer(request, StatementForm(), own_lines(request.user))


def _typed(
    request: AuthedRequest, form: StatementForm, *, refusal: str | Promise = ""
) -> HttpResponse:
    """What was just typed, once more; what was kept earlier stands beside it while it may."""
    lines = own_lines(request.user) if has_private_access(request) else ()
    return _answer(request, form, lines, refusal=refusal, status=UNREADABLE)


def _answer(
    request: AuthedRequest,
    form: StatementForm,
    lines: Sequence[OwnLine],
    *,
    refusal: str | Promise = "",
    status: int = 200,
) -> HttpResponse:
    context = {"lines": lines, "begins": BEGINS, "form": form, "refusal": refusal}
    return page(request, "checkins/own_statements.html", context, status=status)


@require_POST
@private_page
def own_statement_end(request: AuthedRequest, pk: UUID) -> HttpResponse:
    get_object_or_404(own_by(request.user), pk=pk)
    actions.delete_statement(by=request.user, pk=pk)
    return leave_for(request, "checkins:own_statements")
