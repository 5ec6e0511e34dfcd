"""One's own days. Nobody else's are within reach, and no day is ever released."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from accounts.logic.rhythm import instant_of, local_day
from accounts.models import User
from checkins.enums import Scale
from checkins.enums.month import PulseCode
from checkins.logic.sheet import Sheet
from checkins.models import Pulse, PulseWish
from checkins.queries.checkin import OwnAnswer, in_words
from checkins.queries.prompt import DAILY_SET, AskedPrompt, prompts_of, version_at

AT_ONCE = 31


@dataclass(frozen=True)
class DayPlace:
    """Today, as its person meets it; ``row`` is None where nothing was put down yet."""

    person: User
    day: date
    row: Pulse | None

    @cached_property
    def version_id(self) -> UUID:
        if self.row is not None:
            return self.row.prompt_set_version_id
        return version_at(DAILY_SET, instant_of(self.day, time(0), self.person.time_zone))

    @property
    def prompts(self) -> tuple[AskedPrompt, ...]:
        return prompts_of(self.version_id)

    def sheet(self) -> Sheet:
        return Sheet.of(self.row.read()) if self.row else Sheet()


@dataclass(frozen=True, slots=True)
class OwnDay:
    """One day, for its author's eyes."""

    pk: UUID
    day: date
    answers: Sequence[OwnAnswer]


@dataclass(frozen=True, slots=True)
class OwnDays:
    """A month's worth of days, newest first; ``before`` is where the next ones begin, if any do."""

    days: Sequence[OwnDay]
    before: date | None


@dataclass(frozen=True, slots=True)
class DayNote:
    """What somebody kept on a day for the weekly check-in."""

    day: date
    words: str


def owned_by(user: User) -> QuerySet[Pulse]:
    """Every day this person put down."""
    return Pulse.objects.filter(author=user)


def wants_days(user: User) -> bool:
    """Whether this person keeps days; one query."""
    return PulseWish.objects.filter(author=user).exists()


def place_of(user: User, now: datetime) -> DayPlace:
    """Today by the person's calendar. One query."""
    day = local_day(now, user.time_zone)
    return DayPlace(user, day, owned_by(user).filter(day=day).first())


def days_of(user: User, until: date) -> OwnDays:
    """At most a month of days, back from ``until``. One query."""
    rows = list(owned_by(user).filter(day__lte=until).order_by("-day")[: AT_ONCE + 1])
    days = [_own_day(row) for row in rows[:AT_ONCE]]
    return OwnDays(days, rows[AT_ONCE].day if len(rows) > AT_ONCE else None)


def notes_between(user: User, first: date, last: date) -> list[DayNote]:
    """What was kept for the check-in of a week, oldest first. One query."""
    rows = owned_by(user).filter(day__gte=first, day__lte=last).order_by("day")
    return [
        DayNote(row.day, words)
        for row in rows
        if (words := Sheet.of(row.read()).texts.get(PulseCode.LATER, "").strip())
    ]


def _own_day(row: Pulse) -> OwnDay:
    sheet = Sheet.of(row.read())
    answers = [
        OwnAnswer(prompt.text, in_words(prompt, value), prompt.scale is Scale.TEXT)
        for prompt in prompts_of(row.prompt_set_version_id)
        if (value := sheet.value(prompt.code)) is not None
    ]
    return OwnDay(row.pk, row.day, answers)
