"""P10 of quality.md: 1 000 histories of 104 check-ins and 5 elements through the fold.

Time of one core, so that a busy machine does not count; the best of a few runs. Beside it the
same answers through nothing but sorting, which says how fast this machine is.
"""

import sys
import time
from collections.abc import Callable
from random import Random

from checkins.enums import ELEMENTS
from checkins.logic.detection import step
from checkins.logic.detection_state import CheckInScores, State
from checkins.simulation.world import ONE_QUESTION

HISTORIES, CHECK_INS, RUNS = 1_000, 104, 5
GOAL = 2.0


def histories() -> list[list[CheckInScores]]:
    chance = Random(1)
    return [
        [_check_in(chance, level) for _ in range(CHECK_INS)]
        for level in (chance.gauss(7.4, 1) for _ in range(HISTORIES))
    ]


def _check_in(chance: Random, level: float) -> CheckInScores:
    return CheckInScores(
        elements={
            element: max(0.0, min(10.0, round(2 * chance.gauss(level, 1)) / 2))
            for element in ELEMENTS
        },
        load=chance.randrange(8),
        single=ONE_QUESTION,
    )


def fold(history: list[CheckInScores]) -> int:
    state, noticed = State(), 0
    for scores in history:
        state, notice = step(state, scores)
        noticed += notice is not None
    return noticed


def floor(history: list[CheckInScores]) -> int:
    """Two sorts of twelve numbers per element: the least that a median and a MAD take."""
    window = [scores.load or 0.0 for scores in history[:12]]
    for scores in history:
        for _ in scores.elements:
            sorted(window)
            sorted(window)
    return 0


def best(work: Callable[[list[CheckInScores]], int], sample: list[list[CheckInScores]]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        for history in sample:
            work(history)
        times.append(time.process_time() - start)
    return min(times)


def main() -> int:
    sample = histories()
    noticed = sum(map(fold, sample))
    took, least = best(fold, sample), best(floor, sample)
    print(f"P10 {HISTORIES} histories x {CHECK_INS} check-ins x {len(ELEMENTS)} elements")
    print(f"    {took:.2f} s of one core (goal {GOAL:.0f} s), {noticed} notices")
    print(f"    {took / least:.1f} times two sorts per element ({least:.2f} s)")
    return 0 if took <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
