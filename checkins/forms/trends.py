"""For how long one looks back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from checkins.queries.panels import PERIODS


class PeriodForm(forms.Form):
    weeks = forms.TypedChoiceField(
        label=_("How far back"), choices=list(PERIODS.items()), coerce=int
    )

    def chosen(self) -> int:
        """The weeks that were asked for, or the default where none were, or none there is."""
        return int(self.cleaned_data["weeks"]) if self.is_valid() else next(iter(PERIODS))
