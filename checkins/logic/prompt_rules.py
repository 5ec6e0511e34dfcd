"""Prompt sets as files, and the rules that each must keep (content.md 7)."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from accounts.logic.documents import DocumentError, Fields, read
from checkins.enums import (
    ELEMENTS,
    FOR_TWO,
    FREEDOMS,
    MONTHLY_ALONE,
    Cadence,
    Direction,
    Element,
    RelationshipKind,
    ReleaseClass,
    Scale,
)
from checkins.logic import set_rules
from checkins.logic.reading import is_easy
from checkins.logic.scoring import PromptSpec
from checkins.logic.set_rules import Broken

LONGEST_TEXT = 300
DEFAULT_ANCHORS = ("not at all", "partly", "completely")

# Threats, single days, inner check-in, safety screen, published measures, and what one person alone
# is asked as a parent or at work: never released, whatever a file says.
LOCKED_PREFIXES = (
    "M-T",
    "M-EGG",
    "M-SCAN",
    "M-FREE",
    "M-SMALL",
    "D-",
    "I-",
    "S-",
    "Q-",
    "P-",
    "J-",
)

_LEAST_PROMPTS = {
    Element.RELIABILITY: 2,
    Element.COMMUNICATION: 1,
    Element.BOUNDARIES: 2,
    Element.REPAIR: 2,
    Element.ACCEPTANCE: 1,
}
_LEAST_REVERSE, _MOST_REVERSE = 0.2, 0.5
_ALWAYS_PRIVATE = {
    Element.EVENT, Element.NOTE, Element.DAY, Element.SATISFACTION, *MONTHLY_ALONE
} - {Element.BEGINNING}  # fmt: skip
_ONLY_IN = dict.fromkeys((*FREEDOMS, *MONTHLY_ALONE), Cadence.MONTHLY) | {
    Element.DAY: Cadence.DAILY,
    Element.SATISFACTION: Cadence.QUARTERLY,
}
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
CODE = re.compile(r"[A-Z](-[A-Z0-9]+)+s?")
_KEY = re.compile(r"[a-z][a-z_]*")


class PromptSetError(DocumentError):
    """A prompt set that breaks a rule: ``line`` of the file and ``reason``, one sentence."""


@dataclass(frozen=True, slots=True)
class PromptDocument:
    """One prompt of a file; named like the fields of the model. ``line`` is where it starts.

    ``also`` are further wordings of the same question.
    """

    code: str
    text: str
    also: tuple[str, ...]
    help_text: str
    element: Element
    direction: Direction
    scale: Scale
    release_class: ReleaseClass
    anchors: tuple[str, ...]
    na_label: str
    choices: tuple[tuple[str, str], ...]
    line: int

    @property
    def spec(self) -> PromptSpec:
        """What arithmetic needs of it."""
        return PromptSpec(self.code, self.element, self.direction, self.scale, self.release_class)


@dataclass(frozen=True, slots=True)
class PromptSetDocument:
    """A whole set that keeps all rules; prompts in the order in which they are asked."""

    slug: str
    version: int
    language: str
    cadence: Cadence
    relationship_kind: RelationshipKind
    title: str
    prompts: tuple[PromptDocument, ...]
    text_hash: str
    version_line: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that is broken: at which prompt, or "" for the set as a whole, and why."""

    code: str
    error: PromptSetError

    @property
    def reason(self) -> str:
        return self.error.reason


def parse(text: str) -> PromptSetDocument:
    """Read and check the YAML ``text`` of a prompt set.

    Raises PromptSetError with the line and the reason of the first rule that is broken.
    """
    document, failures = examine(text)
    if failures:
        raise failures[0].error
    return document


