"""One's own check-ins: the one that is being written, and those of past weeks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from checkins.access import check_ins_reachable_by
from checkins.enums import Phase, Scale
from checkins.logic import schedule
from checkins.logic.scoring import HIGHEST, NOT_APPLICABLE, Answer
from checkins.logic.sheet import Sheet
from checkins.models import CheckIn
from checkins.queries.moments import say_week
from checkins.queries.prompt import AskedPrompt, Step, prompts_of, steps_of, worded
from checkins.queries.question import came_back_in
from checkins.queries.round import RoundPlace

LATEST = 4


@dataclass(frozen=True, slots=True)
class OwnCheckIn:
    """A check-in row as its author has it; ``is_adopted`` when it stands in another round yet."""

    row: CheckIn
    is_adopted: bool

    @property
    def is_done(self) -> bool:
        return self.row.is_done

    def sheet(self) -> Sheet:
        return Sheet.of(self.row.read())


def has_any(user: User) -> bool:
    """Whether this person has ever answered anything; one query."""
    return check_ins_reachable_by(user).exists()


def latest(user: User) -> list[CheckIn]:
    """The last few of one's check-ins, newest first, in one query and without opening them."""
    return list(_with_rounds(user).order_by("-ends_on", "-starts_on")[:LATEST])


def of_place(place: RoundPlace, now: datetime) -> OwnCheckIn | None:
    """What its author has in this round so far, in one query."""
    recent = _with_rounds(place.person).filter(ends_on__gte=place.starts_on)
    return among(recent.order_by("-ends_on", "-starts_on"), place, now)


def among(check_ins: Iterable[CheckIn], place: RoundPlace, now: datetime) -> OwnCheckIn | None:
    """The one of ``check_ins`` that belongs to this round, or the draft that becomes its own.

    A check-in answered alone in the week of connecting is the draft of the couple's first
    round; one of a connection that has ended is the draft of the week alone (decisions.md 22
    and 33). It moves when its author next writes.
    """
    check_ins = list(check_ins)
    if place.row is not None:
        for row in check_ins:
            if row.round_id == place.row.pk:
                return OwnCheckIn(row, is_adopted=False)
    for row in check_ins:
        if _becomes(row, place, now) and _shares_questions(row, place):
            return OwnCheckIn(row, is_adopted=True)
    return None


def _becomes(row: CheckIn, place: RoundPlace, now: datetime) -> bool:
    if place.bond is not None:
        connected_on = schedule.local_day(place.bond.couple.connected_at, place.person.time_zone)
        was_alone = row.round is not None and row.round.person_id == place.person.pk
        return place.is_first and was_alone and row.starts_on <= connected_on <= row.ends_on
    today = schedule.local_day(now, place.time_zone)
    is_unfinished = row.ends_on > today or not row.is_done
    return place.is_running and row.starts_on <= today <= row.ends_on and is_unfinished


def _shares_questions(row: CheckIn, place: RoundPlace) -> bool:
    """Whether what was answered is asked in this round at all. What two friends were asked is not
    asked of one alone: such a check-in stays what it was, a week of its author's own.
    """
    asked = {prompt.code for prompt in prompts_of(place.version_id)}
    return any(prompt.code in asked for prompt in prompts_of(row.prompt_set_version_id))


def _with_rounds(user: User) -> QuerySet[CheckIn]:
    # An outer join: the round of a connection that has ended is out of reach and comes as None.
    return check_ins_reachable_by(user).select_related("round")


def can_write(place: RoundPlace, now: datetime, *, is_done: bool) -> bool:
    """Until the moment, and for seven days after it where nothing was finished."""
    match place.phase(now):
        case Phase.RUNNING:
            return True
        case Phase.LATE:
            return not is_done
        case Phase.AHEAD | Phase.OVER:
            return False


def first_open_step(version: UUID, sheet: Sheet) -> Step | None:
    """The first step with a prompt that was neither answered nor skipped, or None."""
    for step in steps_of(version):
        if not all(sheet.has(prompt.code) for prompt in step.prompts):
            return step
    return None


@dataclass(frozen=True, slots=True)
class PastWeek:
    """A line in the list of past check-ins."""

    words: str
    ends_on: date


def past_weeks(user: User) -> list[PastWeek]:
    """All own check-ins, newest first, without opening them."""
    rows = check_ins_reachable_by(user).order_by("-ends_on", "-starts_on")
    return [
        PastWeek(say_week(row.starts_on, row.ends_on), row.ends_on) for row in rows.defer("sealed")
    ]


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """A prompt with what one answered, in words."""

    text: str
    answer: str | Promise
    is_own_words: bool


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """The answers to one element."""

    name: str | Promise
    answers: Sequence[OwnAnswer]


@dataclass(frozen=True, slots=True)
class OwnWeek:
    """One's own check-in of one week, for its author's eyes."""

    pk: UUID
    words: str
    is_low_information: bool
    came_back: Sequence[str | Promise]
    groups: Sequence[OwnAnswers]


def weeks_ending_on(user: User, day: date) -> list[OwnWeek]:
    """One's own check-ins that end on a day: one, or two where a connection began or ended."""
    rows = list(check_ins_reachable_by(user).filter(ends_on=day).order_by("-starts_on"))
    back = came_back_in(user, [row.pk for row in rows])
    return [_own_week(row, back.get(row.pk, ())) for row in rows]


def _own_week(row: CheckIn, came_back: Sequence[str | Promise]) -> OwnWeek:
    document = row.read()
    sheet = Sheet.of(document)
    groups = [
        OwnAnswers(
            step.name,
            [
                OwnAnswer(prompt.text, in_words(prompt, value), prompt.scale is Scale.TEXT)
                for prompt in worded(step.prompts, sheet)
                if (value := sheet.value(prompt.code)) is not None
            ],
        )
        for step in steps_of(row.prompt_set_version_id)
    ]
    return OwnWeek(
        row.pk,
        say_week(row.starts_on, row.ends_on),
        bool(document.get("is_low_information")),
        came_back,
        [group for group in groups if group.answers],
    )


def in_words(prompt: AskedPrompt, value: Answer) -> str | Promise:
    """An answer as it is read back."""
    if value == NOT_APPLICABLE:
        return prompt.na_label or _("doesn’t apply")
    if prompt.scale is Scale.CHOICE:
        return dict(prompt.choices).get(str(value), "")
    if prompt.scale is Scale.RATING:
        return _("%(value)s of %(highest)s") % {"value": value, "highest": HIGHEST}
    return str(value)
