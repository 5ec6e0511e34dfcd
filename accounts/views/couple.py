"""Confirming alone, the connection, its rhythm, pausing and leaving."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import NotConnected, Refusal, couple_of, require_couple
from accounts.actions import couple as actions
from accounts.forms.consent import AnswerForm
from accounts.forms.couple import ConfirmForm, LeaveForm, PairingForm, RhythmForm
from accounts.http import AuthedRequest, leave_for, page
from accounts.queries import couple as queries


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: AuthedRequest) -> HttpResponse:
    """Each alone: who it is, what will be shared, what never is."""
    pairing = queries.my_pairing()
    if pairing is None:
        return _nothing_to_confirm(request)
    form = ConfirmForm(request.POST or None, initial={"pairing": pairing.id})
    if request.method != "POST" or not form.is_valid():
        context = {
            "form": form,
            "pairing": pairing,
            "rhythm": queries.rhythm_words(queries.default_rhythm(pairing.inviter_time_zone)),
        }
        status = 200 if request.method != "POST" else 422
        return page(request, "accounts/confirm.html", context, status=status)
    try:
        is_connected = actions.confirm_pairing(
            by=request.user, pairing_id=form.pairing_id, consents=form.consents, now=request.now
        )
    except Refusal as refusal:
        messages.info(request, str(refusal))
        return leave_for(request, "accounts:connect")
    return leave_for(request, "accounts:connection" if is_connected else "accounts:confirm")


@require_POST
def confirm_drop(request: AuthedRequest) -> HttpResponse:
    form = PairingForm(request.POST)
    if form.is_valid():
        try:
            actions.drop_pairing(by=request.user, pairing_id=form.pairing_id, now=request.now)
        except Refusal as refusal:
            messages.info(request, str(refusal))
            return leave_for(request, "accounts:connect")
        messages.info(request, _("Dropped. Nothing was connected, and nobody is told."))
    return leave_for(request, "accounts:connect")


@require_safe
def connection(request: AuthedRequest) -> HttpResponse:
    """The connection, or for somebody without one the way to it and the doors that are closed."""
    context = {
        "connection": queries.connection_page(request.user, now=request.now),
        "doors": queries.my_closed_doors(),
        "has_ended": queries.has_unseen_end(request.user),
    }
    return page(request, "accounts/connection.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: AuthedRequest) -> HttpResponse:
    """Suggest another rhythm, or say yes to the one the other suggests."""
    try:
        couple = require_couple(request.user)
    except NotConnected as refusal:
        return _refuse(request, refusal)
    initial = RhythmForm.showing(queries.rhythm_of(couple))
    form = RhythmForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_rhythm(by=request.user, rhythm=form.rhythm, now=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return leave_for(request, "accounts:connection")
    context = {
        "form": form,
        "rhythm": queries.rhythm_words(queries.rhythm_of(couple)),
        "proposal": queries.proposal_for(couple, request.user),
    }
    status = 200 if request.method != "POST" else 422
    return page(request, "accounts/rhythm.html", context, status=status)


@require_POST
def rhythm_answer(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Yes to the other's suggestion; no takes one's own back, and leaves the other's alone."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return leave_for(request, "accounts:connection")
    get_object_or_404(queries.proposals_for(request.user), pk=pk)
    answer = actions.accept_rhythm if form.is_yes else actions.drop_proposal
    try:
        answer(by=request.user, proposal_id=pk, now=request.now)
    except Refusal as refusal:
        return _refuse(request, refusal)
    if form.is_yes:
        messages.success(request, _("Agreed. It holds from the next round on."))
    return leave_for(request, "accounts:connection")


@require_POST
def numbers(request: AuthedRequest) -> HttpResponse:
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            actions.set_numbers(by=request.user, wants=form.is_yes, now=request.now)
        except Refusal as refusal:
            return _refuse(request, refusal)
        messages.info(request, _("Kept."))
    return leave_for(request, "accounts:connection")


@require_POST
def pause(request: AuthedRequest) -> HttpResponse:
    form = AnswerForm(request.POST)
    if form.is_valid():
        change = actions.pause if form.is_yes else actions.end_pause
        try:
            change(by=request.user, now=request.now)
        except Refusal as refusal:
            return _refuse(request, refusal)
        paused, ended = _("Paused. Nobody is told."), _("The pause is over. Nobody is told.")
        messages.info(request, paused if form.is_yes else ended)
    return leave_for(request, "accounts:connection")


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: AuthedRequest) -> HttpResponse:
    """One page, at once: no reason, no password, no waiting."""
    if request.method == "POST":
        form = LeaveForm(request.POST)
        if form.is_valid():
            actions.leave(
                by=request.user,
                keeps_door_closed=form.cleaned_data["keeps_door_closed"],
                now=request.now,
            )
            messages.info(request, _("You are no longer connected. What you wrote is still yours."))
        return leave_for(request, "accounts:connection")
    if couple_of(request.user) is None:
        return leave_for(request, "accounts:connection")
    return page(request, "accounts/leave.html", {"form": LeaveForm()})


@require_POST
def ended(request: AuthedRequest) -> HttpResponse:
    """The notice that it has ended was read."""
    actions.see_end(by=request.user, now=request.now)
    return leave_for(request, "accounts:connection")


@require_POST
def door(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Let somebody connect again whom one kept out."""
    if pk not in {door.id for door in queries.my_closed_doors()}:
        raise Http404
    actions.open_door(by=request.user, block_id=pk, now=request.now)
    return leave_for(request, "accounts:connection")


def _nothing_to_confirm(request: AuthedRequest) -> HttpResponse:
    if couple_of(request.user) is not None:
        return leave_for(request, "accounts:connection")
    return leave_for(request, "accounts:connect")


def _refuse(request: AuthedRequest, refusal: Refusal) -> HttpResponse:
    messages.info(request, str(refusal))
    return leave_for(request, "accounts:connection")
