"""How long things are kept: a few choices, each with the day that it means tonight."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Kept, KeptFor

NAMES = {
    KeptFor.HALF_A_YEAR: gettext_lazy("6 months"),
    KeptFor.ONE_YEAR: gettext_lazy("12 months"),
    KeptFor.TWO_YEARS: gettext_lazy("24 months"),
    KeptFor.FIVE_YEARS: gettext_lazy("5 years"),
    KeptFor.ALWAYS: gettext_lazy("Always"),
}
UNKNOWN = gettext_lazy("Please pick one of these.")


class RetentionForm(forms.Form):
    check_ins = forms.TypedChoiceField(
        label=gettext_lazy("My check-ins"),
        help_text=gettext_lazy(
            "Weeks, days and months: what you answered, and what your numbers remember."
        ),
        coerce=lambda value: KeptFor(int(value)),
        widget=forms.RadioSelect,
        error_messages={"required": UNKNOWN, "invalid_choice": UNKNOWN},
    )
    inward = forms.TypedChoiceField(
        label=gettext_lazy("What I put down for myself"),
        help_text=gettext_lazy("Looking inward, and the private pages beside a talk."),
        coerce=lambda value: KeptFor(int(value)),
        widget=forms.RadioSelect,
        error_messages={"required": UNKNOWN, "invalid_choice": UNKNOWN},
    )

    def __init__(self, *args: Any, days: Mapping[KeptFor, date | None], **kwargs: Any) -> None:
        """``days`` are the first ones that each choice would keep."""
        super().__init__(*args, **kwargs)
        choices = [(str(each.value), _label(each, days[each])) for each in KeptFor]
        for name in Kept:
            cast(forms.ChoiceField, self.fields[name]).choices = choices


def _label(kept_for: KeptFor, day: date | None) -> str:
    if day is None:
        return _("Always: nothing goes by itself")
    return _("%(time)s: older than %(day)s goes tonight") % {
        "time": NAMES[kept_for],
        "day": date_format(day, "j F Y"),
    }
