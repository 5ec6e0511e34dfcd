"""The release preview as a page: what the other would see, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from accounts.access import Refusal
from checkins.enums import FREEDOMS, Element, Resolution, TextKind
from checkins.logic.release import PreviewLine, PreviewStatement
from checkins.logic.sheet import Sheet
from checkins.queries import checkin as checkins
from checkins.queries.month import from_the_month
from checkins.queries.picture import Voice, voice
from checkins.queries.prompt import ELEMENT_NAMES
from checkins.queries.release import (
    LetIn,
    fingerprint,
    keep_back_of,
    let_in_by,
    own_release,
    preview_of,
    resolution_of,
)
from checkins.queries.round import RoundPlace
from checkins.queries.statement import sentence
from checkins.queries.week import refusal_to_share

_ELEMENT_OF = {TextKind.APPRECIATION: Element.APPRECIATION}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One element as it would be shown; ``key`` names it in the form."""

    key: str
    name: str | Promise
    voice: Voice
    is_kept_back: bool


@dataclass(frozen=True, slots=True)
class ShownText:
    key: str
    text: str
    is_kept_back: bool


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """``has_numbers``: its author likes numbers. ``differs``: what stands released is no longer
    what this page shows. ``let_in``: the therapists who may see it too. ``freedoms`` and
    ``statements`` come from the month, each kept back unless it was added.
    """

    lines: Sequence[ShownLine]
    freedoms: Sequence[ShownLine]
    statements: Sequence[ShownLine]
    texts: Sequence[ShownText]
    seen: str
    is_released: bool
    has_numbers: bool
    differs: bool
    let_in: LetIn
    refusal: Refusal | None

    @property
    def adds(self) -> bool:
        """Whether something of the month goes along."""
        return not all(line.is_kept_back for line in (*self.freedoms, *self.statements))

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.freedoms or self.statements or self.texts)


def preview_page(place: RoundPlace, now: datetime) -> PreviewPage:
    """Reads one's own check-in, month and release, nothing else."""
    own = checkins.of_place(place, now)
    sheet = own.sheet() if own else Sheet()
    resolution = resolution_of(place)
    month = from_the_month(place.person, now, added=sheet.added, statements=sheet.added_statements)
    kept = keep_back_of(place.version_id, sheet)
    preview = preview_of(place.version_id, sheet, kept, resolution, month)
    standing = own_release(place)
    let_in = let_in_by(place, now)
    return PreviewPage(
        lines=[_shown(line) for line in preview.lines if line.element not in FREEDOMS],
        freedoms=[_shown(line) for line in preview.lines if line.element in FREEDOMS],
        statements=[_shown_statement(each) for each in preview.statements],
        texts=[
            ShownText(_ELEMENT_OF[each.kind], each.text, each.is_kept_back)
            for each in preview.texts
        ],
        seen=fingerprint(preview, let_in),
        is_released=standing is not None,
        has_numbers=resolution is Resolution.NUMBERS,
        differs=standing is not None and standing != preview.release,
        let_in=let_in,
        refusal=refusal_to_share(place),
    )


def _shown(line: PreviewLine) -> ShownLine:
    name = ELEMENT_NAMES[line.element]
    return ShownLine(line.element, name, voice(line.shown), line.is_kept_back)


def _shown_statement(each: PreviewStatement) -> ShownLine:
    code, text = each.statement.code, each.statement.text
    return ShownLine(code, sentence(text), voice(each.shown), each.is_kept_back)
