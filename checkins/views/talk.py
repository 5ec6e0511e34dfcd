"""A conversation: one page for every step. The ways out of it are in views/talk_out.py.

Drafts are saved as they are typed, whether or not the private area is open; reading an earlier one
asks for the password after five idle minutes (decisions.md 27).
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import NoConsent, Refusal, bond_of
from accounts.http import (
    AuthedRequest,
    has_private_access,
    is_sealed,
    keep_private_open,
    leave_for,
    page,
    targets,
)
from accounts.sessions import polled
from checkins.access import AlreadySent, TooMuch, conversations_reachable_by
from checkins.actions import draft as drafts
from checkins.actions import repair as actions
from checkins.enums import DraftField
from checkins.enums.repair import Choice, Move, Turn
from checkins.forms.talk import DAYS, TurnForm
from checkins.logic.turns import FIELDS, TurnContent
from checkins.logic.wording import SecondLook, hints_for, together
from checkins.queries.conversation import Place, place_in
from checkins.queries.fair_conflict import fair_conflict_lines
from checkins.queries.talk import TalkPage, fingerprint, talk_page
from checkins.queries.turns import LABELS, Part, own_turn
from checkins.views.consent_first import give_here, is_given_here, sending
from checkins.views.words import wants_a_look

UNREADABLE = 422
NOTHING = 204
SEEN = "X-Seen"
KEPT = "kept"
LOOK_AGAIN = _lazy(
    "They had said yes before you took words of yours back. So both of you look at it once more."
)
NO_LOOKS: Mapping[DraftField, SecondLook] = MappingProxyType({})
NOTHING_FIRST: Mapping[str, Any] = MappingProxyType({})
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def talk(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """The step that runs: one's own turn, or waiting for the other's."""
    place = place_or_404(request, pk)
    if is_given_here(request):
        return give_here(request)
    if request.method == "POST":
        return _post(request, place)
    may_read = has_private_access(request)
    if may_read:
        keep_private_open(request)
    shown = _shown(request, place, may_read=may_read)
    form = TurnForm.showing(shown.turn, shown.key, shown.draft) if shown.turn else None
    return _page(request, place, shown, form)


@require_safe
@polled
def talk_turn(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Asked by the page of somebody who waits: reload, where it would look different now."""
    place = place_or_404(request, pk)
    response = HttpResponse(status=NOTHING)
    if request.headers.get(SEEN) != _seen(request, place):
        response["HX-Refresh"] = "true"
    return response


def _post(request: AuthedRequest, place: Place) -> HttpResponse:
    turn = next((each for each in Turn if each == request.POST.get("turn")), None)
    if turn is None:
        return leave_for(request, "checkins:talk", place.row.pk)
    form = TurnForm(turn, request.POST)
    form.is_valid()
    key = form.cleaned_data.get("key")
    if key is None:
        return leave_for(request, "checkins:talk", place.row.pk)
    if targets(request, KEPT):
        return _autosave(request, place, form, key)
    try:
        return _take(request, place, form, key)
    except TooMuch as refusal:
        return _too_much(request, place, form, refusal)


def _take(request: AuthedRequest, place: Place, form: TurnForm, key: int) -> HttpResponse:
    """Keep, look once more, or send: whatever the pressed button says."""
    choice = form.choice()
    if choice is None or not form.is_valid():
        return _keep_and_show(request, place, form, key)
    content = form.content(choice)
    if "send" not in request.POST and _is_previewed(content):
        return _preview(request, place, form, choice)
    if form.typed().texts and not content.texts:
        # Without script nothing has kept them yet, and this button does not send them.
        _keep(request, place, form, key)
    try:
        move = actions.take_turn(
            by=request.user,
            pk=place.row.pk,
            turn=form.turn,
            key=key,
            content=content,
            now=request.now,
        )
    except NoConsent:
        return _keep_and_show(request, place, form, key, first=sending(request))
    except AlreadySent:
        _keep(request, place, form, key)
    except Refusal as refusal:
        _keep(request, place, form, key)
        messages.info(request, str(refusal))
    else:
        if move is Move.ANOTHER_CHANGE and choice is Choice.YES:
            messages.info(request, LOOK_AGAIN)
    keep_private_open(request)
    return leave_for(request, "checkins:talk", place.row.pk)


def _is_previewed(content: TurnContent) -> bool:
    """Own words are looked at once more before they are sent; a choice alone is sent at once."""
    return content.choice in {Choice.SAID, Choice.NOT_QUITE} and bool(content.texts)


def _autosave(request: AuthedRequest, place: Place, form: TurnForm, key: int) -> HttpResponse:
    try:
        is_kept = drafts.keep_draft(by=request.user, now=request.now, **_typed(place, form, key))
    except Refusal as refusal:
        return _not_kept(request, refusal)
    if not is_kept:
        return _not_kept(request, _("You have sent this already."))
    keep_private_open(request)
    return page(request, "checkins/talk.html", {"is_kept": True}, partials=(KEPT,))


