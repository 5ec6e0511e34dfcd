"""What a therapist may see of two people, by the rules of safety.md V4 and none of the code.

Whatever is planted carries a sentence of its own, so that a page that holds it can be told.
"""

import csv
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO, StringIO
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from pypdf import PdfReader

from accounts.enums import Scope
from checkins.enums import ELEMENTS, Element

ZONE = ZoneInfo("Europe/Berlin")
people = st.sampled_from([0, 1])
kept = st.frozensets(st.sampled_from([*ELEMENTS, Element.APPRECIATION]), max_size=3)
scores = st.sampled_from([1, 5, 9])
scope_sets = st.one_of(
    st.just(frozenset(Scope)),
    st.just(frozenset({Scope.TRENDS, Scope.REPAIR, Scope.APPRECIATION})),
    st.frozensets(st.sampled_from(Scope), min_size=1),
)
givers = st.sampled_from([(0, 1), (0, 1), (0, 1), (0,), (1,)])
WORDS = {1: "hard", 5: "mixed", 9: "steady"}


@dataclass
class Held:
    """One partner's consent to one scope."""

    since: datetime
    until: datetime

    def stands(self, now: datetime) -> bool:
        return self.since <= now < self.until


@dataclass
class Given:
    """One release: scores by element, whether numbers go along, and words of thanks."""

    scores: dict[Element, int]
    has_numbers: bool
    thanks: str | None


@dataclass
class Week:
    starts_at: datetime
    ends_at: datetime
    starts_on: date
    ends_on: date
    given: dict[int, Given] = field(default_factory=dict)


@dataclass
class Planted:
    """A sentence both could read on a day, and in which scope a therapist may."""

    words: str
    on: date
    scope: Scope


@dataclass
class CaseModel:
    """Two people, 0 and 1; ``consents`` by person and scope."""

    weeks: list[Week] = field(default_factory=list)
    consents: dict[tuple[int, Scope], Held] = field(default_factory=dict)
    dated: list[Planted] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    is_connected: bool = True

    def since(self, scope: Scope, now: datetime) -> datetime | None:
        """From when on both let it be seen, now; None where one of them does not."""
        held = [self.consents.get((person, scope)) for person in (0, 1)]
        if not self.is_connected or not all(each and each.stands(now) for each in held):
            return None
        return max(each.since for each in held if each)

    def is_open(self, now: datetime) -> bool:
        return any(self.since(scope, now) for scope in Scope)

    def shown_weeks(self, scope: Scope, now: datetime) -> list[Week]:
        since = self.since(scope, now)
        if since is None:
            return []
        return [
            week
            for week in self.weeks
            if week.starts_at >= since and week.ends_at <= now and set(week.given) == {0, 1}
        ]

    def rows(self, now: datetime) -> list[tuple[str, ...]]:
        """What a file of the lines holds: area, first day, last day and the two values."""
        exact = [week.ends_on for week in self.shown_weeks(Scope.NUMBERS, now)]
        rows: list[tuple[str, ...]] = []
        for week in self.shown_weeks(Scope.TRENDS, now):
            for element in week.given[0].scores:
                if element not in week.given[1].scores:
                    continue
                values = []
                for person in (0, 1):
                    score = week.given[person].scores[element]
                    numbers = week.given[person].has_numbers and week.ends_on in exact
                    values.append(str(float(score)) if numbers else WORDS[score])
                days = week.starts_on.isoformat(), week.ends_on.isoformat()
                rows.append((str(element), *days, *values))
        return sorted(rows)

    def sentences(self, now: datetime, zone) -> set[str]:
        """Every planted sentence that stands on the page now."""
        seen = {
            given.thanks
            for week in self.shown_weeks(Scope.APPRECIATION, now)
            for given in week.given.values()
            if given.thanks
        }
        for each in self.dated:
            since = self.since(each.scope, now)
            if since is not None and each.on >= since.astimezone(zone).date():
                seen.add(each.words)
        return seen

    def found_in(self, text: str) -> set[str]:
        """Which of all that was planted stands in a text."""
        thanks = {g.thanks for w in self.weeks for g in w.given.values() if g.thanks}
        planted = thanks | {each.words for each in self.dated} | set(self.secrets)
        return {each for each in planted if each in text}


def rows_in(content: bytes) -> list[tuple[str, ...]]:
    """What a file of the lines says, but for the words beside them."""
    lines = list(csv.reader(StringIO(content.decode())))
    return sorted(tuple(line[:5]) for line in lines[1:] if line[3] or line[4])


def text_in(content: bytes) -> str:
    """The text of a PDF without its spaces: a sentence may go on in the next line."""
    return "".join(
        "".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages
    )
