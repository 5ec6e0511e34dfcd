"""Whether and how readily the site asks on its own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from checkins.enums import Preset

PRESETS = {
    Preset.QUIET: _("Seldom: only when a week stands out a lot"),
    Preset.STANDARD: _("Now and then: when a week is clearly lower than usual"),
    Preset.ATTENTIVE: _("Sooner: also when a week is somewhat lower than usual"),
}


class PromptsForm(forms.Form):
    wants_none = forms.BooleanField(
        label=_("No prompts, please"),
        help_text=_(
            "No private questions. Invitations to talk close by themselves. Nobody is told."
        ),
        required=False,
    )
    preset = forms.TypedChoiceField(
        label=_("How soon may a question come?"),
        help_text=_(
            "“Sooner” is chosen together: with somebody connected, it holds while each of you has "
            "chosen it, and until then it is “Now and then”. Going quieter is up to you alone."
        ),
        choices=list(PRESETS.items()),
        coerce=Preset,
        widget=forms.RadioSelect,
    )

    def wishes(self) -> tuple[bool, Preset]:
        """Whether no prompts are wanted, and the preset, once it is valid."""
        return bool(self.cleaned_data["wants_none"]), Preset(self.cleaned_data["preset"])
