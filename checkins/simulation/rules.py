"""Who is flagged when: the shipped rules, and the simple ones they have to beat."""

from collections.abc import Iterable, Sequence
from math import sqrt

from checkins.enums import Preset
from checkins.logic.detection import least_spread, may_ask, step
from checkins.logic.detection_state import State
from checkins.simulation.couple import CheckIn, Couple
from checkins.simulation.measures import Tally, tally

# A couple's alerts are counted at most once in so many weeks, whoever was flagged.
WEEKS_PER_ALERT = 3
FEWEST_FOR_SHEWHART = 6
_NO_SPREAD = 1e-6

History = Sequence[CheckIn]
# For each couple and both of its people, the places in their history that were flagged.
Flags = Sequence[Sequence[Sequence[int]]]
# For both people of a couple, places and z.
Chart = Sequence[Sequence[tuple[int, float]]]


def noticed(history: History, preset: Preset) -> list[int]:
    """The places in ``history`` at which the shipped rules notice something."""
    state, places = State(), []
    for place, check_in in enumerate(history):
        state, notice = step(state, check_in.scores, preset)
        if notice is not None:
            places.append(place)
    return places


def asked(places: Iterable[int]) -> list[int]:
    """Those of the noticed ``places`` at which the person would be asked (rule 8)."""
    questions: list[int] = []
    for place in places:
        since = place - questions[-1] if questions else None
        if may_ask(check_ins_since_last=since, has_open_hurt=False, is_quiet=False):
            questions.append(place)
    return questions


def shewhart(history: History, *, with_floor: bool) -> list[tuple[int, float]]:
    """Baseline: a control chart per element, mean and SD of all its earlier scores, from the
    seventh score on. ``with_floor`` gives it the least spread of the shipped rules as well.

    Returns place and lowest z of each check-in in which some element lies below its mean.
    """
    sums: dict[str, tuple[int, float, float]] = {}
    found = []
    for place, check_in in enumerate(history):
        if check_in.scores.low_information:
            continue
        lowest = 0.0
        for element, score in check_in.scores.elements.items():
            if score is None:
                continue
            count, total, squares = sums.get(element, (0, 0.0, 0.0))
            sums[element] = count + 1, total + score, squares + score * score
            if count < FEWEST_FOR_SHEWHART:
                continue
            mean = total / count
            spread = sqrt(max(0.0, squares - count * mean * mean) / (count - 1))
            if with_floor:
                spread = max(spread, least_spread(is_single=element in check_in.scores.single))
            # What never varied has no chart; the sums leave a trace of rounding behind.
            if spread > _NO_SPREAD:
                lowest = min(lowest, (score - mean) / spread)
        if lowest < 0:
            found.append((place, lowest))
    return found


def fixed(history: History, limit: float) -> list[int]:
    """Baseline: some element is at or below ``limit``."""
    return [
        place
        for place, check_in in enumerate(history)
        if not check_in.scores.low_information
        and any(s is not None and s <= limit for s in check_in.scores.elements.values())
    ]


def alerts(weeks: Iterable[int]) -> list[int]:
    """Weeks in which somebody was flagged, merged into one alert per three weeks."""
    merged: list[int] = []
    for week in sorted(weeks):
        if not merged or week - merged[-1] >= WEEKS_PER_ALERT:
            merged.append(week)
    return merged


def under(charts: Iterable[Chart], limit: float) -> Flags:
    """The places at which each chart lies at least ``limit`` SD below its mean."""
    return [[[place for place, z in chart if z <= -limit] for chart in couple] for couple in charts]


def tallies(
    sample: Iterable[Couple], flags: Flags, weeks: int, *, with_reports: bool
) -> list[Tally]:
    """What these ``flags`` come to in each couple of the ``sample``."""
    return [
        tally(
            couple,
            weeks,
            alerts([*_weeks(couple, flagged), *(couple.reports if with_reports else ())]),
            sum(len(asked(places)) for places in flagged),
        )
        for couple, flagged in zip(sample, flags, strict=True)
    ]


def _weeks(couple: Couple, flagged: Sequence[Sequence[int]]) -> list[int]:
    return [
        history[place].week
        for history, places in zip(couple.histories, flagged, strict=True)
        for place in places
    ]
