"""Rituals: what stands between the two, suggesting one, and answering."""

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
from accounts.http import AuthedRequest, is_sealed, leave_for, page
from checkins.actions import ritual as actions
from checkins.forms.ritual import RitualForm
from checkins.queries.ritual import proposals_reachable_by, rituals_page
from checkins.views.consent_first import give_here, is_given_here, sending

UNREADABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def rituals(request: AuthedRequest) -> HttpResponse:
    """What stands, what waits for a yes, and suggesting another one."""
    if is_given_here(request):
        return give_here(request)
    if request.method != "POST":
        return _page(request)
    form = RitualForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        actions.suggest_ritual(
            by=request.user,
            key=form.own_key(),
            text=form.words(),
            repeats=form.repeats(),
            now=request.now,
        )
    except Refusal as refusal:
        return _page(request, form, refusal=refusal.sentence)
    messages.success(request, _("Suggested. It stands once you have both said yes."))
    return leave_for(request, "checkins:rituals")


def _page(
    request: AuthedRequest, form: RitualForm | None = None, *, refusal: str | Promise = ""
) -> HttpResponse:
    found = rituals_page(request.user, request.now)
    if is_sealed(request):
        found = replace(found, past=(), mine=[each for each in found.mine if not each.is_over])
    context = sending(request) | {
        "rituals": found,
        "form": form or RitualForm(),
        "partner": partner_of(request.user),
        "refusal": refusal,
    }
    status = 200 if form is None else UNREADABLE
    return page(request, "checkins/rituals.html", context, status=status)


@require_POST
def ritual_answer(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Yes to the other's suggestion; no takes one's own back, or puts theirs away in silence."""
    get_object_or_404(proposals_reachable_by(request.user), pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return leave_for(request, "checkins:rituals")
    try:
        if form.is_yes:
            actions.accept_ritual(by=request.user, proposal=pk, now=request.now)
        else:
            actions.drop_ritual(by=request.user, proposal=pk, now=request.now)
    except Refusal as refusal:
        messages.info(request, str(refusal))
    else:
        if form.is_yes:
            messages.success(request, _("Agreed. You find it on the page of both of you."))
    return leave_for(request, "checkins:rituals")
