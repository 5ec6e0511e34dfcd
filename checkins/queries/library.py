"""The shipped library in the language of the page. No database, and nothing about anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from checkins.logic.library import Card, Group, Library, parse_library

CONTENT = Path(__file__).resolve().parents[1] / "content"


@dataclass(frozen=True, slots=True)
class CardPage:
    """A card among the others of its group, in the order of the file."""

    card: Card
    group: Group
    others: Sequence[Card]


def library() -> Library:
    """All groups, cards and readings. A broken file stops ``manage.py check``, not a request."""
    return _shipped(get_language() or settings.LANGUAGE_CODE)


def card_page(slug: str) -> CardPage | None:
    """What stands on the page of a card; None where no card bears the name."""
    for group in library().groups:
        for card in group.cards:
            if card.slug == slug:
                return CardPage(card, group, [each for each in group.cards if each is not card])
    return None


@cache
def _shipped(language: str) -> Library:
    file = CONTENT / f"library.{language}.yaml"
    if not file.exists():
        file = CONTENT / f"library.{settings.LANGUAGE_CODE}.yaml"
    return parse_library(file.read_text(encoding="utf-8"))
