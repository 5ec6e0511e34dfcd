"""A new beginning: each writes alone, both read once both have sent theirs."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods

from accounts.access import Refusal, partner_of
from accounts.http import (
    AuthedRequest,
    has_private_access,
    keep_private_open,
    leave_for,
    page,
    private_page,
)
from checkins.actions import recommitment as actions
from checkins.forms.recommitment import BeginningDoForm, BeginningForm
from checkins.logic import wording
from checkins.queries.recommitment import BeginningPage, beginning_page
from checkins.views.consent_first import give_here, is_given_here, sending

UNREADABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: AuthedRequest) -> HttpResponse:
    """Writing needs no password; only reading what was written earlier does."""
    if is_given_here(request):
        return give_here(request)
    if request.method != "POST":
        return _page(request)
    if "do" in request.POST:
        return _do(request)
    form = BeginningForm(request.POST)
    if not form.is_valid():
        return _typed(request, form)
    try:
        actions.keep_beginning(
            by=request.user, key=form.own_key(), content=form.content(), now=request.now
        )
    except Refusal as refusal:
        return _typed(request, form, refusal=refusal.sentence)
    _count_as_activity(request)
    return leave_for(request, "checkins:again")


def _do(request: AuthedRequest) -> HttpResponse:
    """Do what one button beside own words says."""
    form = BeginningDoForm(request.POST)
    if not form.is_valid():
        return leave_for(request, "checkins:again")
    do = {
        BeginningDoForm.SEND: actions.send_beginning,
        BeginningDoForm.TAKE_BACK: actions.take_beginning_back,
        BeginningDoForm.DELETE: actions.delete_beginning,
    }[form.wanted()]
    try:
        do(by=request.user, pk=form.own_pk(), now=request.now)
    except Refusal as refusal:
        messages.info(request, str(refusal))
    else:
        _count_as_activity(request)
    return leave_for(request, "checkins:again")


@private_page
def _page(request: AuthedRequest) -> HttpResponse:
    found = beginning_page(request.user)
    return _answer(request, _form_for(found), found)


def _typed(
    request: AuthedRequest, form: BeginningForm, *, refusal: str | Promise = ""
) -> HttpResponse:
    """What was just typed, once more; nothing that was written earlier stands beside it."""
    return _answer(request, form, None, refusal=refusal, status=UNREADABLE)


def _answer(
    request: AuthedRequest,
    form: BeginningForm,
    found: BeginningPage | None,
    *,
    refusal: str | Promise = "",
    status: int = 200,
) -> HttpResponse:
    context = sending(request) | {
        "form": form,
        "beginning": found,
        "needs_support": _needs_support(found, request.user.language),
        "partner": partner_of(request.user),
        "refusal": refusal,
    }
    return page(request, "checkins/again.html", context, status=status)


def _form_for(found: BeginningPage) -> BeginningForm:
    if found.own is None:
        return BeginningForm()
    own = found.own
    return BeginningForm(
        initial={
            "key": own.pk,
            "hold_on": own.content.hold_on,
            "differently": own.content.differently,
        }
    )


def _needs_support(found: BeginningPage | None, language: str) -> bool:
    if found is None or found.own is None:
        return False
    content = found.own.content
    return wording.needs_support(f"{content.hold_on}\n{content.differently}", language)


def _count_as_activity(request: AuthedRequest) -> None:
    """Saving keeps the private area open; it never opens it."""
    if has_private_access(request):
        keep_private_open(request)
