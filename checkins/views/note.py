"""Private notes: writing and erasing them, cards for looking inward, and copies for oneself."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import Refusal
from accounts.http import (
    AuthedRequest,
    keep_private_open,
    leave_for,
    page,
    private_page,
)
from checkins.actions import note as actions
from checkins.enums.inner import Keepable
from checkins.forms.note import CardsForm, EraseForm, NoteForm
from checkins.queries import note as queries
from checkins.views.kept import leave_after_words

UNREADABLE = 422
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@private_page
def notes(request: AuthedRequest) -> HttpResponse:
    return page(
        request, "checkins/notes.html", {"notes": queries.notes_of(request.user, request.now)}
    )


@form_page
def note_new(request: AuthedRequest) -> HttpResponse:
    """Writing needs no password; only reading what was written earlier does."""
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            pk = actions.write_note(
                by=request.user,
                key=form.own_key(),
                text=form.cleaned_data["text"],
                after=form.cleaned_data["after"],
                now=request.now,
            )
        except Refusal as refusal:
            form.add_error("text", str(refusal))
        else:
            keep_private_open(request)
            return leave_after_words(request, [form.cleaned_data["text"]], "checkins:note", pk)
    status = UNREADABLE if form.is_bound else 200
    return page(request, "checkins/note_new.html", {"form": form}, status=status)


@form_page
@private_page
def note(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """One note; a post deletes it, or says when it erases itself."""
    row = get_object_or_404(queries.owned_by(request.user, request.now), pk=pk)
    form = EraseForm(request.POST if "erase" in request.POST else None)
    if "delete" in request.POST:
        actions.delete_note(by=request.user, pk=pk, now=request.now)
        messages.info(request, _("It is gone, without a trace."))
        return leave_for(request, "checkins:notes")
    if form.is_bound and form.is_valid():
        after = form.cleaned_data["after"]
        actions.set_erase(by=request.user, pk=pk, after=after, now=request.now)
        return leave_for(request, "checkins:note", pk)
    context = {"note": queries.note_of(row), "form": form}
    status = UNREADABLE if request.method == "POST" else 200
    return page(request, "checkins/note.html", context, status=status)


@form_page
def cards(request: AuthedRequest) -> HttpResponse:
    """Three questions to look at. What is written on one is kept as a note, and only that."""
    form = CardsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        texts = form.texts()
        try:
            actions.write_cards(
                by=request.user,
                key=form.own_key(),
                texts=texts,
                after=form.cleaned_data["after"],
                now=request.now,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            keep_private_open(request)
            return leave_after_words(request, texts.values(), "checkins:notes")
    status = UNREADABLE if form.is_bound else 200
    return page(request, "checkins/cards.html", {"form": form}, status=status)


@require_POST
def keep(request: AuthedRequest, what: str, pk: UUID) -> HttpResponse:
    """Keep a private copy of words of the other that stand on the page one comes from.

    That page says nothing of a copy, before or after: whoever looks along learns nothing of it.
    """
    if what not in list(Keepable):
        raise Http404
    try:
        at = actions.keep_copy(by=request.user, what=Keepable(what), pk=pk, now=request.now)
    except Refusal as refusal:
        messages.info(request, str(refusal))
        return leave_for(request, "checkins:us")
    keep_private_open(request)
    messages.info(request, _("Kept in your notebook, for you alone. Nobody is told."))
    return leave_for(request, at)
