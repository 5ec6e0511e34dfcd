"""Hurts: naming one, the own list, showing exact words, and what the other shows."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import Refusal, bond_of, check_may_share, partner_of
from accounts.enums import Purpose
from accounts.http import (
    AuthedRequest,
    ask_password,
    has_private_access,
    is_sealed,
    keep_private_open,
    leave_for,
    page,
    private_page,
)
from accounts.logic.rhythm import local_day
from checkins.actions import rupture as actions
from checkins.enums import DraftField, HurtSource, HurtState, HurtWish
from checkins.forms.rupture import (
    AnswerForm,
    HurtContentForm,
    MoveForm,
    NewHurtForm,
    WordsForm,
)
from checkins.logic.wording import SecondLook, hints_for, needs_support
from checkins.queries import rupture as queries
from checkins.queries.past_talks import talk_about
from checkins.queries.question import areas_to_name
from checkins.views.kept import leave_after_words
from checkins.views.words import wants_a_look

UNREADABLE = 422
ASKED = "asked"
ONWARD = {
    HurtWish.KEEP: "checkins:hurt",
    HurtWish.LOOK_AGAIN: "checkins:hurt",
    HurtWish.SHOW: "checkins:hurt_show",
    HurtWish.INVITE: "checkins:invite_about",
}
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@private_page
def hurts(request: AuthedRequest) -> HttpResponse:
    own = queries.hurts_of(request.user)
    again = [hurt for hurt in own if hurt.is_due_on(_today(request))]
    return page(
        request,
        "checkins/hurts.html",
        {
            "again": again,
            "standing": [hurt for hurt in own if not hurt.is_put_away and hurt not in again],
            "put_away": [hurt for hurt in own if hurt.is_put_away],
        },
    )


@form_page
def hurt_new(request: AuthedRequest) -> HttpResponse:
    """Writing needs no password; only reading what was written earlier does."""
    can_show = partner_of(request.user) is not None and not is_sealed(request)
    if request.method != "POST":
        form = NewHurtForm(can_show=can_show, initial=_asked_about(request))
        return page(request, "checkins/hurt_new.html", {"form": form})
    form = NewHurtForm(request.POST, can_show=can_show)
    if not form.is_valid() or wants_a_look(request):
        return _typed_again(request, "checkins/hurt_new.html", form)
    content, wish = form.content(), form.wanted()
    pk = actions.name_hurt(
        by=request.user,
        key=form.own_key(),
        content=content,
        wish=wish,
        source=form.begun_by(),
        now=request.now,
    )
    _count_as_activity(request)
    if content.needs_support:
        # That page begins with the way to support itself.
        return leave_for(request, "checkins:hurt", pk)
    is_feared = needs_support(content.note, request.user.language)
    to = "checkins:hurt" if is_feared else ONWARD[wish]
    return leave_after_words(request, [content.note], to, pk)


def _typed_again(
    request: AuthedRequest, template: str, form: HurtContentForm, **context: UUID
) -> HttpResponse:
    """The page as it was typed, with what is wrong with it or a second look at its wording."""
    look: dict[DraftField, SecondLook] = {}
    if form.is_valid():
        is_feared = form.content().needs_support
        look = _look_at(request, DraftField.NOTE, form.content().note, is_feared=is_feared)
    status = 200 if form.is_valid() else UNREADABLE
    return page(request, template, {"form": form, "look": look, **context}, status=status)


def _look_at(
    request: AuthedRequest, field: DraftField, text: str, *, is_feared: bool
) -> dict[DraftField, SecondLook]:
    return hints_for({field: text}, request.user.language, is_feared=is_feared)


@form_page
@private_page
def hurt(request: AuthedRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(queries.owned_by(request.user), pk=pk)
    if request.method != "POST":
        return _hurt_page(request, queries.hurt_of(request.user, row))
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _hurt_page(request, queries.hurt_of(request.user, row), status=UNREADABLE)
    try:
        return _move(request, pk, form.wanted())
    except Refusal as refusal:
        own = queries.hurt_of(request.user, row)
        return _hurt_page(request, own, refusal=refusal.sentence, status=UNREADABLE)


def _hurt_page(
    request: AuthedRequest,
    own: queries.Hurt,
    *,
    refusal: str | Promise = "",
    status: int = 200,
) -> HttpResponse:
    bond = bond_of(request.user)
    context = {
        "hurt": own,
        "partner": bond.partner if bond else None,
        "talk": talk_about(bond, own.pk, request.now) if bond else None,
        "refusal": refusal,
    }
    return page(request, "checkins/hurt.html", context, status=status)


def _move(request: AuthedRequest, pk: UUID, wanted: str) -> HttpResponse:
    """Do what one button of the hurt's page says."""
    by, now = request.user, request.now
    match wanted:
        case MoveForm.DELETE:
            actions.delete_hurt(by=by, pk=pk, now=now)
            return leave_for(request, "checkins:hurts")
        case MoveForm.LOOK_AGAIN:
            actions.look_again(by=by, pk=pk, now=now)
        case _:
            actions.move_hurt(by=by, pk=pk, to=HurtState(wanted), now=now)
    return leave_for(request, "checkins:hurt", pk)


