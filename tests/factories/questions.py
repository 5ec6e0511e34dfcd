"""One person's questions, for tests: made, read and answered as that person."""

from datetime import datetime

from accounts.actor import acting_as
from accounts.models import User
from checkins.actions import checkin as check_ins
from checkins.actions.question import answer_question, keep_wishes
from checkins.enums import Preset, QuestionAnswer
from checkins.logic.detection import step
from checkins.logic.detection_state import State, scores_of
from checkins.logic.memory import Memory as Remembered
from checkins.logic.memory import Question
from checkins.logic.sheet import Sheet
from checkins.models import CheckIn
from checkins.queries.prompt import specs_of
from checkins.queries.question import memories_of, open_question
from tests.factories.people import NOW
from tests.factories.weeks import answer, place_of


def finish(
    person: User, *, score: int, load: int = 0, now: datetime = NOW, **entries: int | str | None
) -> None:
    """Answer so that each element has ``score``, and press *Done*."""
    fitting = {"W_CTX_1": load} | entries
    answer(person, now=now, score=score, words="", **fitting)
    with acting_as(person.pk, now=now):
        check_ins.finish(by=person, place=place_of(person, now), now=now)


def remembered(person: User, now: datetime = NOW) -> list[Remembered]:
    """Oldest first."""
    with acting_as(person.pk, now=now):
        rows = memories_of(person).order_by("check_in__ends_on")
        return [Remembered.from_document(row.read()) for row in rows]


def is_asked(person: User, now: datetime = NOW) -> bool:
    with acting_as(person.pk, now=now):
        return open_question(person, now) is not None


def wishes(
    person: User, *, none: bool = False, preset: Preset = Preset.STANDARD, now: datetime = NOW
) -> None:
    with acting_as(person.pk, now=now):
        keep_wishes(by=person, wants_none=none, preset=preset, now=now)


def reply(person: User, with_: QuestionAnswer, now: datetime = NOW) -> bool:
    with acting_as(person.pk, now=now):
        return answer_question(by=person, answer=with_, now=now)


def by_hand(person: User, now: datetime = NOW) -> State:
    """The straight fold over everything that was finished, from the answers themselves."""
    state = State()
    with acting_as(person.pk, now=now):
        for row in CheckIn.objects.filter(author=person).order_by("ends_on", "starts_on"):
            specs = specs_of(row.prompt_set_version_id)
            state, _ = step(state, scores_of(specs, Sheet.of(row.read()).answers))
    return state


def last_question(person: User, now: datetime = NOW) -> Question:
    """The one beside the newest check-in."""
    question = remembered(person, now)[-1].question
    assert question is not None
    return question
