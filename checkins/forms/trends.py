"""For how long one looks back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from checkins.queries.trends import PERIODS


class PeriodForm(forms.Form):
    weeks = forms.TypedChoiceField(
        label=_("How far back"), choices=list(PERIODS.items()), coerce=int, required=False
    )

    def chosen(self) -> int:
        """The weeks that were asked for, or the default where none were, or none there is."""
        default = next(iter(PERIODS))
        return int(self.cleaned_data["weeks"] or default) if self.is_valid() else default
