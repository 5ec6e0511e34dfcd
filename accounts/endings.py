"""What else ends when sharing ends: a register that the practice fills and our actions run.

The practice knows about people, never the other way round; so it brings its own endings here
(``checkins/apps.py``), and they run inside the action's transaction, as the person who acts,
while that person is still a member (decisions.md 36).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol

from accounts.enums import Purpose
from accounts.models import Couple, User


class Ending(Protocol):
    """Takes back what one person shared with one couple. Must be idempotent."""

    def __call__(self, *, by: User, couple: Couple, now: datetime) -> None: ...


class Register:
    """Endings by occasion, run in the order they came."""

    def __init__(self) -> None:
        self._endings: list[Ending] = []

    def __call__(self, ending: Ending) -> Ending:
        """Register; usable as a decorator. The same function twice counts once."""
        if ending not in self._endings:
            self._endings.append(ending)
        return ending

    def run(self, *, by: User, couple: Couple, now: datetime) -> None:
        for ending in self._endings:
            ending(by=by, couple=couple, now=now)

    @contextmanager
    def with_another(self, ending: Ending) -> Iterator[None]:
        """For tests: one more, for a while."""
        self._endings.append(ending)
        try:
            yield
        finally:
            self._endings.remove(ending)


class Practised:
    """Whether an account holds anything of a partner's: asked of whoever knows of such a thing."""

    def __init__(self) -> None:
        self._questions: list[Callable[[User], bool]] = []

    def add(self, question: Callable[[User], bool]) -> None:
        """Register. The same one twice counts once."""
        if question not in self._questions:
            self._questions.append(question)

    def __call__(self, user: User) -> bool:
        return any(question(user) for question in self._questions)


has_practised = Practised()
# A person pauses: what has not opened comes back, and what runs between the two rests.
on_pause = Register()
# A person takes back the consent to weekly sharing: unopened releases come back.
on_weekly_withdrawn = Register()
# A person takes back the consent to share hurts: what was shown comes back.
on_hurts_withdrawn = Register()
# A person takes back the consent to talk here: what was sent leaves the other's view.
on_repair_withdrawn = Register()
# A person leaves. Runs just before both memberships end; on_pause is not run besides.
on_leave = Register()
# A couple's rhythm is about to change: the round that runs now must keep its own end.
on_rhythm_change = Register()


class Retiming(Protocol):
    """Times anew, by a person's new clock, what goes by it. Must be idempotent."""

    def __call__(self, *, by: User, now: datetime) -> None: ...


# A person has said anew in which time zone they are.
on_new_time_zone: list[Retiming] = []


def run_withdrawal(purpose: Purpose, *, by: User, couple: Couple, now: datetime) -> None:
    """Run what belongs to the withdrawal of one consent."""
    match purpose:
        case Purpose.WEEKLY_SHARING:
            on_weekly_withdrawn.run(by=by, couple=couple, now=now)
        case Purpose.HURTS_SHARING:
            on_hurts_withdrawn.run(by=by, couple=couple, now=now)
        case Purpose.REPAIR:
            on_repair_withdrawn.run(by=by, couple=couple, now=now)
        case Purpose.DATA_USE:
            message = "Whoever no longer agrees to the use of data closes the account instead."
            raise ValueError(message)
        case Purpose.REMINDERS:
            message = "Nobody else stands behind this consent: nothing of a couple ends with it."
            raise ValueError(message)
