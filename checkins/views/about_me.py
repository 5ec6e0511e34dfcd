"""What somebody knows about themselves, section by section. Private, always."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import Refusal
from accounts.http import (
    AuthedRequest,
    ask_password,
    has_private_access,
    keep_private_open,
    leave_for,
    page,
    private_page,
)
from checkins.actions import profile as actions
from checkins.enums.inner import ProfilePart
from checkins.forms.note import PartForm
from checkins.queries import profile as queries
from checkins.views.kept import leave_after_words

UNREADABLE = 422
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@private_page
def about_me(request: AuthedRequest) -> HttpResponse:
    """Every section; a post deletes all of it."""
    if request.method == "POST":
        if "delete" in request.POST:
            actions.delete_profile(by=request.user, now=request.now)
            messages.info(request, _("It is gone, without a trace."))
        return leave_for(request, "checkins:about_me")
    sections = queries.sections_of(request.user)
    context = {
        "sections": sections,
        "has_any": any(each.content or each.typed for each in sections),
    }
    return page(request, "checkins/about_me.html", context)


@form_page
def about_me_part(request: AuthedRequest, part: str) -> HttpResponse:
    """One section. What was typed after the private area has shut waits beside what stands."""
    if part not in list(ProfilePart):
        raise Http404
    here = ProfilePart(part)
    if request.method != "POST":
        return _reading(request, here)
    if "delete" in request.POST:
        return _delete(request, here)
    form = PartForm(here, request.POST)
    if not form.is_valid():
        return _page(request, here, form)
    is_open = has_private_access(request)
    keep = actions.keep_part if is_open else actions.keep_part_typed
    try:
        keep(by=request.user, part=here, content=form.content(), now=request.now)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, here, form)
    if not is_open:
        messages.info(request, _("What you typed is kept. It waits behind your password."))
        return ask_password(request, reverse("checkins:about_me_part", args=[here]))
    keep_private_open(request)
    return leave_after_words(request, [form.content().text], "checkins:about_me")


def _delete(request: AuthedRequest, here: ProfilePart) -> HttpResponse:
    if not has_private_access(request):
        return ask_password(request, reverse("checkins:about_me_part", args=[here]))
    actions.delete_part(by=request.user, part=here, now=request.now)
    return leave_for(request, "checkins:about_me")


@private_page
def _reading(request: AuthedRequest, here: ProfilePart) -> HttpResponse:
    section = next(each for each in queries.sections_of(request.user) if each.part is here)
    return _page(request, here, PartForm.of(section), section)


def _page(
    request: AuthedRequest,
    here: ProfilePart,
    form: PartForm,
    section: queries.Section | None = None,
) -> HttpResponse:
    context = {
        "part": here,
        "name": queries.NAMES[here],
        "form": form,
        "is_waiting": section is not None and section.typed is not None,
        "stands": section is not None and bool(section.content or section.typed),
    }
    status = UNREADABLE if form.is_bound else 200
    return page(request, "checkins/about_me_part.html", context, status=status)
