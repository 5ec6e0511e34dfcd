"""Private notes, the cards for looking inward, and the sections about oneself."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from checkins.enums.inner import EraseAfter, MirrorCard, ProfilePart
from checkins.forms.inner import chips
from checkins.forms.rupture import OwnWords
from checkins.queries.note import CARDS
from checkins.queries.profile import CHOICES, HINTS, PartContent, Section

LONGEST_NOTE = 2000

ERASE_LABELS = {
    EraseAfter.NEVER: _("Not by itself"),
    EraseAfter.WEEK: _("after 7 days"),
    EraseAfter.MONTH: _("after 30 days"),
    EraseAfter.QUARTER: _("after 90 days"),
}


def erase_field() -> forms.TypedChoiceField:
    """When a note erases itself."""
    return forms.TypedChoiceField(
        label=_("When does it erase itself?"),
        choices=list(ERASE_LABELS.items()),
        coerce=EraseAfter,
        initial=EraseAfter.NEVER,
        widget=forms.RadioSelect(attrs={"class": "choices--chips"}),
    )


class NoteForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    text = OwnWords(
        longest=LONGEST_NOTE,
        label=_("In my own words"),
        help_text=_("Up to 2,000 characters. They stay as they are, with today’s date."),
    )
    after = erase_field()

    def own_key(self) -> UUID:
        """The key this form was given, so that sending it twice writes one note."""
        return UUID(str(self.cleaned_data["key"]))


class EraseForm(forms.Form):
    """When a note that stands erases itself, counted from today."""

    after = erase_field()


class CardsForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    after = erase_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for card, question in CARDS.items():
            self.fields[card.value] = OwnWords(
                label=question, help_text=_("Up to 1,000 characters."), required=False
            )

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        if not self.errors and not any(sent[card] for card in MirrorCard):
            raise ValidationError(
                _("There is nothing to keep yet. Thinking it is enough: press “Not now”.")
            )
        return sent

    def own_key(self) -> UUID:
        """The key this form was given, so that sending it twice keeps each card once."""
        return UUID(str(self.cleaned_data["key"]))

    def texts(self) -> dict[MirrorCard, str]:
        """What stands on each card."""
        return {card: self.cleaned_data[card] for card in MirrorCard}


class PartForm(forms.Form):
    """One section about oneself."""

    def __init__(self, part: ProfilePart, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if part in CHOICES:
            self.fields["picks"] = chips(_("What fits"), CHOICES[part], _("As many as fit."))
        self.fields["text"] = OwnWords(
            label=_("In my own words"), help_text=_("Up to 1,000 characters."), required=False
        )
        self.hint = HINTS[part]

    @classmethod
    def of(cls, section: Section) -> "PartForm":
        """The form with what was typed last, else with what stands there."""
        latest = section.typed or section.content
        initial = {"text": latest.text, "picks": list(latest.picks)}
        return cls(section.part, initial=initial)

    def content(self) -> PartContent:
        """What was sent, once it is valid."""
        sent = self.cleaned_data
        return PartContent(sent["text"], sent.get("picks", ()))
