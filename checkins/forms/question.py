"""What the owner of a private question may answer."""

from django import forms

from checkins.enums import QuestionAnswer

# A lapse is nobody's answer.
ANSWERS = [answer for answer in QuestionAnswer if answer is not QuestionAnswer.LAPSED]


class QuestionForm(forms.Form):
    """One button."""

    answer = forms.TypedChoiceField(
        choices=[(answer.value, "") for answer in ANSWERS], coerce=QuestionAnswer
    )

    def chosen(self) -> QuestionAnswer:
        """What was pressed, once it is valid."""
        return QuestionAnswer(self.cleaned_data["answer"])
