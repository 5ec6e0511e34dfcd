"""Applying as a therapist, saying what one does with secrets, and letting one in."""

from collections.abc import Collection
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.enums import Scope, SecretsPolicy
from accounts.forms.profile import TOO_LONG, one_line
from accounts.logic.scopes import LONGEST_MONTHS, USUAL_MONTHS, months_after
from accounts.queries.therapist import POLICIES, SCOPES, KnownPage

LONGEST_WORDS = 600
NO_ADDRESS = _("Please give the address of a page, beginning with https://.")
NO_DAY = _("Please choose a day.")
TICK_ONE = _("Please tick at least one. To end it all there is a button of its own.")
READ_AGAIN = _("Please read what this therapist says about secrets once more.")
# No version of ours is as high: whatever is sent there beyond it was not read anywhere.
HIGHEST_VERSION = 32_767


class PolicyForm(forms.Form):
    """What happens to what one of the two says alone: one of three, and own words if one likes."""

    policy = forms.TypedChoiceField(
        label=_("What one of them tells you alone"),
        help_text=_("Each couple reads this before they let you see anything."),
        choices=[(policy.value, words) for policy, words in POLICIES.items()],
        coerce=SecretsPolicy,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the three.")},
    )
    policy_words = forms.CharField(
        label=_("In your own words"),
        help_text=_("For example what you do not keep to yourself. Up to 600 characters."),
        max_length=LONGEST_WORDS,
        required=False,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )


class ApplyForm(PolicyForm):
    """Everything somebody is verified by; the box is ticked anew each time."""

    name = forms.CharField(
        label=_("Name you practise under"),
        max_length=80,
        error_messages={"required": _("Please give your name."), "max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    licence = forms.CharField(
        label=_("Licence number"),
        help_text=_("As it stands in the register."),
        max_length=80,
        error_messages={"required": _("Please give the number."), "max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    register_url = forms.URLField(
        label=_("Address of the register"),
        help_text=_("A public page where your name and number can be looked up."),
        max_length=300,
        assume_scheme="https",
        error_messages={"required": NO_ADDRESS, "invalid": NO_ADDRESS, "max_length": TOO_LONG},
        widget=forms.URLInput(attrs={"autocomplete": "off", "placeholder": "https://"}),
    )
    attests = forms.BooleanField(
        label=_("I am not a partner or relative of anybody I will see here."),
        help_text=_("Should that change with somebody, you stop using this with them."),
        error_messages={"required": _("Without this we cannot take your application.")},
    )
    field_order = ("name", "licence", "register_url", "policy", "policy_words", "attests")

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_licence(self) -> str:
        return one_line(self.cleaned_data["licence"])

    def clean_register_url(self) -> str:
        address = one_line(self.cleaned_data["register_url"])
        if urlsplit(address).scheme != "https":
            raise ValidationError(NO_ADDRESS)
        return address

    @property
    def fields_of_it(self) -> dict[str, Any]:
        """What the action takes; that the box was ticked is no part of it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "attests"}


class LetInForm(forms.Form):
    """A box for each scope, ticked as it stands, and from when until when."""

    first_day = forms.DateField(
        label=_("From"),
        help_text=_("For what you tick anew. What stands already keeps its first day."),
        error_messages={"required": NO_DAY, "invalid": NO_DAY},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"}),
    )
    last_day = forms.DateField(
        label=_("Until"),
        help_text=_("It ends by itself then. A year from now is the furthest."),
        error_messages={"required": NO_DAY, "invalid": NO_DAY},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"}),
    )
    # That of the policy which stands on the page they looked at.
    policy_version = forms.IntegerField(
        min_value=0,
        max_value=HIGHEST_VERSION,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), READ_AGAIN),
        widget=forms.HiddenInput,
    )

    def __init__(self, data: QueryDict | None, *, known: KnownPage, today: date) -> None:
        initial: dict[str, Any] = {
            "first_day": today,
            "last_day": known.last_day or months_after(today, USUAL_MONTHS),
            "policy_version": known.policy_version,
        }
        stands = {each.wording.scope.value: each.is_given for each in known.scopes}
        super().__init__(data, initial=initial | stands)
        for scope, wording in SCOPES.items():
            self.fields[scope.value] = forms.BooleanField(
                label=str(wording.title), help_text=str(wording.text), required=False
            )
        furthest = months_after(today, LONGEST_MONTHS)
        for name in ("first_day", "last_day"):
            limits = {"min": today.isoformat(), "max": furthest.isoformat()}
            self.fields[name].widget.attrs |= limits

    def clean(self) -> dict[str, Any]:
        if not self.scopes:
            self.add_error(None, str(TICK_ONE))
        return self.cleaned_data

    @property
    def boxes(self) -> list[forms.BoundField]:
        return [self[scope.value] for scope in SCOPES]

    @property
    def days(self) -> list[forms.BoundField]:
        return [self["first_day"], self["last_day"]]

    @property
    def scopes(self) -> Collection[Scope]:
        return [scope for scope in SCOPES if self.cleaned_data.get(scope.value)]

    @property
    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        names = ("first_day", "last_day", "policy_version")
        return {"scopes": self.scopes} | {name: self.cleaned_data[name] for name in names}
