"""Looking back, each alone. Every field may be left out but the one word that counts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from checkins.enums import Held
from checkins.enums.repair import Outcome, Safer

SKIPPED = "skip"
SCALE = [(str(step), str(step)) for step in range(11)] + [(SKIPPED, SKIPPED)]
HELD = [
    (Held.HELD.value, _("Yes")),
    (Held.PARTLY.value, _("Partly")),
    (Held.NOT.value, _("No")),
    (Held.CANNOT_SAY.value, _("I can’t say")),
]


def _scale() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        choices=SCALE,
        coerce=lambda value: None if value == SKIPPED else int(value),
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class CloseForm(forms.Form):
    """Right after a conversation."""

    heard = _scale()
    safer = forms.TypedChoiceField(
        label=_("With them, I feel …"),
        choices=[
            (Safer.SAFER.value, _("safer than before")),
            (Safer.SAME.value, _("the same as before")),
            (Safer.LESS.value, _("less safe than before")),
        ],
        coerce=Safer,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    body = _scale()

    @property
    def is_less_safe(self) -> bool:
        return bool(self.cleaned_data["safer"] is Safer.LESS)

    def document(self) -> dict[str, Any]:
        """What is sealed, for its author alone."""
        return {name: self.cleaned_data[name] for name in self.fields}


class FollowUpForm(forms.Form):
    """At the date the two agreed on."""

    held = forms.ChoiceField(
        label=_("Did the change hold?"), choices=HELD, required=False, widget=forms.RadioSelect
    )
    again = forms.ChoiceField(
        label=_("Did it happen again?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("cannot_say", _("I can’t say"))],
        required=False,
        widget=forms.RadioSelect,
    )
    outcome = forms.TypedChoiceField(
        label=_("For me it is …"),
        choices=[
            (Outcome.REPAIRED.value, _("repaired")),
            (Outcome.NOT_YET.value, _("not yet")),
            (Outcome.ANOTHER_ROUND.value, _("not yet, and I would like another round")),
        ],
        coerce=Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one, or leave the whole page unanswered.")},
    )

    def document(self) -> dict[str, Any]:
        """What is sealed, for its author alone."""
        return {"held": self.cleaned_data["held"], "again": self.cleaned_data["again"]}

    def said(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])
