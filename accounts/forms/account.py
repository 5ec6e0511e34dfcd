"""allauth's forms, made level: nobody learns from the work done whether an address is known
(AB6, decisions.md 38).
"""

from datetime import timedelta
from uuid import uuid4

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification_by_code import (
    EMAIL_VERIFICATION_CODE_SESSION_KEY,
)
from allauth.account.internal.flows.password_reset_by_code import (
    PASSWORD_RESET_VERIFICATION_SESSION_KEY,
)
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.account.utils import has_verified_email
from allauth.core import context
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.forms import Field
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts import rate
from accounts.queries.user import active_with_address

CHANGES_PER_DAY = 3


class AddPasskeyForm(AddWebAuthnForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        alone = self.fields["passwordless"]
        alone.label = _("It alone is enough to sign in")
        alone.help_text = _("If not, it is asked for after the password.")
        alone.initial = True


def _in_our_words(fields: dict[str, Field]) -> None:
    """The same few names on every page, and what a password must be in one line."""
    names = {
        "email": _("E-mail address"),
        "login": _("E-mail address"),
        "oldpassword": _("Your password now"),
    }
    for name in names.keys() & fields.keys():
        fields[name].label = names[name]
        fields[name].error_messages["invalid"] = _("Please type the whole e-mail address.")
    if "password1" in fields:
        chosen = fields["password1"]
        chosen.help_text = _(
            "At least 12 characters, and not a common one. A few words in a row do well."
        )
        if "password2" in fields:
            chosen.label = _("New password")
            fields["password2"].label = _("The new password again")
    for field in fields.values():
        field.error_messages["required"] = _("Please fill this in.")


class LoginForm(forms.LoginForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields)


class ChangePasswordForm(forms.ChangePasswordForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields)


class ResetPasswordKeyForm(forms.ResetPasswordKeyForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields)


class SignupForm(forms.SignupForm):
    """Where the address has an account already, a person is made all the same and taken back:
    the same hash, the same queries, one mail.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields)

    def try_save(self, request: HttpRequest) -> tuple[AbstractBaseUser | None, HttpResponse | None]:
        if not self.account_already_exists:
            with transaction.atomic():
                kept = transaction.savepoint()
                user = self.save(request)
                transaction.savepoint_commit(kept)
            return user, None
        self._rehearse(request)
        _, response = super().try_save(request)
        # A person who is looked up on the next page, and not found, costs what a found one costs.
        nobody = uuid4()
        request.session[LOGIN_SESSION_KEY]["user_pk"] = nobody.hex
        request.session[EMAIL_VERIFICATION_CODE_SESSION_KEY]["user_id"] = str(nobody)
        request.session.modified = True
        return None, response

    def _rehearse(self, request: HttpRequest) -> None:
        typed = self.cleaned_data["email"]
        self.cleaned_data["email"] = f"{uuid4().hex}@nobody.invalid"
        self.account_already_exists = False
        with transaction.atomic():
            kept = transaction.savepoint()
            user = self.save(request)
            _read_like_a_login(user, self.cleaned_data["email"])
            transaction.savepoint_rollback(kept)
        self.cleaned_data["email"] = typed
        self.account_already_exists = True


def _read_like_a_login(user: AbstractBaseUser, email: str) -> None:
    # What the stages of a log-in ask about a new person, and do not ask about nobody.
    has_verified_email(user)
    asked = EmailAddress.objects.filter(user_id=user.pk)
    asked.order_by("-primary", "-verified").first()
    active_with_address(email)
    asked.filter(email=email).first()


class ResetPasswordForm(forms.ResetPasswordForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields)

    def clean_email(self) -> str:
        email: str = get_adapter().clean_email(self.cleaned_data["email"].lower())
        self.users = active_with_address(email)
        return email

    def save(self, request: HttpRequest, **kwargs: object) -> str:
        email: str = super().save(request, **kwargs)
        if not self.users:
            request.session[PASSWORD_RESET_VERIFICATION_SESSION_KEY]["user_id"] = str(uuid4())
            request.session.modified = True
        return email


class AddEmailForm(forms.AddEmailForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields)
        self.fields["email"].label = _("The new address")

    def clean_email(self) -> str:
        email: str = super().clean_email()
        key = f"email:user:{self.user.pk}"
        if not rate.hit(key, CHANGES_PER_DAY, timedelta(days=1), context.request.now):
            raise get_adapter().validation_error("rate_limited")
        return email
