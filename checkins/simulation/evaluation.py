"""The table of detection.md 4 for the shipped code, and the gates of detection.md 5."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import mean

from checkins.enums import Preset
from checkins.simulation.couple import simulate
from checkins.simulation.measures import Interval, Measures, Tally, intervals, measures, total
from checkins.simulation.rules import Chart, Flags, fixed, noticed, shewhart, tallies, under
from checkins.simulation.world import World

# detection.md 5.
MOST_FALSE_A_YEAR = 2.3
LEAST_GAIN = 0.04

_CLASSIC = 2.0
# Where the limit of a matched chart is looked for, in SD, and how closely.
_LEAST_LIMIT, _MOST_LIMIT, _HALVINGS = 1.0, 9.0, 12


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: what it made of every couple, and what that comes to over all of them."""

    name: str
    tallies: Sequence[Tally]
    measures: Measures
    intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition of detection.md 5 that numbers decide."""

    what: str
    value: float
    goal: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class Evaluation:
    rows: Sequence[Row]
    gates: Sequence[Gate]


def evaluate(
    world: World, *, seeds: Sequence[int], couples: int, draws: int = 0, bootstrap_seed: int = 0
) -> Evaluation:
    """Simulate ``couples`` couples for each of ``seeds`` and put every rule to work on them.

    ``draws`` of the bootstrap over couples; 0 leaves the intervals out (not numbers).
    """
    sample = [simulate(world, seed, number) for seed in seeds for number in range(couples)]

    def count(flags: Flags, *, with_reports: bool = False) -> list[Tally]:
        return tallies(sample, flags, world.weeks, with_reports=with_reports)

    found: dict[str, list[Tally]] = {}
    for preset in (Preset.QUIET, Preset.STANDARD, Preset.ATTENTIVE):
        flags = [[noticed(each, preset) for each in couple.histories] for couple in sample]
        found[preset] = count(flags)
        if preset is not Preset.ATTENTIVE:
            found[f"{preset} + report"] = count(flags, with_reports=True)
    found["report only"] = count([([], [])] * len(sample), with_reports=True)
    for with_floor, name in ((False, "Shewhart"), (True, "Shewhart + our floor")):
        charts = [
            [shewhart(each, with_floor=with_floor) for each in couple.histories]
            for couple in sample
        ]
        found[f"{name}, 2 SD"] = _below(count, charts, _CLASSIC)
        for preset in (Preset.QUIET, Preset.STANDARD):
            goal = measures(total(found[preset])).false_a_year
            found[f"{name}, as {preset}"] = _matched(partial(_below, count, charts), goal)
    for most in (4, 3):
        flags = [[fixed(each, most) for each in couple.histories] for couple in sample]
        found[f"fixed, at most {most}"] = count(flags)
    spans = intervals(list(found.values()), draws=draws, seed=bootstrap_seed)
    rows = [
        Row(name, each, measures(total(each)), span)
        for (name, each), span in zip(found.items(), spans, strict=True)
    ]
    return Evaluation(rows, _gates(rows, couples))


def _below(
    count: Callable[[Flags], list[Tally]], charts: Sequence[Chart], limit: float
) -> list[Tally]:
    return count(under(charts, limit))


def _matched(at: Callable[[float], list[Tally]], goal: float) -> list[Tally]:
    """The chart whose false alarms are at most ``goal`` a couple-year, and as near as can be."""
    low, high = _LEAST_LIMIT, _MOST_LIMIT
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if measures(total(at(middle))).false_a_year > goal:
            low = middle
        else:
            high = middle
    return at(high)


def gain(ours: Sequence[Tally], theirs: Sequence[Tally], couples: int) -> float:
    """By how much ``ours`` finds more of the moderate and severe ruptures: the mean over seeds
    of the difference in recall. Both lists hold ``couples`` couples of each seed in turn.
    """
    return mean(
        _recall(ours[start : start + couples]) - _recall(theirs[start : start + couples])
        for start in range(0, len(ours), couples)
    )


def _recall(tallies: Iterable[Tally]) -> float:
    return measures(total(tallies)).recall_weighty


def _gates(rows: Sequence[Row], couples: int) -> list[Gate]:
    by_name = {row.name: row for row in rows}
    gates = []
    for preset in (Preset.QUIET, Preset.STANDARD):
        rival = by_name[f"Shewhart, as {preset}"]
        value = gain(by_name[preset].tallies, rival.tallies, couples)
        what = f"{preset}: recall of moderate and severe above matched Shewhart"
        gates.append(Gate(what, value, f">= {LEAST_GAIN:.2f}", value >= LEAST_GAIN))
    false = by_name[Preset.STANDARD].measures.false_a_year
    what = "standard: false alarms a couple-year"
    gates.append(Gate(what, false, f"<= {MOST_FALSE_A_YEAR:.2f}", false <= MOST_FALSE_A_YEAR))
    return gates
