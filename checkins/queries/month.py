"""One's own months: the one that is being written, and those that were."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from types import MappingProxyType
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import couple_of
from accounts.logic.rhythm import instant_of, local_day
from accounts.models import User
from checkins.enums import Element, RelationshipKind, Scale
from checkins.enums.month import MonthPart
from checkins.logic import month as logic
from checkins.logic.release import FromTheMonth
from checkins.logic.sheet import Sheet
from checkins.logic.statement import Statement
from checkins.models import MonthlySet
from checkins.queries.checkin import OwnAnswer, OwnAnswers, in_words
from checkins.queries.prompt import (
    MONTHLY_SET,
    MONTHLY_SETS,
    AskedPrompt,
    prompts_of,
    specs_of,
    version_at,
)
from checkins.queries.set_choice import kind_at
from checkins.queries.statement import asked, asked_of, standing_statements

PART_NAMES: MappingProxyType[MonthPart, Promise] = MappingProxyType(
    {
        MonthPart.FREEDOMS: _("Room to be free"),
        MonthPart.MORE_FREEDOMS: _("Room to be free, together"),
        MonthPart.GROUND: _("Solid ground"),
        MonthPart.EVERYDAY: _("Every day"),
        MonthPart.CLOSENESS: _("Friends first, then close"),
        MonthPart.DISAGREEMENT: _("Where we differ"),
        MonthPart.COST: _("What it gives and what it takes"),
        MonthPart.STRAIN: _("Hard things, towards me"),
        MonthPart.OWN_STRAIN: _("Hard things, from me towards them"),
        MonthPart.OWN_WORDS: _("In my own words"),
        MonthPart.STATEMENTS: _("Lines of our own"),
    }
)


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the monthly set. ``number`` starts at 1."""

    number: int
    part: MonthPart
    prompts: tuple[AskedPrompt, ...]

    @property
    def name(self) -> Promise:
        return PART_NAMES[self.part]

    @property
    def has_text(self) -> bool:
        return any(prompt.scale is Scale.TEXT for prompt in self.prompts)

    @property
    def is_heavy(self) -> bool:
        return self.part in logic.HEAVY

    @property
    def is_mirrored(self) -> bool:
        """Whether it asks what went from oneself to the other."""
        return self.part is MonthPart.OWN_STRAIN


@dataclass(frozen=True)
class MonthPlace:
    """A month as its person meets it; ``row`` is None where nothing was answered yet."""

    person: User
    month: date
    row: MonthlySet | None

    @cached_property
    def version_id(self) -> UUID:
        """What was asked where something was answered, else what is asked in this month."""
        if self.row is not None:
            return self.row.prompt_set_version_id
        first, last = (
            instant_of(day, time(0), self.person.time_zone)
            for day in (self.month, logic.last_of(self.month))
        )
        # Two who are asked as friends are friends in the month in which they say so, too.
        couple = couple_of(self.person)
        kind = kind_at(couple, last) if couple else RelationshipKind.PARTNERS
        return version_at(MONTHLY_SETS.get(kind, MONTHLY_SET), first)

    @property
    def words(self) -> str:
        return date_format(self.month, "F Y")

    @cached_property
    def statements(self) -> tuple[AskedPrompt, ...]:
        """What is asked beside the set."""
        return asked_of(self.person)

    @property
    def wordings(self) -> dict[str, str]:
        """The words of each statement that is asked, by its code."""
        return {prompt.code: prompt.text for prompt in self.statements}

    @property
    def parts(self) -> tuple[Part, ...]:
        fixed = parts_of(self.version_id)
        if not self.statements:
            return fixed
        return (*fixed, Part(len(fixed) + 1, MonthPart.STATEMENTS, self.statements))

    def sheet(self) -> Sheet:
        return Sheet.of(self.row.read()) if self.row else Sheet()

    def can_write(self, now: datetime) -> bool:
        return logic.can_write(self.month, local_day(now, self.person.time_zone))


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A line in the list of months."""

    month: date
    words: str


@dataclass(frozen=True, slots=True)
class Months:
    """The month that runs, and the list of those in which something was answered."""

    this: MonthLine
    is_begun: bool
    past: Sequence[MonthLine]


@dataclass(frozen=True, slots=True)
class OwnMonth:
    """One's own answers of a month, for their author's eyes."""

    words: str
    groups: Sequence[OwnAnswers]
    can_write: bool


def owned_by(user: User) -> QuerySet[MonthlySet]:
    """Every month this person answered; nobody else's is within reach."""
    return MonthlySet.objects.filter(author=user)


