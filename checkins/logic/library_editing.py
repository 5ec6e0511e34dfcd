"""One change of a library at a time: from the library before to the one after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from checkins.enums import LibraryPart
from checkins.logic.library import Card, Group, Library, Reading
from checkins.logic.prompt_changes import Change, compared

Part = TypeVar("Part", Card, Group, Reading)


@dataclass(frozen=True, slots=True)
class Told:
    """A part of a library, as what changed is told; ``text`` is what it is called."""

    text: str
    group: str = ""
    words: str = ""
    points: str = ""
    close: str = ""
    more: str = ""
    support: str = ""


def names(library: Library, part: LibraryPart) -> tuple[str, ...]:
    """What every card, group or reading is called, in order."""
    match part:
        case LibraryPart.CARD:
            return tuple(card.slug for card in library.cards())
        case LibraryPart.GROUP:
            return tuple(group.slug for group in library.groups)
        case LibraryPart.READING:
            return tuple(reading.id for reading in library.readings)


def group_of(library: Library, card: str) -> str:
    """The group that a card is in; empty where there is no such card."""
    found = (g.slug for g in library.groups if any(each.slug == card for each in g.cards))
    return next(found, "")


def keep_card(library: Library, card: Card, *, group: str, was: str) -> Library:
    """In the place of the card that ``was`` is, or at the end of ``group``; new where it is ""."""

    def change(its: Group) -> Group:
        stays = its.slug == group and any(each.slug == was for each in its.cards)
        if stays:
            return replace(its, cards=tuple(card if c.slug == was else c for c in its.cards))
        cards = tuple(each for each in its.cards if each.slug != was)
        return replace(its, cards=(*cards, card) if its.slug == group else cards)

    return replace(library, groups=tuple(map(change, library.groups)))


def keep_group(library: Library, slug: str, title: str, *, was: str) -> Library:
    """A group under another name or title, or a new one at the end where ``was`` is ""."""
    if not was:
        return replace(library, groups=(*library.groups, Group(slug, title, ())))
    groups = (
        replace(each, slug=slug, title=title) if each.slug == was else each
        for each in library.groups
    )
    return replace(library, groups=tuple(groups))


def keep_reading(library: Library, reading: Reading, *, was: str) -> Library:
    """As ``keep_group``; every card that names it names what it is now."""
    if not was:
        return replace(library, readings=(*library.readings, reading))

    def change(each: Reading) -> Reading:
        return reading if each.id == was else each

    changed = _in_each_group(
        library,
        lambda cards: tuple(replace(card, more=tuple(map(change, card.more))) for card in cards),
    )
    return replace(changed, readings=tuple(map(change, library.readings)))


def drop(library: Library, part: LibraryPart, name: str) -> Library:
    """Without that card, group (with its cards) or reading (which no card names any more)."""
    match part:
        case LibraryPart.CARD:
            return _in_each_group(library, lambda cards: tuple(c for c in cards if c.slug != name))
        case LibraryPart.GROUP:
            return replace(library, groups=tuple(g for g in library.groups if g.slug != name))
        case LibraryPart.READING:
            without = _in_each_group(
                library,
                lambda cards: tuple(
                    replace(card, more=tuple(each for each in card.more if each.id != name))
                    for card in cards
                ),
            )
            return replace(without, readings=tuple(r for r in library.readings if r.id != name))


def move(library: Library, part: LibraryPart, name: str, steps: int) -> Library:
    """A part up (``steps`` < 0) or down among its like, a card within its group."""
    match part:
        case LibraryPart.CARD:
            return _in_each_group(library, lambda cards: _moved(cards, _slug, name, steps))
        case LibraryPart.GROUP:
            return replace(library, groups=_moved(library.groups, _slug, name, steps))
        case LibraryPart.READING:
            moved = _moved(library.readings, lambda each: each.id, name, steps)
            return replace(library, readings=moved)


def changes(before: Library, after: Library) -> tuple[Change[Told], ...]:
    """Every card, group and reading that is not as it was."""
    return compared(_told(before), _told(after))


def _told(library: Library) -> dict[str, Told]:
    found = {f"{LibraryPart.GROUP} {each.slug}": Told(each.title) for each in library.groups}
    found |= {
        f"{LibraryPart.CARD} {card.slug}": Told(
            text=card.title,
            group=group.slug,
            words=" ".join(card.text),
            points=" · ".join(card.points),
            close=card.close,
            more=", ".join(reading.id for reading in card.more),
            support="support" if card.is_beside_support else "",
        )
        for group in library.groups
        for card in group.cards
    }
    return found | {
        f"{LibraryPart.READING} {each.id}": Told(f"{each.title} · {each.publisher} · {each.host}")
        for each in library.readings
    }


def _in_each_group(
    library: Library, change: Callable[[tuple[Card, ...]], tuple[Card, ...]]
) -> Library:
    groups = tuple(replace(each, cards=change(each.cards)) for each in library.groups)
    return replace(library, groups=groups)


def _slug(each: Any) -> str:
    return str(each.slug)


def _moved(
    parts: Sequence[Part], called: Callable[[Part], str], name: str, steps: int
) -> tuple[Part, ...]:
    order = list(parts)
    place = next((at for at, each in enumerate(order) if called(each) == name), None)
    if place is not None:
        order.insert(max(0, place + steps), order.pop(place))
    return tuple(order)
