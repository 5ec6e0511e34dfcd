"""Numbers may ask: privately, rarely, and only the person whose own answers changed.

Nothing of this is audited, mailed or shown to anybody else (decisions.md 8; safety.md SR-27).
"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from checkins.actions.memory import lock_author, remember, write_down
from checkins.enums import Preset, QuestionAnswer
from checkins.logic.detection import may_ask
from checkins.logic.memory import Memory as Remembered
from checkins.logic.memory import Question, answered, asked
from checkins.models import CheckIn, PresetChoice
from checkins.queries.question import newest_memory, waiting
from checkins.queries.rupture import has_open_hurt
from checkins.safety import is_quiet, set_quiet


def follow(*, by: User, row: CheckIn, now: datetime) -> None:
    """Follow a check-in that was just written, and put a question where its numbers give a reason.

    Runs inside the action that wrote it. A question is put once, when the newest check-in becomes
    complete; changing answers later puts none.
    """
    completed = remember(by=by, row=row, now=now)
    if completed is None or completed.notice is None:
        return
    # Asked for in either case, so that the time it takes does not tell one wish from another.
    has_hurt, wants_none = has_open_hurt(by, now), is_quiet(by)
    if may_ask(
        check_ins_since_last=completed.remembered.since_asked,
        has_open_hurt=has_hurt,
        is_quiet=wants_none,
    ):
        write_down(completed.row, asked(completed.remembered, Question.of(completed.notice)))


@transaction.atomic
def answer_question(*, by: User, answer: QuestionAnswer, now: datetime) -> bool:
    """Keep an answer beside the question that waits; False where none does any more."""
    lock_author(by)
    row = newest_memory(by)
    if row is None or waiting(by, row, now) is None:
        return False
    write_down(row, answered(Remembered.from_document(row.read()), answer))
    return True


@transaction.atomic
def keep_wishes(*, by: User, wants_none: bool, preset: Preset, now: datetime) -> None:
    """*No prompts, please*, or no longer, and how readily own numbers may ask. Safe to repeat.

    A question that waits goes with the wish for none.
    """
    PresetChoice.objects.filter(author=by).delete()
    if preset is not Preset.STANDARD:
        PresetChoice.objects.bulk_create(
            [PresetChoice(author=by, choice=preset)], ignore_conflicts=True
        )
    if wants_none:
        want_no_prompts(by=by, now=now)
    else:
        set_quiet(by=by, wants=False)


@transaction.atomic
def want_no_prompts(*, by: User, now: datetime) -> None:
    """*No prompts, please*: a question that waits goes at once, and none comes. Safe to repeat."""
    set_quiet(by=by, wants=True)
    answer_question(by=by, answer=QuestionAnswer.LAPSED, now=now)
