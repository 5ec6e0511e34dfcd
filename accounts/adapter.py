"""Where allauth asks us."""

from datetime import datetime, timedelta
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import emails, rate, vault
from accounts.actions import user as actions
from accounts.actor import acting_as
from accounts.forms.start import Agreement
from accounts.http import home_of, page
from accounts.models import User

HASH_AT_LOGIN = "login_began_with"
CODE_MAILS = {
    "account/email/email_confirmation",
    "account/email/email_confirmation_signup",
    "account/email/password_reset_code",
}
# Beyond this many tries an hour from everywhere together, each network gets one in half a minute:
# slower for whoever guesses, never shut for whoever knows.
TRIES_PER_HOUR = 40
SLOW = timedelta(seconds=30)


class Backend(AuthenticationBackend):
    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        # One query and one hash, whether or not there is such a person (decisions.md 38).
        user = User.objects.filter(email=email.lower()).first()
        return self._check_password(user, password)  # type: ignore[no-any-return]


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This address and this password do not belong together."),
        "incorrect_code": _("This is not the code. Please look at the newest message again."),
        "incorrect_password": _("This is not the password of this account."),
        "too_many_login_attempts": _("Too many tries. Please wait a little, then try again."),
        "same_as_current": _("That is the one you have now. Please choose another."),
        "rate_limited": _("Too many tries. Please wait a little, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody begins without having read and agreed to what happens with their words."""
        if Agreement.of(request.session) is None:
            raise ImmediateHttpResponse(redirect("accounts:start"))
        return True

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, **kwargs: Any) -> User:
        agreement = Agreement.of(request.session)
        if agreement is None:
            raise ImmediateHttpResponse(redirect("accounts:start"))
        user.adult_confirmed_on = agreement.at.date()
        user.time_zone = settings.DEFAULT_TIME_ZONE
        super().save_user(request, user, form, **kwargs)
        with acting_as(user.pk, now=_now(request)):
            actions.begin(by=user, agreed_at=agreement.at, now=_now(request))
        request.session[HASH_AT_LOGIN] = user.get_session_auth_hash()
        return user

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Whoever looks after the server has nothing to do here: no session, and a way to go."""
        if user.is_staff:
            request.session.flush()
            return page(request, "accounts/elsewhere.html", {"address": settings.ADMIN_ADDRESS})
        return super().pre_login(request, user, **kwargs)  # type: ignore[no-any-return]

    def login(self, request: HttpRequest, user: User) -> None:
        """A log-in that began before the password changed does not end in one."""
        began_with = request.session.pop(HASH_AT_LOGIN, None)
        if began_with is not None and began_with != user.get_session_auth_hash():
            request.session.flush()
            raise ImmediateHttpResponse(redirect("account_login"))
        super().login(request, user)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse(home_of(cast(User, request.user)))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        site = self._site()
        if template_prefix in CODE_MAILS:
            emails.send_code(email, code=context["code"], site=site)
        else:
            emails.send_note(email, site=site)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """What happened to an account stands in its own record, where only its person reads it.
        An address that is no longer the account's gets a note, since nothing else reaches it.
        """
        if template_prefix == "account/email/email_changed" and email:
            emails.send_note(email, site=self._site())

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        now = _now(request)
        login = _login(credentials)
        if not rate.hit(f"login:everywhere:{login}", TRIES_PER_HOUR, timedelta(hours=1), now):
            here = f"login:slow:{rate.network(request)}:{login}"
            if not rate.hit(here, 1, SLOW, now):
                raise self.validation_error("too_many_login_attempts")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Per account and network: nobody locks somebody out from elsewhere (AB4).
        return f"{rate.network(request)}:{_login(credentials)}"

    def _site(self) -> str:
        return str(context.request.build_absolute_uri(reverse("account_login")))


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This is not the code. The app shows a new one every half minute."),
    }

    def encrypt(self, text: str) -> str:
        return vault.wrap_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        return vault.unwrap_secret(encrypted_text)

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 - allauth's
        count = Authenticator.objects.filter(user=user, type=type).count()
        return (
            gettext("Passkey %(number)d") % {"number": count + 1} if count else gettext("Passkey")
        )

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": settings.SITE_NAME}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        # What a device shows in its list of passkeys: the address, never the account's nature.
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.email}


class SessionsAdapter(DefaultUserSessionsAdapter):
    pass


def _login(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email", "")).strip().lower()


def _now(request: HttpRequest) -> datetime:
    now: datetime = request.now  # type: ignore[attr-defined]
    return now
