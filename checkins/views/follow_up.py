"""Looking back on a conversation, each alone: private pages, of which nobody else learns."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import Bond, Refusal, bond_of
from accounts.http import AuthedRequest, leave_for, page, private_page
from checkins.access import conversations_reachable_by
from checkins.actions import follow_up as actions
from checkins.forms.follow_up import CloseForm, FollowUpForm
from checkins.queries import follow_up as queries

UNREADABLE = 422
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@private_page
def talk_close(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """How it was. Whoever feels less safe now is led to support, and asked nothing for the two."""
    bond = _bond(request)
    row = get_object_or_404(conversations_reachable_by(bond), pk=pk, review_on__isnull=False)
    kept = queries.closing_of(request.user, row)
    form = CloseForm(request.POST if request.method == "POST" else None, initial=kept)
    if request.method != "POST" or not form.is_valid():
        status = UNREADABLE if request.method == "POST" else 200
        context = {"pk": pk, "form": form, "partner_name": bond.partner.display_name}
        return page(request, "checkins/talk_close.html", context, status=status)
    actions.keep_close(by=request.user, pk=pk, document=form.document(), now=request.now)
    if form.is_less_safe:
        return page(request, "checkins/talk_less_safe.html", {"pk": pk})
    messages.info(request, _("Kept, for you alone."))
    return leave_for(request, "checkins:talk", pk)


@form_page
@private_page
def talk_later(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """The follow-up at its date."""
    bond = _bond(request)
    row = get_object_or_404(conversations_reachable_by(bond), pk=pk)
    found = queries.looking_back(request.user, bond, row, request.now)
    if found is None:
        raise Http404
    form = FollowUpForm(request.POST if request.method == "POST" else None, initial=found.answered)
    context = {"back": found, "form": form}
    if request.method != "POST" or not form.is_valid():
        status = UNREADABLE if request.method == "POST" else 200
        return page(request, "checkins/talk_later.html", context, status=status)
    try:
        actions.look_back(
            by=request.user, pk=pk, document=form.document(), outcome=form.said(), now=request.now
        )
    except Refusal as refusal:
        messages.info(request, str(refusal))
    else:
        messages.info(request, _("Kept. Only whether both of you say “repaired” is ever shown."))
    return leave_for(request, "checkins:talk", pk)


def _bond(request: AuthedRequest) -> Bond:
    bond = bond_of(request.user)
    if bond is None:
        raise Http404
    return bond
