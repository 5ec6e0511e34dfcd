"""How well alerts find ruptures, with intervals over couples."""

from collections.abc import Iterable, Sequence
from math import isnan, nan
from random import Random
from typing import NamedTuple

from checkins.simulation.couple import WEEKS_OF_YEAR, Couple, Rupture, Severity

FIRST_WEEKS = 8
# Percentiles of the bootstrap: 95 of 100 lie between them.
_LOW, _HIGH = 0.025, 0.975


class Tally(NamedTuple):
    """What is counted in one couple, or summed over several."""

    weeks: int = 0
    alerts: int = 0
    true_alerts: int = 0
    early_alerts: int = 0
    questions: int = 0
    delay: int = 0
    ruptures: int = 0
    found: int = 0
    weighty: int = 0
    weighty_found: int = 0
    severe: int = 0
    severe_found: int = 0
    slow: int = 0
    slow_found: int = 0


class Measures(NamedTuple):
    """Rates and shares; not a number where there is nothing to divide by.

    ``weighty`` ruptures are moderate or severe. ``delay`` is in weeks from the start of a
    rupture that was found to its first alert. ``early`` is the share of alerts in the first
    eight weeks.
    """

    false_a_year: float
    precision: float
    recall: float
    recall_weighty: float
    recall_severe: float
    recall_slow: float
    f1: float
    delay: float
    questions_a_year: float
    early: float


def tally(couple: Couple, weeks: int, alerts: Sequence[int], questions: int) -> Tally:
    """Count one couple's ``alerts`` (weeks, oldest first) against its labels."""
    hits = [_first_hit(rupture, alerts) for rupture in couple.ruptures]
    labelled = list(zip(couple.ruptures, hits, strict=True))
    weighty = [hit for rupture, hit in labelled if rupture.severity > Severity.MILD]
    severe = [hit for rupture, hit in labelled if rupture.severity is Severity.SEVERE]
    slow = [hit for rupture, hit in labelled if rupture.is_slow]
    return Tally(
        weeks=weeks,
        alerts=len(alerts),
        true_alerts=sum(
            any(rupture.start <= each <= rupture.last_true for rupture in couple.ruptures)
            for each in alerts
        ),
        early_alerts=sum(each < FIRST_WEEKS for each in alerts),
        questions=questions,
        delay=sum(hit - rupture.start for rupture, hit in labelled if hit is not None),
        ruptures=len(hits),
        found=_number_of(hits),
        weighty=len(weighty),
        weighty_found=_number_of(weighty),
        severe=len(severe),
        severe_found=_number_of(severe),
        slow=len(slow),
        slow_found=_number_of(slow),
    )


def _first_hit(rupture: Rupture, alerts: Iterable[int]) -> int | None:
    return next((each for each in alerts if rupture.start <= each <= rupture.last_hit), None)


def _number_of(hits: Iterable[int | None]) -> int:
    return sum(hit is not None for hit in hits)


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum over couples."""
    return Tally(*map(sum, zip(*tallies, strict=True)))


def measures(counts: Tally) -> Measures:
    """What the summed ``counts`` come to."""
    years = counts.weeks / WEEKS_OF_YEAR
    precision = _share(counts.true_alerts, counts.alerts)
    recall = _share(counts.found, counts.ruptures)
    return Measures(
        false_a_year=_share(counts.alerts - counts.true_alerts, years),
        precision=precision,
        recall=recall,
        recall_weighty=_share(counts.weighty_found, counts.weighty),
        recall_severe=_share(counts.severe_found, counts.severe),
        recall_slow=_share(counts.slow_found, counts.slow),
        f1=_share(2 * precision * recall, precision + recall),
        delay=_share(counts.delay, counts.found),
        questions_a_year=_share(counts.questions, 2 * years),
        early=_share(counts.early_alerts, counts.alerts),
    )


class Interval(NamedTuple):
    low: float
    high: float


def intervals(
    rules: Sequence[Sequence[Tally]], *, draws: int, seed: int
) -> list[tuple[Interval, ...]]:
    """95 % bootstrap intervals over couples, for each rule one per field of Measures.

    ``rules[i][j]`` is what rule i made of couple j; every draw takes the same couples for all
    rules. No couples or no draws: intervals that are not numbers.
    """
    chance = Random(seed)  # noqa: S311 - reproducible, and no secret
    columns = [list(zip(*tallies, strict=True)) for tallies in rules]
    couples = range(len(rules[0])) if rules else range(0)
    drawn: list[list[Measures]] = [[] for _ in rules]
    for _ in range(draws if couples else 0):
        chosen = chance.choices(couples, k=len(couples))
        for sums, each in zip(columns, drawn, strict=True):
            counts = Tally(*(sum(map(column.__getitem__, chosen)) for column in sums))
            each.append(measures(counts))
    unknown = (Interval(nan, nan),) * len(Measures._fields)
    return [
        tuple(_interval(values) for values in zip(*each, strict=True)) or unknown for each in drawn
    ]


def _interval(values: Iterable[float]) -> Interval:
    known = sorted(value for value in values if not isnan(value))
    if not known:
        return Interval(nan, nan)
    last = len(known) - 1
    return Interval(known[round(_LOW * last)], known[round(_HIGH * last)])


def _share(part: float, whole: float) -> float:
    return part / whole if whole else nan
