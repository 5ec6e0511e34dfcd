"""*No prompts, please*, and how readily own numbers may ask: a preference like any other."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import AuthedRequest, leave_for, page, private_page
from checkins.actions import question as actions
from checkins.forms.prompts import PromptsForm
from checkins.queries.question import own_preset
from checkins.safety import is_quiet

UNREADABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def prompts(request: AuthedRequest) -> HttpResponse:
    if request.method != "POST":
        standing = {"wants_none": is_quiet(request.user), "preset": own_preset(request.user)}
        return page(request, "checkins/prompts.html", {"form": PromptsForm(initial=standing)})
    form = PromptsForm(request.POST)
    if not form.is_valid():
        return page(request, "checkins/prompts.html", {"form": form}, status=UNREADABLE)
    wants_none, preset = form.wishes()
    actions.keep_wishes(by=request.user, wants_none=wants_none, preset=preset, now=request.now)
    messages.success(request, _("Kept. Nobody is told."))
    return leave_for(request, "checkins:prompts")
