"""The library in the language of the page: the shipped texts, or those of this server.

Nothing here is about anybody, and nobody is asked who reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language

from checkins.logic.library import Card, Group, Library, read_library
from checkins.models import LibraryVersion

CONTENT = Path(__file__).resolve().parents[1] / "content"


@dataclass(frozen=True, slots=True)
class CardPage:
    """A card among the others of its group, in the order of the file."""

    card: Card
    group: Group
    others: Sequence[Card]


def library() -> Library:
    """All groups, cards and readings: of the newest version published here, else as shipped."""
    language = get_language() or settings.LANGUAGE_CODE
    in_force = LibraryVersion.objects.filter(published_at__isnull=False, retired_at__isnull=True)
    newest_last = in_force.order_by("number").defer("text")
    own = {each.language.lower(): each.pk for each in newest_last}
    for each in (language, settings.LANGUAGE_CODE):
        if each.lower() in own:
            return _own(own[each.lower()])
        if _file(each).exists():
            return _read(each)
    return shipped(language)


def shipped(language: str) -> Library:
    """The shipped texts. A broken file stops ``manage.py check``, not a request."""
    return _read(language if _file(language).exists() else settings.LANGUAGE_CODE)


def card_page(shelf: Library, slug: str) -> CardPage | None:
    """What stands on the page of a card; None where no card bears the name."""
    for group in shelf.groups:
        for card in group.cards:
            if card.slug == slug:
                return CardPage(card, group, [each for each in group.cards if each is not card])
    return None


def _file(language: str) -> Path:
    return CONTENT / f"library.{language}.yaml"


@cache
def _read(language: str) -> Library:
    return read_library(_file(language).read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def _own(version: UUID) -> Library:
    """A published text never changes; that it is still in force was asked just now."""
    return read_library(LibraryVersion.objects.get(pk=version).text)
