"""Typing a code."""

from django import forms
from django.utils.translation import gettext_lazy as _

# Sixteen characters, and room for dashes and spaces people put between them.
LONGEST = 64
# One sentence for every cause there is (safety.md V6).
WRONG_CODE = _(
    "This code does not connect. It may be mistyped, used, or older than a day. "
    "Ask for a fresh one."
)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code you were given"),
        help_text=_("Sixteen letters and digits. Capitals, dashes and spaces do not matter."),
        max_length=LONGEST,
        error_messages={"required": _("Please type the code, or choose “Not now”.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "placeholder": "ABCD-EFGH-JKMN-PQRS",
            }
        ),
    )
