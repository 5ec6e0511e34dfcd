"""What each of two writes alone, and both read once both have sent theirs."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods

from accounts.access import Refusal, partner_of
from accounts.http import (
    AuthedRequest,
    has_private_access,
    keep_private_open,
    leave_for,
    page,
    private_page,
)
from checkins.actions import recommitment as actions
from checkins.enums import RecommitmentKind
from checkins.forms.recommitment import BeginningForm, MeaningForm, WordsDoForm
from checkins.queries.profile import meaning_of
from checkins.queries.recommitment import WordsPage, words_page
from checkins.views.consent_first import give_here, is_given_here, sending
from checkins.views.kept import leave_after_words

UNREADABLE = 422
form_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Place:
    """A page of one kind: its address, its template, and what is filled in."""

    address: str
    back: str
    template: str
    kind: RecommitmentKind
    form: type[BeginningForm | MeaningForm]


AGAIN = Place(
    address="checkins:again",
    back="checkins:agreed",
    template="checkins/again.html",
    kind=RecommitmentKind.BEGINNING,
    form=BeginningForm,
)
MEANING = Place(
    address="checkins:meaning",
    back="checkins:us",
    template="checkins/meaning.html",
    kind=RecommitmentKind.MEANING,
    form=MeaningForm,
)


@form_page
def again(request: AuthedRequest) -> HttpResponse:
    """A new beginning."""
    return _room(request, AGAIN)


@form_page
def meaning(request: AuthedRequest) -> HttpResponse:
    """What *safe* means to each, side by side. What stands in the profile is offered as a start."""
    return _room(request, MEANING)


def _room(request: AuthedRequest, place: Place) -> HttpResponse:
    """Writing needs no password; only reading what was written earlier does."""
    if is_given_here(request):
        return give_here(request)
    if request.method != "POST":
        return _page(request, place)
    if "do" in request.POST:
        return _do(request, place)
    form = place.form(request.POST)
    if not form.is_valid():
        return _typed(request, place, form)
    content = form.content()
    try:
        actions.keep_words(by=request.user, key=form.own_key(), content=content, now=request.now)
    except Refusal as refusal:
        return _typed(request, place, form, refusal=refusal.sentence)
    _count_as_activity(request)
    return leave_after_words(request, content.texts(), place.address)


def _do(request: AuthedRequest, place: Place) -> HttpResponse:
    """Do what one button beside own words says."""
    form = WordsDoForm(request.POST)
    if not form.is_valid():
        return leave_for(request, place.address)
    do = {
        WordsDoForm.SEND: actions.send_words,
        WordsDoForm.TAKE_BACK: actions.take_words_back,
        WordsDoForm.DELETE: actions.delete_words,
    }[form.wanted()]
    try:
        do(by=request.user, pk=form.own_pk(), now=request.now)
    except Refusal as refusal:
        messages.info(request, str(refusal))
    else:
        _count_as_activity(request)
    return leave_for(request, place.address)


@private_page
def _page(request: AuthedRequest, place: Place) -> HttpResponse:
    found = words_page(request.user, place.kind)
    return _answer(request, place, _form_for(request, place, found), found)


def _typed(
    request: AuthedRequest,
    place: Place,
    form: BeginningForm | MeaningForm,
    *,
    refusal: str | Promise = "",
) -> HttpResponse:
    """What was just typed, once more; nothing that was written earlier stands beside it."""
    return _answer(request, place, form, None, refusal=refusal, status=UNREADABLE)


def _answer(
    request: AuthedRequest,
    place: Place,
    form: BeginningForm | MeaningForm,
    found: WordsPage | None,
    *,
    refusal: str | Promise = "",
    status: int = 200,
) -> HttpResponse:
    context = sending(request) | {
        "here": reverse(place.address),
        "back": reverse(place.back),
        "form": form,
        "written": found,
        "partner": partner_of(request.user),
        "refusal": refusal,
    }
    return page(request, place.template, context, status=status)


def _form_for(
    request: AuthedRequest, place: Place, found: WordsPage
) -> BeginningForm | MeaningForm:
    if found.own is not None:
        return place.form(initial={"key": found.own.pk, **found.own.content.as_document()})
    if place.kind is RecommitmentKind.MEANING:
        return MeaningForm(initial={"safe_means": meaning_of(request.user)})
    return place.form()


def _count_as_activity(request: AuthedRequest) -> None:
    """Saving keeps the private area open; it never opens it."""
    if has_private_access(request):
        keep_private_open(request)
