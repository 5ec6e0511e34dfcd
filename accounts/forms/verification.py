"""What a verifier confirms before a therapist's account changes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import TherapistState
from accounts.logic.verification import TAKES_AWAY, says_it


class DecisionForm(forms.Form):
    """``seen`` is when the application on the page was sent; what takes something away asks for
    the name, typed.
    """

    seen = forms.DateTimeField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Please load the page again."),
            "invalid": _("Please load the page again."),
        },
    )
    looked_up = forms.BooleanField(
        label=_("I found this person in the register, with this name and this licence."),
        error_messages={"required": _("Please look them up first.")},
    )
    typed = forms.CharField(
        label=_("Their name, to confirm"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Please type the name.")},
    )

    def __init__(self, *args: object, to: TherapistState, name: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.name = name
        del self.fields["looked_up" if to in TAKES_AWAY else "typed"]

    def clean_typed(self) -> str:
        typed: str = self.cleaned_data["typed"]
        if not says_it(typed, self.name):
            raise forms.ValidationError(_("This is not the name above."))
        return typed