def examine(text: str) -> tuple[PromptSetDocument, tuple[Failure, ...]]:
    """The set that stands in the YAML ``text``, and every rule that it breaks.

    Raises PromptSetError where it cannot be read at all: a field is missing, unknown or malformed.
    """
    fields = read(text, PromptSetError)
    fields.only("slug", "version", "language", "cadence", "relationship_kind", "title", "prompts")
    version = fields.text("version", longest=6)
    if not version.isdecimal() or int(version) < 1:
        raise PromptSetError(fields.line_at("version"), "'version' is a whole number from 1.")
    nested = fields.nested("prompts")
    document = PromptSetDocument(
        slug=_matching(fields, "slug", SLUG, "small letters, digits and single dashes"),
        version=int(version),
        language=_matching(fields, "language", LANGUAGE, "a code such as en or en-GB"),
        cadence=fields.one_of("cadence", Cadence),
        relationship_kind=fields.one_of("relationship_kind", RelationshipKind),
        title=fields.text("title", longest=100),
        prompts=tuple(map(_prompt, nested)),
        text_hash=sha256(text.encode()).hexdigest(),
        version_line=fields.line_at("version"),
    )
    failures = [
        Failure(prompt.code, PromptSetError(own.line_at(name), reason))
        for prompt, own in zip(document.prompts, nested, strict=True)
        for check in _EACH
        for name, reason in check(prompt, document)
    ]
    failures += [
        Failure("", PromptSetError(fields.line_at(name), reason))
        for name, reason in set_rules.whole(document)
    ]
    line = fields.line_at("prompts")
    if not document.prompts:
        failures.append(Failure("", PromptSetError(line, "the set asks nothing yet.")))
    elif document.cadence is Cadence.WEEKLY:
        failures += [Failure("", PromptSetError(line, why)) for why in _of_a_week(document)]
    return document, tuple(failures)


def opened(document: PromptSetDocument, earlier: Mapping[str, ReleaseClass]) -> tuple[Failure, ...]:
    """What a new version would open that was private; ``earlier`` is class by prompt code."""
    return tuple(
        Failure(
            prompt.code,
            PromptSetError(
                prompt.line,
                f"{prompt.code} was private before and stays so: people answered it as such.",
            ),
        )
        for prompt in document.prompts
        if earlier.get(prompt.code) is ReleaseClass.PRIVATE
        and prompt.release_class is not ReleaseClass.PRIVATE
    )


def check_against(document: PromptSetDocument, earlier: Mapping[str, ReleaseClass]) -> None:
    """Refuse a new version that opens what was private; ``earlier`` is class by prompt code."""
    for failure in opened(document, earlier):
        raise failure.error


def _matching(fields: Fields, name: str, pattern: re.Pattern[str], form: str) -> str:
    value = fields.text(name, longest=60)
    if not pattern.fullmatch(value):
        raise PromptSetError(fields.line_at(name), f"{name!r} has the form: {form}.")
    return value


def _prompt(fields: Fields) -> PromptDocument:
    fields.only(
        "id", "text", "also", "help", "element", "direction", "scale", "release", "required",
        "anchors", "na", "choices",
    )  # fmt: skip
    scale = fields.one_of("scale", Scale)
    prompt = PromptDocument(
        code=_matching(fields, "id", CODE, "capitals and digits in parts, such as W-REL-1"),
        text=fields.text("text", longest=LONGEST_TEXT),
        also=fields.texts("also", longest=LONGEST_TEXT),
        help_text=fields.text("help", longest=LONGEST_TEXT, default=""),
        element=fields.one_of("element", Element),
        direction=fields.one_of("direction", Direction),
        scale=scale,
        release_class=fields.one_of("release", ReleaseClass),
        anchors=fields.texts("anchors", longest=40)
        or (DEFAULT_ANCHORS if scale is Scale.RATING else ()),
        na_label=fields.text("na", longest=60, default=""),
        choices=fields.pairs("choices", longest=100),
        line=fields.line,
    )
    if len(prompt.code) > 20:  # noqa: PLR2004 the width of the column
        raise PromptSetError(fields.line_at("id"), "'id' is longer than 20 characters.")
    if fields.flag("required", default=False):
        raise PromptSetError(
            fields.line_at("required"), f"{prompt.code} cannot be required: all can be skipped."
        )
    return prompt


