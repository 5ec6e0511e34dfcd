"""A promise, and what each of the two notes about it."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from checkins.enums import Held
from checkins.forms.rupture import OwnWords
from checkins.queries.promise import HELD_LABELS

LONGEST_PROMISE = 300
OTHER_DAY = _("Please choose a date from today to a year from now.")


class PromiseForm(forms.Form):
    """``first`` and ``last`` are the dates it can have."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    words = OwnWords(
        longest=LONGEST_PROMISE,
        label=_("What I will do"),
        help_text=_("Something small that both can see, up to 300 characters."),
    )
    due_on = forms.DateField(
        label=_("Until"),
        help_text=_("From today to a year from now."),
        error_messages={"required": OTHER_DAY, "invalid": OTHER_DAY},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, days: tuple[date, date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.last = days
        limits = {"min": self.first.isoformat(), "max": self.last.isoformat()}
        self.fields["due_on"].widget.attrs |= limits

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if not self.first <= due_on <= self.last:
            raise ValidationError(OTHER_DAY)
        return due_on

    def own_key(self) -> UUID:
        """The key this form was given, so that sending it twice makes one promise."""
        return UUID(str(self.cleaned_data["key"]))


class NoteForm(forms.Form):
    """How it went, for oneself; nothing chosen takes the note away."""

    held = forms.TypedChoiceField(
        label=_("How did it go?"),
        choices=[(held.value, label) for held, label in HELD_LABELS.items()],
        coerce=Held,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class PromiseDoForm(forms.Form):
    """A button of a promise's own page."""

    NOTE, MARK, UNMARK, TAKE_BACK, DELETE = "note", "mark", "unmark", "take_back", "delete"
    WITHOUT_READING = frozenset({UNMARK, TAKE_BACK})

    do = forms.ChoiceField(choices=[(each, "") for each in (NOTE, MARK, UNMARK, TAKE_BACK, DELETE)])

    def wanted(self) -> str:
        """One of the values above."""
        return str(self.cleaned_data["do"])
