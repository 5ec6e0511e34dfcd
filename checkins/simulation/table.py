"""The evaluation as lines of text."""

from collections.abc import Iterator
from math import isnan

from checkins.simulation.evaluation import Evaluation, Gate, Row
from checkins.simulation.measures import Interval

_WITH_INTERVAL = ("false_a_year", "precision", "recall", "recall_weighty")
_PLAIN = ("recall_severe", "recall_slow", "f1", "delay", "questions_a_year", "early")
_HEADINGS = {
    "false_a_year": "false a year",
    "precision": "precision",
    "recall": "recall, all",
    "recall_weighty": "moderate + severe",
    "recall_severe": "severe",
    "recall_slow": "slow",
    "f1": "F1",
    "delay": "delay",
    "questions_a_year": "asked",
    "early": "early",
}
_NAME, _WIDE, _NARROW = 37, 19, 7

LEGEND = (
    "In brackets: 95 % bootstrap intervals over couples. false a year: per couple-year.",
    "A rupture is found by an alert in its week or the two after it (slow: five). An alert is",
    "false outside these weeks (lasting: four more). Flags of both partners count as one alert",
    "per three weeks. delay: weeks from a rupture to its alert. asked: questions per person-year.",
    "early: share of alerts in the first eight weeks.",
    "The generator is ours; weekly data with labelled ruptures were not found.",
)


def lines(evaluation: Evaluation) -> Iterator[str]:
    """Heading, a line for each rule, the legend, a line for each gate."""
    yield (
        f"{'':{_NAME}}"
        + "".join(f"{_HEADINGS[name]:>{_WIDE}}" for name in _WITH_INTERVAL)
        + "".join(f"{_HEADINGS[name]:>{_NARROW}}" for name in _PLAIN)
    )
    for row in evaluation.rows:
        yield _row(row)
    yield ""
    yield from LEGEND
    yield ""
    for gate in evaluation.gates:
        yield _gate(gate)


def _row(row: Row) -> str:
    spans = dict(zip(row.measures._fields, row.intervals, strict=True))
    values = row.measures._asdict()
    wide = (f"{_number(values[name])} {_span(spans[name])}" for name in _WITH_INTERVAL)
    narrow = (_number(values[name]) for name in _PLAIN)
    return (
        f"{row.name:{_NAME}}"
        + "".join(f"{cell:>{_WIDE}}" for cell in wide)
        + "".join(f"{cell:>{_NARROW}}" for cell in narrow)
    )


def _gate(gate: Gate) -> str:
    return f"{'met' if gate.is_met else 'MISSED':8}{gate.what}: {gate.value:.3f} ({gate.goal})"


def _number(value: float) -> str:
    return "-" if isnan(value) else f"{value:.2f}"


def _span(interval: Interval) -> str:
    if isnan(interval.low):
        return ""
    return f"[{interval.low:.2f} {interval.high:.2f}]"
