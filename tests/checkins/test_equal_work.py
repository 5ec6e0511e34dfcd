"""SR-06: before the moment the partner's requests ask the same statements, whatever the author
did alone. A statement more or less is time, and time can be measured from outside.
"""

import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests.checkins.every_page import EVERY, nothing, paths
from tests.checkins.test_noninterference import (
    STORIES,
    bob_did_nothing,
    bob_released,
    released,
    released_and_tapped,
    started,
    took_back,
)
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW
from tests.factories.weeks import FIRST_DAY, full_week

Asked = dict[str, list[str]]
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


def requests(spaces: tuple[str, ...], day: object) -> list[Request]:
    posts = [Request(path.format(day=day), data) for path, data in POSTS]
    return [*(Request(path, None) for path in paths(spaces)), *posts]


def asked_of(client: Client, request: Request) -> list[str]:
    """The shapes of the statements of one request, which is taken back afterwards."""
    reset_queries()  # the log holds 9 000 of them, and all requests of a test together ask more
    with transaction.atomic(), CaptureQueriesContext(connection) as seen:
        if request.data is None:
            client.get(request.path)
        else:
            assert client.post(request.path, request.data).status_code in {200, 302, 422}
        transaction.set_rollback(True)
    return [shape(query["sql"]) for query in seen]


def shape(statement: str) -> str:
    """A statement without its values; how many stand in a list does not count."""
    statement = re.sub(r"'(?:[^']|'')*'(::\w+)?", "?", statement)
    statement = re.sub(r"\"?s\d+_x\d+\"?", "s", statement)
    return re.sub(r"\b\d+\b", "?", statement)


@pytest.fixture
def work(couple: Pair, sign_in: Callable[[User], Client], clock: TestClock):
    """What all of Bob's requests ask after a story of Alice, told from the same beginning."""

    def after(
        story: Callable[..., None], spaces: tuple[str, ...] = ("checkins:",), week: int = 0
    ) -> dict[str, list[str]]:
        now = NOW + timedelta(weeks=week)
        clock.move_to(now)
        asked: dict[str, list[str]] = {}
        with transaction.atomic():
            story(couple.one, sign_in(couple.one), now)
            client = sign_in(couple.other)
            for request in requests(spaces, FIRST_DAY + timedelta(weeks=week)):
                asked[str(request)] = asked_of(client, request)
            transaction.set_rollback(True)
        return asked

    return after


def differing(one: Asked, other: Asked) -> dict[str, tuple[Counter[str], Counter[str]]]:
    found = {}
    for request in one:
        mine, theirs = Counter(one[request]), Counter(other[request])
        if mine != theirs:
            found[request] = (mine - theirs, theirs - mine)
    return found


@pytest.mark.parametrize("bob_did", [bob_did_nothing, bob_released])
def test_work_is_the_same_whatever_the_author_did_alone(couple, work, bob_did):
    bob_did(couple.other, NOW)
    work(nothing)  # prompts are read once per process
    baseline = work(nothing, EVERY)
    assert any(len(statements) > 5 for statements in baseline.values())
    for number, story in enumerate(STORIES):
        told = work(story, EVERY if number == 0 else ("checkins:",))
        some = {request: baseline[request] for request in told}
        assert not differing(some, told), story.__name__


def test_work_is_the_same_in_a_later_round(couple, work):
    full_week(*couple, now=NOW, words="Of last week.")
    work(nothing, week=1)
    baseline = work(nothing, week=1)
    for story in (started, released_and_tapped, took_back):
        assert not differing(baseline, work(story, week=1)), story.__name__


def test_control_one_s_own_acts_do_change_the_work(couple, work, sign_in, clock):
    work(nothing)
    baseline = work(nothing)
    bob_released(couple.other, NOW)
    assert differing(baseline, work(nothing))
    assert not differing(work(nothing), work(released))
