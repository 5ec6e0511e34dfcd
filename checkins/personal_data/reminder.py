"""Mails to oneself: what somebody wants to be reminded of, and that mails went."""

from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts.logic.rhythm import local_day
from accounts.models import User
from accounts.personal_data import Horizon, OwnRows, Row
from accounts.queries.couple import WEEKDAYS
from checkins.logic.reminder import from_bits
from checkins.models import ReminderWish


class Wishes(OwnRows):
    """The days by their names."""

    __slots__ = ()

    def row(self, row: Model) -> Row:
        exported = dict(super().row(row))
        if isinstance(row, ReminderWish):
            days = sorted(from_bits(exported.pop("days")))
            exported["weekdays"] = [str(WEEKDAYS[day]) for day in days]
        return exported


class Sent(OwnRows):
    """That mails went: one trace for each thing, which goes by itself after about a year."""

    __slots__ = ()

    def purge(self, user: User, horizon: Horizon, now: datetime) -> int:
        return self.rows_of(user).filter(goes_on__lte=local_day(now, user.time_zone)).delete()[0]


SECTIONS = (
    Wishes(
        slug="mails-wanted",
        title=_("Short mails to yourself"),
        model="checkins.ReminderWish",
        owner="person",
        shows=(
            "week",
            "month",
            "promise",
            "look_back",
            "days",
            "at",
            "quiet_from",
            "quiet_until",
            "asked_on",
            "next_look_at",
            "refusals",
        ),
        keeps=("address_mark",),
    ),
    Sent(
        slug="mails-sent",
        title=_("That such mails went"),
        model="checkins.Reminder",
        owner="person",
        shows=("goes_on",),
        keeps=("occasion", "token_hash"),
        order=("goes_on", "pk"),
    ),
)
