"""What the simulated couples are like (detection.md 5), field by field.

The generator is ours. Its spreads follow an open diary of dating students (103 couples, 14
days); weekly data in which ruptures are labelled were not found. So its table compares rules
with one another under one set of assumptions, and promises nothing about any real couple.
Where detection.md 5 leaves a number open, the field says "our choice".
"""

from dataclasses import dataclass, field, fields
from math import inf
from typing import Any

from checkins.enums import ELEMENTS, Element

_ABOVE_ZERO = frozenset({"weeks", "wobble", "slow_weeks", "rupture_shape", "rupture_scale"})
_SHARES = frozenset({"carry_over", "shared_by_partners", "shared_by_elements"})
ONE_QUESTION = frozenset({Element.COMMUNICATION, Element.ACCEPTANCE})


def _option(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True)
class World:
    """Every parameter of the generator; points are on 0–10, shares and odds on 0–1."""

    weeks: int = _option(78, "weekly slots in each history")

    usual: float = _option(7.4, "mean of the couples' usual level, in points")
    usual_sd: float = _option(0.85, "SD of that level between couples")
    partner_sd: float = _option(0.8, "SD of each partner around their couple's level")
    element_sd: float = _option(0.6, "SD of each element around its person's level")
    drift_sd: float = _option(
        0.012, "SD between people of a steady drift, in points a week, over all their elements"
    )

    wobble: float = _option(0.72, "median over people of the SD of one element from week to week")
    wobble_sigma: float = _option(0.5, "sigma of the lognormal distribution of that SD")
    least_wobble: float = _option(0.12, "that SD is never smaller")
    most_wobble: float = _option(2.2, "that SD is never larger")
    carry_over: float = _option(0.25, "AR(1) coefficient from one week to the next")
    shared_by_partners: float = _option(0.4, "share of the weekly variance both partners share")
    shared_by_elements: float = _option(0.5, "share of the weekly variance all elements share")

    item_sd: float = _option(0.6, "SD of a single answer around the element, before rounding")
    one_question: frozenset[Element] = _option(
        ONE_QUESTION, "elements that one question asks about, separated by commas; others have two"
    )
    straight_lines: float = _option(0.04, "odds of a check-in with one button all the way down")
    missing: float = _option(0.18, "odds that a person misses a check-in")
    missing_after: float = _option(
        0.15, "added to these odds after a moderate or severe rupture, for those who felt it"
    )
    missing_after_weeks: int = _option(
        2, "for how many weeks, the rupture's own included (our choice)"
    )

    stress: float = _option(0.08, "odds of a stressful week from outside, for both at once")
    own_stress: float = _option(0.08, "the same for each person alone")
    least_stress: float = _option(0.3, "points a stressful week takes from all elements, at least")
    most_stress: float = _option(1.5, "the same, at most")
    load: float = _option(3.0, "usual answer to the question about outside load (our choice)")
    load_sd: float = _option(1.5, "SD of that answer from week to week (our choice)")
    load_per_point: float = _option(
        4.0, "how much higher it is for each point that stress takes (our choice)"
    )

    rupture_shape: float = _option(2.0, "shape of the gamma distribution of ruptures a year")
    rupture_scale: float = _option(3.0, "its scale: shape times scale is the mean of a year")
    mild: float = _option(0.35, "share of mild ruptures")
    moderate: float = _option(0.45, "share of moderate ruptures; the rest is severe")
    least_mild: float = _option(1.0, "points a mild rupture takes from its main element, at least")
    least_moderate: float = _option(1.8, "the same for a moderate one; a mild one takes less")
    least_severe: float = _option(3.2, "the same for a severe one; a moderate one takes less")
    most_severe: float = _option(5.5, "points a severe rupture takes at most")
    felt_by_one: float = _option(0.28, "share felt by the first partner only, and by the second")
    spreads: float = _option(0.45, "odds that a rupture reaches each other element")
    least_spread: float = _option(0.4, "share of its points that it takes there, at least")
    most_spread: float = _option(0.9, "the same, at most")
    slow: float = _option(0.2, "share of ruptures that set in slowly")
    slow_weeks: int = _option(4, "weeks in which those grow to their full weight")
    persistent: float = _option(0.3, "share of ruptures that stay at full weight for a while")
    least_stay: int = _option(6, "weeks those stay, at least")
    most_stay: int = _option(14, "weeks those stay, at most")
    least_left: float = _option(0.25, "share of the weight left a week later, at least")
    most_left: float = _option(0.5, "the same, at most; one share for all weeks of a rupture")
    reported_mild: float = _option(0.2, "odds that a mild rupture is reported by somebody")
    reported_moderate: float = _option(0.45, "the same for a moderate one")
    reported_severe: float = _option(0.65, "the same for a severe one")

    def questions(self, element: Element) -> int:
        """How many questions ask about ``element``."""
        return 1 if element in self.one_question else 2

    def __post_init__(self) -> None:
        numbers = {each.name: getattr(self, each.name) for each in fields(self)}
        del numbers["one_question"]
        for name, value in numbers.items():
            least = "above 0" if name in _ABOVE_ZERO else "not below 0"
            if not 0 <= value < inf or (name in _ABOVE_ZERO and value == 0):
                raise ValueError(f"{name} is a number {least}; {value} is not.")
            if name in _SHARES and value > 1:
                raise ValueError(f"{name} is a share from 0 to 1; {value} is not.")
        if unknown := self.one_question - set(ELEMENTS):
            raise ValueError(f"{', '.join(sorted(unknown))}: no such element.")
