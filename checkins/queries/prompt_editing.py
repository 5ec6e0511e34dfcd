"""Prompt sets as those who write them see them: drafts, rules that are broken, what changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checkins.enums import (
    Cadence,
    Direction,
    Element,
    RelationshipKind,
    ReleaseClass,
    Scale,
)
from checkins.logic import month
from checkins.logic.prompt_changes import Change, changes
from checkins.logic.prompt_file import written
from checkins.logic.prompt_rules import (
    Failure,
    PromptDocument,
    PromptSetDocument,
    PromptSetError,
    examine,
    opened,
)
from checkins.logic.set_rules import against_earlier
from checkins.models import Prompt, PromptSetVersion
from checkins.queries.month import PART_NAMES
from checkins.queries.prompt import ELEMENT_NAMES, AskedPrompt
from checkins.queries.prompt import asked as as_asked

# What this set as a whole breaks, beside no prompt.
OF_THE_SET = ""


@dataclass(frozen=True, slots=True)
class PreviewStep:
    """One page of a preview, named as the page itself names it. ``number`` starts at 1."""

    number: int
    name: str | Promise
    prompts: tuple[AskedPrompt, ...]
    # Nothing is kept while it is being written.
    has_text: bool = False


def versions() -> QuerySet[PromptSetVersion]:
    """Every version with its set, as far as whoever acts may see them: questions, no answers."""
    return PromptSetVersion.objects.select_related("prompt_set")


def document_of(version: PromptSetVersion, *, language: str = "") -> PromptSetDocument:
    """The set with the prompts of a version, published or not; in another language if so said."""
    prompt_set = version.prompt_set
    return PromptSetDocument(
        slug=prompt_set.slug,
        version=version.number,
        language=language or prompt_set.language,
        cadence=Cadence(prompt_set.cadence),
        relationship_kind=RelationshipKind(prompt_set.relationship_kind),
        title=prompt_set.title,
        prompts=tuple(map(question_of, version.prompts.order_by("position"))),
        text_hash=version.text_hash,
        version_line=1,
    )


def question_of(prompt: Prompt) -> PromptDocument:
    """One row as it stands in a file. A new field of a prompt gets its line here, too."""
    return PromptDocument(
        code=prompt.code,
        text=prompt.text,
        also=tuple(prompt.also),
        help_text=prompt.help_text,
        element=Element(prompt.element),
        direction=Direction(prompt.direction),
        scale=Scale(prompt.scale),
        release_class=ReleaseClass(prompt.release_class),
        anchors=tuple(prompt.anchors),
        na_label=prompt.na_label,
        choices=tuple((key, label) for key, label in prompt.choices),
        line=prompt.position + 1,
    )


def failures_of(version: PromptSetVersion) -> Mapping[str, tuple[str, ...]]:
    """By prompt code, "" for the set as a whole, the sentences that say which rules are broken."""
    document = document_of(version)
    found: tuple[Failure, ...]
    try:
        read, found = examine(written(document))
        found = (*found, *opened(read, private_codes()))
    except PromptSetError as error:
        found = (Failure(OF_THE_SET, error),)
    sentences: dict[str, tuple[str, ...]] = {}
    told = [(each.code, each.reason) for each in found]
    for code, reason in (*told, *against_earlier(document, published())):
        sentences[code] = (*sentences.get(code, ()), reason)
    return MappingProxyType(sentences)


def private_codes() -> Mapping[str, ReleaseClass]:
    """Every prompt that was private in any version that was ever published, of whichever set."""
    codes = Prompt.objects.filter(
        version__published_at__isnull=False, release_class=ReleaseClass.PRIVATE
    )
    return dict.fromkeys(codes.values_list("code", flat=True), ReleaseClass.PRIVATE)


def published() -> tuple[PromptDocument, ...]:
    """Every question of any version that was ever published, of whichever set; one query."""
    rows = Prompt.objects.filter(version__published_at__isnull=False)
    return tuple(map(question_of, rows))


def one_before(version: PromptSetVersion) -> PromptSetVersion | None:
    """The published version that a version follows on."""
    published = PromptSetVersion.objects.filter(
        prompt_set=version.prompt_set, published_at__isnull=False, number__lt=version.number
    )
    return published.select_related("prompt_set").order_by("-number").first()


def changes_of(version: PromptSetVersion) -> tuple[Change[PromptDocument], ...] | None:
    """What differs from the version before; None where there is none."""
    before = one_before(version)
    return None if before is None else changes(document_of(before), document_of(version))


def is_last_in_force(version: PromptSetVersion) -> bool:
    """Whether no other version of the set would be asked."""
    others = PromptSetVersion.objects.filter(
        prompt_set=version.prompt_set, published_at__isnull=False, retired_at__isnull=True
    )
    return not others.exclude(pk=version.pk).exists()


def standing_of(version: PromptSetVersion, newest: int | None) -> Promise:
    """In words: a draft, asked now, followed by another one, or retired."""
    if version.published_at is None:
        return _("Draft")
    if version.retired_at is not None:
        return _("Retired")
    return _("In use") if version.number == newest else _("Earlier")


def preview_of(version: PromptSetVersion) -> tuple[PreviewStep, ...]:
    """The pages on which a version would be asked; nothing here is kept in memory."""
    prompts = tuple(as_asked(prompt) for prompt in version.prompts.order_by("position"))
    parts: list[tuple[str | Promise, tuple[Element, ...]]]
    match Cadence(version.prompt_set.cadence):
        case Cadence.MONTHLY:
            parts = [(PART_NAMES[part], elements) for part, elements in month.PARTS.items()]
        case Cadence.DAILY:
            parts = [(_("Today"), tuple(Element))]
        case _weekly:
            parts = [(ELEMENT_NAMES.get(each, each.value), (each,)) for each in Element]
    pages = [
        (name, tuple(prompt for prompt in prompts if prompt.spec.element in elements))
        for name, elements in parts
    ]
    filled = [(name, its) for name, its in pages if its]
    return tuple(PreviewStep(number, name, its) for number, (name, its) in enumerate(filled, 1))
