"""Making a code and typing one."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import rate
from accounts.access import Refusal, couple_of
from accounts.actions.invitation import make_code, redeem_code, revoke_code
from accounts.forms.invitation import WRONG_CODE, CodeForm
from accounts.http import AuthedRequest, leave_for, page
from accounts.queries.couple import my_code_lives_until, my_pairing

GIVEN_CODE = "given_code"


@require_http_methods(["GET", "HEAD", "POST"])
def connect(request: AuthedRequest) -> HttpResponse:
    """Make a code, or type the one you were given."""
    if couple_of(request.user) is not None:
        return leave_for(request, "accounts:connection")
    if my_pairing() is not None:
        return leave_for(request, "accounts:confirm")
    if request.method != "POST":
        return _page(request, CodeForm(initial={"code": request.session.get(GIVEN_CODE, "")}))
    request.session.pop(GIVEN_CODE, None)
    form = CodeForm(request.POST)
    status = _redeem(request, form) if form.is_valid() else 422
    if form.errors:
        return _page(request, form, status=status)
    return leave_for(request, "accounts:confirm")


@require_POST
def code(request: AuthedRequest) -> HttpResponse:
    """The answer to this POST shows a fresh code, once: nothing could show it again."""
    try:
        made = make_code(by=request.user, now=request.now)
    except Refusal as refusal:
        messages.info(request, str(refusal))
        return leave_for(request, "accounts:connect")
    context = {"code": made.text, "lives_until": my_code_lives_until()}
    return page(request, "accounts/code.html", context)


@require_POST
def code_end(request: AuthedRequest) -> HttpResponse:
    revoke_code(by=request.user, now=request.now)
    messages.info(request, _("Your code is ended. Nobody can use it any more."))
    return leave_for(request, "accounts:connect")


def _page(request: AuthedRequest, form: CodeForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "lives_until": my_code_lives_until()}
    return page(request, "accounts/connect.html", context, status=status)


def _redeem(request: AuthedRequest, form: CodeForm) -> int:
    """Try the typed code; what is wrong stands on the form, with the status to answer."""
    try:
        is_good = redeem_code(
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
