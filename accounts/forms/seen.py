"""Texts that end up in a file, which nobody could read with signs in it that nobody sees."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.logic.documents import has_unseen


class SeenForm(forms.Form):
    """Tells beside the field where something invisible was pasted into it."""

    def clean(self) -> dict[str, Any]:
        super().clean()
        for name, value in list(self.cleaned_data.items()):
            if any(map(has_unseen, _texts(value))):
                self.add_error(name, _("There is a sign in it that nobody can see. Type it anew."))
        return self.cleaned_data


def _texts(value: Any) -> list[str]:
    """A text, or the texts of a list or of a list of pairs; of anything else none."""
    if isinstance(value, str):
        return [value]
    parts = value if isinstance(value, list | tuple) else ()
    return [text for part in parts for text in _texts(part)]
