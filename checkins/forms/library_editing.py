"""What somebody who writes the library types: a card, a group, a reading, a file."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.seen import SeenForm
from checkins.enums import LibraryPart
from checkins.forms.prompt_editing import LanguageForm, Line, whole
from checkins.logic.library import (
    LONGEST_ID,
    LONGEST_SLUG,
    LONGEST_TEXT,
    LONGEST_TITLE,
    READING,
    SLUG,
    Library,
)
from checkins.logic.library_editing import group_of

LONGEST_FILE = 200_000
_PARAGRAPH = re.compile(r"(?:\r?\n[ \t]*){2,}")


def _slug() -> forms.RegexField:
    return forms.RegexField(
        whole(SLUG),
        label=_("Name in the address"),
        max_length=LONGEST_SLUG,
        help_text=_("Plain words that tell nothing: it stays in the history of a browser."),
        error_messages={"invalid": _("Small letters and single dashes.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def _texts(parts: list[str]) -> tuple[str, ...]:
    found = tuple(" ".join(part.split()) for part in parts)
    if any(len(each) > LONGEST_TEXT for each in found):
        raise forms.ValidationError(_("One of these is longer than %d characters.") % LONGEST_TEXT)
    return tuple(each for each in found if each)


class CardForm(SeenForm):
    """A card of a draft. Rules are told beside it afterwards: a draft may break them."""

    slug = _slug()
    title = Line(label=_("Title"), max_length=LONGEST_TITLE)
    group = forms.ChoiceField(label=_("Group"))
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=4000,
        help_text=_("An empty line begins a new paragraph."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    points = forms.CharField(
        label=_("Points"),
        required=False,
        max_length=4000,
        help_text=_("One a line."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    close = Line(
        label=_("Last words"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    more = forms.MultipleChoiceField(
        label=_("Where others say more"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_beside_support = forms.BooleanField(
        label=_("Show the way to support below it"),
        required=False,
        help_text=_("For every card that speaks of harm, force, threats or fear."),
    )

    def __init__(self, typed: Any, library: Library, was: str) -> None:
        super().__init__(typed, initial=self.standing(library, was))
        shown: Any = self.fields
        shown["group"].choices = [(each.slug, each.title) for each in library.groups]
        shown["more"].choices = [
            (each.id, f"{each.title} · {each.publisher}") for each in library.readings
        ]

    def clean_text(self) -> tuple[str, ...]:
        return _texts(_PARAGRAPH.split(self.cleaned_data["text"]))

    def clean_points(self) -> tuple[str, ...]:
        return _texts(self.cleaned_data["points"].splitlines())

    @staticmethod
    def standing(library: Library, was: str) -> dict[str, Any]:
        """What stands in a card, as the form's initial values; empty where there is none."""
        card = library.card(was)
        if card is None:
            return {}
        return {
            "slug": card.slug,
            "title": card.title,
            "group": group_of(library, was),
            "text": "\n\n".join(card.text),
            "points": "\n".join(card.points),
            "close": card.close,
            "more": [reading.id for reading in card.more],
            "is_beside_support": card.is_beside_support,
        }


class GroupForm(SeenForm):
    slug = _slug()
    title = Line(label=_("Title"), max_length=LONGEST_TITLE)

    def __init__(self, typed: Any, library: Library, was: str) -> None:
        found = (each for each in library.groups if each.slug == was)
        initial = next(({"slug": each.slug, "title": each.title} for each in found), {})
        super().__init__(typed, initial=initial)


class ReadingForm(SeenForm):
    id = forms.RegexField(
        whole(READING),
        label=_("Id"),
        max_length=LONGEST_ID,
        help_text=_("Such as R-11."),
        error_messages={"invalid": _("A capital, a dash and a number, such as R-11.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    title = Line(label=_("Title"), max_length=LONGEST_TITLE)
    publisher = Line(label=_("Who publishes it"), max_length=LONGEST_TITLE)
    host = forms.RegexField(
        re.compile(r"\A[^/\s]+\Z"),
        label=_("Where to look"),
        max_length=LONGEST_TITLE,
        help_text=_("A plain name such as apa.org. It is named on the page, and never a link."),
        error_messages={"invalid": _("A plain name such as apa.org.")},
    )

    def __init__(self, typed: Any, library: Library, was: str) -> None:
        found = (each for each in library.readings if each.id == was)
        names = ("id", "title", "publisher", "host")
        initial = next(({name: getattr(each, name) for name in names} for each in found), {})
        super().__init__(typed, initial=initial)


FORMS: Mapping[LibraryPart, type[CardForm | GroupForm | ReadingForm]] = {
    LibraryPart.CARD: CardForm,
    LibraryPart.GROUP: GroupForm,
    LibraryPart.READING: ReadingForm,
}


class LibraryFileForm(LanguageForm):
    text = forms.CharField(
        label=_("The library as YAML"),
        max_length=LONGEST_FILE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20, "spellcheck": "false", "autocomplete": "off"}),
    )
