"""Before there is an account: the agreement, and a code somebody was given."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.enums import Purpose
from accounts.logic.codes import split
from accounts.queries.consent import WORDINGS

DATA_USE = WORDINGS[Purpose.DATA_USE]
AGREEMENT = "agreement"
GIVEN_CODE = "given_code"
# Came by the page for therapists, and goes back to it once there is an account.
APPLIES = "applies"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What somebody agreed to before the account existed, as their session carries it."""

    at: datetime

    @classmethod
    def of(cls, session: SessionBase) -> "Agreement | None":
        """The agreement of this session; None where there is none to the words in force."""
        kept = session.get(AGREEMENT)
        if kept is None or kept["version"] != DATA_USE.version:
            return None
        return cls(datetime.fromisoformat(kept["at"]))

    def keep(self, session: SessionBase) -> None:
        session[AGREEMENT] = {"version": DATA_USE.version, "at": self.at.isoformat()}


class StartForm(forms.Form):
    """Two boxes, nothing ticked beforehand."""

    is_adult = forms.BooleanField(
        label=_("I am 18 or older"),
        error_messages={"required": _("Twofold is only for adults.")},
    )
    agrees = forms.BooleanField(
        label="",
        error_messages={
            "required": _("Without this nothing can be kept, so there would be nothing to use.")
        },
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["agrees"].label = str(DATA_USE.title)
        self.fields["agrees"].help_text = f"{DATA_USE.text} {DATA_USE.ending}"


class GivenCodeForm(forms.Form):
    """A code as people type it. Whether it works is asked later, once, and signed in."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Sixteen letters and digits, in four groups."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if split(code) is None:
            raise ValidationError(_("That is not the form of a code. Please look again."))
        return code
