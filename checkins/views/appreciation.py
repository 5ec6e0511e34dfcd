"""What is good between two: the album of both, and saying what one is glad of."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import Refusal, bond_of, check_may_share, partner_of
from accounts.enums import Purpose
from accounts.http import (
    AuthedRequest,
    has_private_access,
    keep_private_open,
    leave_for,
    page,
    private_page,
)
from accounts.logic.rhythm import local_day
from checkins.actions import appreciation as actions
from checkins.enums import DraftField
from checkins.forms.appreciation import GladDoForm, GladForm
from checkins.logic.wording import SecondLook, hints_for
from checkins.queries import appreciation as queries
from checkins.queries.album import album_of
from checkins.views.consent_first import give_here, is_given_here, sending
from checkins.views.kept import leave_after_words
from checkins.views.words import wants_a_look

UNREADABLE = 422
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def good(request: AuthedRequest) -> HttpResponse:
    """*What worked*, for both the same."""
    bond = bond_of(request.user)
    context = {
        "months": album_of(request.user, bond, request.now) if bond else (),
        "partner": bond.partner if bond else None,
    }
    return page(request, "checkins/good.html", context)


@form_page
def glad_new(request: AuthedRequest) -> HttpResponse:
    """Write it, see it as the other will, send it, or keep it: at one address. Writing needs no
    password; only reading what was kept does.
    """
    if is_given_here(request):
        return give_here(request)
    if request.method != "POST":
        return _writing(request, GladForm())
    form = GladForm(request.POST)
    if not form.is_valid() or "change" in request.POST or wants_a_look(request):
        return _writing(request, form)
    try:
        return _go_on(request, form)
    except Refusal as refusal:
        return _writing(request, form, refusal=refusal.sentence)


def _go_on(request: AuthedRequest, form: GladForm) -> HttpResponse:
    """Do what the button says with words that are well formed. Raises a Refusal."""
    if "keep" in request.POST:
        return _keep(request, form)
    check_may_share(request.user, Purpose.REPAIR)
    if "send" not in request.POST:
        return _preview(request, form)
    actions.send_glad(
        by=request.user,
        key=form.own_key(),
        draft=form.own_draft(),
        words=form.cleaned_data["words"],
        now=request.now,
    )
    messages.success(request, _("It is sent: these words and the date, and nothing else."))
    return leave_for(request, "checkins:good")


def _keep(request: AuthedRequest, form: GladForm) -> HttpResponse:
    words = form.cleaned_data["words"]
    actions.keep_glad(
        by=request.user,
        key=form.own_key(),
        draft=form.own_draft(),
        words=words,
        now=request.now,
    )
    messages.info(request, _("Kept, for you alone. Nothing is sent."))
    if has_private_access(request):
        keep_private_open(request)
    return leave_after_words(request, [words], "checkins:good")


def _look_at(request: AuthedRequest, words: str) -> dict[DraftField, SecondLook]:
    return hints_for({DraftField.WORDS: words}, request.user.language)


def _writing(
    request: AuthedRequest, form: GladForm, *, refusal: str | Promise = ""
) -> HttpResponse:
    is_refused = form.is_bound and (bool(refusal) or not form.is_valid())
    look: dict[DraftField, SecondLook] = {}
    if wants_a_look(request) and form.is_valid():
        look = _look_at(request, form.cleaned_data["words"])
    context = sending(request) | {
        "form": form,
        "look": look,
        "partner": partner_of(request.user),
        "refusal": refusal,
    }
    status = UNREADABLE if is_refused else 200
    return page(request, "checkins/glad_new.html", context, status=status)


def _preview(request: AuthedRequest, form: GladForm) -> HttpResponse:
    words = form.cleaned_data["words"]
    bond = bond_of(request.user)
    context = {
        "form": form,
        "words": words,
        "look": _look_at(request, words)[DraftField.WORDS],
        "on": local_day(request.now, bond.couple.time_zone) if bond else None,
        "partner": bond.partner if bond else None,
    }
    return page(request, "checkins/glad_preview.html", context)


@require_safe
@private_page
def glad_mine(request: AuthedRequest) -> HttpResponse:
    """What nobody else reads: kept and not sent, taken back, or from before."""
    return page(request, "checkins/glad_mine.html", {"own": queries.own_glad(request.user)})


@form_page
def glad(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Own words: to write on where they are not sent; a post takes them back or deletes them, and
    never waits for the password.
    """
    row = get_object_or_404(queries.owned_by(request.user), pk=pk)
    if request.method != "POST":
        return _unsent(request, pk)
    form = GladDoForm(request.POST)
    if not form.is_valid():
        return leave_for(request, "checkins:good")
    do = actions.take_glad_back if form.takes_back else actions.delete_glad
    do(by=request.user, pk=pk, now=request.now)
    messages.info(request, _done(takes_back=form.takes_back))
    was_sent = row.sent_on is not None
    return leave_for(request, "checkins:good" if was_sent else "checkins:glad_mine")


def _done(*, takes_back: bool) -> str:
    if takes_back:
        return _("Taken back. The words are yours alone now.")
    return _("Deleted. Nothing of it is left.")


@private_page
def _unsent(request: AuthedRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(queries.unsent_by(request.user), pk=pk)
    form = GladForm(initial={"draft": row.pk, "words": row.read()["words"]})
    return _writing(request, form)
