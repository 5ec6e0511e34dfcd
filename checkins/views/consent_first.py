"""The consent to talk with each other here, asked for on the page that first needs it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.access import NoConsent, Refusal, check_may_share
from accounts.actions.consent import give_sharing
from accounts.enums import Purpose
from accounts.http import AuthedRequest, leave_for
from accounts.queries.consent import WORDINGS

BUTTON = "agree_to"


def is_given_here(request: AuthedRequest) -> bool:
    """Whether the button of templates/checkins/consent_first.html was pressed."""
    return request.method == "POST" and request.POST.get(BUTTON) == Purpose.REPAIR


def give_here(request: AuthedRequest) -> HttpResponse:
    """Give the consent and show the same page again. A view calls it before it looks at its own
    form: ``if is_given_here(request): return give_here(request)``.
    """
    try:
        give_sharing(by=request.user, purpose=Purpose.REPAIR, now=request.now)
    except Refusal as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("Agreed. You can take it back on the connection page."))
    return leave_for(request, request.path)


def sending(request: AuthedRequest) -> dict[str, Any]:
    """For the context: ``consent`` is the wording to agree to first, where that is what is
    missing; ``why_not`` the sentence where it is something else; ``may_send`` if nothing is.
    """
    found: dict[str, Any] = {"consent": None, "why_not": "", "may_send": False}
    try:
        check_may_share(request.user, Purpose.REPAIR)
    except NoConsent:
        return found | {"consent": WORDINGS[Purpose.REPAIR]}
    except Refusal as refusal:
        return found | {"why_not": refusal.sentence}
    return found | {"may_send": True}
