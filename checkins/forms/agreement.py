"""A list of rules that one of two suggests."""

from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from checkins.forms.rupture import TOO_LONG
from checkins.logic.fair_conflict import FEWEST, LONGEST_RULE, MOST, rules_in


class RulesForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    rules = forms.CharField(
        label=_("One rule a line"),
        help_text=_("From 3 to 20 lines, each up to 160 characters."),
        max_length=2 * MOST * LONGEST_RULE,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off"}),
    )

    def clean_rules(self) -> tuple[str, ...]:
        found = rules_in(self.cleaned_data["rules"])
        if not FEWEST <= len(found) <= MOST:
            raise ValidationError(_("Please write 3 to 20 lines. What you typed is still here."))
        if any(len(rule) > LONGEST_RULE for rule in found):
            raise ValidationError(
                _("One line is longer than 160 characters. What you typed is still here.")
            )
        return found

    def own_key(self) -> UUID:
        """The key this form was given, so that sending it twice suggests once."""
        return UUID(str(self.cleaned_data["key"]))
