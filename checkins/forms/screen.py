"""The seven questions that somebody answers for themselves alone (content.md 5)."""

from django import forms
from django.utils.translation import gettext_lazy as _

QUESTIONS = {
    "S-1": _("Lately, have I been afraid of what they might do?"),
    "S-2": _(
        "Have they hurt, or threatened to hurt, me, a child, a pet, themselves, or my things?"
    ),
    "S-3": _("Has there been pressure or force about sex or touch?"),
    "S-4": _(
        "Do they check or decide where I go, whom I see, my money, my phone, or what I answer here?"
    ),
    "S-5": _("Would it be risky for me if they saw my honest answers?"),
    "S-6": _("Am I often put down, or made to doubt what I know happened?"),
    "S-7": _("Am I worried about my own behaviour towards them?"),
}
ANSWERS = [("yes", _("yes")), ("not_sure", _("not sure")), ("no", _("no"))]
# Names the form a button belongs to: none. What is tapped is never sent.
OF_NO_FORM = {"form": "", "autocomplete": "off", "class": "choices--chips"}


class ScreenQuestions(forms.Form):
    """Drawn, and never filled: it takes no data, so there is nothing that an answer could reach."""

    def __init__(self) -> None:
        super().__init__()
        for code, question in QUESTIONS.items():
            self.fields[code] = forms.ChoiceField(
                label=question,
                choices=ANSWERS,
                required=False,
                widget=forms.RadioSelect(attrs=OF_NO_FORM),
            )