def _not_kept(request: AuthedRequest, why: Refusal | str) -> HttpResponse:
    context = {"errors": [why]}
    return page(request, "checkins/talk.html", context, partials=(KEPT,), status=UNREADABLE)


def _keep(request: AuthedRequest, place: Place, form: TurnForm, key: int) -> bool:
    """Whether it is a draft now. Words of a second tab, at a step that was sent from the first,
    are kept beside it, and that is said.
    """
    typed = _typed(place, form, key)
    if drafts.keep_draft(by=request.user, now=request.now, **typed):
        return True
    if drafts.keep_beside(by=request.user, now=request.now, **typed):
        messages.info(request, str(AlreadySent.sentence))
    return False


def _typed(place: Place, form: TurnForm, key: int) -> dict[str, Any]:
    return {"pk": place.row.pk, "turn": form.turn, "key": key, "content": form.typed()}


def _keep_and_show(
    request: AuthedRequest,
    place: Place,
    form: TurnForm,
    key: int,
    *,
    first: Mapping[str, Any] = NOTHING_FIRST,
) -> HttpResponse:
    """A button that sends nothing, or a form that cannot be sent as it is, or not before the
    person has agreed to what ``first`` asks.
    """
    is_kept = _keep(request, place, form, key)
    keep_private_open(request)
    if "later" in request.POST and is_kept:
        messages.info(request, _("Kept, for you alone."))
        return leave_for(request, "checkins:us")
    shown = _shown(request, place, may_read=has_private_access(request))
    if shown.turn is not form.turn or not shown.is_my_turn:
        if is_kept:
            messages.info(request, _("This has moved on meanwhile. What you typed is kept."))
        return leave_for(request, "checkins:talk", place.row.pk)
    status = UNREADABLE if form.choice() is not None and not form.is_valid() else 200
    looks = hints_for(form.typed().texts, request.user.language) if wants_a_look(request) else {}
    shown = _uncovered(shown)
    return _page(request, place, shown, form, looks=looks, first=first, status=status)


def _too_much(
    request: AuthedRequest, place: Place, form: TurnForm, refusal: TooMuch
) -> HttpResponse:
    """More than one row holds: nothing could be kept, so all of it stays on the page."""
    form.add_error(None, str(refusal))
    shown = _shown(request, place, may_read=has_private_access(request))
    # Also where the step is over, or was sent from another tab.
    shown = replace(shown, turn=form.turn, is_my_turn=True, is_over=False)
    return _page(request, place, _uncovered(shown), form, status=UNREADABLE)


def _uncovered(shown: TalkPage) -> TalkPage:
    """What was typed a moment ago is no past thing: the form stands there with it."""
    return replace(shown, has_draft=False)


def _preview(request: AuthedRequest, place: Place, form: TurnForm, choice: Choice) -> HttpResponse:
    content = form.content(choice)
    if not _keep(request, place, form, form.cleaned_data["key"]):
        return leave_for(request, "checkins:talk", place.row.pk)
    context = {
        "pk": place.row.pk,
        "partner_name": place.bond.partner.display_name,
        "turn": form.turn,
        "choice": choice,
        "parts": [
            Part(LABELS[name], content.texts[name])
            for name in FIELDS[form.turn]
            if content.texts.get(name)
        ],
        "hidden": [
            (name, value) for name in _sent_fields(form) for value in request.POST.getlist(name)
        ],
        "days_words": dict(DAYS).get(content.days or 0, ""),
        "look": together(hints_for(content.texts, request.user.language).values()),
    }
    return page(request, "checkins/talk_preview.html", context)


def _sent_fields(form: TurnForm) -> list[str]:
    return [name for name in form.fields if name in form.data]


def _page(
    request: AuthedRequest,
    place: Place,
    shown: TalkPage,
    form: TurnForm | None,
    *,
    looks: Mapping[DraftField, SecondLook] = NO_LOOKS,
    first: Mapping[str, Any] = NOTHING_FIRST,
    status: int = 200,
) -> HttpResponse:
    context = {
        **first,
        "is_sealed": is_sealed(request),
        "talk": shown,
        "form": form,
        "fields": [(each, looks.get(DraftField(each.name))) for each in form.own_words()]
        if form
        else (),
        "seen": fingerprint(place, request.now, has_taken=shown.has_taken),
    }
    return page(request, "checkins/talk.html", context, status=status)


def _shown(request: AuthedRequest, place: Place, *, may_read: bool) -> TalkPage:
    rules = fair_conflict_lines(request.user) if place.turn is Turn.RULES else ()
    return talk_page(request.user, place, request.now, may_read=may_read, rules=rules)


def _seen(request: AuthedRequest, place: Place) -> str:
    own = own_turn(request.user, place.row, place.turn, place.key) if place.turn else None
    return fingerprint(place, request.now, has_taken=own is not None)


def place_or_404(request: AuthedRequest, pk: UUID) -> Place:
    """Where the person who asks stands in a conversation of their couple."""
    bond = bond_of(request.user)
    if bond is None:
        raise Http404
    row = get_object_or_404(conversations_reachable_by(bond), pk=pk)
    return place_in(request.user, bond, row, request.now)
