"""Consents: one tap each, and the whole history."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import Refusal, bond_of
from accounts.actions.consent import give_sharing, withdraw_sharing
from accounts.enums import Purpose
from accounts.forms.consent import AnswerForm
from accounts.http import AuthedRequest, leave_for, page, private_page
from accounts.logic.consent import SHARING
from accounts.queries import therapist
from accounts.queries.audit import record_of
from accounts.queries.consent import WORDINGS, history_of, standings_of


@require_POST
def consent(request: AuthedRequest, purpose: str) -> HttpResponse:
    """Give or take back one consent to share."""
    if purpose not in SHARING:
        raise Http404
    form = AnswerForm(request.POST)
    if form.is_valid():
        change = give_sharing if form.is_yes else withdraw_sharing
        try:
            change(by=request.user, purpose=Purpose(purpose), now=request.now)
        except Refusal as refusal:
            messages.info(request, str(refusal))
        else:
            ended = WORDINGS[Purpose(purpose)].ended
            messages.info(request, _("Agreed.") if form.is_yes else str(ended))
    is_from_there = request.POST.get("from") == "consents"
    return leave_for(request, "accounts:consents" if is_from_there else "accounts:connection")


@require_safe
def consents(request: AuthedRequest) -> HttpResponse:
    """Where each stands, and one tap to change it. What was taken back when stands in the record,
    behind the password.
    """
    standings = standings_of(request.user)
    bond = bond_of(request.user)
    known = therapist.known_by(bond.couple, request.user, request.now) if bond else []
    context = {
        "sharing": [standings[purpose] for purpose in SHARING],
        "data_use": standings[Purpose.DATA_USE],
        "reminders": standings[Purpose.REMINDERS],
        "can_agree": bond is not None,
        "let_in": [each for each in known if each.can_end],
    }
    return page(request, "accounts/consents.html", context)


@require_safe
@private_page
def record(request: AuthedRequest) -> HttpResponse:
    """What was agreed to and what was done to the account, for its owner alone."""
    context = {
        "consents": history_of(request.user),
        "let_in": therapist.history_of(request.user),
        "lines": record_of(request.user),
    }
    return page(request, "accounts/record.html", context)