def _ceiling(prompt: PromptDocument, document: PromptSetDocument) -> Broken:
    is_for_two = prompt.element in ELEMENTS or prompt.element in FREEDOMS
    if prompt.release_class is ReleaseClass.PRIVATE:
        return
    if prompt.code.startswith(LOCKED_PREFIXES):
        yield "release", f"{prompt.code} is private for good and cannot be released."
    elif prompt.element in _ALWAYS_PRIVATE:
        yield "release", f"{prompt.code} is private: its author acts on it, no release does."
    elif prompt.release_class is ReleaseClass.COUPLE and not is_for_two:
        reason = f"{prompt.code} is released by its author each time or never, not by default."
        yield "release", reason


def _scale(prompt: PromptDocument, document: PromptSetDocument) -> Broken:
    is_rating = prompt.scale is Scale.RATING
    if (prompt.element in ELEMENTS or prompt.element in FREEDOMS) and not is_rating:
        yield "scale", f"{prompt.code} asks about an element, so it is a rating."
    has_direction = prompt.direction is not Direction.NONE
    if has_direction is not (is_rating and prompt.element is not Element.CONTEXT):
        reason = f"{prompt.code}: ratings are positive or negative; load, choices, texts are none."
        yield "direction", reason
    if len(prompt.anchors) != (3 if is_rating else 0):
        reason = f"{prompt.code}: a rating has three anchors (at 0, 5 and 10), others have none."
        yield "anchors", reason
    if prompt.na_label and not is_rating:
        yield "na", f"{prompt.code}: only a rating has 'na'."
    if (len(prompt.choices) > 1) is not (prompt.scale is Scale.CHOICE):
        yield "choices", f"{prompt.code}: a choice has two choices or more, others have none."
    if not all(_KEY.fullmatch(key) for key, _ in prompt.choices):
        yield "choices", f"{prompt.code}: the key of a choice is written in small letters."


def _reading(prompt: PromptDocument, document: PromptSetDocument) -> Broken:
    also = [("also", each) for each in prompt.also]
    for name, text in (("text", prompt.text), *also, ("help", prompt.help_text)):
        # A measure keeps the words of its authors, however hard they are to read.
        if document.cadence is not Cadence.QUARTERLY and not is_easy(text, document.language):
            reason = f"{prompt.code} is hard to read: use shorter words or shorter sentences."
            yield name, reason


def _once(prompt: PromptDocument, document: PromptSetDocument) -> Broken:
    first = next(each.line for each in document.prompts if each.code == prompt.code)
    if first != prompt.line:
        yield "", f"{prompt.code} stands in line {first} already; an id is given once."


def _in_its_cadence(prompt: PromptDocument, document: PromptSetDocument) -> Broken:
    """What is asked once a month stands in no weekly set: there a release would take it along."""
    wanted = _ONLY_IN.get(prompt.element, document.cadence)
    if wanted is not document.cadence:
        yield "", f"{prompt.code} asks about {prompt.element}: only a {wanted} set does that."


_EACH = (
    _ceiling, _scale, _reading, _once, _in_its_cadence, set_rules.wordings, set_rules.tie,
    set_rules.words,
)  # fmt: skip


def _of_a_week(document: PromptSetDocument) -> Iterator[str]:
    counts = Counter(prompt.element for prompt in document.prompts)
    for element, least in _LEAST_PROMPTS.items():
        if document.relationship_kind in FOR_TWO and counts[element] < least:
            yield f"a weekly set needs at least {least} for {element}; here are {counts[element]}."
    rated = [each for each in document.prompts if each.direction is not Direction.NONE]
    hard = sum(each.direction is Direction.NEGATIVE for each in rated)
    if rated and not _LEAST_REVERSE <= hard / len(rated) <= _MOST_REVERSE:
        share = 100 * hard / len(rated)
        yield f"20 to 50 % of the ratings ask about something hard; here {share:.0f} % do."
