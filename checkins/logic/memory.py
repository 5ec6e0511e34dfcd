"""What stands beside a completed check-in: what is usual by then, and the question put about it.

``follow`` is the fold of detection.py with what the caller's rules need (detection.md 3, rules 8
and 14): how long ago something was asked, and which areas have not come back since.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final

from checkins.enums import NoticeKind, Preset, QuestionAnswer
from checkins.logic.detection import Baseline, Notice, Reading, came_back, new_normal, step
from checkins.logic.detection_state import CheckInScores, State

# After that it is about a week nobody has in mind any more.
WAITS_FOR: Final = timedelta(days=14)

# Every document fills the same size of the vault (4096 bytes), with a question in it or without:
# on disk, sizes could be compared.
_ROOM = " " * 1200


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked about one check-in. No ``readings``: the answers were changed meanwhile,
    and there is nothing to ask. ``answer`` is None while it was not answered.
    """

    readings: tuple[Reading, ...]
    load_counted: bool
    answer: QuestionAnswer | None = None

    @classmethod
    def of(cls, notice: Notice | None) -> "Question":
        if notice is None:
            return cls(readings=(), load_counted=False)
        return cls(readings=notice.readings, load_counted=notice.load_counted)

    @property
    def elements(self) -> tuple[str, ...]:
        return tuple(reading.element for reading in self.readings)

    @property
    def is_waiting(self) -> bool:
        return self.answer is None and bool(self.readings)


@dataclass(frozen=True, slots=True)
class Entry:
    """One check-in as it is followed. ``scores`` are None where it does not count: nothing was
    answered. ``preset`` is the one in force when it was completed.
    """

    scores: CheckInScores | None
    preset: Preset = Preset.STANDARD
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known after one check-in.

    ``since_asked`` counts completed check-ins since the one that was last asked about (0: it is
    this one; None: nothing was asked yet); ``watched`` are the areas asked about that have not
    come back, with what was usual; ``came_back`` those that did in this very check-in.
    """

    state: State = field(default_factory=State)
    preset: Preset = Preset.STANDARD
    since_asked: int | None = None
    watched: Mapping[str, Baseline] = field(default_factory=dict)
    came_back: tuple[str, ...] = ()
    question: Question | None = None

    def as_document(self) -> dict[str, Any]:
        """What is sealed: plain lists, numbers and words."""
        return {
            "state": self.state.as_document(),
            "preset": self.preset,
            "since_asked": self.since_asked,
            "watched": {element: list(usual) for element, usual in self.watched.items()},
            "came_back": list(self.came_back),
            "question": None if self.question is None else _question_document(self.question),
            "room": _ROOM,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Memory":
        """The memory that ``as_document`` gave."""
        question = document["question"]
        return cls(
            state=State.from_document(document["state"]),
            preset=Preset(document["preset"]),
            since_asked=document["since_asked"],
            watched={name: Baseline(*usual) for name, usual in document["watched"].items()},
            came_back=tuple(document["came_back"]),
            question=None if question is None else _question(question),
        )


def follow(before: Memory, entry: Entry) -> tuple[Memory, Notice | None]:
    """What is known after one more check-in, and the reason to ask about it, if there is one.

    A question that was put stays, and with it what was answered; one that waits follows the
    answers of its check-in.
    """
    if entry.scores is None:
        return replace(before, preset=entry.preset, came_back=(), question=None), None
    state, notice = step(before.state, entry.scores, entry.preset)
    back = tuple(
        element
        for element, usual in before.watched.items()
        if came_back(element, usual, [entry.scores]) is not None
    )
    after = Memory(
        state=state,
        preset=entry.preset,
        since_asked=None if before.since_asked is None else before.since_asked + 1,
        watched={name: usual for name, usual in before.watched.items() if name not in back},
        came_back=back,
    )
    if entry.question is None:
        return after, notice
    stands = entry.question
    return asked(after, Question.of(notice) if stands.answer is None else stands), notice


def asked(memory: Memory, question: Question) -> Memory:
    """The same after a question was put about its check-in, and perhaps answered."""
    usual = {each.element: Baseline(each.usual, each.spread) for each in question.readings}
    after = replace(memory, since_asked=0, watched={**memory.watched, **usual}, question=question)
    return after if question.answer is None else answered(after, question.answer)


def answered(memory: Memory, answer: QuestionAnswer) -> Memory:
    """The same after its question was answered. *Our new normal* forgets what was usual in the
    areas it was about, and they are no longer waited for. Without a question nothing changes.
    """
    if memory.question is None:
        return memory
    after = replace(memory, question=replace(memory.question, answer=answer))
    if answer is not QuestionAnswer.NEW_NORMAL:
        return after
    elements = memory.question.elements
    return replace(
        after,
        state=new_normal(memory.state, elements),
        watched={name: usual for name, usual in memory.watched.items() if name not in elements},
    )


def waits_on(question: Question | None, ends_on: date, today: date) -> bool:
    """Whether a question about the check-in that ends on ``ends_on`` still waits today."""
    return question is not None and question.is_waiting and today <= ends_on + WAITS_FOR


def _question_document(question: Question) -> dict[str, Any]:
    return {
        "readings": [
            [each.element, each.kind, each.latest, each.usual, each.spread, each.z]
            for each in question.readings
        ],
        "load_counted": question.load_counted,
        "answer": question.answer,
    }


def _question(document: Mapping[str, Any]) -> Question:
    answer = document["answer"]
    return Question(
        readings=_readings(document["readings"]),
        load_counted=document["load_counted"],
        answer=None if answer is None else QuestionAnswer(answer),
    )


def _readings(rows: Sequence[Sequence[Any]]) -> tuple[Reading, ...]:
    return tuple(
        Reading(element, NoticeKind(kind), latest, usual, spread, z)
        for element, kind, latest, usual, spread, z in rows
    )
