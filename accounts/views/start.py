"""The way in: what this is, what happens with your words, and who you are."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import user as actions
from accounts.forms.start import (
    APPLIES,
    DATA_USE,
    GIVEN_CODE,
    Agreement,
    GivenCodeForm,
    StartForm,
)
from accounts.http import AuthedRequest, home_of, page
from accounts.views.profile import FORM, posted, profile_form


@login_not_required
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(home_of(request.user))
    return page(request, "accounts/landing.html")


@login_not_required
@require_http_methods(FORM)
def start(request: HttpRequest) -> HttpResponse:
    form = StartForm(posted(request))
    if request.method != "POST":
        return page(request, "accounts/start.html", {"form": form, "wording": DATA_USE})
    if not form.is_valid():
        return page(request, "accounts/start.html", {"form": form, "wording": DATA_USE}, status=422)
    now: datetime = request.now  # type: ignore[attr-defined]
    if request.user.is_authenticated:
        actions.agree(by=request.user, now=now)
        return redirect(home_of(request.user))
    Agreement(now).keep(request.session)
    return redirect("account_signup")


@login_not_required
@require_http_methods(FORM)
def given_code(request: HttpRequest) -> HttpResponse:
    form = GivenCodeForm(posted(request))
    if request.method != "POST":
        return page(request, "accounts/given_code.html", {"form": form})
    if not form.is_valid():
        return page(request, "accounts/given_code.html", {"form": form}, status=422)
    request.session[GIVEN_CODE] = form.cleaned_data["code"]
    if request.user.is_authenticated:
        return redirect("accounts:connect")
    return redirect("accounts:start")


@require_http_methods(FORM)
def welcome(request: AuthedRequest) -> HttpResponse:
    form = profile_form(request)
    if request.method != "POST":
        return page(request, "accounts/welcome.html", {"form": form})
    if not form.is_valid():
        return page(request, "accounts/welcome.html", {"form": form}, status=422)
    actions.save_profile(by=request.user, now=request.now, **form.cleaned_data)
    if GIVEN_CODE in request.session:
        return redirect("accounts:connect")
    if APPLIES in request.session:
        return redirect("accounts:practice_apply")
    return redirect(home_of(request.user))
