"""What stands between a therapist and anything of a couple, in the order in which it is asked."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpResponse

from accounts.enums import AccountKind, TherapistState
from accounts.http import (
    AuthedRequest,
    ask_password,
    has_private_access,
    is_sealed,
    keep_private_open,
    leave_for,
    page,
)
from accounts.queries.therapist import own_therapist
from accounts.queries.user import has_second_factor

P = ParamSpec("P")


def practice_page(
    view: Callable[Concatenate[AuthedRequest, P], HttpResponse],
) -> Callable[Concatenate[AuthedRequest, P], HttpResponse]:
    """For every page that shows something of a couple to a therapist.

    Verified, with a second factor, with the card read that comes before the first view (TR-14),
    and asked for the password again after five idle minutes. To everybody else it does not exist.
    """

    def guarded(request: AuthedRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.kind != AccountKind.THERAPIST:
            raise Http404
        if is_sealed(request):
            return page(request, "accounts/sealed.html")
        therapist = own_therapist(request.user)
        if therapist is None or therapist.state != TherapistState.VERIFIED:
            return leave_for(request, "accounts:practice")
        if not has_second_factor(request.user):
            return leave_for(request, "accounts:practice")
        if not has_private_access(request):
            return ask_password(request, request.get_full_path())
        if therapist.trained_on is None:
            return leave_for(request, "accounts:practice_before")
        keep_private_open(request)
        return view(request, *args, **kwargs)

    update_wrapper(guarded, view)
    return guarded
