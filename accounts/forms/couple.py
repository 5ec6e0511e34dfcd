"""Confirming, a rhythm, leaving."""

from datetime import time
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Purpose
from accounts.logic.consent import ASKED_AT_CONNECTION
from accounts.logic.rhythm import Rhythm
from accounts.queries.consent import ASKED_WITH_THE_CONNECTION
from accounts.queries.couple import EVERY_WEEKS, WEEKDAYS


def time_zones() -> list[str]:
    """Zones that are named for a place, and UTC."""
    return ["UTC", *sorted(zone for zone in available_timezones() if "/" in zone)]


class PairingForm(forms.Form):
    """Which pairing a person answers: the one they saw, not whatever stands by now."""

    pairing = forms.UUIDField(widget=forms.HiddenInput)

    @property
    def pairing_id(self) -> UUID:
        answered: UUID = self.cleaned_data["pairing"]
        return answered


class ConfirmForm(PairingForm):
    """One tick box per purpose, none ticked, none needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for wording in ASKED_WITH_THE_CONNECTION:
            self.fields[wording.purpose] = forms.BooleanField(
                label=str(wording.title),
                help_text=f"{wording.text} {wording.ending}",
                required=False,
            )

    @property
    def consents(self) -> set[Purpose]:
        return {purpose for purpose in ASKED_AT_CONNECTION if self.cleaned_data[purpose]}


class RhythmForm(forms.Form):
    every_weeks = forms.TypedChoiceField(
        label=_("How often"),
        choices=[(str(weeks), words) for weeks, words in EVERY_WEEKS.items()],
        coerce=int,
        widget=forms.RadioSelect(attrs={"class": "choices--chips"}),
    )
    weekday = forms.TypedChoiceField(
        label=_("Day"),
        choices=[(str(day.value), words) for day, words in WEEKDAYS.items()],
        coerce=int,
    )
    at = forms.TimeField(
        label=_("Time"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": "300"}),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Where this time of day is meant."),
        choices=lambda: [(zone, zone.replace("_", " ")) for zone in time_zones()],
    )

    def clean_at(self) -> time:
        at: time = self.cleaned_data["at"]
        return at.replace(second=0, microsecond=0)

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(**self.cleaned_data)

    @staticmethod
    def showing(rhythm: Rhythm) -> dict[str, object]:
        """Initial values."""
        return {
            "every_weeks": rhythm.every_weeks,
            "weekday": rhythm.weekday,
            "at": rhythm.at,
            "time_zone": rhythm.time_zone,
        }


class LeaveForm(forms.Form):
    keeps_door_closed = forms.BooleanField(
        label=_("They cannot connect with me again"),
        help_text=_(
            "A code between you two then reads like an expired one. "
            "You can open the door again later, on the connection page."
        ),
        initial=True,
        required=False,
    )
