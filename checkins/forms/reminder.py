"""What somebody wants short mails about, and when they may come."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Purpose, Weekday
from accounts.queries.consent import WORDINGS
from accounts.queries.couple import WEEKDAYS
from checkins.enums.reminder import AddressReader, ReminderKind
from checkins.logic.reminder import Plan
from checkins.queries.reminder import Wishes

AGREES = WORDINGS[Purpose.REMINDERS]
KINDS = {
    ReminderKind.WEEK: _("My check-in, in its last three days"),
    ReminderKind.MONTH: _("My month, in its last week, once I have answered one before"),
    ReminderKind.PROMISE: _("A promise of mine, from its day on"),
    ReminderKind.LOOK_BACK: _("The day we picked to look back on a talk"),
}
READERS = {
    AddressReader.ONLY_ME: _("Yes, I alone read it"),
    AddressReader.NOT_SURE: _("No, or I am not sure"),
}
ASKED = _("Please answer this one first.")
ONE_DAY = _("Please pick at least one day.")
TIME = _("Please give a time, such as 18:00.")


def _time(label: Any, help_text: Any = "") -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text=help_text,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": "300"}),
        error_messages={"required": TIME, "invalid": TIME},
    )


class RemindersForm(forms.Form):
    kinds = forms.TypedMultipleChoiceField(
        label=_("Send me a mail while this is open"),
        help_text=_("Each goes once at most. None comes for what you have done already."),
        choices=list(KINDS.items()),
        coerce=ReminderKind,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please pick at least one, or leave the mails off.")},
    )
    days = forms.TypedMultipleChoiceField(
        label=_("On these days"),
        choices=[(str(day.value), words) for day, words in WEEKDAYS.items()],
        coerce=lambda value: Weekday(int(value)),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--chips"}),
        error_messages={"required": ONE_DAY},
    )
    at = _time(_("At"), _("By your own clock. Your time zone stands in your profile."))
    quiet_from = _time(_("No mail from"))
    quiet_until = _time(_("No mail until"))
    reader = forms.TypedChoiceField(
        label=_("Is this address only yours?"),
        help_text=_("Think of shared phones, shared passwords, and of who set the mailbox up."),
        choices=list(READERS.items()),
        coerce=AddressReader,
        widget=forms.RadioSelect,
        error_messages={"required": ASKED},
    )
    agrees = forms.BooleanField(
        label=str(AGREES.title),
        help_text=_("%(text)s %(ending)s") % {"text": AGREES.text, "ending": AGREES.ending},
        required=False,
    )

    def __init__(self, *args: Any, is_agreed: bool, **kwargs: Any) -> None:
        """``is_agreed``: the consent stands, so that nobody is asked for it again."""
        super().__init__(*args, **kwargs)
        self.fields["agrees"].is_needed = True  # type: ignore[attr-defined]
        if is_agreed:
            del self.fields["agrees"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        times = (found.get("at"), found.get("quiet_from"), found.get("quiet_until"))
        if None not in times and self._plan(found).is_quiet_at(found["at"]):
            self.add_error("at", _("This lies in the hours without mail. Please move one of them."))
        wants = found.get("reader") == AddressReader.ONLY_ME
        if wants and "agrees" in self.fields and not found.get("agrees"):
            self.add_error("agrees", _("Mails go only to somebody who agrees to them."))
        return found

    @property
    def is_only_mine(self) -> bool:
        return bool(self.cleaned_data["reader"] == AddressReader.ONLY_ME)

    @property
    def wishes(self) -> Wishes:
        return Wishes(frozenset(self.cleaned_data["kinds"]), self._plan(self.cleaned_data))

    @staticmethod
    def _plan(found: dict[str, Any]) -> Plan:
        days = frozenset(found.get("days") or ())
        return Plan(days, found["at"], found["quiet_from"], found["quiet_until"])

    @staticmethod
    def showing(wishes: Wishes) -> dict[str, object]:
        """Initial values: what was chosen, and who reads the address left open."""
        plan = wishes.plan
        return {
            "kinds": sorted(wishes.kinds),
            "days": [str(day.value) for day in sorted(plan.days)],
            "at": plan.at,
            "quiet_from": plan.quiet_from,
            "quiet_until": plan.quiet_until,
        }
