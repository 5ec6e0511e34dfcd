"""What two lines must show, reckoned from plain answers: by nothing but what stands here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

HARD_QUESTIONS = {"W-REL-2", "W-BND-2", "W-REP-2"}
AREAS = {
    "Reliability": ("W-REL-1", "W-REL-2"),
    "Respectful communication": ("W-COM-1", "W-COM-2"),
    "Boundaries and consent": ("W-BND-1", "W-BND-2"),
    "Repair": ("W-REP-1", "W-REP-2"),
    "Acceptance": ("W-ACC-1", "W-ACC-2"),
}
# Of the weekly set; the extended one asks the second question of these as well.
ONE_QUESTION = ("Respectful communication", "Acceptance")
ELEMENT = {
    "Reliability": "reliability",
    "Respectful communication": "communication",
    "Boundaries and consent": "boundaries",
    "Repair": "repair",
    "Acceptance": "acceptance",
}
MIDDLE = {"hard": 2.0, "mixed": 5.5, "steady": 8.5}


@dataclass(frozen=True)
class Week:
    """One person's week: answers by code, areas kept back, and whether they like numbers."""

    answers: Mapping[str, int | str]
    kept_back: frozenset[str]
    likes_numbers: bool


@dataclass(frozen=True)
class Both:
    """A week of two that ended on ``day``; None: this one did nothing."""

    first: date
    day: date
    weeks: tuple[Week | None, Week | None]
    is_extended: bool = False

    def codes(self, area: str) -> tuple[str, ...]:
        return AREAS[area][:1] if area in ONE_QUESTION and not self.is_extended else AREAS[area]

    def in_numbers(self) -> "Both":
        """The same week of two who both like numbers: as their therapist reads it."""
        one, other = (each and replace(each, likes_numbers=True) for each in self.weeks)
        return replace(self, weeks=(one, other))

    def shown(self, area: str) -> tuple[float | str, float | str] | None:
        """Two bands, or two numbers; None where the picture has no such line."""
        scores = []
        for week in self.weeks:
            if week is None or area in week.kept_back:
                return None
            codes = self.codes(area)
            given = [
                10 - int(answer) if code in HARD_QUESTIONS else int(answer)
                for code in codes
                if (answer := week.answers.get(code, "na")) != "na"
            ]
            if not given or len(given) < len(codes) / 2:
                return None
            scores.append(round(sum(given) / len(given), 1))
        if all(week is not None and week.likes_numbers for week in self.weeks):
            return scores[0], scores[1]
        return _band(scores[0]), _band(scores[1])


@dataclass
class Line:
    """What one person's line of one area must be: its values, and what is joined."""

    values: list[float] = field(default_factory=list)
    stretches: list[list[float]] = field(default_factory=list)


def lines(weeks: Sequence[Both], area: str) -> tuple[Line, Line]:
    """Oldest first. A stretch ends before a week that shows nothing, and where questions change."""
    both = Line(), Line()
    before: Both | None = None
    for week in weeks:
        shown = week.shown(area)
        if shown is None:
            before = None
            continue
        goes_on = before is not None and (
            before.day == week.first and before.codes(area) == week.codes(area)
        )
        for line, each in zip(both, shown, strict=True):
            value = MIDDLE[each] if isinstance(each, str) else each
            line.values.append(value)
            if goes_on:
                line.stretches[-1].append(value)
            else:
                line.stretches.append([value])
        before = week
    for line in both:
        line.stretches = [each for each in line.stretches if len(each) > 1]
    return both


def cells(weeks: Sequence[Both], area: str) -> list[tuple[str, list[str]]]:
    """The table, newest first."""
    return [
        (
            say(week.first, week.day),
            [each if isinstance(each, str) else f"{each:g}" for each in shown],
        )
        for week in reversed(weeks)
        if (shown := week.shown(area)) is not None
    ]


def lived(chance: Random, *, numbers_from: int, week: int) -> tuple[Week | None, Week | None]:
    """Some week of two: skipped, partly answered, partly kept back."""

    def one(side: int) -> Week | None:
        if chance.random() < 0.12:
            return None
        answers: dict[str, int | str] = {}
        for code in (code for codes in AREAS.values() for code in codes):
            picked = chance.random()
            if picked < 0.1:
                continue
            answers[code] = "na" if picked < 0.2 else chance.randrange(11)
        kept = frozenset(area for area in AREAS if chance.random() < 0.12)
        return Week(answers, kept, week >= numbers_from + side)

    return one(0), one(1)


def _band(score: float) -> str:
    return "hard" if score < 4 else "mixed" if score < 7 else "steady"


def say(first: date, last: date) -> str:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    start = str(first.day)
    if first.month != last.month:
        start += f" {months[first.month - 1]}"
    return f"{start} – {last.day} {months[last.month - 1]} {last.year}"
