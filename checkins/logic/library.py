"""The library: short cards on what makes people safe with each other, in a language's file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.logic.documents import DocumentError, Fields, read

# What fits on the screen of a phone.
MOST_WORDS = 120

_SLUG = re.compile(r"[a-z]+(?:-[a-z]+)*")
_LONGEST_TITLE = 80
_LONGEST_TEXT = 400
_LONGEST_ID = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """Where others say more. ``host`` is a name to type or to search for, not a link."""

    id: str
    title: str
    publisher: str
    host: str


@dataclass(frozen=True, slots=True)
class Card:
    """One idea. ``covers`` are ids of docs/coverage.md; they are for us and are not shown.

    ``close`` is the last sentence or two, below the points; empty where there is none.
    """

    slug: str
    title: str
    text: tuple[str, ...]
    points: tuple[str, ...]
    close: str
    covers: tuple[str, ...]
    more: tuple[Reading, ...]
    is_beside_support: bool

    @property
    def words(self) -> str:
        """All that the card says below its title."""
        return " ".join((*self.text, *self.points, self.close)).strip()


@dataclass(frozen=True, slots=True)
class Group:
    slug: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Groups of cards in the order of the file, and all readings."""

    groups: tuple[Group, ...]
    readings: tuple[Reading, ...]

    def cards(self) -> Iterator[Card]:
        """Every card, in the order of the file."""
        for group in self.groups:
            yield from group.cards

    def card(self, slug: str) -> Card | None:
        """The card of that name; None where there is none."""
        return next((card for card in self.cards() if card.slug == slug), None)

    def find(self, words: str) -> tuple[Card, ...]:
        """The cards that hold each of the ``words``, or the beginning of one that does."""
        wanted = _plain(words)
        return tuple(
            card
            for card in self.cards()
            if all(
                any(held.startswith(word) for held in _plain(f"{card.title} {card.words}"))
                for word in wanted
            )
        )


def parse_library(text: str) -> Library:
    """Read the YAML ``text`` of a language's library.

    Raises DocumentError with the line and the reason: a card that is too long, has nowhere to
    read more or bears another's name is one.
    """
    fields = read(text)
    fields.only("readings", "groups")
    readings = {each.id: each for each in map(_reading, fields.nested("readings"))}
    library = Library(
        groups=tuple(_group(each, readings) for each in fields.nested("groups")),
        readings=tuple(readings.values()),
    )
    slugs = [card.slug for card in library.cards()]
    twice = {slug for slug in slugs if slugs.count(slug) > 1}
    if twice:
        reason = f"two cards are called {min(twice)!r}."
        raise DocumentError(fields.line_at("groups"), reason)
    if not slugs:
        raise DocumentError(fields.line_at("groups"), "a library needs at least one card.")
    return library


def _reading(fields: Fields) -> Reading:
    fields.only("id", "title", "publisher", "host")
    host = fields.text("host", longest=_LONGEST_TITLE)
    if "/" in host:
        raise DocumentError(fields.line_at("host"), "'host' is a plain name such as apa.org.")
    return Reading(
        id=fields.text("id", longest=_LONGEST_ID),
        title=fields.text("title", longest=_LONGEST_TITLE),
        publisher=fields.text("publisher", longest=_LONGEST_TITLE),
        host=host,
    )


def _group(fields: Fields, readings: dict[str, Reading]) -> Group:
    fields.only("slug", "title", "cards")
    return Group(
        slug=_slug(fields),
        title=fields.text("title", longest=_LONGEST_TITLE),
        cards=tuple(_card(each, readings) for each in fields.nested("cards")),
    )


def _card(fields: Fields, readings: dict[str, Reading]) -> Card:
    fields.only("slug", "title", "text", "points", "close", "covers", "more", "support")
    more = fields.texts("more", longest=_LONGEST_ID)
    if not more or not set(more) <= set(readings):
        raise DocumentError(fields.line_at("more"), "'more' names readings of this file.")
    card = Card(
        slug=_slug(fields),
        title=fields.text("title", longest=_LONGEST_TITLE),
        text=fields.texts("text", longest=_LONGEST_TEXT),
        points=fields.texts("points", longest=_LONGEST_TEXT),
        close=fields.text("close", longest=_LONGEST_TEXT, default=""),
        covers=fields.texts("covers", longest=_LONGEST_ID),
        more=tuple(readings[each] for each in more),
        is_beside_support=fields.flag("support", default=False),
    )
    if not card.covers:
        raise DocumentError(fields.line, "'covers' says which ideas a card serves.")
    if not 0 < len(card.words.split()) <= MOST_WORDS:
        reason = f"{card.slug!r} has {len(card.words.split())} words; 1 to {MOST_WORDS} fit."
        raise DocumentError(fields.line, reason)
    return card


def _slug(fields: Fields) -> str:
    slug = fields.text("slug", longest=40)
    if not _SLUG.fullmatch(slug):
        raise DocumentError(fields.line_at("slug"), "'slug' is made of small letters and dashes.")
    return slug


def _plain(words: str) -> list[str]:
    return re.findall(r"\w+", words.casefold())
