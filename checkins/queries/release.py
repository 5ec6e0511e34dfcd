"""What one's own release holds, and the preview of what it would hold."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from accounts.enums import Scope
from accounts.models import NumbersWish
from accounts.queries.therapist import standing_consents
from checkins.enums import Band, Element, Resolution, TextKind
from checkins.logic.release import (
    NOTHING_MORE,
    FromTheMonth,
    Preview,
    Release,
    ReleasedElement,
    ReleasedStatement,
    ReleasedWords,
    default_keep_back,
    releasable,
)
from checkins.logic.sheet import Sheet
from checkins.logic.statement import Statement
from checkins.models import Release as ReleaseRow
from checkins.models import ReleasedText
from checkins.queries.prompt import specs_of
from checkins.queries.round import RoundPlace


def resolution_of(place: RoundPlace) -> Resolution:
    """How fine this person gives: numbers where they like numbers; one query.

    The other's wish is never asked: what follows from it would tell it before the moment. The
    picture shows the coarser of two releases (decisions/0008).
    """
    if place.bond is None:
        return Resolution.BANDS
    wish = NumbersWish.objects.filter(author=place.person, couple=place.bond.couple)
    return Resolution.NUMBERS if wish.exists() else Resolution.BANDS


def preview_of(
    version: UUID,
    sheet: Sheet,
    keep_back: Collection[Element],
    resolution: Resolution,
    month: FromTheMonth = NOTHING_MORE,
) -> Preview:
    """Exactly what the other would see. The page and the release come from this one place."""
    return releasable(
        specs_of(version),
        sheet.answers,
        keep_back=keep_back,
        resolution=resolution,
        texts=sheet.texts,
        month=month,
    )


def keep_back_of(version: UUID, sheet: Sheet) -> frozenset[Element]:
    """What its author keeps back so far: the last choice, or what is kept until one is made."""
    if sheet.keep_back is not None:
        return sheet.keep_back
    return default_keep_back(specs_of(version))


@dataclass(frozen=True, slots=True)
class LetIn:
    """The therapists whom this person, for their part, lets see what they release; and those for
    whom the numbers behind it go along.
    """

    names: tuple[str, ...] = ()
    numbers_for: tuple[str, ...] = ()


NOBODY = LetIn()
# What of a release each of these scopes shows.
_OF_A_RELEASE = frozenset({Scope.TRENDS, Scope.APPRECIATION})


def let_in_by(place: RoundPlace, now: datetime) -> LetIn:
    """Whom one's own consents let see this release; one query. The other's are never asked.

    A consent holds from the first round that begins after it.
    """
    if place.bond is None:
        return NOBODY
    standing = standing_consents(place.person, place.bond.couple, now)
    rows = [row for row in standing if row.since <= place.span.starts_at]
    return LetIn(
        tuple(sorted({row.therapist_name for row in rows if row.scope in _OF_A_RELEASE})),
        tuple(sorted({row.therapist_name for row in rows if row.scope == Scope.NUMBERS})),
    )


def fingerprint(preview: Preview, let_in: LetIn = NOBODY) -> str:
    """Changes when anything on the preview does; which lines are kept back is not part of it.

    For whom numbers go along is: nobody releases numbers to somebody of whom the page said nothing.
    """
    shown = [preview.resolution, *((line.element, line.value) for line in preview.lines)]
    said = [(each.kind, each.text) for each in preview.texts]
    own = [(each.statement.code, each.statement.text, each.value) for each in preview.statements]
    whole = [shown, said, own, *let_in.numbers_for]
    return sha256(json.dumps(whole).encode()).hexdigest()


def own_release(place: RoundPlace) -> Release | None:
    """What stands released by this person in this round; at most two queries and the key."""
    if place.bond is None:
        return None
    row = ReleaseRow.objects.filter(author=place.person, **place.within()).first()
    if row is None:
        return None
    return opened(row, ReleasedText.objects.filter(author=place.person, release=row))


def opened(row: ReleaseRow, texts: Iterable[ReleasedText] = ()) -> Release:
    """A release and its words, unsealed. Raises vault.CannotOpen."""
    document = row.read()
    return Release(
        Resolution(row.resolution),
        tuple(
            ReleasedElement(Element(name), _value(value))
            for name, value in document["elements"].items()
        ),
        tuple(ReleasedWords(TextKind(text.kind), text.read()["text"]) for text in texts),
        tuple(
            ReleasedStatement(Statement(code, text), _value(value))
            for code, text, value in document.get("statements", ())
        ),
    )


def _value(stored: str | float) -> Band | float:
    return Band(stored) if isinstance(stored, str) else stored
