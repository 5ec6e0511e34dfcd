"""A ritual that one of two suggests: its words and its rhythm."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from checkins.enums.good import Every
from checkins.forms.rupture import TOO_LONG
from checkins.logic.ritual import LONGEST, Repeats
from checkins.queries.ritual import ideas

EVERY = {
    Every.DAY: _("Every day"),
    Every.WEEK: _("Every week"),
    Every.FORTNIGHT: _("Every other week"),
    Every.MONTH: _("Once a month, on the first such day"),
}
# Beside a suggestion: how often it may fit.
OFTEN = {
    Every.DAY: _("every day"),
    Every.WEEK: _("every week"),
    Every.FORTNIGHT: _("every other week"),
    Every.MONTH: _("once a month"),
}


class RitualForm(forms.Form):
    """Own words go before a suggestion that was picked as well."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    pick = forms.ChoiceField(label=_("One of these"), required=False, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Or in your own words"),
        help_text=_("One line, up to 120 characters. If there is something here, it counts."),
        max_length=LONGEST,
        required=False,
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    every = forms.TypedChoiceField(
        label=_("How often"),
        choices=[(each.value, label) for each, label in EVERY.items()],
        coerce=Every,
        error_messages={"required": _("Please choose how often.")},
        widget=forms.RadioSelect,
    )
    weekday = forms.TypedChoiceField(
        label=_("On which day"),
        help_text=_("For every day you can leave it out."),
        choices=[("", "–"), *((str(number), name) for number, name in WEEKDAYS.items())],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.Select(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(each.text, f"{each.text} · {OFTEN[each.every]}") for each in ideas()]
        self.fields["pick"].choices = offered  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        typed = " ".join(str(self.cleaned_data["text"]).split())
        return "".join(filter(str.isprintable, typed)).strip()

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        if "text" in sent and "pick" in sent and not (sent["text"] or sent["pick"]):
            self.add_error("text", _("Please choose one, or write how it goes."))
        every = sent.get("every")
        if every and every is not Every.DAY and "weekday" in sent and sent["weekday"] is None:
            self.add_error("weekday", ValidationError(_("Please choose a day."), code="required"))
        return sent

    def own_key(self) -> UUID:
        """The key this form was given, so that sending it twice suggests once."""
        return UUID(str(self.cleaned_data["key"]))

    def words(self) -> str:
        """What is suggested."""
        return str(self.cleaned_data["text"] or self.cleaned_data["pick"])

    def repeats(self) -> Repeats:
        """How often."""
        every: Every = self.cleaned_data["every"]
        return Repeats(every, None if every is Every.DAY else self.cleaned_data["weekday"])
