"""What a therapist may ask two people about: where they stood apart. No conclusions (TR-12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from checkins.logic.shared_trends import SharedRound, shared_lines
from checkins.queries.moments import say_days
from checkins.queries.panels import Text
from checkins.queries.prompt import ELEMENT_NAMES


@dataclass(frozen=True, slots=True)
class DifferentWeek:
    """The days of a round, and the areas in which the two had different weeks."""

    words: str
    areas: str


@dataclass(frozen=True, slots=True)
class Questions:
    """``apart`` are the areas in which a gap lasts, in their fixed order; weeks latest first."""

    apart: Sequence[Text]
    weeks: Sequence[DifferentWeek]


def questions_of(rounds: Sequence[SharedRound], since: date) -> Questions:
    """Both halves of rule 11, for rounds that ended after ``since``; ``rounds`` oldest first."""
    found = shared_lines(rounds, since=since)
    weeks: dict[date, list[Text]] = {}
    for lines in found:
        for day in lines.different:
            weeks.setdefault(day, []).append(ELEMENT_NAMES[lines.element])
    starts = {each.ends_on: each.starts_on for each in rounds}
    return Questions(
        apart=[ELEMENT_NAMES[lines.element] for lines in found if lines.stays_apart],
        weeks=[
            DifferentWeek(say_days(starts[day], day), " · ".join(map(str, weeks[day])))
            for day in sorted(weeks, reverse=True)
        ],
    )
