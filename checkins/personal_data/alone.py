"""What somebody looked at and wrote alone."""

from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts.enums import Kept
from accounts.models import User
from accounts.personal_data import RAW, Horizon, OwnRows, Row
from checkins.models import InnerCheckIn, Look, MonthlySet, Pulse, functions
from checkins.personal_data.own import answers_in
from checkins.queries.inner import said_in


class Inward(OwnRows):
    """Inner check-ins, with the questions beside what was answered."""

    __slots__ = ()

    def row(self, row: Model) -> Row:
        exported = dict(super().row(row))
        if isinstance(row, InnerCheckIn) and exported["content"] is not None:
            exported["answers"] = [
                {"question": str(said.question), "answer": said.answer} for said in said_in(row)
            ]
        return exported


class DaysAndMonths(OwnRows):
    """Sheets of days, of months and beside weeks, with the questions as they stood."""

    __slots__ = ()

    def row(self, row: Model) -> Row:
        exported = dict(super().row(row))
        exported[RAW] = exported.pop("content")
        if isinstance(row, Pulse | MonthlySet | Look) and exported[RAW] is not None:
            exported["answers"] = answers_in(row.prompt_set_version_id, exported[RAW])
        if isinstance(row, Look):
            exported["questions"] = row.prompt_set.title
        return exported


class Months(DaysAndMonths):
    """A month is as old as its last day."""

    __slots__ = ()

    def purge(self, user: User, horizon: Horizon, now: datetime) -> int:
        oldest = horizon[Kept.CHECK_INS]
        if oldest is None:
            return 0
        return self.rows_of(user).filter(month__lt=oldest.replace(day=1)).delete()[0]


class Notes(OwnRows):
    """Notes that stand. One whose day has come is out of its author's reach, and goes all the same:
    its link to them would keep them from being deleted.
    """

    __slots__ = ()

    def purge(self, user: User, horizon: Horizon, now: datetime) -> int:
        """Each has the day that was chosen for it, or none: a copy that somebody keeps as evidence
        must not go by what stands for the rest.
        """
        return functions.notes_purge()

    def erase(self, user: User, now: datetime) -> None:
        functions.notes_purge()
        self.rows_of(user).delete()


SECTIONS = (
    Inward(
        slug="inward",
        title=_("What you put down looking inward"),
        model="checkins.InnerCheckIn",
        shows=("held_on",),
        order=("held_on", "pk"),
        leaves_out=("at", "asks_function"),
        ages_as=Kept.INWARD,
        dated="held_on",
    ),
    Notes(
        slug="notebook",
        title=_("Your notebook, with copies you kept"),
        model="checkins.Note",
        shows=("written_on", "erase_on"),
        order=("written_on", "pk"),
    ),
    DaysAndMonths(
        slug="days",
        title=_("Your days"),
        model="checkins.Pulse",
        shows=("day",),
        keeps=("prompt_set_version",),
        order=("day",),
        ages_as=Kept.CHECK_INS,
        dated="day",
    ),
    DaysAndMonths(
        slug="looks",
        title=_("What you answered beside your weeks"),
        model="checkins.Look",
        shows=("starts_on",),
        keeps=("prompt_set", "prompt_set_version"),
        order=("prompt_set_id", "starts_on"),
        ages_as=Kept.CHECK_INS,
        dated="starts_on",
    ),
    OwnRows(
        slug="keeps-days",
        title=_("Whether you keep days"),
        model="checkins.PulseWish",
    ),
    Months(
        slug="months",
        title=_("Your months"),
        model="checkins.MonthlySet",
        shows=("month",),
        keeps=("prompt_set_version",),
        order=("month",),
    ),
    OwnRows(
        slug="about-me",
        title=_("What you know about yourself"),
        model="checkins.Profile",
    ),
)
