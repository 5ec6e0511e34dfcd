"""How passwords are kept and what they must be."""

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MAXIMUM = 128


class Argon2id(Argon2PasswordHasher):
    """64 MiB, two passes, one lane: about 0.1 s on a small server without Django's 100 MiB
    on eight lanes, eight of which at once would take 800 MB (security.md 5.5).
    """

    memory_cost = 65536
    time_cost = 2
    parallelism = 1


class MaximumLengthValidator:
    """An upper bound, so that nobody makes the server hash a book."""

    def validate(self, password: str, user: object = None) -> None:
        if len(password) > MAXIMUM:
            raise ValidationError(
                ngettext(
                    "A password may have at most %(count)d character.",
                    "A password may have at most %(count)d characters.",
                    MAXIMUM,
                )
                % {"count": MAXIMUM},
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        return _("A few words in a row do well.")
