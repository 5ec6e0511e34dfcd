"""The prompts of a round, and the steps in which they are asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from uuid import UUID

from django.conf import settings
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checkins.enums import Band, Direction, Element, RelationshipKind, ReleaseClass, Scale
from checkins.logic.rotation import FIRST, wording_at
from checkins.logic.scoring import PromptSpec
from checkins.logic.sheet import ONE_WORDING, Sheet
from checkins.models import Prompt, PromptSetVersion

SOLO_SET = "weekly"
MONTHLY_SET = "monthly"
DAILY_SET = "daily"
# What two people are asked once a month where their weekly questions are about another tie.
MONTHLY_SETS: Mapping[RelationshipKind, str] = MappingProxyType(
    {RelationshipKind.FRIENDSHIP: "monthly-friends"}
)
# Sets that somebody is asked without having chosen them.
ALWAYS_ASKED = frozenset({SOLO_SET, MONTHLY_SET, DAILY_SET, *MONTHLY_SETS.values()})

ELEMENT_NAMES: MappingProxyType[Element, str | Promise] = MappingProxyType(
    {
        Element.RELIABILITY: _("Reliability"),
        Element.COMMUNICATION: _("Respectful communication"),
        Element.BOUNDARIES: _("Boundaries and consent"),
        Element.REPAIR: _("Repair"),
        Element.ACCEPTANCE: _("Acceptance"),
        Element.FELT: _("In a room together"),
        Element.CONTEXT: _("Load from outside"),
        Element.EVENT: _("Something that hurt"),
        Element.APPRECIATION: _("Something good"),
        Element.NOTE: _("A note to myself"),
        Element.FREE_IMPERFECT: _("Free to be far from perfect"),
        Element.FREE_ERR: _("Free to get something wrong"),
        Element.FREE_PASSIONS: _("Free for what one loves doing"),
        Element.FREE_TIES: _("Free for friends, family and work"),
        Element.FREE_LINES: _("Free to draw a line"),
        Element.FREE_COUNT_ON: _("Free to count on each other"),
        Element.FREE_DIFFER: _("Free to see it differently"),
        Element.FREE_CHANGE: _("Free to change"),
        Element.FREE_HONEST: _("Free to believe what is said"),
    }
)
BAND_NAMES: MappingProxyType[Band, str | Promise] = MappingProxyType(
    {Band.HARD: _("hard"), Band.MIXED: _("mixed"), Band.STEADY: _("steady")}
)


@dataclass(frozen=True, slots=True)
class AskedPrompt:
    """A prompt as it is asked: never changes once its version is published.

    ``texts`` are all its wordings where it is one of a set, and ``text`` the one that is asked.
    """

    code: str
    text: str
    help_text: str
    spec: PromptSpec
    anchors: tuple[str, ...]
    na_label: str
    choices: tuple[tuple[str, str], ...]
    texts: tuple[str, ...] = ()

    def worded(self, number: int) -> "AskedPrompt":
        """The same prompt in a wording of its own, counted from 1; in the first where it has no
        such one.
        """
        if not FIRST <= number <= len(self.texts):
            return self
        return replace(self, text=self.texts[number - FIRST])

    @property
    def scale(self) -> Scale:
        return self.spec.scale


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the check-in: what is asked about one element. ``number`` starts at 1."""

    number: int
    element: Element
    prompts: tuple[AskedPrompt, ...]

    @property
    def name(self) -> str | Promise:
        return ELEMENT_NAMES[self.element]

    @property
    def has_text(self) -> bool:
        """Whether something is written here, which is kept while it is being written."""
        return any(prompt.scale is Scale.TEXT for prompt in self.prompts)


@lru_cache(maxsize=64)
def prompts_of(version: UUID) -> tuple[AskedPrompt, ...]:
    """All prompts of a published version, in the order of the file.

    Kept in memory: a published version is immutable, and nobody's content.
    """
    prompts = Prompt.objects.filter(version=version).order_by("position")
    return tuple(asked(prompt) for prompt in prompts)


def asked(prompt: Prompt) -> AskedPrompt:
    """One prompt, of a published version or of a draft, as it is asked."""
    return AskedPrompt(
        code=prompt.code,
        text=prompt.text,
        help_text=prompt.help_text,
        spec=PromptSpec(
            prompt.code,
            Element(prompt.element),
            Direction(prompt.direction),
            Scale(prompt.scale),
            ReleaseClass(prompt.release_class),
        ),
        anchors=tuple(prompt.anchors),
        na_label=prompt.na_label,
        choices=tuple((key, label) for key, label in prompt.choices),
        texts=(prompt.text, *prompt.also),
    )


@lru_cache(maxsize=64)
def specs_of(version: UUID) -> tuple[PromptSpec, ...]:
    """What arithmetic needs of all prompts of a version."""
    return tuple(prompt.spec for prompt in prompts_of(version))


@lru_cache(maxsize=1024)
def questions_of(version: UUID, element: Element) -> tuple[str, ...]:
    """What asks for a number about an element, in its order: one text a question, with all its
    wordings in it. Which of them was asked makes no other question.
    """
    return tuple(
        "\n".join(prompt.texts)
        for prompt in prompts_of(version)
        if prompt.spec.element is element and prompt.scale is Scale.RATING
    )


@lru_cache(maxsize=256)
def wordings_at(version: UUID, turn: int) -> Mapping[str, int]:
    """By code, which wording is asked in a turn, of every prompt that has several."""
    return MappingProxyType(
        {
            prompt.code: wording_at(prompt.code, turn, len(prompt.texts))
            for prompt in prompts_of(version)
            if len(prompt.texts) > 1
        }
    )


def worded(
    prompts: Iterable[AskedPrompt],
    sheet: Sheet | None,
    wordings: Mapping[str, int] = ONE_WORDING,
) -> tuple[AskedPrompt, ...]:
    """Prompts as they were worded where they were answered on a sheet; else as ``wordings`` says
    they are asked now.
    """
    met = sheet or Sheet()
    return tuple(
        prompt.worded(met.wording_of(prompt.code) or wordings.get(prompt.code, FIRST))
        for prompt in prompts
    )


@lru_cache(maxsize=64)
def steps_of(version: UUID) -> tuple[Step, ...]:
    """The pages of a check-in: one element each, rated elements first."""
    prompts = prompts_of(version)
    elements = [element for element in Element if any(p.spec.element is element for p in prompts)]
    return tuple(
        Step(number, element, tuple(p for p in prompts if p.spec.element is element))
        for number, element in enumerate(elements, start=1)
    )


def version_at(slug: str | Combinable, starts_at: datetime) -> UUID:
    """The version of a set in force when a round began; the first one where none was yet.

    It follows from the round's time alone, so it is the same for both, and the same whether
    the round's row exists. One query, whatever is found. Raises PromptSetVersion.DoesNotExist
    where content is not loaded.
    """
    published = PromptSetVersion.objects.filter(
        prompt_set__slug=slug,
        prompt_set__language=settings.LANGUAGE_CODE,
        published_at__isnull=False,
    )
    versions = list(published.order_by("number").values_list("id", "published_at", "retired_at"))
    if not versions:
        raise PromptSetVersion.DoesNotExist
    # A set that is retired altogether is offered to nobody, and goes on for whoever has it.
    kept = [each for each in versions if each[2] is None or each[2] > starts_at] or versions[-1:]
    in_force = [version for version, since, _ in kept if since is not None and since <= starts_at]
    return in_force[-1] if in_force else kept[0][0]
