"""SR-06: before the moment what the partner sends asks the same statements, whatever the author
did alone. A statement more or less is time, and time can be measured from outside. Pages that are
only read are compared where their bytes are (test_noninterference.py).
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.db import transaction
from django.test import Client

from accounts.models import User
from tests.checkins.every_page import Work, differing_work, nothing, paths
from tests.checkins.test_noninterference import (
    STORIES,
    bob_did_nothing,
    bob_released,
    released,
    released_and_tapped,
    started,
    took_back,
)
from tests.checkins.work import asked
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW
from tests.factories.weeks import FIRST_DAY, full_week

PREVIEW = "/week/{day}/preview/"
STEP = "/week/{day}/1/"
POSTS: tuple[tuple[str, dict[str, str]], ...] = (
    (STEP, {}),
    (STEP, {"W-REL-1": "6"}),
    (STEP, {"W-REL-1": "6", "later": "1"}),
    ("/week/{day}/10/", {"W-NOTE-1": "Mine.", "done": "1"}),
    (PREVIEW, {"act": "keep_all"}),
    (PREVIEW, {"act": "release", "seen": "of another page"}),
    ("/us/{day}/open/", {}),
    ("/us/{day}/open/", {"not": "1"}),
    ("/us/{day}/withdraw/", {}),
    ("/connection/pause/", {"answer": "yes"}),
    ("/connection/pause/", {"answer": "no"}),
    ("/connection/numbers/", {"answer": "yes"}),
    ("/connection/rhythm/", {"every_weeks": "2", "weekday": "5", "at": "18:00"}),
    ("/connection/leave/", {}),
    ("/mine/question/", {"answer": "outside"}),
    ("/mine/prompts/", {"preset": "attentive"}),
)


class Request(NamedTuple):
    path: str
    data: dict[str, str] | None


def sent(day: object) -> list[Request]:
    return [Request(path.format(day=day), data) for path, data in POSTS]


def read() -> list[Request]:
    return [Request(path, None) for path in paths(("checkins:",))]


def asked_of(client: Client, request: Request) -> Counter[str]:
    """The statements of one request, which is taken back afterwards."""
    with transaction.atomic(), asked() as statements:
        if request.data is None:
            client.get(request.path)
        else:
            assert client.post(request.path, request.data).status_code in {200, 302, 422}
        transaction.set_rollback(True)
    return Counter(statements)


@pytest.fixture
def work(couple: Pair, sign_in: Callable[[User], Client], clock: TestClock):
    """What requests of Bob's ask after a story of Alice, told from the same beginning."""

    def after(story: Callable[..., None], *, week: int = 0, reads: bool = False) -> Work:
        now = NOW + timedelta(weeks=week)
        clock.move_to(now)
        asked_in_all: Work = {}
        with transaction.atomic():
            story(couple.one, sign_in(couple.one), now)
            client = sign_in(couple.other)
            requests = sent(FIRST_DAY + timedelta(weeks=week)) + (read() if reads else [])
            for request in requests:
                asked_in_all[str(request)] = asked_of(client, request)
            transaction.set_rollback(True)
        return asked_in_all

    return after


@pytest.mark.parametrize("bob_did", [bob_did_nothing, bob_released])
def test_work_is_the_same_whatever_the_author_did_alone(couple, work, bob_did):
    bob_did(couple.other, NOW)
    work(nothing)  # prompts are read once per process
    baseline = work(nothing)
    assert all(sum(statements.values()) > 5 for statements in baseline.values())
    for story in STORIES:
        assert not differing_work(baseline, work(story)), story.__name__


def test_work_is_the_same_in_a_later_round(couple, work):
    """Also of pages: that somebody did nothing in a later round is told here alone."""
    full_week(*couple, now=NOW, words="Of last week.")
    work(nothing, week=1, reads=True)
    baseline = work(nothing, week=1, reads=True)
    for story in (started, released_and_tapped, took_back):
        assert not differing_work(baseline, work(story, week=1, reads=True)), story.__name__


def test_control_one_s_own_acts_do_change_the_work(couple, work):
    work(nothing, reads=True)
    baseline = work(nothing, reads=True)
    bob_released(couple.other, NOW)
    own = work(nothing, reads=True)
    assert differing_work(baseline, own)
    assert not differing_work(own, work(released, reads=True))
