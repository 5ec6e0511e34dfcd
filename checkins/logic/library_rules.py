"""What every card of the library keeps, shipped or written on a server: each rule, said once.

Sentences are for whoever writes: they name the card and say what is wrong (safety.md SR-40,
content.md 9). Lists of words are English; a text in another language is measured and counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.logic.documents import DocumentError
from checkins.enums import LibraryPart
from checkins.logic.library import Card, Library, with_lines
from checkins.logic.reading import address_in, is_easy

# What fits on the screen of a phone, and what anybody can hold in mind.
MOST_WORDS, LONGEST_SENTENCE = 120, 25
HARDEST = 7.0

# What a card never says, whatever it is about.
NEVER = {
    "what to do about the other": (
        r"\b(?:confront|stand up to|talk it out|have it out|give (?:him|her|them) another|forgive)"
        r"|\b(?:leave|leaving|stay with|staying with|break up with|divorce|get away from|move out"
        r" from|go back to) (?:him|her|them|your|a|the|this) ?(?:partner|husband|wife|relationship"
        r"|marriage|man|woman|person)?\b"
        r"|\b(?:should|must|have to|need to|ought to) (?:leave|stay|go|tell|talk|speak|say|try)\b"
        r"|\bstay (?:together|strong)\b|\bspeak up (?:to|about)\b|\bwalk (?:away|out)\b"
    ),
    "a label": (
        r"attachment|anxious|avoidant|codepend|narciss|borderline|bipolar|toxic|gaslight|disorder"
        r"|diagnos|syndrome|neuro|patholog|victim|abuser|dysfunction|\btraum|depress"
    ),
    "a claim": (
        r"\b(?:heal|heals|healed|healing|cure\w*|proven|proves|guarant\w*|clinical\w*|evidence"
        r"|studies show|treats|will fix|will make you|scientific\w*)\b"
    ),
    "that both have a share in harm": (
        r"both sides|it takes two|takes two to|your own fault|your part in|brought it on|provok"
        r"|both (?:of you )?(?:contribute|are to blame|share)|in your head\b(?! as much)"
    ),
    "a score": r"\bpercent\b|%|\bscore of\b|\b\d+ (?:of|out of) (?:ten|\d+)\b|mismatch|offen[cs]e",
    "who is what": r"\b(?:he|she|him|her|his|hers|husband|wife|boyfriend|girlfriend)\b",
}
HARM = r"\bharm\b|\bforce\b|\bthreats?\b|scares you|\bsafety comes first|afraid of someone"
# Words that must not stand where a browser's history keeps them (SR-03).
TELLING = re.compile(
    r"rupture|safety|abus|hurt|violen|repair|quiet|harm|threat|fear|afraid|police|shelter|hotline"
    r"|helpline|partner|couple|relationship|therap|secret|conflict|feeling|emotion|intima|trauma"
    r"|reveal|check-?in|score|danger|crisis",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?…])[”\"’)]*\s+")


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that is broken: by which part, and why. The library as a whole has no name."""

    part: LibraryPart
    name: str
    error: DocumentError

    @property
    def reason(self) -> str:
        return self.error.reason


def parse_library(text: str, language: str = "en", kept: Library | None = None) -> Library:
    """Read and check a library.

    Raises DocumentError with the line and the reason of the first rule that is broken.
    """
    library, failures = examine(text, language, kept)
    if failures:
        raise failures[0].error
    return library


def examine(
    text: str, language: str, kept: Library | None = None
) -> tuple[Library, tuple[Failure, ...]]:
    """The library in the YAML ``text``, and every rule that it breaks.

    Cards of ``kept`` that show the way to support have to be there, and to show it. Raises
    DocumentError where the text cannot be read at all.
    """
    library, lines = with_lines(text)
    found = [
        Failure(part, name, DocumentError(lines.get((part, name), 1), reason))
        for part, name, reason in (*_whole(library, kept), *_each(library, language))
    ]
    return library, tuple(found)


Broken = Iterator[tuple[LibraryPart, str, str]]


def _whole(library: Library, kept: Library | None) -> Broken:
    if not any(library.cards()):
        yield LibraryPart.GROUP, "", "a library needs at least one card."
    for card in kept.cards() if kept else ():
        if card.is_beside_support and library.card(card.slug) is None:
            reason = f"the card {card.slug} shows the way to support and has to stay."
            yield LibraryPart.GROUP, "", reason
    for group in library.groups:
        if TELLING.search(group.slug):
            yield LibraryPart.GROUP, group.slug, f"{group.slug} tells too much for a name."
        if not group.cards:
            yield LibraryPart.GROUP, group.slug, f"{group.slug} has no card."
    leading = {card.slug for card in kept.cards() if card.is_beside_support} if kept else set()
    for card in library.cards():
        if card.slug in leading and not card.is_beside_support:
            reason = f"{card.slug} shows the way to support, and has to go on showing it."
            yield LibraryPart.CARD, card.slug, reason


def _each(library: Library, language: str) -> Broken:
    for group in library.groups:
        for what, words in never_said(group.title):
            reason = f"{group.slug} says {what} (“{words}”). No group does."
            yield LibraryPart.GROUP, group.slug, reason
    for reading in library.readings:
        # Others gave it its name, whatever that says; but where to look stands beside it.
        if found := address_in(f"{reading.title}\n{reading.publisher}"):
            reason = f"{reading.id} leads somebody elsewhere with “{found}”."
            yield LibraryPart.READING, reading.id, reason
    for card in library.cards():
        for reason in _of_a_card(card, language):
            yield LibraryPart.CARD, card.slug, f"{card.slug} {reason}"


def _of_a_card(card: Card, language: str) -> Iterator[str]:
    many = len(card.words.split())
    if not 0 < many <= MOST_WORDS:
        yield f"has {many} words; 1 to {MOST_WORDS} fit."
    if not card.more:
        yield "names nothing to read further: choose at least one."
    if not is_easy(card.words, language, hardest=HARDEST):
        yield "is hard to read: use shorter words or shorter sentences."
    parts = (*card.text, *card.points, card.close)
    sentences = [each for part in parts for each in _SENTENCE.split(part)]
    if any(len(each.split()) > LONGEST_SENTENCE for each in sentences):
        yield f"has a sentence of more than {LONGEST_SENTENCE} words."
    if TELLING.search(card.slug):
        yield "tells too much for a name: it stands in the history of a browser."
    for what, words in never_said(f"{card.title} {card.words}"):
        yield f"says {what} (“{words}”). No card does."
    if re.search(HARM, f"{card.title} {card.words}", re.IGNORECASE) and not card.is_beside_support:
        yield "speaks of harm: let it show the way to support."


def never_said(words: str) -> Iterator[tuple[str, str]]:
    """What ``words`` say that no card does: its kind, and the very words."""
    for what, pattern in NEVER.items():
        if found := re.search(pattern, words, re.IGNORECASE):
            yield what, found[0]
    if address := address_in(words):
        yield "an address", address
