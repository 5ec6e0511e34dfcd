"""The shared picture: made of two releases, for one of the two, and of nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import get_language

from accounts.access import Bond
from accounts.models import User
from checkins.access import texts_reachable_by
from checkins.enums import ELEMENTS, FREEDOMS, Element
from checkins.logic import reveal
from checkins.logic.openers import Openers, opener_for, parse_openers
from checkins.logic.recovery import came_back
from checkins.logic.release import Shown
from checkins.logic.reveal import HISTORY
from checkins.logic.schedule import day_bounds, local_day
from checkins.models import Release, ReleasedText
from checkins.queries.moments import say_week
from checkins.queries.opened import OpenedRound, day_of, opened_rounds, picture_in
from checkins.queries.prompt import BAND_NAMES, ELEMENT_NAMES
from checkins.queries.statement import sentence

CONTENT = Path(__file__).resolve().parents[1] / "content"


@dataclass(frozen=True, slots=True)
class Voice:
    """One mark on the track: its words, and where it stands in percent."""

    words: str | Promise
    at: float


@dataclass(frozen=True, slots=True)
class PictureLine:
    name: str | Promise
    mine: Voice
    theirs: Voice


@dataclass(frozen=True, slots=True)
class PicturePage:
    """A shared picture as one of the two reads it. ``look_first`` is None where both are steady."""

    day: date
    words: str
    partner_name: str
    lines: Sequence[PictureLine]
    freedoms: Sequence[PictureLine]
    statements: Sequence[PictureLine]
    my_words: Sequence[str]
    their_words: Sequence[str]
    # What their reader keeps a copy by.
    their_words_key: UUID | None
    has_elements: bool
    came_back: str
    look_first: str | Promise | None
    looks_different: bool
    also_different: str
    opener: str
    earlier: Sequence[date]


# Released words with the document that says them.
_Words = tuple[ReleasedText, Any]


def picture_of(
    user: User, bond: Bond, now: datetime, *, on: date | None = None
) -> PicturePage | None:
    """The picture of the round that ``on`` names, or the latest one; None where there is none.

    Three queries, however long the history is.
    """
    up_to_it = []
    if on is not None:
        up_to_it.append(Q(round__ends_at__lte=day_bounds(on, bond.couple.time_zone)[1]))
    rounds = opened_rounds(user, bond, now, *up_to_it, most=HISTORY + 1)
    texts: dict[UUID, list[_Words]] = {}
    for text in texts_reachable_by(bond, (row for each in rounds for row in each.releases)):
        if (document := text.read_if_it_opens()) is not None:
            texts.setdefault(text.round_id, []).append((text, document))
    shown = [each for each in rounds if each.picture.has_ratings or each.round.pk in texts]
    if not shown or (on is not None and day_of(shown[0].round, bond) != on):
        return None
    return _page(user, bond, shown, texts.get(shown[0].round.pk, ()))


def _page(
    user: User, bond: Bond, shown: Sequence[OpenedRound], words: Iterable[_Words]
) -> PicturePage:
    latest, earlier = shown[0], shown[1:]
    picture, day = latest.picture, day_of(latest.round, bond)
    history = [each.picture for each in reversed(earlier)]
    look_first = reveal.where_to_look_first(picture, reveal.named_in(history))
    different = reveal.different_weeks(history, picture)
    words = list(words)
    said = {text.author_id: document["text"] for text, document in words}
    keys = {text.author_id: text.pk for text, _document in words}
    return PicturePage(
        day=day,
        words=say_week(local_day(latest.round.starts_at, bond.couple.time_zone), day),
        partner_name=bond.partner.display_name,
        lines=[_line(line) for line in picture.lines if line.element not in FREEDOMS],
        freedoms=[_line(line) for line in picture.lines if line.element in FREEDOMS],
        statements=[
            PictureLine(sentence(each.text), voice(each.mine), voice(each.theirs))
            for each in picture.statements
        ],
        my_words=[said[user.pk]] if user.pk in said else [],
        their_words=[said[bond.partner.pk]] if bond.partner.pk in said else [],
        their_words_key=keys.get(bond.partner.pk),
        has_elements=any(line.element in ELEMENTS for line in picture.lines),
        came_back=_names(came_back(history, picture)),
        look_first=ELEMENT_NAMES[look_first] if look_first else None,
        looks_different=look_first in different,
        also_different=_names(each for each in different if each is not look_first),
        opener=opener_for(_openers(get_language() or settings.LANGUAGE_CODE), look_first, day),
        earlier=[day_of(each.round, bond) for each in earlier],
    )


def _line(line: reveal.Line) -> PictureLine:
    return PictureLine(ELEMENT_NAMES[line.element], voice(line.mine), voice(line.theirs))


def _names(elements: Iterable[Element]) -> str:
    return " · ".join(str(ELEMENT_NAMES[each]) for each in elements)


def has_picture(user: User, bond: Bond, releases: Sequence[Release]) -> bool:
    """Whether these releases of one round, which has opened, show anything to both."""
    found = picture_in(user, releases)
    if found is None:
        return False
    if found.has_ratings:
        return True
    return texts_reachable_by(bond, releases).exists()


def voice(shown: Shown) -> Voice:
    """A shown value in words, with its place on the track."""
    name = BAND_NAMES[shown.band]
    if shown.number is None:
        return Voice(name, shown.position)
    return Voice(f"{shown.number:g} · {name}", shown.position)


@cache
def _openers(language: str) -> Openers:
    file = CONTENT / f"openers.{language}.yaml"
    if not file.exists():
        file = CONTENT / f"openers.{settings.LANGUAGE_CODE}.yaml"
    return parse_openers(file.read_text(encoding="utf-8"))
