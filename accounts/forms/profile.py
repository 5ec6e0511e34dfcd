"""What a person says about themselves. Nothing else is asked (PR-04)."""

from functools import cache
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TOO_LONG = _("Please keep it to %(limit_value)d characters.")
AREAS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@cache
def time_zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices by area, each zone under the name of its city."""
    names = sorted(available_timezones())
    groups = [
        (
            area,
            [(n, n.partition("/")[2].replace("_", " ")) for n in names if n.startswith(f"{area}/")],
        )
        for area in AREAS
    ]
    return [*groups, ("UTC", [("UTC", "UTC")])]


class ProfileForm(forms.Form):
    display_name = forms.CharField(
        label=_("Name"),
        max_length=40,
        help_text=_("As your partner would call you."),
        error_messages={
            "required": _("Please give a name. Any will do."),
            "max_length": TOO_LONG,
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    pronouns = forms.CharField(
        label=_("Pronouns"),
        max_length=40,
        required=False,
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not self.is_bound and not self.initial.get("display_name"):
            self.fields["time_zone"].widget.attrs["data-guess-zone"] = ""
        if len(settings.LANGUAGES) == 1:
            self.fields["language"].widget = forms.HiddenInput()

    def clean_display_name(self) -> str:
        return one_line(self.cleaned_data["display_name"])

    def clean_pronouns(self) -> str:
        return one_line(self.cleaned_data["pronouns"])


def one_line(text: str) -> str:
    """Raises ValidationError for what cannot be seen."""
    if any(not letter.isprintable() for letter in text):
        raise ValidationError(_("Please use letters and signs that can be seen."))
    return " ".join(text.split())
