"""What one person alone is asked beside the weekly check-in, and what they answered.

Nobody else reads it, and nothing of it enters a check-in, a release, a question or a trend.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import couple_of
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.enums import FOR_TWO, Cadence, RelationshipKind, Scale
from checkins.logic import look as logic
from checkins.logic.measure import MEASURES
from checkins.logic.rotation import turn_of
from checkins.logic.sheet import ONE_WORDING, Sheet
from checkins.models import Look, PromptSetVersion
from checkins.queries.checkin import OwnAnswer, in_words
from checkins.queries.moments import say_week
from checkins.queries.prompt import AskedPrompt, prompts_of, worded, wordings_at
from checkins.queries.set_choice import in_force, kind_at

_ALONE = tuple(kind for kind in RelationshipKind if kind not in FOR_TWO)
# By the kind of tie, or for a published measure.
LEDES: MappingProxyType[RelationshipKind, Promise] = MappingProxyType(
    {
        RelationshipKind.PARENTING: _(
            "About your own part with children you look after. It is not about a child, and no "
            "names are needed."
        ),
        RelationshipKind.WORK: _(
            "About your own part at work. It rates nobody else, and no names are needed."
        ),
        RelationshipKind.PARTNERS: _(
            "Four questions from research, in the words of their authors, once in three months."
        ),
    }
)


@dataclass(frozen=True, slots=True)
class LookPlace:
    """A set and a span as one person meets it; ``row`` is None where nothing was answered."""

    person: User
    version: PromptSetVersion
    starts_on: date
    row: Look | None

    @property
    def slug(self) -> str:
        return self.version.prompt_set.slug

    @property
    def title(self) -> str:
        return self.version.prompt_set.title

    @property
    def lede(self) -> Promise:
        return LEDES[RelationshipKind(self.version.prompt_set.relationship_kind)]

    @property
    def cadence(self) -> Cadence:
        return Cadence(self.version.prompt_set.cadence)

    @property
    def words(self) -> str:
        return say_span(self.cadence, self.starts_on)

    @property
    def wordings(self) -> Mapping[str, int]:
        """By code, which of several wordings is asked; a measure has one of each."""
        if self.cadence is not Cadence.WEEKLY:
            return ONE_WORDING
        last = logic.last_day(self.cadence, self.starts_on)
        return wordings_at(self.version.pk, turn_of(self.starts_on, last))

    @property
    def prompts(self) -> tuple[AskedPrompt, ...]:
        return worded(prompts_of(self.version.pk), self.sheet(), self.wordings)

    @property
    def has_text(self) -> bool:
        return any(prompt.scale is Scale.TEXT for prompt in prompts_of(self.version.pk))

    def sheet(self) -> Sheet:
        return Sheet.of(self.row.read()) if self.row else Sheet()


@dataclass(frozen=True, slots=True)
class LookLine:
    """A set that can be answered now, or one that was answered once."""

    slug: str
    title: str
    words: str
    starts_on: date


@dataclass(frozen=True, slots=True)
class LooksPage:
    """What there is to answer, and what was."""

    offered: Sequence[LookPlace]
    past: Sequence[LookLine]


@dataclass(frozen=True, slots=True)
class Result:
    """What the authors of a measure make of its answers; ``total`` needs all of them."""

    total: int | None
    highest: int
    cut_off: float
    source: str


@dataclass(frozen=True, slots=True)
class OwnLook:
    """One's own answers to one set in one span, for their author's eyes."""

    title: str
    words: str
    answers: Sequence[OwnAnswer]
    result: Result | None
    can_write: bool


def owned_by(user: User) -> QuerySet[Look]:
    """What this person answered; nobody else's is within reach."""
    return Look.objects.filter(author=user).select_related("prompt_set", "prompt_set_version")


def offered(user: User, now: datetime) -> list[PromptSetVersion]:
    """What can be answered alone just now: what is published and not retired. Two queries, and two
    where there is a measure: it asks about a partner, so it is not for two friends.
    """
    measures = list(in_force([RelationshipKind.PARTNERS], Cadence.QUARTERLY))
    couple = couple_of(user) if measures else None
    if couple is not None and kind_at(couple, now) is not RelationshipKind.PARTNERS:
        measures = []
    return [*in_force(_ALONE, Cadence.WEEKLY), *measures]


def place_of(user: User, slug: str, now: datetime) -> LookPlace | None:
    """The span that runs; None where no such set is offered."""
    version = next((each for each in offered(user, now) if each.prompt_set.slug == slug), None)
    return _place(user, version, now) if version else None


def looks_page(user: User, now: datetime) -> LooksPage:
    """Without opening anything; one query for each set that is offered, and a few."""
    past = [
        LookLine(row.prompt_set.slug, row.prompt_set.title, _said(row), row.starts_on)
        for row in owned_by(user).defer("sealed").order_by("-starts_on", "prompt_set__slug")
    ]
    found = [_place(user, version, now) for version in offered(user, now)]
    return LooksPage(found, past)


def read_look(user: User, slug: str, day: date, now: datetime) -> OwnLook | None:
    """What was answered to a set in the span that begins on a day; None where nothing was."""
    row = owned_by(user).filter(prompt_set__slug=slug, starts_on=day).first()
    if row is None:
        return None
    sheet = Sheet.of(row.read())
    measure = MEASURES.get(slug)
    running = place_of(user, slug, now)
    return OwnLook(
        row.prompt_set.title,
        _said(row),
        [
            OwnAnswer(prompt.text, in_words(prompt, value), prompt.scale is Scale.TEXT)
            for prompt in worded(prompts_of(row.prompt_set_version_id), sheet)
            if (value := sheet.value(prompt.code)) is not None
        ],
        (
            Result(measure.total(sheet.answers), measure.highest, measure.cut_off, measure.source)
            if measure
            else None
        ),
        can_write=running is not None and running.starts_on == day,
    )


def say_span(cadence: Cadence, first: date) -> str:
    """A week as weeks are said; a quarter by its months."""
    last = logic.last_day(cadence, first)
    if cadence is Cadence.WEEKLY:
        return say_week(first, last)
    return f"{date_format(first, 'F')} – {date_format(last, 'F Y')}"


def _place(user: User, version: PromptSetVersion, now: datetime) -> LookPlace:
    today = local_day(now, user.time_zone)
    first = logic.first_day(Cadence(version.prompt_set.cadence), today)
    row = owned_by(user).filter(prompt_set=version.prompt_set, starts_on=first).first()
    # What was begun goes on in the words it was begun with.
    return LookPlace(user, row.prompt_set_version if row else version, first, row)


def _said(row: Look) -> str:
    return say_span(Cadence(row.prompt_set.cadence), row.starts_on)
