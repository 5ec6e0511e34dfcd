"""What somebody who writes prompt sets types: a question, a new set, a file."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.seen import SeenForm
from checkins.enums import (
    Cadence,
    Direction,
    Element,
    RelationshipKind,
    ReleaseClass,
    Scale,
)
from checkins.logic.prompt_rules import (
    CODE,
    DEFAULT_ANCHORS,
    LANGUAGE,
    LONGEST_TEXT,
    SLUG,
    PromptDocument,
    PromptSetDocument,
)

LONGEST_CODE, LONGEST_ANCHOR, LONGEST_FILE = 20, 40, 100_000
_PLAIN = {"autocomplete": "off"}


def _choices(vocabulary: Any) -> list[tuple[str, str]]:
    return [(member.value, member.value.replace("_", " ")) for member in vocabulary]


def whole(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The pattern for a field, which looks for it anywhere otherwise."""
    return re.compile(rf"\A(?:{pattern.pattern})\Z")


class Line(forms.CharField):
    """One line; spaces count once, as in a file."""

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value)).split())


class PromptForm(SeenForm):
    """One question of a draft. Rules are told beside it afterwards: a draft may break them."""

    code = forms.RegexField(
        whole(CODE),
        label=_("Id"),
        max_length=LONGEST_CODE,
        help_text=_("Such as W-REL-1. It never changes its meaning: trends follow it."),
        error_messages={"invalid": _("Capitals and digits in parts, such as W-REL-1.")},
        widget=forms.TextInput(attrs=_PLAIN),
    )
    text = Line(
        label=_("Question"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )
    also = forms.CharField(
        label=_("Other words for it"),
        required=False,
        max_length=2000,
        help_text=_(
            "For a rating of a weekly set: one wording a line. They take turns with the question, "
            "and ask the very same thing."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    help_text = Line(
        label=_("Help below it"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    element = forms.ChoiceField(label=_("What it asks about"), choices=_choices(Element))
    direction = forms.ChoiceField(
        label=_("A high answer is"),
        choices=_choices(Direction),
        help_text=_("Positive: a good sign. Negative: a hard one. None: neither."),
    )
    scale = forms.ChoiceField(label=_("How it is answered"), choices=_choices(Scale))
    release_class = forms.ChoiceField(
        label=_("How far an answer may travel"),
        choices=_choices(ReleaseClass),
        initial=ReleaseClass.PRIVATE.value,
        help_text=_(
            "Couple: both see it in the shared picture, unless its author keeps it back. Author: "
            "only if its author adds it. Private: nobody else, ever. It stays so for good."
        ),
    )
    low = Line(label=_("Words at 0"), max_length=LONGEST_ANCHOR, required=False)
    middle = Line(label=_("Words at 5"), max_length=LONGEST_ANCHOR, required=False)
    high = Line(label=_("Words at 10"), max_length=LONGEST_ANCHOR, required=False)
    na_label = Line(
        label=_("Words for “doesn’t apply”"),
        max_length=60,
        required=False,
        help_text=_("Empty: it is not offered."),
    )
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        max_length=2000,
        help_text=_("For a choice only: one a line, as key: words."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_also(self) -> list[str]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["also"].splitlines())
        also = [line for line in lines if line]
        if any(len(line) > LONGEST_TEXT for line in also):
            raise forms.ValidationError(_("One of these lines is too long for a question."))
        return also

    def clean_choices(self) -> list[list[str]]:
        pairs = []
        for line in self.cleaned_data["choices"].splitlines():
            if line.strip():
                key, _colon, words = line.partition(":")
                pair = [key.strip(), " ".join(words.split())]
                if not all(pair):
                    raise forms.ValidationError(_("Each line is a key, a colon and words."))
                pairs.append(pair)
        if len({key for key, _words in pairs}) < len(pairs):
            raise forms.ValidationError(_("A key stands there twice."))
        return pairs

    def values(self) -> Mapping[str, Any]:
        """By the names of the model's fields."""
        found = dict(self.cleaned_data)
        anchors = [found.pop(name) for name in ("low", "middle", "high")]
        if found["scale"] == Scale.RATING.value and not any(anchors):
            anchors = list(DEFAULT_ANCHORS)
        return found | {"anchors": [each for each in anchors if each]}

    @staticmethod
    def standing(prompt: PromptDocument) -> dict[str, Any]:
        """What stands in a question, as the form's initial values."""
        low, middle, high = (*prompt.anchors, "", "", "")[:3]
        return {
            "code": prompt.code,
            "text": prompt.text,
            "also": "\n".join(prompt.also),
            "help_text": prompt.help_text,
            "element": prompt.element.value,
            "direction": prompt.direction.value,
            "scale": prompt.scale.value,
            "release_class": prompt.release_class.value,
            "low": low,
            "middle": middle,
            "high": high,
            "na_label": prompt.na_label,
            "choices": "\n".join(f"{key}: {words}" for key, words in prompt.choices),
        }


class LanguageForm(forms.Form):
    """In which language a copy goes on."""

    language = forms.RegexField(
        whole(LANGUAGE),
        label=_("Language"),
        max_length=10,
        help_text=_("A code such as en or en-GB. Another one than now begins a translation."),
        error_messages={"invalid": _("A code such as en or en-GB.")},
        widget=forms.TextInput(attrs=_PLAIN),
    )


class NewSetForm(LanguageForm, SeenForm):
    """A set that has no questions yet."""

    slug = forms.RegexField(
        whole(SLUG),
        label=_("Name in files"),
        max_length=60,
        error_messages={"invalid": _("Small letters, digits and single dashes.")},
        widget=forms.TextInput(attrs=_PLAIN),
    )
    title = Line(label=_("Title"), max_length=100)
    cadence = forms.ChoiceField(label=_("Rhythm"), choices=_choices(Cadence), initial="weekly")
    relationship_kind = forms.ChoiceField(label=_("For whom"), choices=_choices(RelationshipKind))
    field_order = ("slug", "title", "language", "cadence", "relationship_kind")

    def document(self) -> PromptSetDocument:
        found = self.cleaned_data
        return PromptSetDocument(
            slug=found["slug"],
            version=1,
            language=found["language"],
            cadence=Cadence(found["cadence"]),
            relationship_kind=RelationshipKind(found["relationship_kind"]),
            title=found["title"],
            prompts=(),
            text_hash="",
            version_line=1,
        )


class ImportForm(forms.Form):
    text = forms.CharField(
        label=_("The set as YAML"),
        max_length=LONGEST_FILE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20, "spellcheck": "false", "autocomplete": "off"}),
    )


class SureForm(forms.Form):
    """Nothing is typed: a button says it."""
