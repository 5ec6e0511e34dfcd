"""What somebody is writing, sent for a second look at its wording."""

from typing import Any

from django import forms

from checkins.enums import DraftField, HurtTag

# Longer than any text that can be kept, and short enough to be looked through at once.
LONGEST = 4000


class DraftsForm(forms.Form):
    """Any of the texts of a page, by what they say; what their author ticked beside them; which
    of them the question is about, or all; and the gist of what is on the screen about it already.
    """

    about = forms.TypedChoiceField(
        choices=[(field.value, "") for field in DraftField],
        coerce=DraftField,
        empty_value=None,
        required=False,
    )

    tags = forms.TypedMultipleChoiceField(
        choices=[(tag.value, "") for tag in HurtTag], coerce=HurtTag, required=False
    )
    shown = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in DraftField:
            self.fields[field.value] = forms.CharField(max_length=LONGEST, required=False)

    def texts(self) -> dict[DraftField, str]:
        """The texts that were sent, in the order of their vocabulary."""
        return {field: self.cleaned_data[field] for field in DraftField if field in self.data}

    def about_these(self) -> list[DraftField]:
        """The texts that something is to be said about."""
        about: DraftField | None = self.cleaned_data["about"]
        return [field for field in self.texts() if about in {None, field}]

    def tagged(self) -> frozenset[HurtTag]:
        """What its author ticked about it."""
        return frozenset(self.cleaned_data["tags"])
