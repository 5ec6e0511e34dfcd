"""Your data: a copy to take along, and the end of the account."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import Refusal
from accounts.actions import personal_data as actions
from accounts.forms.personal_data import PasswordAgainForm
from accounts.http import AuthedRequest, ask_password, has_just_shown, page
from accounts.views.profile import FORM, posted

# Neutral, and the same for everybody.
FILE_NAME = "notes.zip"


@require_safe
def data(request: AuthedRequest) -> HttpResponse:
    return page(request, "accounts/data.html")


@require_http_methods(FORM)
def copy(request: AuthedRequest) -> HttpResponse:
    """The file stands in the answer and nowhere else."""
    form = PasswordAgainForm(posted(request), user=request.user)
    context = {"form": form, "is_shown": form.wants_password or has_just_shown(request)}
    if request.method != "POST":
        return page(request, "accounts/copy.html", context)
    if not form.is_valid():
        return page(request, "accounts/copy.html", context, status=422)
    if not context["is_shown"]:
        return ask_password(request, reverse("accounts:copy"))
    try:
        content = actions.take_along(by=request.user, now=request.now)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return page(request, "accounts/copy.html", context, status=422)
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response
