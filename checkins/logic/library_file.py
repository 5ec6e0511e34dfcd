"""A library as a file: what is written here reads back as the same library."""

from collections.abc import Mapping
from typing import Any

import yaml

from checkins.logic.library import Card, Library


def written(library: Library) -> str:
    """The YAML text of a library, which ``read_library`` reads back as it was."""
    whole = {
        "readings": [
            {"id": each.id, "title": each.title, "publisher": each.publisher, "host": each.host}
            for each in library.readings
        ],
        "groups": [
            {"slug": group.slug, "title": group.title, "cards": [*map(_card, group.cards)]}
            for group in library.groups
        ],
    }
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=96)


def _card(card: Card) -> Mapping[str, Any]:
    told = {
        "slug": card.slug,
        "title": card.title,
        "covers": list(card.covers),
        "text": list(card.text),
        "points": list(card.points),
        "close": card.close,
        "more": [reading.id for reading in card.more],
        "support": card.is_beside_support,
    }
    return {name: value for name, value in told.items() if value}
