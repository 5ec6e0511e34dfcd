"""Following one person's own completed check-ins. Nobody else's are read, and nobody is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.enums import Preset
from checkins.logic.detection import Notice
from checkins.logic.detection_state import scores_of
from checkins.logic.memory import Entry, Question, follow
from checkins.logic.memory import Memory as Remembered
from checkins.logic.schedule import LATE_FOR
from checkins.logic.scoring import element_scores, is_complete
from checkins.logic.sheet import Sheet
from checkins.models import CheckIn, Memory
from checkins.queries.prompt import specs_of
from checkins.queries.question import (
    Place,
    memories_from,
    memory_before,
    place_of,
    preset_in_force,
    unremembered,
)


@dataclass(frozen=True, slots=True)
class Completed:
    """The newest check-in, complete for the first time: where a question may be put."""

    row: Memory
    remembered: Remembered
    notice: Notice | None


def remember(*, by: User, row: CheckIn, now: datetime) -> Completed | None:
    """Bring what is remembered up to date after ``row`` was written, and whatever ended without
    *Done* with it. Gives it back where ``row`` is the newest and was not followed before.
    """
    lock_author(by)
    fresh = unremembered(by)
    is_first = any(each.pk == row.pk for each in fresh)
    if is_first and not row.is_done:
        return None
    today = local_day(now, by.time_zone)
    following = [
        each
        for each in fresh
        if each.pk == row.pk
        # What ended is complete by its time. Where nothing was answered and nothing more can
        # be, it is passed over now, so that no later one reads it again.
        or (
            (each.ends_on < today or each.ends_on <= row.starts_on)
            and (_is_complete(each) or each.ends_on + LATE_FOR < today)
        )
    ]
    start = min([place_of(row), *map(place_of, following)])
    done = _replay(by, start, following)
    if not is_first or not done or done[-1].row.check_in_id != row.pk:
        return None
    return done[-1]


def forget(*, by: User, place: Place) -> None:
    """Follow anew what came after a check-in that was erased: nothing of it stays behind.

    The caller holds ``lock_author``.
    """
    _replay(by, place, [])


def lock_author(by: User) -> None:
    """Two tabs of one person follow one after the other; whoever links to the person goes on."""
    list(User.objects.select_for_update(no_key=True).filter(pk=by.pk))


def write_down(row: Memory, remembered: Remembered) -> None:
    """Seal what is remembered into its row."""
    row.write(remembered.as_document())
    row.save(update_fields=["sealed"])


def _replay(by: User, start: Place, following: Sequence[CheckIn]) -> list[Completed]:
    """Follow from a place on, in the order of the weeks; O(1) where nothing comes after it."""
    preset = preset_in_force(by)
    base = memory_before(by, start)
    remembered = Remembered() if base is None else Remembered.from_document(base.read())
    made = [Memory(author=by, check_in=each) for each in following]
    standing = memories_from(by, start)
    done = []
    for row in sorted([*made, *standing], key=lambda row: place_of(row.check_in)):
        old = Remembered.from_document(row.read()) if row.sealed else None
        entry = _entry(row.check_in, old, preset)
        remembered, notice = follow(remembered, entry)
        row.write(remembered.as_document())
        done.append(Completed(row, remembered, notice))
    Memory.objects.bulk_create(made)
    if standing:
        Memory.objects.bulk_update(standing, ["sealed"])
    return done


def _entry(check_in: CheckIn, old: Remembered | None, preset: Preset) -> Entry:
    question: Question | None = old.question if old else None
    prompts = specs_of(check_in.prompt_set_version_id)
    return Entry(
        scores=(
            scores_of(prompts, Sheet.of(check_in.read()).answers)
            if _is_complete(check_in)
            else None
        ),
        preset=old.preset if old else preset,
        question=question,
    )


def _is_complete(check_in: CheckIn) -> bool:
    """Of one that was finished, or whose round has ended."""
    if check_in.is_done:
        return True
    prompts = specs_of(check_in.prompt_set_version_id)
    scores = element_scores(prompts, Sheet.of(check_in.read()).answers)
    return is_complete(scores, is_done=False, has_ended=True)
