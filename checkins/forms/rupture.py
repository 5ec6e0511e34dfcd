"""What the owner of a hurt may send."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from checkins.enums import ELEMENTS, Element, HurtSource, HurtState, HurtTag, HurtWish
from checkins.logic.rupture import HurtContent
from checkins.queries.rupture import AREA_LABELS, TAG_LABELS, Hurt

LONGEST = 1000
SKIPPED = "skip"
TOO_LONG = _(
    "Please keep it to %(limit_value)d characters: there are %(show_value)d. "
    "All of it is still here."
)

WISHES = {
    HurtWish.KEEP: _("Keep this to myself"),
    HurtWish.LOOK_AGAIN: _("Keep it, and look at it again next week"),
    HurtWish.SHOW: _("Let my partner know that something hurt. I choose the exact words next."),
    HurtWish.INVITE: _("Invite them to a conversation about it. I see it before it is sent."),
}

# What needs somebody to be connected with.
FOR_TWO = frozenset({HurtWish.SHOW, HurtWish.INVITE})


class OwnWords(forms.CharField):
    """Text as it was written, line breaks and all, in one form of line break."""

    def __init__(self, *, longest: int = LONGEST, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 5, "autocomplete": "off"})
        super().__init__(max_length=longest, widget=widget, **kwargs)
        self.error_messages["required"] = _("Please write something, or press “Not now”.")
        self.error_messages["max_length"] = TOO_LONG

    def to_python(self, value: object) -> str:
        # Browsers send CR LF for every break, and would spend two of the thousand on it.
        return str(super().to_python(str(value or "").replace("\r\n", "\n")))


class HurtContentForm(forms.Form):
    areas = forms.TypedMultipleChoiceField(
        label=_("Where it landed"),
        help_text=_("As many as fit, or none."),
        choices=[(area.value, AREA_LABELS[area]) for area in ELEMENTS],
        coerce=Element,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--chips"}),
    )
    weight = forms.TypedChoiceField(
        label=_("How heavy it is"),
        choices=[(str(step), str(step)) for step in range(11)] + [(SKIPPED, SKIPPED)],
        coerce=lambda value: None if value == SKIPPED else int(value),
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    tags = forms.TypedMultipleChoiceField(
        label=_("What it was like: I felt …"),
        help_text=_("These words are for you alone. They are never shown."),
        choices=[(tag.value, label) for tag, label in TAG_LABELS.items()],
        coerce=HurtTag,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--chips"}),
    )
    note = OwnWords(
        label=_("In my own words"),
        help_text=_("Up to 1,000 characters, for you alone."),
        required=False,
    )

    @classmethod
    def of(cls, hurt: Hurt) -> "HurtContentForm":
        """The form with what was typed last, else with what stands there."""
        latest = hurt.typed or hurt
        return cls(
            initial={
                "areas": [area.value for area in latest.areas],
                "weight": latest.weight,
                "tags": [tag.value for tag in latest.tags],
                "note": latest.note,
            }
        )

    def content(self) -> HurtContent:
        """What was sent, once it is valid."""
        sent = self.cleaned_data
        return HurtContent(
            areas=sent["areas"], weight=sent["weight"], tags=sent["tags"], note=sent["note"]
        )


class NewHurtForm(HurtContentForm):
    key = forms.UUIDField(widget=forms.HiddenInput)
    source = forms.TypedChoiceField(
        choices=[(source.value, "") for source in HurtSource],
        coerce=HurtSource,
        empty_value=HurtSource.OWN,
        required=False,
        widget=forms.HiddenInput,
    )
    wish = forms.TypedChoiceField(
        label=_("What would you like?"),
        choices=list(WISHES.items()),
        coerce=HurtWish,
        initial=HurtWish.KEEP,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, can_show: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4
        if not can_show:
            wish = self.fields["wish"]
            wish.choices = [  # type: ignore[attr-defined]
                (value, label) for value, label in WISHES.items() if value not in FOR_TWO
            ]

    def own_key(self) -> UUID:
        """The key this form was given, so that sending it twice names one hurt."""
        return UUID(str(self.cleaned_data["key"]))

    def begun_by(self) -> HurtSource:
        """Whether the owner came here alone, or a question led here."""
        return HurtSource(self.cleaned_data["source"])

    def wanted(self) -> HurtWish:
        """What the owner would like."""
        return HurtWish(self.cleaned_data["wish"])


class WordsForm(forms.Form):
    """The exact words to show, and whether they are still being chosen."""

    words = OwnWords(
        label=_("The exact words"),
        help_text=_(
            "Up to 1,000 characters. You see them as they will look before they are shown."
        ),
    )


class MoveForm(forms.Form):
    """A button of the hurt's own page."""

    LOOK_AGAIN = "look_again"
    DELETE = "delete"

    do = forms.ChoiceField(
        choices=[
            (HurtState.KEPT.value, ""),
            (HurtState.CLOSED.value, ""),
            (HurtState.SET_ASIDE.value, ""),
            (LOOK_AGAIN, ""),
            (DELETE, ""),
        ]
    )

    def wanted(self) -> str:
        """One of the values above."""
        return str(self.cleaned_data["do"])


class AnswerForm(forms.Form):
    """*I hear you*, or taking it back."""

    take_back = forms.BooleanField(required=False, widget=forms.HiddenInput)
