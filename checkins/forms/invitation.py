"""Readiness, inviting, answering."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from checkins.enums import ELEMENTS, Element
from checkins.enums.repair import InvitationLine, Readiness, Reply, SuggestedTime
from checkins.logic.invitation import LONGEST_WORDS, InvitationContent
from checkins.queries.invitation import LINES, TIMES
from checkins.queries.rupture import AREA_LABELS

COOLING = (
    (20, _("20 minutes")),
    (60, _("an hour")),
    (180, _("three hours")),
    (1440, _("a day")),
)


class ReadinessForm(forms.Form):
    """Asked alone, and kept nowhere."""

    body = forms.CharField(required=False, max_length=4)
    safe = forms.TypedChoiceField(
        label=_("Do I feel safe enough to do this with them?"),
        choices=[
            (Readiness.YES.value, _("Yes")),
            (Readiness.NOT_NOW.value, _("Not now")),
            (Readiness.NO.value, _("No")),
        ],
        coerce=Readiness,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one. Nobody sees which.")},
    )

    @property
    def is_ready(self) -> bool:
        return bool(self.cleaned_data["safe"] is Readiness.YES)


class InviteForm(forms.Form):
    """An area, a line that is chosen and not typed, and a time that would suit."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    area = forms.TypedChoiceField(
        label=_("What is it about?"),
        choices=[(area.value, AREA_LABELS[area]) for area in ELEMENTS],
        coerce=Element,
        error_messages={"required": _("Please choose what it is about.")},
        widget=forms.RadioSelect(attrs={"class": "choices--chips"}),
    )
    line = forms.TypedChoiceField(
        label=_("One line to go with it"),
        choices=list(LINES.items()),
        coerce=InvitationLine,
        initial=InvitationLine.UNDERSTAND,
        widget=forms.RadioSelect,
    )
    when = forms.TypedChoiceField(
        label=_("A time to suggest"),
        choices=list(TIMES.items()),
        coerce=SuggestedTime,
        initial=SuggestedTime.WHENEVER,
        widget=forms.RadioSelect(attrs={"class": "choices--chips"}),
    )
    words = forms.CharField(
        label=_("In your own words: why again?"),
        help_text=_("They read these words with the invitation."),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, reopens: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4
        if reopens:
            self.fields["words"].required = True
        else:
            del self.fields["words"]

    def own_key(self) -> UUID:
        """The key this form was given, so that sending it twice sends one invitation."""
        return UUID(str(self.cleaned_data["key"]))

    def content(self) -> InvitationContent:
        """What was chosen, once it is valid."""
        sent = self.cleaned_data
        words = sent.get("words", "").replace("\r\n", "\n")
        return InvitationContent(sent["area"], sent["line"], sent["when"], words)


class ReplyForm(forms.Form):
    """Three buttons: yes, another time, not this one. The first two say a little more."""

    reply = forms.TypedChoiceField(
        choices=[(reply.value, reply.value) for reply in Reply], coerce=Reply
    )
    cooling = forms.TypedChoiceField(
        label=_("First, time to cool off"),
        help_text=_("Both of you see until when. Nothing has to be said before."),
        choices=[(str(minutes), words) for minutes, words in COOLING],
        coerce=int,
        initial="20",
        empty_value="20",
        required=False,
        widget=forms.RadioSelect(attrs={"class": "choices--chips"}),
    )
    when = forms.TypedChoiceField(
        label=_("What would suit you?"),
        choices=[(when.value, words) for when, words in TIMES.items() if when != "whenever"],
        coerce=SuggestedTime,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "choices--chips"}),
    )

    def clean(self) -> None:
        if self.cleaned_data.get("reply") is Reply.LATER and not self.cleaned_data.get("when"):
            self.add_error("when", _("Please choose a time that would suit you better."))

    def wanted(self) -> Reply:
        return Reply(self.cleaned_data["reply"])

    def time_to_cool(self) -> timedelta:
        return timedelta(minutes=int(self.cleaned_data["cooling"]))
