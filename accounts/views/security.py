"""How a person signs in, and where they are signed in."""

from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.account.views import ConfirmEmailVerificationCodeView, LogoutView
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import session as actions
from accounts.actions import user as actions_on_user
from accounts.enums import AccountKind
from accounts.http import AuthedRequest, home_of, is_sealed, page
from accounts.queries.audit import news_of
from accounts.queries.session import devices as devices_of
from accounts.queries.user import second_factors
from accounts.sessions import NEWS
from accounts.views.profile import FORM

CLEARED = '"cookies", "storage"'


class SignOut(LogoutView):
    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = CLEARED
        return response


class ConfirmAddress(ConfirmEmailVerificationCodeView):
    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        # allauth remembers a person it has found and asks again for one it has not.
        self._process._user = None  # noqa: SLF001 - there is no public way to forget
        return kwargs

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        """Nobody behind this address? Then a note goes out again, where else a code would."""
        if self._process.user is None:
            self._process.record_resend()
            self._process.send()
            self._process.persist()
            return redirect("account_email_verification_sent")
        response: HttpResponse = super()._resend_form_valid(form)
        return response


sign_out = login_not_required(SignOut.as_view())
confirm_address = login_not_required(ConfirmAddress.as_view())


@require_safe
def security(request: AuthedRequest) -> HttpResponse:
    context = {
        "factors": second_factors(request.user),
        "news": news_of(request.user, request.session.get(NEWS, ())),
    }
    return page(request, "accounts/security.html", context)


@require_POST
def news_seen(request: AuthedRequest) -> HttpResponse:
    """The note about signing in was read."""
    news = news_of(request.user, request.session.pop(NEWS, ()))
    if news is not None:
        actions_on_user.put_news_away(by=request.user, until=news.until)
    return redirect(home_of(request.user))


@require_http_methods(FORM)
def devices(request: AuthedRequest) -> HttpResponse:
    key = request.session.session_key
    if request.method == "POST":
        chosen = request.POST.get("device", "")
        if chosen:
            actions.end_session(by=request.user, handle_of_session=chosen, now=request.now)
        else:
            actions.end_other_sessions(by=request.user, current_key=key, now=request.now)
        messages.success(request, _("Signed out there."))
        return redirect("accounts:devices")
    return page(request, "accounts/devices.html", {"devices": devices_of(request.user, key)})


@require_safe
def unseal(request: AuthedRequest) -> HttpResponse:
    """The ways to show that one is oneself after a reset by mail."""
    is_partner = request.user.kind == AccountKind.PARTNER
    opens = "checkins:mine" if is_partner else home_of(request.user)
    if not is_sealed(request):
        return redirect(opens)
    factors = second_factors(request.user)
    after = f"?next={reverse(opens)}"
    ways = []
    if "webauthn" in factors:
        ways.append((reverse("mfa_reauthenticate_webauthn") + after, _("Use a passkey")))
    if factors & {"totp", "recovery_codes"}:
        ways.append((reverse("mfa_reauthenticate") + after, _("Use a code")))
    return page(request, "accounts/unseal.html", {"ways": ways})
