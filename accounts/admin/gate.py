"""No page of the admin process before a second factor is set up (security.md 5.2)."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from accounts.queries.user import second_factors

# Recovery codes alone are none: they stand in for one that was there.
FACTORS = {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}
TO_SET_ONE_UP = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "admin:login",
    "admin:logout",
    "demo_code",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_index",
}


class SecondFactorMiddleware:
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
        user = request.user
        if not user.is_authenticated or request.resolver_match.view_name in TO_SET_ONE_UP:
            return None
        return None if FACTORS & second_factors(user) else redirect("mfa_index")
