"""What both can see: the shared picture, and Between us."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import Refusal
from accounts.http import AuthedRequest, leave_for, page
from checkins.actions import release as release_actions
from checkins.actions import round as actions
from checkins.enums import Phase
from checkins.queries.picture import picture_of
from checkins.queries.round import around
from checkins.queries.us import us_page
from checkins.queries.week import finished_of, week_of
from checkins.views.week import place_or_404


@require_safe
def us(request: AuthedRequest) -> HttpResponse:
    """The latest moment's picture, the earlier ones, and what was shown between them."""
    return page(request, "checkins/us.html", {"us": us_page(request.user, request.now)})


@require_safe
def picture(request: AuthedRequest, day: date) -> HttpResponse:
    """The picture of one round. Of an older one only where there is a picture: whether anybody
    ever touched a round that shows nothing is not for this page to say.
    """
    rounds = around(request.user, request.now)
    if rounds.bond is None:
        raise Http404
    place = rounds.named(day)
    if place is not None and place.phase(request.now) is Phase.RUNNING:
        context = {
            "week": week_of(place, request.now),
            "finished": finished_of(place, request.now, may_read=False),
        }
        return page(request, "checkins/waiting.html", context)
    found = picture_of(request.user, rounds.bond, request.now, on=day)
    if found is None and place is None:
        raise Http404
    return page(request, "checkins/picture.html", {"picture": found})


@require_POST
def open_now(request: AuthedRequest, day: date) -> HttpResponse:
    """Ask to open early, or no longer. The answer says nothing about the other's wish."""
    place = place_or_404(request, day)
    if place.bond is None:
        raise Http404
    try:
        if "not" in request.POST:
            actions.ask_no_longer(by=request.user, place=place)
        else:
            actions.ask_to_open(by=request.user, place=place, now=request.now)
    except Refusal as refusal:
        messages.info(request, str(refusal))
    return leave_for(request, "checkins:picture", day)


@require_POST
def withdraw(request: AuthedRequest, day: date) -> HttpResponse:
    """Take own released words out of a picture."""
    rounds = around(request.user, request.now)
    if rounds.bond is None:
        raise Http404
    release_actions.withdraw_words(by=request.user, bond=rounds.bond, day=day)
    messages.success(request, _("Your words are no longer part of this picture."))
    return leave_for(request, "checkins:us")
