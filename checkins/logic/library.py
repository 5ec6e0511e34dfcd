"""The library: short cards on what makes people safe with each other, in a language's file.

What a card has to keep beyond its form stands in ``library_rules``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.logic.documents import DocumentError, Fields, read
from checkins.enums import LibraryPart

SLUG = re.compile(r"[a-z]+(?:-[a-z]+)*")
READING = re.compile(r"[A-Z]-[0-9]+")
LONGEST_SLUG, LONGEST_TITLE, LONGEST_TEXT, LONGEST_ID = 40, 80, 400, 10


@dataclass(frozen=True, slots=True)
class Reading:
    """Where others say more. ``host`` is a name to type or to search for, not a link."""

    id: str
    title: str
    publisher: str
    host: str


@dataclass(frozen=True, slots=True)
class Card:
    """One idea. ``covers`` are ids of docs/coverage.md, of shipped cards alone, and are not shown.

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


def read_library(text: str) -> Library:
    """The library in the YAML ``text``, whatever rules it breaks.

    Raises DocumentError with the line and the reason where it cannot be read at all: a field is
    missing, unknown or malformed, or two bear one name.
    """
    return with_lines(text)[0]


def with_lines(text: str) -> tuple[Library, dict[tuple[LibraryPart, str], int]]:
    """As ``read_library``, and on which line each part begins."""
    fields = read(text)
    fields.only("readings", "groups")
    lines: dict[tuple[LibraryPart, str], int] = {}

    def place(part: LibraryPart, name: str, own: Fields) -> None:
        if (part, name) in lines:
            raise DocumentError(own.line, f"two {part}s are called {name!r}.")
        lines[part, name] = own.line

    readings: dict[str, Reading] = {}
    for own in fields.nested("readings"):
        reading = _reading(own)
        place(LibraryPart.READING, reading.id, own)
        readings[reading.id] = reading
    groups = []
    for own in fields.nested("groups"):
        group = _group(own)
        place(LibraryPart.GROUP, group.slug, own)
        cards = []
        for each in own.nested("cards"):
            cards.append(_card(each, readings))
            place(LibraryPart.CARD, cards[-1].slug, each)
        groups.append(Group(group.slug, group.title, tuple(cards)))
    return Library(tuple(groups), tuple(readings.values())), lines


def _reading(fields: Fields) -> Reading:
    fields.only("id", "title", "publisher", "host")
    host = fields.text("host", longest=LONGEST_TITLE)
    if "/" in host:
        raise DocumentError(fields.line_at("host"), "'host' is a plain name such as apa.org.")
    return Reading(
        id=_matching(fields, "id", READING, LONGEST_ID, "a capital, a dash and a number"),
        title=fields.text("title", longest=LONGEST_TITLE),
        publisher=fields.text("publisher", longest=LONGEST_TITLE),
        host=host,
    )


def _group(fields: Fields) -> Group:
    fields.only("slug", "title", "cards")
    return Group(_slug(fields), fields.text("title", longest=LONGEST_TITLE), ())


def _card(fields: Fields, readings: dict[str, Reading]) -> Card:
    fields.only("slug", "title", "text", "points", "close", "covers", "more", "support")
    more = fields.texts("more", longest=LONGEST_ID)
    if not set(more) <= set(readings):
        raise DocumentError(fields.line_at("more"), "'more' names readings of this file.")
    return Card(
        slug=_slug(fields),
        title=fields.text("title", longest=LONGEST_TITLE),
        text=fields.texts("text", longest=LONGEST_TEXT),
        points=fields.texts("points", longest=LONGEST_TEXT),
        close=fields.text("close", longest=LONGEST_TEXT, default=""),
        covers=fields.texts("covers", longest=LONGEST_ID),
        more=tuple(readings[each] for each in more),
        is_beside_support=fields.flag("support", default=False),
    )


def _slug(fields: Fields) -> str:
    return _matching(fields, "slug", SLUG, LONGEST_SLUG, "small letters and dashes")


def _matching(fields: Fields, name: str, pattern: re.Pattern[str], longest: int, what: str) -> str:
    value = fields.text(name, longest=longest)
    if not pattern.fullmatch(value):
        raise DocumentError(fields.line_at(name), f"{name!r} is made of {what}.")
    return value


def _plain(words: str) -> list[str]:
    return re.findall(r"\w+", words.casefold())
