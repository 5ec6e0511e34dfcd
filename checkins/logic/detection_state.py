"""What detection reads of a check-in, and what it remembers of a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from checkins.enums import ELEMENTS, Element, Scale
from checkins.logic.scoring import Answers, PromptSpec, element_scores, is_low_information


@dataclass(frozen=True, slots=True)
class CheckInScores:
    """One completed check-in: scores 0–10 by element or None, the outside load 0–10 or None.

    ``single`` are the elements that one question asks about. A check-in with
    ``low_information`` (content.md 1) is left out of everything.
    """

    elements: Mapping[str, float | None]
    load: float | None = None
    low_information: bool = False
    single: frozenset[str] = frozenset()


class Track(NamedTuple):
    """What is remembered of one element: the last values as stored (rule 7), oldest first;
    the EWMA of rule 6; for how many check-ins it has run.
    """

    window: tuple[float, ...] = ()
    slide: float = 0.0
    slid_for: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """What is remembered of one person: at most twelve numbers and two more per element."""

    tracks: Mapping[str, Track] = field(default_factory=dict)

    def as_document(self) -> dict[str, object]:
        """What is sealed: plain lists and numbers."""
        return {
            element: [list(track.window), track.slide, track.slid_for]
            for element, track in self.tracks.items()
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "State":
        """The state that ``as_document`` gave. Raises ValueError for anything else."""
        return cls({element: _track(value) for element, value in document.items()})


def scores_of(prompts: Sequence[PromptSpec], answers: Answers) -> CheckInScores:
    """The five elements' scores of one check-in, as the fold takes them.

    Raises ValueError for an answer that no rating can have.
    """
    scores = element_scores(prompts, answers)
    asked = [prompt.element for prompt in prompts if prompt.scale is Scale.RATING]
    return CheckInScores(
        elements={element: scores[element] for element in ELEMENTS if element in scores},
        load=scores.get(Element.CONTEXT),
        low_information=is_low_information(prompts, answers),
        single=frozenset(element for element in ELEMENTS if asked.count(element) == 1),
    )


def _track(value: object) -> Track:
    match value:
        case [[*window], int() | float() as slide, int() as slid_for]:
            numbers = [float(each) for each in window if isinstance(each, int | float)]
            if len(numbers) == len(window):
                return Track(tuple(numbers), float(slide), slid_for)
    raise ValueError("This is no remembered state of detection.")
