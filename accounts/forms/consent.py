"""One tap: a wish or a consent, on or off."""

from django import forms

ANSWERS = (("yes", "yes"), ("no", "no"))


class AnswerForm(forms.Form):
    """Two buttons of one name; nothing is preselected."""

    answer = forms.ChoiceField(choices=ANSWERS)

    @property
    def is_yes(self) -> bool:
        return bool(self.cleaned_data["answer"] == "yes")
