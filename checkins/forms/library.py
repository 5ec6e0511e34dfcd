"""Looking for a card."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 100


class FindForm(forms.Form):
    """Nothing typed finds everything."""

    words = forms.CharField(
        label=_("Find a card"),
        help_text=_("What you type here is kept nowhere."),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": _("A few words are enough, up to 100 characters.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A lone field of a search need not be called optional.
        self.fields["words"].is_needed = True  # type: ignore[attr-defined]
