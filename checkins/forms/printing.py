"""What somebody chooses before they print."""

from django import forms
from django.utils.translation import gettext_lazy as _

from checkins.enums.printing import Paper
from checkins.logic.printing import PrintChoice


class PrintForm(forms.Form):
    """Read from the address: a sheet can be asked for again, and nothing is kept."""

    paper = forms.ChoiceField(
        label=_("Paper"), choices=[(Paper.A4, _("A4")), (Paper.LETTER, _("Letter"))]
    )
    names = forms.BooleanField(
        label=_("Put their names on it"),
        help_text=_("Without this it says Partner A and Partner B. Others may find the paper."),
        required=False,
    )

    def chosen(self) -> PrintChoice:
        """What was asked for; without a paper, or one there is, the default and no names."""
        if not self.is_valid():
            return PrintChoice()
        given = self.cleaned_data
        return PrintChoice(paper=Paper(given["paper"]), with_names=given["names"])

    @classmethod
    def showing(cls, choice: PrintChoice) -> "PrintForm":
        """The form with this choice in it, ready for another."""
        return cls(initial={"paper": choice.paper, "names": choice.with_names})
