"""What two people agreed on, and their list of rules."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import Refusal, partner_of
from accounts.forms.consent import AnswerForm
from accounts.http import AuthedRequest, is_sealed, leave_for, page
from checkins.actions import agreement as actions
from checkins.actions.statement import end_statement
from checkins.enums import AgreementKind
from checkins.forms.agreement import RulesForm
from checkins.queries.agreement import agreed_page, owned_by
from checkins.queries.fair_conflict import fair_conflict_page, suggestion_for
from checkins.views.consent_first import give_here, is_given_here, sending

UNREADABLE = 422
PAGE_OF = {
    AgreementKind.CHANGE: "checkins:agreed",
    AgreementKind.FAIR_CONFLICT: "checkins:rules",
    AgreementKind.STATEMENT: "checkins:statements",
    AgreementKind.RITUAL: "checkins:rituals",
}


@require_safe
def agreed(request: AuthedRequest) -> HttpResponse:
    found = agreed_page(request.user)
    if is_sealed(request):
        found = replace(found, past=())
    context = {"agreed": found, "partner": partner_of(request.user)}
    return page(request, "checkins/agreed.html", context)


@require_POST
def agreed_end(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Take the own yes back."""
    own = get_object_or_404(owned_by(request.user), pk=pk)
    kind = AgreementKind(own.kind)
    end = end_statement if kind is AgreementKind.STATEMENT else actions.end_agreement
    end(by=request.user, pk=pk, now=request.now)
    messages.info(request, _("Done. Your copy is gone, and it no longer stands."))
    return leave_for(request, PAGE_OF[kind])


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: AuthedRequest) -> HttpResponse:
    """The list that holds, and suggesting another one."""
    if is_given_here(request):
        return give_here(request)
    if request.method != "POST":
        return _rules_page(request)
    form = RulesForm(request.POST)
    if not form.is_valid():
        return _rules_page(request, form)
    try:
        actions.suggest_rules(
            by=request.user,
            key=form.own_key(),
            rules=form.cleaned_data["rules"],
            now=request.now,
        )
    except Refusal as refusal:
        return _rules_page(request, form, refusal=refusal.sentence)
    messages.success(request, _("Suggested. It holds once you have both said yes."))
    return leave_for(request, "checkins:rules")


def _rules_page(
    request: AuthedRequest, form: RulesForm | None = None, *, refusal: str | Promise = ""
) -> HttpResponse:
    found = fair_conflict_page(request.user)
    if is_sealed(request):
        found = replace(found, earlier=(), waiting=())
    start = found.suggestion.rules if found.suggestion else found.rules
    context = sending(request) | {
        "rules": found,
        "form": form or RulesForm(initial={"rules": "\n".join(start)}),
        "partner": partner_of(request.user),
        "refusal": refusal,
    }
    status = 200 if form is None else UNREADABLE
    return page(request, "checkins/rules.html", context, status=status)


@require_POST
def rules_answer(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Yes to the other's list; no takes one's own back, and leaves the other's alone."""
    get_object_or_404(suggestion_for(request.user), pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return leave_for(request, "checkins:rules")
    answer = actions.accept_rules if form.is_yes else actions.drop_rules
    try:
        answer(by=request.user, suggestion=pk, now=request.now)
    except Refusal as refusal:
        messages.info(request, str(refusal))
    else:
        if form.is_yes:
            messages.success(request, _("Agreed. This is the list of both of you now."))
    return leave_for(request, "checkins:rules")
