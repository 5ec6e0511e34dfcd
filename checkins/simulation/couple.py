"""Simulated couples: what they answered, and the labels of what happened to them.

The same seed, number and world give the same couple, whatever else is simulated.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import log, sqrt
from random import Random

from checkins.enums import ELEMENTS, Element
from checkins.logic.detection_state import CheckInScores
from checkins.logic.scoring import HIGHEST
from checkins.simulation.world import World

WEEKS_OF_YEAR = 52
# A hit is an alert in the week of the rupture or one of the two after it.
HIT_WITHIN = 2
LATER_IF_SLOW = 3
LATER_IF_PERSISTENT = 4
# Below this a rupture takes nothing any more, in points.
_NEGLIGIBLE = 0.05

_Series = list[float]


class Severity(IntEnum):
    MILD = 0
    MODERATE = 1
    SEVERE = 2


@dataclass(frozen=True, slots=True)
class Rupture:
    """The label of one rupture. ``points`` is what it takes from ``element`` at its worst;
    ``felt_by`` are 0 and 1 for the partners. ``left`` is the share of its weight a week later.
    """

    start: int
    severity: Severity
    points: float
    element: Element
    shares: tuple[tuple[Element, float], ...]
    felt_by: tuple[int, ...]
    is_slow: bool
    stays_for: int
    left: float
    is_reported: bool

    @property
    def is_persistent(self) -> bool:
        return self.stays_for > 0

    @property
    def last_hit(self) -> int:
        """The last week in which an alert finds it."""
        return self.start + HIT_WITHIN + LATER_IF_SLOW * self.is_slow

    @property
    def last_true(self) -> int:
        """The last week in which an alert is not false."""
        return self.last_hit + LATER_IF_PERSISTENT * self.is_persistent


@dataclass(frozen=True, slots=True)
class CheckIn:
    week: int
    scores: CheckInScores


@dataclass(frozen=True, slots=True)
class Couple:
    """Two histories, the ruptures behind them, and the weeks in which one was reported."""

    histories: tuple[Sequence[CheckIn], Sequence[CheckIn]]
    ruptures: Sequence[Rupture]
    reports: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Both:
    """What the partners have in common: level, weekly noise, stress from outside, ruptures."""

    usual: float
    wobble: dict[Element, _Series]
    outside: _Series
    ruptures: Sequence[Rupture]


def simulate(world: World, seed: int, number: int) -> Couple:
    """Couple ``number`` of ``seed``."""
    chance = Random(f"{seed} {number}")  # noqa: S311 - reproducible, and no secret
    ruptures = _ruptures(world, chance)
    usual = chance.gauss(world.usual, world.usual_sd)
    shared = _wobble(world, chance, world.shared_by_partners)
    outside = [_stress(world, chance, world.stress) for _ in range(world.weeks)]
    both = _Both(usual, shared, outside, ruptures)
    first, second = (_history(world, chance, who, both) for who in range(2))
    return Couple((first, second), ruptures, _reports(ruptures, (first, second)))


def _ruptures(world: World, chance: Random) -> list[Rupture]:
    a_year = chance.gammavariate(world.rupture_shape, world.rupture_scale)
    start, found = 0.0, []
    # A Poisson process: the time to the next one is exponential.
    while (
        a_year > 0 and (start := start + chance.expovariate(a_year / WEEKS_OF_YEAR)) < world.weeks
    ):
        found.append(_rupture(world, chance, int(start)))
    return found


def _rupture(world: World, chance: Random, start: int) -> Rupture:
    which = chance.random()
    if which < world.mild:
        severity, odds = Severity.MILD, world.reported_mild
        points = chance.uniform(world.least_mild, world.least_moderate)
    elif which < world.mild + world.moderate:
        severity, odds = Severity.MODERATE, world.reported_moderate
        points = chance.uniform(world.least_moderate, world.least_severe)
    else:
        severity, odds = Severity.SEVERE, world.reported_severe
        points = chance.uniform(world.least_severe, world.most_severe)
    main = chance.choice(ELEMENTS)
    shares = tuple(
        (each, 1.0 if each is main else chance.uniform(world.least_spread, world.most_spread))
        for each in ELEMENTS
        if each is main or chance.random() < world.spreads
    )
    who = chance.random()
    felt_by = (0,) if who < world.felt_by_one else (1,) if who < 2 * world.felt_by_one else (0, 1)
    is_persistent = chance.random() < world.persistent
    return Rupture(
        start=start,
        severity=severity,
        points=points,
        element=main,
        shares=shares,
        felt_by=felt_by,
        is_slow=chance.random() < world.slow,
        stays_for=chance.randint(world.least_stay, world.most_stay) if is_persistent else 0,
        left=chance.uniform(world.least_left, world.most_left),
        is_reported=chance.random() < odds,
    )


def _weights(world: World, rupture: Rupture) -> list[float]:
    """The share of its points that it takes in its first week, its second week, ..."""
    grows = world.slow_weeks if rupture.is_slow else 1
    weights = [(week + 1) / grows for week in range(grows)]
    weights += [1.0] * max(0, rupture.stays_for - 1)
    while weights[-1] * rupture.points > _NEGLIGIBLE and len(weights) < world.weeks:
        weights.append(weights[-1] * rupture.left)
    return weights


def _wobble(world: World, chance: Random, share: float) -> dict[Element, _Series]:
    """Weekly noise of variance ``share`` in each element, part of it common to all elements."""
    common = _wander(world, chance)
    of_all = sqrt(share * world.shared_by_elements)
    of_one = sqrt(share * (1 - world.shared_by_elements))
    return {
        element: [
            of_all * both + of_one * own
            for both, own in zip(common, _wander(world, chance), strict=True)
        ]
        for element in ELEMENTS
    }


def _wander(world: World, chance: Random) -> _Series:
    """An AR(1) series of variance 1."""
    value = chance.gauss(0, 1)
    news = sqrt(1 - world.carry_over**2)
    series = []
    for _ in range(world.weeks):
        series.append(value)
        value = world.carry_over * value + news * chance.gauss(0, 1)
    return series


def _stress(world: World, chance: Random, odds: float) -> float:
    if chance.random() >= odds:
        return 0.0
    return chance.uniform(world.least_stress, world.most_stress)


def _history(world: World, chance: Random, who: int, both: _Both) -> list[CheckIn]:
    person = both.usual + chance.gauss(0, world.partner_sd)
    wobble = chance.lognormvariate(log(world.wobble), world.wobble_sigma)
    wobble = max(world.least_wobble, min(world.most_wobble, wobble))
    drift = chance.gauss(0, world.drift_sd)
    own = _wobble(world, chance, 1 - world.shared_by_partners)
    stress = [each + _stress(world, chance, world.own_stress) for each in both.outside]
    levels = {}
    for element in ELEMENTS:
        level = person + chance.gauss(0, world.element_sd)
        levels[element] = [
            level + drift * week + wobble * (ours + mine) - taken
            for week, (ours, mine, taken) in enumerate(
                zip(both.wobble[element], own[element], stress, strict=True)
            )
        ]
    odds_of_missing = [world.missing] * world.weeks
    for rupture in both.ruptures:
        if who in rupture.felt_by:
            _feel(world, rupture, levels, odds_of_missing)
    return [
        _check_in(world, chance, week, levels, stress[week])
        for week in range(world.weeks)
        if chance.random() >= odds_of_missing[week]
    ]


def _feel(
    world: World, rupture: Rupture, levels: dict[Element, _Series], odds_of_missing: _Series
) -> None:
    for week, weight in enumerate(_weights(world, rupture), start=rupture.start):
        if week >= world.weeks:
            break
        for element, share in rupture.shares:
            levels[element][week] -= weight * share * rupture.points
    if rupture.severity > Severity.MILD:
        end = min(world.weeks, rupture.start + world.missing_after_weeks)
        for week in range(rupture.start, end):
            odds_of_missing[week] = world.missing + world.missing_after


def _check_in(
    world: World, chance: Random, week: int, levels: dict[Element, _Series], stress: float
) -> CheckIn:
    load = _answer(chance.gauss(world.load + world.load_per_point * stress, world.load_sd))
    is_straight = chance.random() < world.straight_lines
    if is_straight:
        # One button for all questions; of two that ask about an element, one is turned round.
        button = _answer(sum(levels[element][week] for element in ELEMENTS) / len(ELEMENTS))
        scores: dict[str, float | None] = {
            element: float(button if world.questions(element) == 1 else HIGHEST / 2)
            for element in ELEMENTS
        }
    else:
        scores = {
            element: _score(world, chance, levels[element][week], world.questions(element))
            for element in ELEMENTS
        }
    return CheckIn(
        week,
        CheckInScores(
            elements=scores,
            load=load,
            low_information=is_straight,
            single=world.one_question,
        ),
    )


def _score(world: World, chance: Random, level: float, questions: int) -> float:
    total = sum(_answer(chance.gauss(level, world.item_sd)) for _ in range(questions))
    return total / questions


def _answer(level: float) -> int:
    return max(0, min(HIGHEST, round(level)))


def _reports(
    ruptures: Sequence[Rupture], histories: tuple[Sequence[CheckIn], Sequence[CheckIn]]
) -> list[int]:
    """The weeks in which somebody who felt a rupture named it: at their first check-in since."""
    weeks = []
    for rupture in ruptures:
        if rupture.is_reported:
            possible = [
                check_in.week
                for who in rupture.felt_by
                for check_in in histories[who]
                if rupture.start <= check_in.week <= rupture.last_hit
            ]
            if possible:
                weeks.append(min(possible))
    return sorted(weeks)
