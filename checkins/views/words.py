"""A second look at the wording of a draft, for its author while they write."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from accounts.http import AuthedRequest, page
from checkins.forms.words import DraftsForm
from checkins.logic.rupture import needs_support_first
from checkins.logic.wording import hints_for, together

UNREADABLE = 422
NOTHING_NEW = 204


@require_POST
def words(request: AuthedRequest) -> HttpResponse:
    """The hints on one text of a page, or on all; nothing where they are on the screen already.

    Keeps nothing. Writing is no reading of private things, so this needs no password and does not
    hold the private area open.
    """
    form = DraftsForm(request.POST)
    if not form.is_valid():
        return page(request, "components/hints_said.html", status=UNREADABLE)
    looks = hints_for(
        form.texts(), request.user.language, is_feared=needs_support_first(form.tagged())
    )
    look = together(looks[field] for field in form.about_these())
    if look.gist == form.cleaned_data["shown"]:
        return HttpResponse(status=NOTHING_NEW)
    return page(request, "components/hints_said.html", {"look": look})


def wants_a_look(request: HttpRequest) -> bool:
    """Whether the button of templates/components/hints.html sent this form, and no other."""
    return "look" in request.POST
