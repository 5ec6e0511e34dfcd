"""Rules of a prompt set about its words, the tie it is for, and published measures.

Each tells the fields that break it, with the reason; ``checkins/logic/prompt_rules.py`` asks them.
"""

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final

from checkins.enums import (
    ELEMENTS,
    FOR_TWO,
    Cadence,
    Direction,
    Element,
    RelationshipKind,
    ReleaseClass,
    Scale,
)
from checkins.logic.measure import MEASURES
from checkins.logic.reading import address_in
from checkins.logic.wording import needs_support

if TYPE_CHECKING:
    from checkins.logic.prompt_rules import PromptDocument, PromptSetDocument

# The name of a field, and why it cannot stay as it is.
Broken = Iterator[tuple[str, str]]

# Of one question, the first one among them.
MOST_WORDINGS: Final = 6
# What a set for one person alone asks about: their own part in five things, and a note to oneself.
# A question about a hurt is not among them: it leads to naming one between two.
_ALONE: Final = frozenset({*ELEMENTS, Element.NOTE})
# English only: in another language an editor has to look for themselves.
_ROMANCE: Final = re.compile(
    r"\b(?:romance|romantic\w*|lov(?:e|ed|es|ing|ers?)|partners?|spouses?|husbands?|wife|wives"
    r"|(?:boy|girl)friends?|marri\w+|weddings?|couples?|dating|desires?|sex\w*|kiss\w*"
    r"|intima\w+)\b",
    re.IGNORECASE,
)


def wordings(prompt: "PromptDocument", document: "PromptSetDocument") -> Broken:
    """Only what is asked each week gets stale, and only a rating keeps its answers apart from its
    words.
    """
    if not prompt.also:
        return
    if prompt.scale is not Scale.RATING or document.cadence is not Cadence.WEEKLY:
        yield "also", f"{prompt.code}: only a rating of a weekly set has other wordings."
    texts = [_plain(text) for text in (prompt.text, *prompt.also)]
    if len(set(texts)) < len(texts):
        yield "also", f"{prompt.code}: one of its wordings stands there twice."
    if len(texts) > MOST_WORDINGS:
        yield "also", f"{prompt.code} has more than {MOST_WORDINGS} wordings."


def tie(prompt: "PromptDocument", document: "PromptSetDocument") -> Broken:
    """A set for one alone is private throughout; romance is for those it is written for."""
    kind = document.relationship_kind
    if kind not in FOR_TWO and prompt.element not in _ALONE:
        reason = f"{prompt.code} asks about {prompt.element}: a set about {kind} does not."
        yield "element", reason
    if kind not in FOR_TWO and prompt.release_class is not ReleaseClass.PRIVATE:
        yield "release", f"{prompt.code} is private: a set about {kind} is for one person alone."
    if found := _word_of_romance(_said(prompt), kind):
        yield "text", f"{prompt.code}: {found!r} has no place in this kind of tie."


def words(prompt: "PromptDocument", document: "PromptSetDocument") -> Broken:
    """A question leads nobody elsewhere, and what is said of fear or force stays with its author,
    whatever the question is called.
    """
    if found := address_in(_said(prompt)):
        yield "text", f"{prompt.code}: {found!r} leads somebody elsewhere. No question does."
    is_private = prompt.release_class is ReleaseClass.PRIVATE
    if not is_private and needs_support(_said(prompt), document.language):
        yield "release", f"{prompt.code} speaks of fear or force: an answer to it stays private."


def whole(document: "PromptSetDocument") -> Broken:
    """What holds for a set and for no prompt of it alone."""
    kind = document.relationship_kind
    if kind not in FOR_TWO and document.cadence is not Cadence.WEEKLY:
        yield "cadence", f"a set about {kind} is weekly."
    if found := _word_of_romance(document.title, kind):
        yield "title", f"{found!r} has no place in this kind of tie."
    if found := address_in(document.title):
        yield "title", f"{found!r} leads somebody elsewhere. No title does."
    is_measure = document.cadence is Cadence.QUARTERLY or document.slug in MEASURES
    if is_measure and not _is_as_published(document):
        reason = f"{document.slug} is no published measure in the exact words of its authors."
        yield "prompts", reason


def against_earlier(
    document: "PromptSetDocument", earlier: Collection["PromptDocument"]
) -> Iterator[tuple[str, str]]:
    """What a new version makes of questions that were published, in whichever set: the code of
    each that breaks a rule, and why.

    A question that is turned around would show hard answers as good ones under a name that both
    know, and a private one would open under another name.
    """
    meant: dict[str, set[tuple[Element, Direction, Scale]]] = {}
    for each in earlier:
        meant.setdefault(each.code, set()).add((each.element, each.direction, each.scale))
    kept = {
        _plain(text)
        for each in earlier
        if each.release_class is ReleaseClass.PRIVATE
        for text in (each.text, *each.also)
    }
    for prompt in document.prompts:
        known = meant.get(prompt.code)
        if known and (prompt.element, prompt.direction, prompt.scale) not in known:
            reason = "asked another thing, or in another way: this needs an id of its own."
            yield prompt.code, f"{prompt.code} {reason}"
        is_private = prompt.release_class is ReleaseClass.PRIVATE
        if not is_private and any(_plain(text) in kept for text in (prompt.text, *prompt.also)):
            reason = "has the words of a private question: it stays private."
            yield prompt.code, f"{prompt.code} {reason}"


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _said(prompt: "PromptDocument") -> str:
    """Everything that somebody reads of a question; each text is a sentence of its own."""
    labels = (label for _, label in prompt.choices)
    said = (prompt.text, *prompt.also, prompt.help_text, *prompt.anchors, prompt.na_label, *labels)
    return "\n".join(filter(None, said))


def _is_as_published(document: "PromptSetDocument") -> bool:
    """A measure in other words is another measure."""
    known = MEASURES.get(document.slug)
    asked = [(each.code, each.text, each.choices) for each in document.prompts]
    return (
        known is not None
        and document.cadence is Cadence.QUARTERLY
        and document.language.split("-", maxsplit=1)[0] == known.language
        and asked == [(item.code, item.text, item.choices) for item in known.items]
        and not any(each.help_text or each.na_label for each in document.prompts)
    )


def _word_of_romance(text: str, kind: RelationshipKind) -> str:
    """The first word that takes romance for granted, where the tie is another one; else nothing."""
    if kind is RelationshipKind.PARTNERS:
        return ""
    found = _ROMANCE.search(text)
    return found.group() if found else ""
