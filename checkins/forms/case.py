"""A therapist's own notes on a couple."""

from datetime import date
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from checkins.forms.rupture import OwnWords

LONGEST = 2000


class CaseNoteForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    on = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Which day was it?")},
    )
    is_session = forms.BooleanField(label=_("A session: mark it on the lines"), required=False)
    text = OwnWords(
        longest=LONGEST,
        label=_("Note"),
        help_text=_("Only you read it. It is no record: keep that where you keep your records."),
        required=False,
    )

    def clean(self) -> dict[str, object]:
        """A session needs no words; anything else is nothing without them."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("is_session") and not cleaned.get("text"):
            self.add_error("text", ValidationError(_("Write something, or mark a session.")))
        return cleaned

    def given(self) -> tuple[UUID, date, str, bool]:
        """Its key, its day, its words, and whether it marks a session."""
        data = self.cleaned_data
        return data["key"], data["on"], data["text"], data["is_session"]