def this_month(user: User, now: datetime) -> date:
    """The first day of the month on this person's calendar."""
    return logic.first_of(local_day(now, user.time_zone))


def place_of(user: User, month: date) -> MonthPlace:
    """One query."""
    return MonthPlace(user, month, owned_by(user).filter(month=month).first())


def months_of(user: User, now: datetime) -> Months:
    """Without opening any of them. One query."""
    this = this_month(user, now)
    months = [row.month for row in owned_by(user).defer("sealed").order_by("-month")]
    lines = [MonthLine(month, date_format(month, "F Y")) for month in months]
    return Months(MonthLine(this, date_format(this, "F Y")), this in months, lines)


def read_month(user: User, month: date, now: datetime) -> OwnMonth | None:
    """What was answered in a month, part by part; None where nothing was. One query."""
    place = place_of(user, month)
    if place.row is None:
        return None
    sheet = place.sheet()
    groups = [
        OwnAnswers(
            part.name,
            [
                OwnAnswer(prompt.text, in_words(prompt, value), prompt.scale is Scale.TEXT)
                for prompt in part.prompts
                if (value := sheet.value(prompt.code)) is not None
            ],
        )
        for part in (*parts_of(place.version_id), Part(0, MonthPart.STATEMENTS, rated_on(sheet)))
    ]
    return OwnMonth(place.words, [group for group in groups if group.answers], place.can_write(now))


def rated_on(sheet: Sheet) -> tuple[AskedPrompt, ...]:
    """The statements that were rated on a sheet, as they were worded then."""
    return tuple(asked(*each) for each in sorted(sheet.wordings.items()))


def first_open_part(place: MonthPlace) -> Part | None:
    """The first page with a prompt that was neither answered nor skipped, or None."""
    sheet = place.sheet()
    for part in place.parts:
        if not all(sheet.has(prompt.code) for prompt in part.prompts):
            return part
    return None


def from_the_month(
    user: User,
    now: datetime,
    *,
    added: Collection[Element] = (),
    statements: Collection[str] = (),
) -> FromTheMonth:
    """What this person may add to a release: of this month's set, or else of the one before;
    freedoms, and what was said to statements that stand between the two. Three queries.
    """
    this = this_month(user, now)
    lately = owned_by(user).filter(month__gte=logic.month_before(this), month__lte=this)
    standing = standing_statements(user)
    scores: dict[Element, float] = {}
    rated: dict[Statement, float] = {}
    for row in lately.order_by("-month"):
        answers = Sheet.of(row.read()).answers
        scores = scores or logic.freedoms(specs_of(row.prompt_set_version_id), answers)
        rated = rated or {
            each: float(value)
            for each in standing
            if (value := logic.number(answers, each.code)) is not None
        }
    return FromTheMonth(scores, frozenset(added), rated, frozenset(statements))


def recommitment_of(user: User, month: date) -> str:
    """What somebody wants to recommit to, in their words, or nothing. One query."""
    sheet = place_of(user, month).sheet()
    return str(sheet.texts.get(logic.RECOMMIT, "")).strip()


@lru_cache(maxsize=16)
def parts_of(version: UUID) -> tuple[Part, ...]:
    """The pages of a published version; one that asks nothing is left out."""
    prompts = prompts_of(version)
    asked = {
        part: tuple(prompt for prompt in prompts if prompt.spec.element in elements)
        for part, elements in logic.PARTS.items()
    }
    filled = [(part, its) for part, its in asked.items() if its]
    return tuple(Part(number, part, its) for number, (part, its) in enumerate(filled, start=1))
