"""What a verifier types about a line or a directory of the support page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.seen import SeenForm
from accounts.queries.support import AUDIENCES, COUNTRIES

LONGEST = 120


def _address() -> forms.RegexField:
    return forms.RegexField(
        r"\Ahttps://",
        label=_("Address"),
        max_length=LONGEST,
        required=False,
        error_messages={"invalid": _("It starts with https://.")},
    )


class HelplineForm(SeenForm):
    country = forms.ChoiceField(label=_("Country"), choices=lambda: list(COUNTRIES.items()))
    name = forms.CharField(label=_("Name"), max_length=LONGEST)
    audience = forms.ChoiceField(
        label=_("For whom"), choices=lambda: [(each.value, w) for each, w in AUDIENCES.items()]
    )
    phone = forms.CharField(
        label=_("Number"),
        max_length=LONGEST,
        required=False,
        help_text=_("One number, as it is dialled. A second one is a line of its own."),
    )
    text_or_chat = forms.CharField(label=_("Text or chat"), max_length=LONGEST, required=False)
    hours = forms.CharField(label=_("Hours"), max_length=LONGEST, required=False)
    languages = forms.CharField(
        label=_("Languages"),
        max_length=LONGEST,
        required=False,
        help_text=_("Codes with commas between them, such as de, en."),
    )
    url = _address()
    note = forms.CharField(label=_("Note"), max_length=LONGEST, required=False)
    is_enabled = forms.BooleanField(label=_("It stands on the support page"), required=False)

    def clean_languages(self) -> list[str]:
        codes = [code.strip() for code in self.cleaned_data["languages"].split(",")]
        if any(len(code) > 10 for code in codes):  # noqa: PLR2004 as in the file
            raise forms.ValidationError(_("Codes of at most ten letters."))
        return [code for code in codes if code]

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if found.get("is_enabled") and not (found.get("phone") or found.get("url")):
            self.add_error("phone", _("What is shown needs a number or an address."))
        return found

    @staticmethod
    def standing(row: Any) -> dict[str, Any]:
        """What stands in a line, as the form's initial values."""
        names = [name for name in HelplineForm.base_fields if name != "languages"]
        found = {name: getattr(row, name) for name in names}
        return found | {"languages": ", ".join(row.languages)}


class DirectoryForm(SeenForm):
    name = forms.CharField(label=_("Name"), max_length=LONGEST)
    region = forms.CharField(
        label=_("Region"),
        max_length=LONGEST,
        help_text=_("Where a licence of theirs holds: a country, often a state."),
    )
    about = forms.CharField(label=_("Who is listed there"), max_length=LONGEST, required=False)
    url = _address()
    is_enabled = forms.BooleanField(label=_("It stands on the support page"), required=False)

    @staticmethod
    def standing(row: Any) -> dict[str, Any]:
        """What stands in a directory, as the form's initial values."""
        return {name: getattr(row, name) for name in DirectoryForm.base_fields}


class CheckedForm(forms.Form):
    """``seen`` is the number, or of a directory the address, on the page that was looked at."""

    seen = forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)
    source = forms.CharField(
        label=_("Where you looked it up"),
        max_length=LONGEST,
        error_messages={"required": _("Please say where you looked it up.")},
    )
    called = forms.BooleanField(
        label=_("What stands here stands there, too."),
        error_messages={"required": _("Please compare them first.")},
    )
