"""What happens by itself: which tasks there are, and how long one rests that fails."""

from datetime import timedelta
from typing import cast

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from accounts.clock import Clock
from checkins import tasks
from checkins.actions.reminding import SLOTS
from checkins.queries.worker import background_work, rest_after, rests


def fails(slot: int) -> None:
    """A job that is taken up and given up, as a worker would."""
    app.configure_task("remind").defer(timestamp=0, slot=slot)
    with connection.cursor() as cursor:
        cursor.execute("select id from procrastinate_register_worker_v1() as id(id)")
        (worker,) = cursor.fetchone()
        cursor.execute("select id from procrastinate_fetch_job_v2(null, %s)", [worker])
        (job,) = cursor.fetchone()
        cursor.execute("select procrastinate_finish_job_v1(%s, 'failed', false)", [job])


def test_every_task_comes_by_itself_and_none_takes_a_person() -> None:
    assert tasks.remind.name == "remind"
    found = {
        (name, number, task.cron, *cast(dict, task.configure_kwargs.get("task_kwargs") or {}))
        for (name, number), task in app.periodic_registry.periodic_tasks.items()
    }
    minute = "* * * * *"
    assert found == {
        *(("remind", str(slot), minute, "slot") for slot in range(SLOTS)),
        ("rescue", "", minute),
        ("count_weeks", "", "20 3 * * *"),
        ("purge", "", "20 3 * * *"),
        ("tidy", "", "50 4 * * *"),
    }


def test_rests_grow_and_end() -> None:
    assert [rest_after(number) // timedelta(minutes=1) for number in range(1, 7)] == [
        *(2, 4, 8, 16),
        *(30, 30),
    ]


@pytest.mark.django_db
def test_task_that_has_failed_rests_and_the_operator_is_told_a_number() -> None:
    # The queue goes by the clock on the wall.
    now = Clock().now()
    assert not rests("remind", 0, now)
    fails(0)
    fails(0)
    now = Clock().now() + timedelta(seconds=1)
    assert rests("remind", 0, now)
    assert not rests("remind", 1, now)
    assert rests("remind", 0, now + timedelta(minutes=3, seconds=50))
    assert not rests("remind", 0, now + timedelta(minutes=4))
    work = background_work(now)
    assert (work.failed, work.stalled, work.waiting, work.refused) == (2, 0, 0, 0)
    assert not work.is_well(now)
