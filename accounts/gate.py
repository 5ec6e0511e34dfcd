"""What stands between a person who is signed in and a page."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from accounts.http import is_sealed, page

# Ways out and ways to sign out or in stand open whatever else is missing.
ALWAYS = {
    "account_logout",
    "accounts:exit",
    "accounts:exit_beacon",
    "accounts:landing",
    "accounts:mailbox",
    "accounts:support",
}
BEFORE_AGREEING = ALWAYS | {"accounts:start"}
BEFORE_A_NAME = BEFORE_AGREEING | {"accounts:welcome", "accounts:given_code"}
# Whoever came in by the mailbox alone must not make the account their own meanwhile.
SHUT_WHILE_SEALED = {
    "account_email",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_remove_webauthn",
}


class GateMiddleware:
    """First the agreement, then a name; and while a reset has sealed the private history, no
    change to how the person signs in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        arguments: tuple[Any, ...],
        named: dict[str, Any],
    ) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or request.resolver_match is None:
            return None
        user, name = request.user, request.resolver_match.view_name
        if not user.is_authenticated or name in ALWAYS:
            return None
        if user.adult_confirmed_on is None:
            return None if name in BEFORE_AGREEING else redirect("accounts:start")
        if not user.display_name:
            return None if name in BEFORE_A_NAME else redirect("accounts:welcome")
        if name in SHUT_WHILE_SEALED and is_sealed(request):  # type: ignore[arg-type]
            return page(request, "accounts/sealed.html", status=403)
        return None
