"""What one of two writes alone, for both to read."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from checkins.forms.rupture import OwnWords
from checkins.logic.recommitment import Beginning, Meaning

LONGEST_FIELD = 500


class KeyedForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def own_key(self) -> UUID:
        """The row that stood on the page, or a key made with the form."""
        return UUID(str(self.cleaned_data["key"]))


class BeginningForm(KeyedForm):
    hold_on = OwnWords(
        longest=LONGEST_FIELD,
        label=_("What I want to hold on to"),
        help_text=_("Up to 500 characters."),
        required=False,
    )
    differently = OwnWords(
        longest=LONGEST_FIELD,
        label=_("What I want to do differently"),
        help_text=_("Something of your own, up to 500 characters."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        if not self.errors and not (sent["hold_on"] or sent["differently"]):
            raise ValidationError(
                _("Please write something in one of the two, or press “Not now”.")
            )
        return sent

    def content(self) -> Beginning:
        """What was sent, once it is valid."""
        return Beginning(self.cleaned_data["hold_on"], self.cleaned_data["differently"])


class MeaningForm(KeyedForm):
    safe_means = OwnWords(label=_("Safe means to me…"), help_text=_("Up to 1,000 characters."))

    def content(self) -> Meaning:
        """What was sent, once it is valid."""
        return Meaning(self.cleaned_data["safe_means"])


class WordsDoForm(forms.Form):
    """A button beside own words that stand on the page."""

    SEND, TAKE_BACK, DELETE = "send", "take_back", "delete"

    do = forms.ChoiceField(choices=[(each, "") for each in (SEND, TAKE_BACK, DELETE)])
    pk = forms.UUIDField()

    def wanted(self) -> str:
        """One of the values above."""
        return str(self.cleaned_data["do"])

    def own_pk(self) -> UUID:
        """Which words."""
        return UUID(str(self.cleaned_data["pk"]))