@form_page
def hurt_edit(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """What was typed is saved however long it took. Once the private area has shut, it waits beside
    what stands there: reading and replacing that ask for the password.
    """
    if request.method != "POST":
        return _edit_page(request, pk)
    get_object_or_404(queries.owned_by(request.user), pk=pk)
    form = HurtContentForm(request.POST)
    if not form.is_valid() or wants_a_look(request):
        return _typed_again(request, "checkins/hurt_edit.html", form, pk=pk)
    is_open = has_private_access(request)
    keep = actions.rewrite_hurt if is_open else actions.keep_typed
    try:
        keep(by=request.user, pk=pk, content=form.content(), now=request.now)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return page(request, "checkins/hurt_edit.html", {"form": form, "pk": pk}, status=UNREADABLE)
    if not is_open:
        return _ask_first(request, "checkins:hurt_edit", pk)
    keep_private_open(request)
    return leave_after_words(request, [form.content().note], "checkins:hurt", pk)


def _ask_first(request: AuthedRequest, name: str, pk: UUID) -> HttpResponse:
    messages.info(request, _("What you typed is kept. It waits behind your password."))
    return ask_password(request, reverse(name, args=[pk]))


@private_page
def _edit_page(request: AuthedRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(queries.owned_by(request.user), pk=pk)
    own = queries.hurt_of(request.user, row)
    context = {"form": HurtContentForm.of(own), "pk": pk, "is_waiting": own.typed is not None}
    return page(request, "checkins/hurt_edit.html", context)


@form_page
def hurt_show(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Choose the words, see them as the partner will, show them: three steps at one address. Once
    the private area has shut, the words are kept and the password comes first.
    """
    if request.method != "POST":
        return _words_page(request, pk)
    row = get_object_or_404(queries.owned_by(request.user), pk=pk)
    own = queries.hurt_of(request.user, row)
    form = WordsForm(request.POST)
    if not form.is_valid() or "change" in request.POST or wants_a_look(request):
        return _choosing(request, own, form)
    words = form.cleaned_data["words"]
    try:
        if not has_private_access(request):
            actions.keep_words(by=request.user, pk=pk, words=words, now=request.now)
            return _ask_first(request, "checkins:hurt_show", pk)
        check_may_share(request.user, Purpose.HURTS_SHARING)
        if "show" not in request.POST:
            return _preview(request, own, words)
        shown_pk = actions.show_hurt(by=request.user, pk=pk, words=words, now=request.now)
    except Refusal as refusal:
        return _choosing(request, own, form, refusal=refusal.sentence)
    messages.success(request, _("It is shown: these words and the date, and nothing else."))
    _count_as_activity(request)
    return leave_for(request, "checkins:shown", shown_pk)


@private_page
def _words_page(request: AuthedRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(queries.owned_by(request.user), pk=pk)
    own = queries.hurt_of(request.user, row)
    form = WordsForm(initial={"words": own.words or (own.shown.words if own.shown else "")})
    return _choosing(request, own, form, refusal=_why_not(request))


def _choosing(
    request: AuthedRequest,
    own: queries.Hurt,
    form: WordsForm,
    *,
    refusal: str | Promise = "",
) -> HttpResponse:
    """The page where words are chosen; the note beside it only where reading it is allowed. Where
    its owner wrote of fear or control, nobody tells them how to word it.
    """
    is_feared = _tells_of_fear(request, own)
    look: dict[DraftField, SecondLook] = {}
    if wants_a_look(request) and form.is_valid():
        words = form.cleaned_data["words"]
        look = _look_at(request, DraftField.WORDS, words, is_feared=is_feared)
    context = {
        "form": form,
        "pk": own.pk,
        "note": own.note if has_private_access(request) else "",
        "needs_support": own.needs_support and has_private_access(request),
        "is_silent": is_feared,
        "look": look,
        "partner": partner_of(request.user),
        "refusal": refusal,
    }
    is_refused = form.is_bound and (bool(refusal) or not form.is_valid())
    status = UNREADABLE if is_refused else 200
    return page(request, "checkins/hurt_show.html", context, status=status)


def _preview(request: AuthedRequest, own: queries.Hurt, words: str) -> HttpResponse:
    is_feared = _tells_of_fear(request, own)
    look = _look_at(request, DraftField.WORDS, words, is_feared=is_feared)
    context = {
        "pk": own.pk,
        "words": words,
        "look": look[DraftField.WORDS],
        "on": queries.shown_on(request.user, request.now),
        "partner": partner_of(request.user),
    }
    return page(request, "checkins/hurt_preview.html", context)


def _tells_of_fear(request: AuthedRequest, own: queries.Hurt) -> bool:
    """Asked anew each time, of what its owner ticked and wrote; it is kept nowhere."""
    return own.needs_support or needs_support(own.note, request.user.language)


@require_safe
def shown(request: AuthedRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(queries.readable_by(request.user), pk=pk)
    words = queries.shown_words(request.user, [row])
    if not words:
        raise Http404
    context = {"shown": words[0], "partner": partner_of(request.user)}
    return page(request, "checkins/shown.html", context)


@require_POST
def hear(request: AuthedRequest, pk: UUID) -> HttpResponse:
    get_object_or_404(queries.readable_by(request.user).exclude(author=request.user), pk=pk)
    form = AnswerForm(request.POST)
    if form.is_valid() and form.cleaned_data["take_back"]:
        actions.take_answer_back(by=request.user, pk=pk, now=request.now)
    else:
        actions.hear_hurt(by=request.user, pk=pk, now=request.now)
    return leave_for(request, "checkins:shown", pk)


def _asked_about(request: AuthedRequest) -> dict[str, Any]:
    """Coming from a private question, its areas stand there already, while they may be read."""
    if ASKED not in request.GET or not has_private_access(request):
        return {}
    return {"areas": areas_to_name(request.user), "source": HurtSource.ASKED.value}


def _today(request: AuthedRequest) -> date:
    return local_day(request.now, request.user.time_zone)


def _why_not(request: AuthedRequest) -> str | Promise:
    try:
        check_may_share(request.user, Purpose.HURTS_SHARING)
    except Refusal as refusal:
        return refusal.sentence
    return ""


def _count_as_activity(request: AuthedRequest) -> None:
    """Saving keeps the private area open; it never opens it."""
    if has_private_access(request):
        keep_private_open(request)
