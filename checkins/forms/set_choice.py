"""Which questions to suggest to the other."""

from django import forms
from django.utils.translation import gettext_lazy as _

from checkins.queries.set_choice import choosable


class SetForm(forms.Form):
    """One button per set, of one name; nothing is preselected."""

    questions = forms.ChoiceField(
        choices=lambda: [
            (version.prompt_set.slug, version.prompt_set.title) for version in choosable()
        ],
        error_messages={
            "required": _("Please choose one of these."),
            "invalid_choice": _("Please choose one of these."),
        },
    )

    @property
    def slug(self) -> str:
        return str(self.cleaned_data["questions"])
