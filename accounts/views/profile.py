"""The rooms behind *More*, and what a person says about themselves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import user as actions
from accounts.forms.profile import ProfileForm
from accounts.http import AuthedRequest, page
from accounts.views.start import FORM


@require_safe
def more(request: AuthedRequest) -> HttpResponse:
    return page(request, "accounts/more.html")


@require_http_methods(FORM)
def profile(request: AuthedRequest) -> HttpResponse:
    user = request.user
    form = ProfileForm(
        request.POST or None,
        initial={
            "display_name": user.display_name,
            "pronouns": user.pronouns,
            "time_zone": user.time_zone,
            "language": user.language,
        },
    )
    if request.method != "POST":
        return page(request, "accounts/profile.html", {"form": form})
    if not form.is_valid():
        return page(request, "accounts/profile.html", {"form": form}, status=422)
    actions.save_profile(by=user, now=request.now, **form.cleaned_data)
    messages.success(request, _("Kept."))
    return redirect("accounts:profile")
