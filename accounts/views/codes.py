"""Codes between a therapist and a couple, in either direction."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import rate
from accounts.access import NotConnected, Refusal, couple_of
from accounts.actions import therapist as actions
from accounts.enums import AccountKind
from accounts.forms.invitation import WRONG_CODE, CodeForm
from accounts.http import AuthedRequest, leave_for, page
from accounts.queries.practice import practice_of
from accounts.queries.therapist import my_code_lives_until
from accounts.views.profile import FORM, posted


@require_http_methods(FORM)
def codes(request: AuthedRequest) -> HttpResponse:
    """Type the code of the other side, or make one for them."""
    if not _may_meet(request):
        return leave_for(request, _back(request))
    form = CodeForm(posted(request))
    status = 200
    if request.method == "POST":
        status = _redeem(request, form) if form.is_valid() else 422
        if not form.errors:
            messages.success(request, _said_after(request))
            return leave_for(request, _back(request))
    context = {"form": form, "lives_until": my_code_lives_until(), "is_therapist": _is_one(request)}
    return page(request, "accounts/codes.html", context, status=status)


@require_POST
def codes_make(request: AuthedRequest) -> HttpResponse:
    """The answer to this POST shows a fresh code, once: nothing could show it again."""
    try:
        made = actions.make_code(by=request.user, now=request.now)
    except (NotConnected, actions.NotVerified) as refusal:
        messages.info(request, str(refusal))
        return leave_for(request, _back(request))
    except Refusal as refusal:
        messages.info(request, str(refusal))
        return leave_for(request, "accounts:codes")
    context = {
        "code": made.text,
        "lives_until": my_code_lives_until(),
        "is_therapist": _is_one(request),
    }
    return page(request, "accounts/codes_made.html", context)


@require_POST
def codes_end(request: AuthedRequest) -> HttpResponse:
    actions.end_code(by=request.user, now=request.now)
    messages.info(request, _("Your code is ended. Nobody can use it any more."))
    return leave_for(request, _back(request))


def _is_one(request: AuthedRequest) -> bool:
    return request.user.kind == AccountKind.THERAPIST


def _back(request: AuthedRequest) -> str:
    return "accounts:practice" if _is_one(request) else "accounts:people"


def _may_meet(request: AuthedRequest) -> bool:
    """Whether a code could do anything: a verified therapist, or one of a couple."""
    if _is_one(request):
        standing = practice_of(request.user)
        return standing is not None and standing.is_verified
    return couple_of(request.user) is not None


def _said_after(request: AuthedRequest) -> str:
    if _is_one(request):
        return _("Added. Each of the two now decides alone what you may see.")
    return _("Added. Nothing can be seen before both of you say yes.")


def _redeem(request: AuthedRequest, form: CodeForm) -> int:
    """Try the typed code; what is wrong stands on the form, with the status to answer."""
    try:
        is_good = actions.redeem_code(
            by=request.user,
            typed=form.cleaned_data["code"],
            network=rate.network(request),
            now=request.now,
        )
    except Refusal as refusal:
        form.add_error("code", str(refusal))
        return 429
    if not is_good:
        form.add_error("code", WRONG_CODE)
    return 422
