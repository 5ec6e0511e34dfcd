"""The arithmetic that may ask: one person's own answers, against what is usual for them.

A fold (detection.md 2 and 3): ``step`` reads one check-in and returns the new state and perhaps
a notice, in constant time. Numbers may ask; only a person may name a hurt. Nobody else's
answers are in it, and what comes out is a private question to the person who answered.
The caller's part of the rules (how often, open hurts, no prompts) is ``may_ask``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import copysign, sqrt
from types import MappingProxyType
from typing import Final, NamedTuple

from checkins.enums import NoticeKind, Preset
from checkins.logic.detection_state import CheckInScores, State, Track

WINDOW: Final = 12
FEWEST_FOR_BASELINE: Final = 4
CHECK_INS_BETWEEN_QUESTIONS: Final = 3

# Rule 2: how far a heavy week outside explains a low score.
_LOAD_FROM = 5
_LOAD_WEIGHT = 0.25
# Rule 3: MAD to standard deviation of a normal distribution; the least spread, in points.
_MAD_TO_SD = 1.4826
_LEAST_SPREAD = 1.0
_LEAST_SPREAD_OF_ONE_QUESTION = 1.2
# Rule 6.
_EWMA_WEIGHT = 0.3
_EWMA_CLIP = 4.0
_LEAST_SLIDE = 1.0
# Rules 7 and 14, in spreads.
_FLOOR_OF_STORED = 2.0
_CAME_BACK = 0.5
# Sums of tenths must not decide about a value that lies exactly on a limit.
_ROUNDING = 1e-9
# The deviation of an EWMA that has run for j check-ins, in units of that of z; index j. From
# the last entry on it no longer changes in double precision.
_EWMA_SPREADS = tuple(
    sqrt(_EWMA_WEIGHT / (2 - _EWMA_WEIGHT) * (1 - (1 - _EWMA_WEIGHT) ** (2 * j))) for j in range(60)
)
_STATIONARY = len(_EWMA_SPREADS) - 1


# An element that is low or slid: its name, score, usual score, spread and z.
_Low = tuple[str, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a preset asks for: z of one area alone, z of two areas, and L of the EWMA."""

    alone: float
    together: float
    slide: float


# detection.md 4.
LIMITS: Final[Mapping[Preset, Limits]] = MappingProxyType(
    {
        Preset.QUIET: Limits(alone=3.0, together=2.25, slide=3.2),
        Preset.STANDARD: Limits(alone=2.5, together=2.0, slide=2.7),
        Preset.ATTENTIVE: Limits(alone=2.0, together=1.75, slide=2.5),
    }
)


