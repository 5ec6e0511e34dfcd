"""Which questions two people are asked each week: suggested by one, agreed to by the other."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import Refusal
from accounts.forms.consent import AnswerForm
from accounts.http import AuthedRequest, leave_for, page
from checkins.actions import set_choice as actions
from checkins.forms.set_choice import SetForm
from checkins.queries.round import around
from checkins.queries.set_choice import proposals_reachable_by, sets_page

UNREADABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def sets(request: AuthedRequest) -> HttpResponse:
    """What is asked, what is suggested, and what else there is; a post suggests one of them."""
    if request.method != "POST":
        return _page(request)
    form = SetForm(request.POST)
    if not form.is_valid():
        return _page(request, " ".join(str(each) for each in form.errors["questions"]))
    try:
        actions.suggest_set(by=request.user, slug=form.slug, now=request.now)
    except Refusal as refusal:
        return _page(request, refusal.sentence)
    messages.success(request, _("Suggested. It holds once you have both said yes."))
    return leave_for(request, "checkins:sets")


def _page(request: AuthedRequest, refusal: str | Promise = "") -> HttpResponse:
    place = around(request.user, request.now).running
    bond = place.bond
    context = {
        "sets": sets_page(bond, request.user, place.span.starts_at) if bond else None,
        "partner": bond.partner if bond else None,
        "refusal": refusal,
    }
    return page(request, "checkins/sets.html", context, status=UNREADABLE if refusal else 200)


@require_POST
def set_answer(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Yes to the other's suggestion; no takes one's own back, and leaves the other's alone."""
    get_object_or_404(proposals_reachable_by(request.user), pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return leave_for(request, "checkins:sets")
    answer = actions.accept_set if form.is_yes else actions.drop_set
    try:
        answer(by=request.user, pk=pk, now=request.now)
    except Refusal as refusal:
        messages.info(request, str(refusal))
    else:
        if form.is_yes:
            messages.success(request, _("Agreed. It holds from the next round on."))
    return leave_for(request, "checkins:sets")
