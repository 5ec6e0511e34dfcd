"""What one's own trends are made of, read once from one's own rows.

As many queries for two years as for two months; what is read is bounded by the chosen time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import User
from checkins.access import check_ins_reachable_by
from checkins.enums import ELEMENTS, Element
from checkins.enums.month import PulseCode, TrendMark
from checkins.logic import month as months
from checkins.logic import trends as logic
from checkins.logic.detection import baseline
from checkins.logic.detection_state import State, scores_of
from checkins.logic.inward import Entry
from checkins.logic.memory import Memory as Remembered
from checkins.logic.scoring import Scores, element_scores, is_complete
from checkins.logic.sheet import Sheet
from checkins.logic.trends import Mark, Point, Range
from checkins.models import CheckIn, InnerCheckIn
from checkins.queries import month as own_months
from checkins.queries import pulse as own_days
from checkins.queries import rupture as hurts
from checkins.queries.prompt import prompts_of, questions_of, specs_of
from checkins.queries.question import NEWEST_FIRST, memories_of


@dataclass(frozen=True, slots=True)
class OwnWeek:
    """A check-in that is complete, opened."""

    row: CheckIn
    scores: Scores
    counts: bool

    def point(self, element: Element) -> Point:
        """Its score in one area, with what was asked."""
        wording = "\n".join(questions_of(self.row.prompt_set_version_id, element))
        value = self.scores.get(element)
        return Point(self.row.starts_on, self.row.ends_on, value, wording, self.counts)


@dataclass(frozen=True, slots=True)
class OwnRows:
    """Everything the page is made of, read once."""

    weeks: Sequence[OwnWeek]
    usual: Mapping[Element, Range]
    back: Mapping[Element, Sequence[Mark]]
    hurts: Sequence[Mark]
    days: Mapping[PulseCode, Sequence[Point]]
    months: Mapping[str, Sequence[Point]]
    silence: Sequence[Point]
    inward: Sequence[Entry]
    calm: Sequence[float | None]
    first: date
    last: date


def read_own(user: User, today: date, weeks: int) -> OwnRows:
    """The last ``weeks`` of one person; six queries and the key."""
    first = today - timedelta(weeks=weeks)
    rows = check_ins_reachable_by(user).filter(ends_on__gt=first)
    opened = [
        week
        for row in rows.order_by("ends_on", "starts_on", "pk")
        if (week := _opened(row, today)) is not None
    ]
    remembered = [
        (row.check_in.ends_on, Remembered.from_document(row.read()))
        for row in memories_of(user).filter(check_in__ends_on__gt=first).order_by(*NEWEST_FIRST)
    ]
    state = remembered[0][1].state if remembered else State()
    single = scores_of(specs_of(opened[-1].row.prompt_set_version_id), {}).single if opened else ()
    found = {each: baseline(state, each, is_single=each in single) for each in ELEMENTS}
    named = hurts.owned_by(user).filter(named_on__gt=first).defer("sealed").order_by("named_on")
    by_code, silence = _months(user, months.first_of(first))
    days, looked = _days(user, first), _inward(user, first)
    starts = [week.row.starts_on for week in opened] + [entry.on for entry in looked]
    starts += [
        point.starts_on for points in (*days.values(), *by_code.values()) for point in points
    ]
    last = max([today, *(week.row.ends_on for week in opened)])
    return OwnRows(
        weeks=opened,
        usual={
            each: band for each in ELEMENTS if (band := logic.usual_range(found[each])) is not None
        },
        back={
            each: [
                Mark(on, TrendMark.CAME_BACK) for on, seen in remembered if each in seen.came_back
            ]
            for each in ELEMENTS
        },
        hurts=[Mark(row.named_on, TrendMark.HURT) for row in named],
        days=days,
        months=by_code,
        silence=silence,
        inward=looked,
        calm=[point.value for point in by_code.get(months.CALM, ())],
        # No room is drawn for a time before anything was put down.
        first=max(first, min(starts, default=first)),
        last=last,
    )


def _opened(row: CheckIn, today: date) -> OwnWeek | None:
    document = row.read()
    scores = element_scores(specs_of(row.prompt_set_version_id), Sheet.of(document).answers)
    if not is_complete(scores, is_done=row.is_done, has_ended=row.ends_on < today):
        return None
    return OwnWeek(row, scores, not document.get("is_low_information"))


def _inward(user: User, first: date) -> list[Entry]:
    rows = InnerCheckIn.objects.filter(author=user, held_on__gt=first).order_by("held_on", "pk")
    return [Entry(row.held_on, row.read()["answers"]) for row in rows]


def _days(user: User, first: date) -> dict[PulseCode, list[Point]]:
    days: dict[PulseCode, list[Point]] = {PulseCode.CLOSE: [], PulseCode.EASE: []}
    for row in own_days.owned_by(user).filter(day__gt=first).order_by("day"):
        answers = Sheet.of(row.read()).answers
        wording = str(row.prompt_set_version_id)
        for code, points in days.items():
            value = months.number(answers, code)
            points.append(Point(row.day, row.day, value, wording))
    return days


def _months(user: User, first: date) -> tuple[dict[str, list[Point]], list[Point]]:
    """By code, and how much its author kept quiet; oldest first."""
    by_code: dict[str, list[Point]] = {
        each: [] for each in (months.SAFE, months.SECURE, months.CALM)
    }
    silence = []
    for row in own_months.owned_by(user).filter(month__gte=first).order_by("month"):
        answers = Sheet.of(row.read()).answers
        last = months.last_of(row.month)
        texts = {prompt.code: prompt.text for prompt in prompts_of(row.prompt_set_version_id)}
        for code, points in by_code.items():
            value = months.number(answers, code)
            points.append(Point(row.month, last, value, texts.get(code, "")))
        silence.append(Point(row.month, last, months.silence(answers)))
    return by_code, silence
