"""A step of the inner check-in. Every field may be left out."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from checkins.enums.inner import InnerCode, InnerStep
from checkins.forms.rupture import LONGEST, SKIPPED, OwnWords
from checkins.logic.inner import CHOSEN, WRITTEN, Answers, codes_of
from checkins.queries.inner import CHOICES, ENDS, QUESTIONS, Groups, InnerEntry

HIGHEST = 10
NOT_ON_THE_SCALE = _("Please choose one of the buttons, or leave it out.")


class ScaleField(forms.TypedChoiceField):
    """0 to 10, or left out. ``ends`` says what both ends and the middle mean, where not usual."""

    def __init__(self, code: InnerCode) -> None:
        super().__init__(
            label=str(QUESTIONS[code]),
            choices=[(str(step), "") for step in range(HIGHEST + 1)] + [(SKIPPED, "")],
            coerce=lambda value: None if value == SKIPPED else int(value),
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": NOT_ON_THE_SCALE},
        )
        self.ends = ENDS.get(code, ("", "", ""))


class InnerStepForm(forms.Form):
    """One field per question, named by its code."""

    def __init__(
        self, step: InnerStep, data: Any = None, *, with_function: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.codes = codes_of(step, with_function=with_function)
        for code in self.codes:
            self.fields[code.value] = _field(code)

    @classmethod
    def of(cls, step: InnerStep, entry: InnerEntry) -> "InnerStepForm":
        """The form with what stands there."""
        initial: Mapping[str, Any] = {code.value: value for code, value in entry.answers.items()}
        return cls(step, with_function=entry.asks_function, initial=initial)

    def answers(self) -> Answers:
        """What was sent, once it is valid. No box ticked is an answer as well; a number or a text
        that was not sent changes nothing.
        """
        return {
            code: self.cleaned_data[code.value]
            for code in self.codes
            if code in CHOSEN or self.add_prefix(code.value) in self.data
        }

    def words(self) -> list[str]:
        """What was written in its text fields."""
        return [self.cleaned_data[code] for code in self.codes if code in WRITTEN]


class InnerBeginForm(InnerStepForm):
    """The first step, which begins one."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, data: Any = None) -> None:
        super().__init__(InnerStep.BODY, data)

    def own_key(self) -> UUID:
        """The key this form was given, so that sending it twice begins one."""
        return UUID(str(self.cleaned_data["key"]))


def chips(label: Any, groups: Groups, help_text: Any = "") -> forms.TypedMultipleChoiceField:
    """Several of some short answers, or none; groups that have a name keep it."""
    return forms.TypedMultipleChoiceField(
        label=label,
        help_text=help_text,
        choices=[
            choice
            for name, group in groups
            for choice in ([(name, list(group.items()))] if name else list(group.items()))
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple(
            attrs={"class": "choices--chips", "autocomplete": "off"}
        ),
    )


def _field(code: InnerCode) -> forms.Field:
    if code in CHOSEN:
        return chips(QUESTIONS[code], CHOICES[code], _("As many as fit, or none."))
    if code in WRITTEN:
        return OwnWords(
            label=QUESTIONS[code],
            help_text=_("Up to %(longest)s characters.") % {"longest": f"{LONGEST:,}"},
            required=False,
        )
    return ScaleField(code)
