"""What one's own numbers remember, and the question they have put. Never about anybody else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.access import check_ins_reachable_by
from checkins.enums import Element, NoticeKind, Preset, QuestionAnswer
from checkins.logic.memory import Memory as Remembered
from checkins.logic.memory import Question, waits_on
from checkins.models import CheckIn, Memory, PresetChoice, functions
from checkins.queries.prompt import ELEMENT_NAMES

# Scores are said in halves, none above what a button can say: load counted, the usual may be.
HALVES = 2
HIGHEST = 10.0
NEWEST_FIRST = ("-check_in__ends_on", "-check_in__starts_on", "-check_in_id")


@dataclass(frozen=True, slots=True)
class Lower:
    """One area that was lower than usual: what it was, what it usually is, 0 to 10."""

    area: str | Promise
    latest: float
    usual: float
    is_slide: bool


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What is asked, lowest area first. ``has_heavy_week``: load from outside was counted."""

    lower: tuple[Lower, ...]
    has_heavy_week: bool


def memories_of(user: User) -> QuerySet[Memory]:
    """One's own, each with its check-in, whose answers are read only where somebody asks."""
    return Memory.objects.filter(author=user).select_related("check_in").defer("check_in__sealed")


def newest_memory(user: User) -> Memory | None:
    """Beside the check-in that was completed last, by its week. One query."""
    return memories_of(user).order_by(*NEWEST_FIRST).first()


def waiting(user: User, row: Memory | None, now: datetime) -> Question | None:
    """The question that waits beside the newest check-in; ``row`` is ``newest_memory``. One that
    does not open is not there: Today goes on without it.
    """
    document = row.read_if_it_opens() if row else None
    if row is None or document is None:
        return None
    question = Remembered.from_document(document).question
    today = local_day(now, user.time_zone)
    return question if waits_on(question, row.check_in.ends_on, today) else None


def open_question(user: User, now: datetime) -> OpenQuestion | None:
    """The question that waits, in words; None where none does. One query."""
    question = waiting(user, newest_memory(user), now)
    if question is None:
        return None
    return OpenQuestion(
        lower=tuple(
            Lower(
                area=ELEMENT_NAMES[Element(each.element)],
                latest=each.latest,
                usual=min(HIGHEST, round(each.usual * HALVES) / HALVES),
                is_slide=each.kind is NoticeKind.SLIDE,
            )
            for each in question.readings
        ),
        has_heavy_week=question.load_counted,
    )


def areas_to_name(user: User) -> list[Element]:
    """The areas of the newest question, where its answer was to name what happened."""
    row = newest_memory(user)
    question = Remembered.from_document(row.read()).question if row else None
    if question is None or question.answer is not QuestionAnswer.NAMED:
        return []
    return [Element(element) for element in question.elements]


def came_back_in(user: User, check_ins: Collection[UUID]) -> dict[UUID, list[str | Promise]]:
    """The areas that came back in each of one's own check-ins, after a question. One query."""
    return {
        row.check_in_id: [
            ELEMENT_NAMES[Element(element)]
            for element in Remembered.from_document(row.read()).came_back
        ]
        for row in memories_of(user).filter(check_in__in=check_ins)
    }


def own_preset(user: User) -> Preset:
    """What this person chose. One query."""
    row = PresetChoice.objects.filter(author=user).first()
    return Preset(row.choice) if row else Preset.STANDARD


def preset_in_force(user: User) -> Preset:
    """What this person chose, or *standard* where *attentive* was not chosen by both."""
    chosen = own_preset(user)
    if chosen is Preset.ATTENTIVE and not functions.attentive_holds():
        return Preset.STANDARD
    return chosen


Place = tuple[date, date, UUID]


def place_of(check_in: CheckIn) -> Place:
    """Where a check-in stands among one's own: by its end, then by its beginning."""
    return check_in.ends_on, check_in.starts_on, check_in.pk


def unremembered(user: User) -> list[CheckIn]:
    """Own check-ins that were not followed yet, oldest first: what runs, and what ended lately."""
    remembered = Memory.objects.filter(author=user, check_in=OuterRef("pk"))
    rows = check_ins_reachable_by(user).filter(~Exists(remembered))
    return list(rows.order_by("ends_on", "starts_on", "pk"))


def memory_before(user: User, place: Place) -> Memory | None:
    """The one just before a place. One query."""
    return memories_of(user).filter(_before(place)).order_by(*NEWEST_FIRST).first()


def memories_from(user: User, place: Place) -> list[Memory]:
    """Those at a place and after it, oldest first, with the answers they follow from. One query."""
    rows = Memory.objects.filter(author=user).exclude(_before(place)).select_related("check_in")
    return list(rows.order_by("check_in__ends_on", "check_in__starts_on", "check_in_id"))


def _before(place: Place) -> Q:
    ends_on, starts_on, pk = place
    same_end = Q(check_in__ends_on=ends_on)
    return (
        Q(check_in__ends_on__lt=ends_on)
        | same_end & Q(check_in__starts_on__lt=starts_on)
        | same_end & Q(check_in__starts_on=starts_on, check_in_id__lt=pk)
    )
