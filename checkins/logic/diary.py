"""A diary of somebody's own as CSV, and what detection would ask about in it (detection.md 2)."""

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from math import isfinite

from checkins.enums import NoticeKind, Preset
from checkins.logic.detection import may_ask, step
from checkins.logic.detection_state import CheckInScores, State
from checkins.logic.scoring import HIGHEST

COLUMNS = ("person", "t", "element", "score", "load")
COLUMNS_OUT = ("person", "t", "kind", "elements", "z")


class DiaryError(ValueError):
    """A diary that cannot be used: one sentence, with the row; the heading is row 1."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(f"row {row}: {reason}")
        self.row = row
        self.reason = reason


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """One check-in of one person; ``t`` only says what comes after what."""

    person: str
    t: int
    scores: CheckInScores


@dataclass(frozen=True, slots=True)
class DiaryNotice:
    """What would be asked: the elements, lowest first, and the z of the first."""

    person: str
    t: int
    kind: NoticeKind
    elements: tuple[str, ...]
    z: float


def parse(text: str, *, single: Collection[str] = ()) -> list[DiaryEntry]:
    """Check-ins of the CSV ``text``: a row per person, t and element, with a score 0–10 and a
    load 0–10 or nothing. Each person's rows are in the order of t; people may alternate.

    ``single`` names the elements that one question asks about. Raises DiaryError for the first
    row that cannot be used.
    """
    rows = csv.reader(StringIO(text, newline=""), strict=True)
    latest: dict[str, _Draft] = {}
    drafts: list[_Draft] = []
    place: dict[str, int] = {}
    number = 0
    try:
        for number, cells in enumerate(rows, start=1):
            if number == 1:
                place = _heading(cells)
            elif cells:
                row = _Row(number, cells, place)
                draft = latest.get(row.text("person"))
                if draft is None or row.t != draft.t:
                    draft = row.following(draft)
                    latest[draft.person] = draft
                    drafts.append(draft)
                row.add_to(draft)
    except csv.Error as error:
        raise DiaryError(number + 1, f"this is not CSV ({error}).") from None
    if not place:
        raise DiaryError(1, f"the heading is missing: {','.join(COLUMNS)}.")
    known = {element for draft in drafts for element in draft.scores}
    if unknown := sorted(set(single) - known):
        raise DiaryError(1, f"no row has the element {unknown[0]!r}, which --single names.")
    return [draft.entry(frozenset(single)) for draft in drafts]


def notices(
    entries: Iterable[DiaryEntry], preset: Preset, *, is_refractory: bool
) -> Iterator[DiaryNotice]:
    """What detection asks about, in the order of ``entries``; with ``is_refractory`` at most
    once in three check-ins of a person (rule 8).
    """
    states: dict[str, State] = {}
    since_last: dict[str, int] = {}
    for entry in entries:
        who = entry.person
        states[who], found = step(states.get(who, State()), entry.scores, preset)
        if who in since_last:
            since_last[who] += 1
        if found is None:
            continue
        if is_refractory and not may_ask(
            check_ins_since_last=since_last.get(who), has_open_hurt=False, is_quiet=False
        ):
            continue
        since_last[who] = 0
        yield DiaryNotice(who, entry.t, found.kind, found.elements, found.readings[0].z)


def table(found: Iterable[DiaryNotice]) -> str:
    """The notices as CSV with a heading; several elements are separated by spaces."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS_OUT)
    for each in found:
        writer.writerow((each.person, each.t, each.kind, " ".join(each.elements), f"{each.z:.2f}"))
    return out.getvalue()


@dataclass(slots=True)
class _Draft:
    person: str
    t: int
    scores: dict[str, float | None]
    load: float | None = None

    def entry(self, single: frozenset[str]) -> DiaryEntry:
        scores = CheckInScores(elements=self.scores, load=self.load, single=single)
        return DiaryEntry(self.person, self.t, scores)


def _heading(cells: Sequence[str]) -> dict[str, int]:
    names = [cell.strip() for cell in cells]
    for column in COLUMNS:
        if names.count(column) != 1:
            state = "is missing" if column not in names else "stands twice"
            raise DiaryError(1, f"the column {column!r} {state}.")
    return {column: names.index(column) for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: Sequence[str]
    place: dict[str, int]

    def _cell(self, column: str) -> str:
        index = self.place[column]
        return self.cells[index].strip() if index < len(self.cells) else ""

    def text(self, column: str) -> str:
        value = self._cell(column)
        if not value:
            raise DiaryError(self.number, f"{column!r} is empty.")
        return value

    @property
    def t(self) -> int:
        value = self.text("t")
        try:
            return int(value)
        except ValueError:
            raise DiaryError(self.number, f"'t' is a whole number; {value!r} is not.") from None

    def _points(self, column: str) -> float:
        value = self.text(column)
        try:
            points = float(value)
        except ValueError:
            points = float("nan")
        if not isfinite(points) or not 0 <= points <= HIGHEST:
            raise DiaryError(
                self.number, f"{column!r} is a number from 0 to {HIGHEST}; {value!r} is not."
            )
        return points

    def following(self, before: _Draft | None) -> _Draft:
        """An empty check-in of this row's person, after ``before``."""
        if before is not None and self.t < before.t:
            reason = f"t {self.t} comes after t {before.t} of the same person."
            raise DiaryError(self.number, reason)
        return _Draft(self.text("person"), self.t, {})

    def add_to(self, draft: _Draft) -> None:
        element = self.text("element")
        if element in draft.scores:
            raise DiaryError(self.number, f"{element!r} stands twice in t {draft.t}.")
        draft.scores[element] = self._points("score")
        if self._cell("load"):
            load = self._points("load")
            if draft.load not in {None, load}:
                raise DiaryError(self.number, f"t {draft.t} has another load above.")
            draft.load = load