class Baseline(NamedTuple):
    """What is usual in one element: the median of the window and the spread around it, points."""

    usual: float
    spread: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the question needs to be honest about one element.

    ``latest`` is the score as answered, ``usual`` and ``spread`` are points on 0–10, ``z`` is
    the distance of the latest score, load counted, from the usual one, in spreads.
    """

    element: str
    kind: NoticeKind
    latest: float
    usual: float
    spread: float
    z: float


@dataclass(frozen=True, slots=True)
class Notice:
    """A reason to ask: the elements that were low, lowest z first, and whether load counted."""

    readings: tuple[Reading, ...]
    load_counted: bool

    @property
    def elements(self) -> tuple[str, ...]:
        return tuple(reading.element for reading in self.readings)

    @property
    def kind(self) -> NoticeKind:
        """A dip where any element dipped; what slid in the same check-in stands beside it."""
        dipped = any(reading.kind is NoticeKind.DIP for reading in self.readings)
        return NoticeKind.DIP if dipped else NoticeKind.SLIDE


def notice(
    past: Iterable[CheckInScores], latest: CheckInScores, preset: Preset = Preset.STANDARD
) -> Notice | None:
    """Whether ``latest`` gives a reason to ask, after ``past`` (oldest first): the whole fold."""
    state = State()
    for scores in past:
        state, _ = step(state, scores, preset)
    return step(state, latest, preset)[1]


def step(
    state: State, scores: CheckInScores, preset: Preset = Preset.STANDARD
) -> tuple[State, Notice | None]:
    """Read one completed check-in (detection.md 3, rules 1 to 7).

    Returns the state after it and the reason to ask, if there is one; ``state`` is left as it
    was. No element is judged before four earlier check-ins have a score of it.
    """
    if scores.low_information:
        return state, None
    limits = LIMITS[preset]
    relief = _relief(scores.load)
    tracks = dict(state.tracks)
    slid: list[str] = []
    low: list[_Low] = []
    together = _ROUNDING - limits.together
    for element, score in scores.elements.items():
        if score is None:
            continue
        value = score + relief
        track = tracks.get(element)
        if track is None or len(track.window) < FEWEST_FOR_BASELINE:
            before = () if track is None else track.window
            tracks[element] = Track((*before, value))
            continue
        window, slide, slid_for = track
        usual, spread = _baseline(window, is_single=element in scores.single)
        below = value - usual
        z = below / spread
        # Comparisons instead of min() and max() here and below: P10 is a goal in seconds.
        clipped = z if -_EWMA_CLIP <= z <= _EWMA_CLIP else copysign(_EWMA_CLIP, z)
        slide = _EWMA_WEIGHT * clipped + (1 - _EWMA_WEIGHT) * slide
        if slid_for < _STATIONARY:
            slid_for += 1
        is_low = z <= together
        if slide <= -limits.slide * _EWMA_SPREADS[slid_for] and below <= _ROUNDING - _LEAST_SLIDE:
            slid.append(element)
            slide, slid_for, is_low = 0.0, 0, True
        if is_low:
            low.append((element, score, usual, spread, z))
        floor = usual - _FLOOR_OF_STORED * spread
        stored = value if value > floor else floor  # noqa: FURB136 - see above
        tracks[element] = Track((*window[1 - WINDOW :], stored), slide, slid_for)
    after = State(tracks)
    return after, _judge(scores.load, limits, low, slid) if low else None


def _judge(
    load: float | None, limits: Limits, low: Sequence[_Low], slid: Sequence[str]
) -> Notice | None:
    """Rule 5 over the elements that are low or slid."""
    dipped = [element for element, *_, z in low if z <= _ROUNDING - limits.together]
    if len(dipped) == 1:
        dipped = [element for element, *_, z in low if z <= _ROUNDING - limits.alone]
    readings = [
        Reading(
            element=element,
            kind=NoticeKind.DIP if element in dipped else NoticeKind.SLIDE,
            latest=score,
            usual=usual,
            spread=spread,
            z=z,
        )
        for element, score, usual, spread, z in low
        if element in dipped or element in slid
    ]
    if not readings:
        return None
    readings.sort(key=lambda reading: reading.z)
    return Notice(tuple(readings), load_counted=_relief(load) > 0)


def baseline(state: State, element: str, *, is_single: bool) -> Baseline | None:
    """What is usual in ``element`` (rule 3), or None before four check-ins have a score of it.

    ``is_single``: one question asks about it.
    """
    track = state.tracks.get(element)
    if track is None or len(track.window) < FEWEST_FOR_BASELINE:
        return None
    return Baseline(*_baseline(track.window, is_single=is_single))


def least_spread(*, is_single: bool) -> float:
    """The floor of the spread in points: diaries are so steady that the MAD of half of all
    people is 0. ``is_single``: one question asks about the element, so its score wobbles more.
    """
    return _LEAST_SPREAD_OF_ONE_QUESTION if is_single else _LEAST_SPREAD


def new_normal(state: State, elements: Iterable[str]) -> State:
    """Forget what was usual in ``elements`` (rule 7's button): it is learnt anew from the next
    four check-ins, and nothing is asked about them until then.
    """
    forgotten = frozenset(elements)
    return State({name: track for name, track in state.tracks.items() if name not in forgotten})


def came_back(element: str, before: Baseline, later: Iterable[CheckInScores]) -> int | None:
    """Which of the ``later`` check-ins, from 0, was the first to be near the usual score of
    ``before`` again: at most half a spread below it, load counted (rule 14). None so far: None.
    """
    near = before.usual - _CAME_BACK * before.spread - _ROUNDING
    for index, scores in enumerate(later):
        score = scores.elements.get(element)
        if scores.low_information or score is None:
            continue
        if score + _relief(scores.load) >= near:
            return index
    return None


def may_ask(*, check_ins_since_last: int | None, has_open_hurt: bool, is_quiet: bool) -> bool:
    """Whether a notice may become a question (rule 8).

    ``check_ins_since_last`` counts this person's completed check-ins after the one that was
    last asked about, the present one included; None where nothing was asked yet.
    """
    if has_open_hurt or is_quiet:
        return False
    return check_ins_since_last is None or check_ins_since_last >= CHECK_INS_BETWEEN_QUESTIONS


def quieter(one: Preset, other: Preset) -> Preset:
    """The one of two presets that asks less: each may choose a quieter one alone."""
    return max(one, other, key=lambda preset: LIMITS[preset].alone)


def _relief(load: float | None) -> float:
    return 0.0 if load is None else _LOAD_WEIGHT * max(0.0, load - _LOAD_FROM)


def _baseline(window: Sequence[float], *, is_single: bool) -> tuple[float, float]:
    values = sorted(window)
    count = len(values)
    half = count // 2
    low = (count - 1) // 2
    usual = (values[low] + values[half]) / 2
    values = sorted([abs(value - usual) for value in values])
    spread = _MAD_TO_SD * (values[low] + values[half]) / 2
    least = _LEAST_SPREAD_OF_ONE_QUESTION if is_single else _LEAST_SPREAD
    return usual, spread if spread > least else least  # noqa: FURB136 - twice as fast as max()
