"""Every way out of a conversation, and every way of taking back what was said in it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import AuthedRequest, leave_for, page
from checkins.actions import draft as drafts
from checkins.actions import own_words, way_out
from checkins.enums.repair import RepairState
from checkins.forms.talk import PauseForm
from checkins.views.talk import place_or_404

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def talk_pause(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Pause. How long is for oneself alone."""
    place = place_or_404(request, pk)
    form = PauseForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context = {"place": place, "pk": pk, "form": form}
        return page(request, "checkins/talk_pause.html", context)
    way_out.pause(by=request.user, pk=pk, away=form.cleaned_data["away"], now=request.now)
    return leave_for(request, "checkins:talk", pk)


@require_POST
def talk_not_back(request: AuthedRequest, pk: UUID) -> HttpResponse:
    place_or_404(request, pk)
    way_out.not_back_yet(by=request.user, pk=pk, now=request.now)
    return leave_for(request, "checkins:talk", pk)


@form_page
def talk_leave(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Leave at once by a post; what stands here afterwards is for the one who left."""
    place = place_or_404(request, pk)
    if request.method == "POST":
        if "unsay" in request.POST:
            own_words.unsay(by=request.user, pk=pk, now=request.now)
            messages.info(request, _("Your words are gone from their view. They stay with you."))
        else:
            way_out.leave_talk(by=request.user, pk=pk, now=request.now)
        return leave_for(request, "checkins:talk_leave", pk)
    if place.state is not RepairState.PAUSED:
        return leave_for(request, "checkins:talk", pk)
    return page(request, "checkins/talk_left.html", {"pk": pk, "place": place})


@require_POST
def talk_aside(request: AuthedRequest, pk: UUID) -> HttpResponse:
    place_or_404(request, pk)
    way_out.set_aside(by=request.user, pk=pk, now=request.now)
    return leave_for(request, "checkins:talk", pk)


@require_POST
def talk_unsay(request: AuthedRequest, pk: UUID, turn: UUID) -> HttpResponse:
    """Take one turn of one's own out of the other's view."""
    place_or_404(request, pk)
    own_words.withdraw(by=request.user, pk=pk, turn=turn, now=request.now)
    messages.info(request, _("These words are gone from their view. They stay with you."))
    return leave_for(request, "checkins:talk", pk)


@require_POST
def talk_drop(request: AuthedRequest, pk: UUID, draft: UUID) -> HttpResponse:
    """Delete words that were not sent."""
    place_or_404(request, pk)
    drafts.drop_draft(by=request.user, pk=pk, draft=draft, now=request.now)
    return leave_for(request, "checkins:talk", pk)
