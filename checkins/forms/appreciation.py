"""What one is glad of, being written; and the buttons beside own words."""

from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from checkins.forms.rupture import OwnWords
from checkins.logic.appreciation import LONGEST


class GladForm(forms.Form):
    """``draft`` is the row that was opened to write on, if there is one."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    draft = forms.UUIDField(widget=forms.HiddenInput, required=False)
    words = OwnWords(
        longest=LONGEST,
        label=_("What I am glad of"),
        help_text=_("Something they did, or how they are. Up to 500 characters."),
    )

    def own_key(self) -> UUID:
        """The key this form was given, so that sending it twice does it once."""
        return UUID(str(self.cleaned_data["key"]))

    def own_draft(self) -> UUID | None:
        """The own words it goes on with."""
        found: UUID | None = self.cleaned_data["draft"]
        return found


class GladDoForm(forms.Form):
    """A button beside own words."""

    TAKE_BACK, DELETE = "take_back", "delete"

    do = forms.ChoiceField(choices=[(TAKE_BACK, ""), (DELETE, "")])

    @property
    def takes_back(self) -> bool:
        return bool(self.cleaned_data["do"] == self.TAKE_BACK)
