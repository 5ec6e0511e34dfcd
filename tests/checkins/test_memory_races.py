"""Two tabs of one person that finish two weeks at the same instant: both are followed, in order.

Beside it stands a control that lacks the lock and does fail.
"""

from datetime import timedelta
from threading import Barrier

from accounts.actor import acting_as
from checkins.actions import checkin
from checkins.logic.detection_state import scores_of
from checkins.logic.memory import Entry, follow
from checkins.logic.memory import Memory as Remembered
from checkins.logic.sheet import Sheet
from checkins.models import CheckIn, Memory
from checkins.queries.prompt import specs_of
from checkins.queries.question import memory_before, place_of
from checkins.queries.round import around
from tests.checkins.test_races import at_once
from tests.factories.people import NOW, connect, make_user
from tests.factories.questions import by_hand, remembered
from tests.factories.weeks import answer, earlier_weeks

LATER = NOW + timedelta(days=7)
TIMES = 4


def two_weeks(name: str):
    """Somebody with four weeks behind them, and two more that only lack *Done*."""
    person = make_user(name)
    connect(person, make_user(f"{name}s Partner"))
    earlier_weeks(person, [8, 7, 9, 8], now=NOW)
    answer(person, now=NOW, score=6)
    answer(person, now=LATER, score=7)
    return person


def finish(person, *, is_late: bool) -> None:
    with acting_as(person.pk, now=LATER):
        rounds = around(person, LATER)
        place = rounds.previous if is_late else rounds.running
        assert place is not None
        checkin.finish(by=person, place=place, now=LATER)


def test_two_weeks_finished_at_once_are_followed_in_order(transactional_db):
    for number in range(TIMES):
        alice = two_weeks(f"Alice{number}")
        at_once(
            *[lambda late=late, alice=alice: finish(alice, is_late=late) for late in (True, False)]
        )
        memories = remembered(alice, LATER)
        assert len(memories) == 6
        assert memories[-1].state == by_hand(alice, LATER)


def test_control_without_the_lock_one_week_is_lost(transactional_db):
    alice = two_weeks("Alice")
    finish_both = Barrier(2)

    def finish_bare(place: int) -> None:
        with acting_as(alice.pk, now=LATER):
            row = CheckIn.objects.order_by("ends_on")[place]
            row.is_done = True
            row.save()
            base = memory_before(alice, place_of(row))
            finish_both.wait(timeout=20)
            scores = scores_of(specs_of(row.prompt_set_version_id), Sheet.of(row.read()).answers)
            before = Remembered.from_document(base.read()) if base else Remembered()
            memory = Memory(author=alice, check_in=row)
            memory.write(follow(before, Entry(scores))[0].as_document())
            memory.save(force_insert=True)

    at_once(lambda: finish_bare(4), lambda: finish_bare(5))
    assert remembered(alice, LATER)[-1].state != by_hand(alice, LATER)
