"""Once more the password, at the very act: an open page is not yet its person."""

from allauth.account.forms import ReauthenticateForm
from django.utils.translation import gettext_lazy as _


class PasswordAgainForm(ReauthenticateForm):
    """Tries are counted as at the log-in. Whoever signs in by passkey alone has no password; for
    them the page asks for the passkey, and nothing is typed here.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not self.user.has_usable_password():
            del self.fields["password"]
            return
        self.fields["password"].label = _("Your password")
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages["required"] = _("Please fill this in.")
        self.fields["password"].widget.attrs.pop("placeholder", None)

    @property
    def wants_password(self) -> bool:
        return "password" in self.fields
