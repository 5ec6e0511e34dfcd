"""Your data: a copy to take along, and the end of the account."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import Refusal
from accounts.actions import personal_data as actions
from accounts.forms.personal_data import PasswordAgainForm
from accounts.http import AuthedRequest, ask_password, has_just_shown, leave_for, page
from accounts.views.profile import FORM, posted
from accounts.views.security import CLEARED

# Neutral, and the same for everybody.
FILE_NAME = "notes.zip"


@require_safe
def data(request: AuthedRequest) -> HttpResponse:
    return page(request, "accounts/data.html")


@require_http_methods(FORM)
def close(request: AuthedRequest) -> HttpResponse:
    """What goes, what stays and why; then everything at once, and out."""
    form = PasswordAgainForm(posted(request), user=request.user)
    context = {"form": form, "is_shown": form.wants_password or has_just_shown(request)}
    if request.method != "POST":
        return page(request, "accounts/close.html", context)
    if not form.is_valid():
        return page(request, "accounts/close.html", context, status=422)
    if not context["is_shown"]:
        return ask_password(request, reverse("accounts:close"))
    actions.erase(by=request.user, now=request.now)
    logout(request)
    response = leave_for(request, "accounts:gone")
    response["Clear-Site-Data"] = CLEARED
    return response


@login_not_required
@require_safe
def gone(request: HttpRequest) -> HttpResponse:
    """The same for everybody, whoever comes."""
    return render(request, "accounts/gone.html")


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
