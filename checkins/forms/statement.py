"""The end of one sentence, to suggest or to keep."""

from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from checkins.forms.rupture import TOO_LONG
from checkins.logic.statement import LONGEST
from checkins.queries.statement import BEGINS


class StatementForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    text = forms.CharField(
        label=BEGINS,
        help_text=_("One line that ends the sentence, up to 120 characters."),
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG, "required": _("Please write how it goes on.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_text(self) -> str:
        typed = " ".join(str(self.cleaned_data["text"]).split())
        found = "".join(filter(str.isprintable, typed)).strip()
        if not found:
            raise ValidationError(_("Please write how it goes on."))
        return found

    def own_key(self) -> UUID:
        """The key this form was given, so that sending it twice does it once."""
        return UUID(str(self.cleaned_data["key"]))

    def words(self) -> str:
        """What was written."""
        return str(self.cleaned_data["text"])
