"""Keeping days, looking back on them, and letting go of them."""

from datetime import date
from uuid import UUID

from django import forms


class DaysForm(forms.Form):
    """Where a list of days begins, as its own links say it."""

    until = forms.DateField(required=False)

    def day(self, otherwise: date) -> date:
        """The day that was asked for, or ``otherwise`` where none or no day was."""
        if not self.is_valid():
            return otherwise
        found: date | None = self.cleaned_data["until"]
        return found or otherwise


class DayDoForm(forms.Form):
    """A button of the page of days: which day goes, or all of them."""

    ALL = "all"

    delete = forms.CharField(max_length=36)

    def wanted(self) -> UUID | None:
        """The day, or None where all are meant. Raises ValueError for anything else."""
        value = self.cleaned_data["delete"]
        return None if value == self.ALL else UUID(value)
