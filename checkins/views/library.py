"""Short cards to read. They are the same for everybody, and reading leaves nothing behind."""

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import AuthedRequest, page
from checkins.forms.library import FindForm
from checkins.queries import library as cards


@require_http_methods(["GET", "HEAD", "POST"])
def library(request: AuthedRequest) -> HttpResponse:
    """All cards, or those with the words. They come by POST: no history keeps what was sought."""
    form = FindForm(request.POST if request.method == "POST" else None)
    shelf = cards.library()
    context = {"library": shelf, "form": form, "shelf": reverse("checkins:library")}
    status = HTTPStatus.OK
    if form.is_bound:
        if form.is_valid():
            words = form.cleaned_data["words"]
            context |= {"words": words, "found": shelf.find(words)}
        else:
            status = HTTPStatus.UNPROCESSABLE_ENTITY
    return page(request, "checkins/library.html", context, partials=["found"], status=status)


@require_safe
def card(request: AuthedRequest, card: str) -> HttpResponse:
    shown = cards.card_page(cards.library(), card)
    if shown is None:
        raise Http404
    context = {"shown": shown, "shelf": reverse("checkins:library")}
    return page(request, "checkins/card.html", context)
