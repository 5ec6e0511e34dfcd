"""A therapist's account: applying, where it stands, what it says of secrets, the first card."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import Refusal
from accounts.actions import therapist as actions
from accounts.enums import AccountKind
from accounts.forms.start import APPLIES
from accounts.forms.therapist import ApplyForm, PolicyForm
from accounts.http import AuthedRequest, leave_for, page
from accounts.queries.practice import PracticePage, practice_of
from accounts.views.profile import FORM, posted


@login_not_required
@require_http_methods(FORM)
def practice_apply(request: HttpRequest) -> HttpResponse:
    """Who nobody knows yet reads what it is about, and is brought back after signing up."""
    if request.user.is_authenticated:
        return _apply(request)  # type: ignore[arg-type]
    if request.method == "POST":
        request.session[APPLIES] = True
        return leave_for(request, "accounts:start")
    return page(request, "accounts/practice_invite.html")


def _apply(request: AuthedRequest) -> HttpResponse:
    standing = practice_of(request.user)
    if standing is not None and not standing.can_change:
        return leave_for(request, "accounts:practice")
    try:
        actions.check_may_apply(request.user)
    except actions.IsAPartner as refusal:
        return page(request, "accounts/practice_refused.html", {"refusal": refusal})
    form = ApplyForm(posted(request), initial=_applied_with(standing))
    status = 200
    if request.method == "POST":
        request.session.pop(APPLIES, None)
        status = 422
        if form.is_valid() and _is_applied(request, form):
            return leave_for(request, "accounts:practice")
    context = {"form": form, "standing": standing}
    return page(request, "accounts/practice_apply.html", context, status=status)


@require_safe
def practice(request: AuthedRequest) -> HttpResponse:
    """Where the account stands, and the one thing that comes next."""
    return page(request, "accounts/practice.html", {"practice": _own(request)})


@require_http_methods(FORM)
def practice_policy(request: AuthedRequest) -> HttpResponse:
    """Another policy asks everybody again who agreed to the old one."""
    standing = _own(request)
    if not standing.is_verified:
        return leave_for(request, "accounts:practice")
    initial = {"policy": standing.policy, "policy_words": standing.policy_words}
    form = PolicyForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_policy(by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return leave_for(request, "accounts:practice")
    status = 200 if request.method != "POST" else 422
    return page(request, "accounts/practice_policy.html", {"form": form}, status=status)


@require_http_methods(FORM)
def practice_before(request: AuthedRequest) -> HttpResponse:
    """The card that comes before the first view (TR-14)."""
    standing = _own(request)
    if request.method != "POST":
        return page(request, "accounts/practice_before.html", {"practice": standing})
    actions.finish_training(by=request.user, now=request.now)
    return leave_for(request, "checkins:caseload")


@require_safe
def elsewhere(request: AuthedRequest) -> HttpResponse:
    """For those who look after the server: their work is in a process of its own."""
    return page(request, "accounts/elsewhere.html", {"address": settings.ADMIN_ADDRESS})


def _own(request: AuthedRequest) -> PracticePage:
    standing = practice_of(request.user)
    if standing is None or request.user.kind != AccountKind.THERAPIST:
        raise Http404
    return standing


def _applied_with(standing: PracticePage | None) -> dict[str, str]:
    if standing is None:
        return {}
    return {
        "name": standing.name,
        "licence": standing.licence,
        "register_url": standing.register_url,
        "policy": standing.policy,
        "policy_words": standing.policy_words,
    }


def _is_applied(request: AuthedRequest, form: ApplyForm) -> bool:
    try:
        actions.apply(by=request.user, now=request.now, **form.fields_of_it)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
