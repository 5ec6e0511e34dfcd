"""Where allauth asks, in the admin process. It knows staff alone, and changes no account."""

from typing import Any
from uuid import UUID

from allauth.core import context
from django.contrib.auth.hashers import check_password
from django.http import HttpRequest
from django.urls import reverse

from accounts import vault
from accounts.adapter import AccountAdapter, Backend, MFAAdapter
from accounts.enums import AccountKind
from accounts.models import User


class StaffBackend(Backend):
    """Whoever is not of the staff, or no longer, is nobody here: the same words, the same hash.

    The database says so as well: this process may read no other person's row.
    """

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        staff = User.objects.filter(kind=AccountKind.STAFF, is_active=True)
        user = staff.filter(email=email.lower()).first()
        if user is None:
            return None
        self._did_check_password = True
        # Without Django's way of renewing an old hash: this process may not write to accounts.
        return user if check_password(password, user.password) else None

    def get_user(self, user_id: UUID) -> User | None:
        user = super().get_user(user_id)
        return user if user is not None and user.is_staff else None


class StaffAccountAdapter(AccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> None:
        """The web sends staff away at this point; here nothing is in their way."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("admin:index")

    def reauthenticate(self, user: User, password: str) -> bool:
        """Without the list of addresses: this process may not read it."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """This process sends nothing to anybody."""


class StaffMFAAdapter(MFAAdapter):
    """Sealed under a key of this process: it has none of the web's, nor the web this one."""

    def encrypt(self, text: str) -> str:
        return vault.wrap_secret(text, vault.staff_keys())

    def decrypt(self, encrypted_text: str) -> str:
        return vault.unwrap_secret(encrypted_text, vault.staff_keys())
