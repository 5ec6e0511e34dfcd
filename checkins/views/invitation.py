"""Inviting to talk, and answering. Whether somebody felt ready is kept nowhere."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import Bond, Refusal, bond_of
from accounts.http import AuthedRequest, leave_for, page, private_page
from accounts.logic.rhythm import local_day
from checkins.access import conversations_reachable_by
from checkins.actions import invitation as actions
from checkins.enums.repair import Reply
from checkins.forms.invitation import InviteForm, ReadinessForm, ReplyForm
from checkins.queries import invitation as queries
from checkins.queries import rupture as hurts
from checkins.queries.conversation import place_in
from checkins.views.consent_first import give_here, is_given_here, sending

UNREADABLE = 422
Context = dict[str, Any]
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def invite(request: AuthedRequest) -> HttpResponse:
    """About nothing in particular that is written down here."""
    return _invite(request, _bond(request))


@form_page
@private_page
def invite_about(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """About one's own hurt, which the other cannot follow from the invitation."""
    row = get_object_or_404(hurts.owned_by(request.user), pk=pk)
    is_heavy = hurts.hurt_of(request.user, row).is_heavy
    return _invite(request, _bond(request), rupture=row.pk, is_heavy=is_heavy)


@form_page
def invite_again(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Reopen a conversation that has ended: an invitation like any other, with own words."""
    bond = _bond(request)
    row = get_object_or_404(conversations_reachable_by(bond), pk=pk)
    place = place_in(request.user, bond, row, request.now)
    if place.now_is.is_talking or place.again is not None:
        return leave_for(request, "checkins:talk", row.pk)
    return _invite(request, bond, rupture=row.rupture_id, reopens=row.pk)


@form_page
def invited(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """An invitation, for whoever sent it and for whoever was invited."""
    if is_given_here(request):
        return give_here(request)
    bond = _bond(request)
    today = local_day(request.now, bond.couple.time_zone)
    row = get_object_or_404(queries.reachable_by(request.user, bond, today), pk=pk)
    found = queries.invitation_of(request.user, bond, row, request.now)
    if found is None:
        raise Http404
    if found.conversation is not None:
        return leave_for(request, "checkins:talk", found.conversation)
    if request.method == "POST":
        return _take_back(request, found) if found.is_mine else _answer(request, found)
    return _invited_page(request, found)


def _invite(
    request: AuthedRequest,
    bond: Bond,
    *,
    rupture: UUID | None = None,
    reopens: UUID | None = None,
    is_heavy: bool = False,
) -> HttpResponse:
    """Readiness first, then what it says, then how it will look: three steps at one address."""
    if is_given_here(request):
        return give_here(request)
    context: Context = {
        "partner": bond.partner,
        "reopens": reopens,
        "here": request.path,
        "is_heavy": is_heavy,
    }
    try:
        if "send" not in request.POST:
            # Sending checks for itself: sent twice, the second finds the first.
            actions.check_can_invite(request.user, bond, request.now)
        if request.method != "POST":
            shown = context | {"form": ReadinessForm()}
            return page(request, "checkins/invite_ready.html", shown)
        if "key" not in request.POST:
            return _ready(request, context)
        form = InviteForm(request.POST, reopens=reopens is not None)
        if not form.is_valid() or "send" not in request.POST:
            return _compose(request, context, form)
        pk = actions.invite(
            by=request.user,
            key=form.own_key(),
            content=form.content(),
            now=request.now,
            rupture=rupture,
            reopens=reopens,
        )
    except Refusal as refusal:
        shown = context | {"refusal": refusal} | sending(request)
        return page(request, "checkins/invite_not_now.html", shown)
    return leave_for(request, "checkins:invited", pk)


def _compose(request: AuthedRequest, context: Context, form: InviteForm) -> HttpResponse:
    """The form again, or exactly what the other will read."""
    if not form.is_valid() or "change" in request.POST:
        status = 200 if form.is_valid() else UNREADABLE
        return page(request, "checkins/invite.html", context | {"form": form}, status=status)
    content = form.content()
    shown = {
        "line": queries.LINES[content.line],
        "when": queries.TIMES[content.when],
        "area": hurts.AREA_LABELS[content.area],
        "words": content.words,
        "hidden": [(name, form.data.get(name, "")) for name in form.fields],
    }
    return page(request, "checkins/invite_preview.html", context | shown)


def _ready(request: AuthedRequest, context: Context) -> HttpResponse:
    form = ReadinessForm(request.POST)
    if not form.is_valid():
        shown = context | {"form": form}
        return page(request, "checkins/invite_ready.html", shown, status=UNREADABLE)
    if not form.is_ready:
        return page(request, "checkins/not_ready.html", context)
    blank = InviteForm(reopens=context["reopens"] is not None)
    return page(request, "checkins/invite.html", context | {"form": blank})


def _take_back(request: AuthedRequest, found: queries.Invitation) -> HttpResponse:
    actions.take_back(by=request.user, pk=found.pk, now=request.now)
    messages.info(request, _("Taken back."))
    return leave_for(request, "checkins:us")


def _answer(request: AuthedRequest, found: queries.Invitation) -> HttpResponse:
    """Readiness alone, then one of three buttons. A no leads on without a word to anybody."""
    if "safe" in request.POST:
        readiness = ReadinessForm(request.POST)
        if not readiness.is_valid():
            return _invited_page(request, found, readiness=readiness, status=UNREADABLE)
        if readiness.is_ready:
            return _invited_page(request, found, form=ReplyForm())
        actions.decline(by=request.user, pk=found.pk, now=request.now)
        context = {"partner_name": found.partner_name, "was_invited": True}
        return page(request, "checkins/not_ready.html", context)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _invited_page(request, found, form=form, status=UNREADABLE)
    try:
        return _reply(request, found, form)
    except Refusal as refusal:
        return _invited_page(request, found, form=form, refusal=refusal, status=UNREADABLE)


def _reply(request: AuthedRequest, found: queries.Invitation, form: ReplyForm) -> HttpResponse:
    by, pk, now = request.user, found.pk, request.now
    match form.wanted():
        case Reply.YES:
            begun = actions.accept(by=by, pk=pk, cooling=form.time_to_cool(), now=now)
            return leave_for(request, "checkins:talk", begun)
        case Reply.LATER:
            when = form.cleaned_data["when"]
            actions.ask_for_later(by=by, pk=pk, when=when, now=now)
            messages.info(request, _("They can read which time would suit you better."))
            return leave_for(request, "checkins:us")
        case Reply.NO:
            actions.decline(by=by, pk=pk, now=now)
            context = {"partner_name": found.partner_name, "was_invited": True}
            return page(request, "checkins/not_ready.html", context)


def _invited_page(
    request: AuthedRequest,
    found: queries.Invitation,
    *,
    readiness: ReadinessForm | None = None,
    form: ReplyForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "invitation": found,
        "readiness": readiness or ReadinessForm(),
        "form": form,
        "refusal": refusal,
        "here": request.path,
    }
    if not found.is_mine:
        context |= sending(request)
    return page(request, "checkins/invited.html", context, status=status)


def _bond(request: AuthedRequest) -> Bond:
    bond = bond_of(request.user)
    if bond is None:
        raise Http404
    return bond
