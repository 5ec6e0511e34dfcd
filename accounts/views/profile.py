"""The rooms behind *More*, and what a person says about themselves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import user as actions
from accounts.actions.therapist import may_apply
from accounts.enums import AccountKind
from accounts.forms.profile import ProfileForm
from accounts.http import AuthedRequest, page
from accounts.queries.audit import news_of
from accounts.sessions import NEWS

FORM = ["GET", "HEAD", "POST"]


@require_safe
def more(request: AuthedRequest) -> HttpResponse:
    news = news_of(request.user, request.session.get(NEWS, ()))
    if request.user.kind == AccountKind.THERAPIST:
        return page(request, "accounts/more_practice.html", {"news": news})
    context = {"news": news, "may_apply": may_apply(request.user)}
    return page(request, "accounts/more.html", context)


@require_http_methods(FORM)
def profile(request: AuthedRequest) -> HttpResponse:
    form = profile_form(request)
    if request.method != "POST":
        return page(request, "accounts/profile.html", {"form": form})
    if not form.is_valid():
        return page(request, "accounts/profile.html", {"form": form}, status=422)
    actions.save_profile(by=request.user, now=request.now, **form.cleaned_data)
    messages.success(request, _("Kept."))
    return redirect("accounts:profile")


def profile_form(request: AuthedRequest) -> ProfileForm:
    """The form with what was just typed, else with what is kept."""
    user = request.user
    form = ProfileForm(
        posted(request),
        initial={
            "display_name": user.display_name,
            "pronouns": user.pronouns,
            "time_zone": user.time_zone,
            "language": user.language,
        },
    )
    if user.kind == AccountKind.THERAPIST:
        form.fields["display_name"].help_text = _("As this site calls you.")
    return form


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent, which may be nothing; None where no form was sent."""
    return request.POST if request.method == "POST" else None
