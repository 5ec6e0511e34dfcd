"""The release preview as a page: what the other would see, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from accounts.access import Refusal
from checkins.enums import Element, Resolution, TextKind
from checkins.logic.sheet import Sheet
from checkins.queries import checkin as checkins
from checkins.queries.picture import Voice, voice
from checkins.queries.prompt import ELEMENT_NAMES
from checkins.queries.release import (
    fingerprint,
    keep_back_of,
    own_release,
    preview_of,
    resolution_of,
)
from checkins.queries.round import RoundPlace
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
    what this page shows.
    """

    lines: Sequence[ShownLine]
    texts: Sequence[ShownText]
    seen: str
    is_released: bool
    has_numbers: bool
    differs: bool
    refusal: Refusal | None

    @property
    def is_empty(self) -> bool:
        return not self.lines and not self.texts


def preview_page(place: RoundPlace, now: datetime) -> PreviewPage:
    """Reads one's own check-in and one's own release, nothing else."""
    own = checkins.of_place(place, now)
    sheet = own.sheet() if own else Sheet()
    resolution = resolution_of(place)
    preview = preview_of(place.version_id, sheet, keep_back_of(place.version_id, sheet), resolution)
    standing = own_release(place)
    return PreviewPage(
        lines=[
            ShownLine(
                line.element, ELEMENT_NAMES[line.element], voice(line.shown), line.is_kept_back
            )
            for line in preview.lines
        ],
        texts=[
            ShownText(_ELEMENT_OF[each.kind], each.text, each.is_kept_back)
            for each in preview.texts
        ],
        seen=fingerprint(preview),
        is_released=standing is not None,
        has_numbers=resolution is Resolution.NUMBERS,
        differs=standing is not None and standing != preview.release,
        refusal=refusal_to_share(place),
    )
