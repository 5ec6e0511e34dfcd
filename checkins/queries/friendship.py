"""The week's question for two friends, in the language of the page. No database."""

from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from accounts.access import Bond
from accounts.logic.rhythm import local_day
from checkins.logic.friendship import parse_questions, question_for

CONTENT = Path(__file__).resolve().parents[1] / "content"


def question_of(bond: Bond, now: datetime) -> str:
    """The same for both, by the couple's calendar."""
    questions = _shipped(get_language() or settings.LANGUAGE_CODE)
    return question_for(questions, bond.couple.pk, local_day(now, bond.couple.time_zone))


@cache
def _shipped(language: str) -> tuple[str, ...]:
    file = CONTENT / f"friendship.{language}.yaml"
    if not file.exists():
        file = CONTENT / f"friendship.{settings.LANGUAGE_CODE}.yaml"
    return parse_questions(file.read_text(encoding="utf-8"))
