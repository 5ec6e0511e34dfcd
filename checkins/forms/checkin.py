"""A step of the check-in, and the release. Every field may be left out."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checkins.enums import FREEDOMS, Element, Scale
from checkins.logic.scoring import HIGHEST, NOT_APPLICABLE
from checkins.logic.sheet import Entries
from checkins.logic.statement import is_code
from checkins.queries.prompt import AskedPrompt
from checkins.queries.week import SKIPPED

LONGEST_TEXT = 1000
NOT_ON_THE_SCALE = _("Please choose one of the buttons, or leave it out.")
TOO_LONG = _("Please keep it to %(limit_value)d characters: there are %(show_value)d.")


class OwnWords(forms.CharField):
    """A text of somebody's own; a line break counts once, however the browser sends it."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class StepForm(forms.Form):
    """One field per prompt, named by its code."""

    def __init__(self, prompts: Sequence[AskedPrompt], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.prompts = prompts
        for prompt in prompts:
            self.fields[prompt.code] = _field(prompt)

    def entries(self) -> Entries:
        """What was posted, and nothing of what was not: an absent field changes nothing."""
        return {
            prompt.code: _entry(prompt, self.cleaned_data[prompt.code])
            for prompt in self.prompts
            if self.add_prefix(prompt.code) in self.data
        }

    def words(self) -> list[str]:
        """What was written in its text fields."""
        texts = [prompt.code for prompt in self.prompts if prompt.scale is Scale.TEXT]
        return [self.cleaned_data[code] for code in texts if self.cleaned_data[code]]


class Statements(forms.MultipleChoiceField):
    """Codes of statements; which of them are offered is the action's to know."""

    def valid_value(self, value: Any) -> bool:
        return is_code(str(value))


class ReleaseForm(forms.Form):
    """What to keep back, what to add, on which preview, and which of the two buttons."""

    RELEASE, KEEP_ALL = "release", "keep_all"

    act = forms.ChoiceField(choices=[(RELEASE, RELEASE), (KEEP_ALL, KEEP_ALL)])
    seen = forms.CharField(max_length=64, required=False)
    keep = forms.MultipleChoiceField(
        choices=[(element.value, element.value) for element in Element], required=False
    )
    add = forms.MultipleChoiceField(
        choices=[(element.value, element.value) for element in FREEDOMS], required=False
    )
    add_statement = Statements(required=False)

    @property
    def keep_back(self) -> frozenset[Element]:
        return frozenset(Element(each) for each in self.cleaned_data["keep"])

    @property
    def added(self) -> frozenset[Element]:
        return frozenset(Element(each) for each in self.cleaned_data["add"])

    @property
    def statements(self) -> frozenset[str]:
        return frozenset(self.cleaned_data["add_statement"])

    @property
    def keeps_all(self) -> bool:
        return bool(self.cleaned_data["act"] == self.KEEP_ALL)


def _field(prompt: AskedPrompt) -> forms.Field:
    match prompt.scale:
        case Scale.RATING:
            values = [str(number) for number in range(HIGHEST + 1)]
            values += [NOT_APPLICABLE] if prompt.na_label else []
            return _choice(prompt, [(value, value) for value in [*values, SKIPPED]])
        case Scale.CHOICE:
            return _choice(prompt, [*prompt.choices, (SKIPPED, _("Skip this one"))])
        case Scale.TEXT:
            field = OwnWords(
                label=prompt.text,
                help_text=prompt.help_text,
                max_length=LONGEST_TEXT,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
            )
            field.error_messages["max_length"] = TOO_LONG
            return field


def _choice(prompt: AskedPrompt, choices: list[tuple[str, str | Promise]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=prompt.text,
        help_text=prompt.help_text,
        choices=choices,
        required=False,
        widget=forms.RadioSelect(attrs={"autocomplete": "off"}),
        error_messages={"invalid_choice": NOT_ON_THE_SCALE},
    )


def _entry(prompt: AskedPrompt, value: str) -> int | str | None:
    if not value or value == SKIPPED:
        return None
    if prompt.scale is Scale.RATING and value != NOT_APPLICABLE:
        return int(value)
    return value
