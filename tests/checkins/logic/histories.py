"""Made-up histories of one person, and the rules once more: to be read, not to be fast."""

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt
from statistics import median

from hypothesis import strategies as st

from checkins.enums import ELEMENTS, Element, Preset
from checkins.logic.detection import LIMITS
from checkins.logic.detection_state import CheckInScores

SINGLE = frozenset({Element.COMMUNICATION, Element.ACCEPTANCE})

halves = st.integers(0, 20).map(lambda value: value / 2)
presets = st.sampled_from(Preset)


def check_in(load: float | None = None, **scores: float | None) -> CheckInScores:
    return CheckInScores(elements=scores, load=load, single=SINGLE)


def steady(count: int, **scores: float) -> list[CheckInScores]:
    return [check_in(**scores) for _ in range(count)]


@st.composite
def check_ins(draw: st.DrawFn, scores: st.SearchStrategy[float] = halves) -> CheckInScores:
    return CheckInScores(
        elements={element: draw(st.none() | scores) for element in ELEMENTS},
        load=draw(st.none() | st.integers(0, 10)),
        low_information=draw(st.integers(0, 9)) == 0,
        single=SINGLE,
    )


def histories(
    scores: st.SearchStrategy[float] = halves, *, most: int = 30
) -> st.SearchStrategy[list[CheckInScores]]:
    return st.lists(check_ins(scores), max_size=most)


def shifted(history: Sequence[CheckInScores], by: float) -> list[CheckInScores]:
    return [
        replace(
            each,
            elements={name: None if s is None else s + by for name, s in each.elements.items()},
        )
        for each in history
    ]


def by_the_rules(history: Sequence[CheckInScores], preset: Preset) -> list[set[str]]:
    """detection.md 3, rules 1 to 7, element by element from the whole history: the elements
    that are noticed at each check-in.
    """
    limits = LIMITS[preset]
    z_at: list[dict[str, float]] = [{} for _ in history]
    slid_at: list[set[str]] = [set() for _ in history]
    for element in ELEMENTS:
        stored: list[float] = []
        slide, steps = 0.0, 0
        for place, each in enumerate(history):
            x = each.elements.get(element)
            if each.low_information or x is None:
                continue
            y = x + (0.25 * max(0, each.load - 5) if each.load is not None else 0)
            if len(stored) < 4:
                stored.append(y)
                continue
            window = stored[-12:]
            m = median(window)
            s = max(
                1.4826 * median(abs(value - m) for value in window),
                1.2 if element in each.single else 1.0,
            )
            z = z_at[place][element] = (y - m) / s
            slide = 0.3 * max(-4, min(4, z)) + 0.7 * slide
            steps += 1
            limit = -limits.slide * sqrt(0.3 / 1.7 * (1 - 0.7 ** (2 * steps)))
            if slide <= limit and y - m <= -1.0 + 1e-9:
                slid_at[place].add(element)
                slide, steps = 0.0, 0
            stored.append(max(y, m - 2 * s))
    noticed = []
    for zs, slid in zip(z_at, slid_at, strict=True):
        together = {element for element, z in zs.items() if z <= -limits.together + 1e-9}
        alone = {element for element, z in zs.items() if z <= -limits.alone + 1e-9}
        noticed.append((together if len(together) > 1 else alone) | slid)
    return noticed
