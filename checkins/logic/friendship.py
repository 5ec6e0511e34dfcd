"""A question a week for two who are friends: to talk about, with nothing to fill in."""

from datetime import date
from typing import Final
from uuid import UUID

from accounts.logic.documents import DocumentError, read

# A year touches no more than 53 calendar weeks: so many questions, and none comes twice in it.
FEWEST: Final = 53
_LONGEST: Final = 200


def parse_questions(text: str) -> tuple[str, ...]:
    """Read the YAML ``text`` of a language's questions.

    Raises DocumentError with the line and the reason.
    """
    fields = read(text)
    fields.only("questions")
    questions = fields.texts("questions", longest=_LONGEST)
    if len(set(questions)) < len(questions):
        raise DocumentError(fields.line_at("questions"), "a question stands here twice.")
    if len(questions) < FEWEST:
        reason = f"{FEWEST} questions are needed, so that none comes twice in a year."
        raise DocumentError(fields.line_at("questions"), reason)
    return questions


def question_for(questions: tuple[str, ...], couple: UUID, day: date) -> str:
    """The question of the calendar week of ``day``: the same for both, from Monday to Sunday.

    Each couple begins somewhere else and goes through all of them.
    """
    week = (day.toordinal() - 1) // 7
    return questions[(couple.int + week) % len(questions)]
