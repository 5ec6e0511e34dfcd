"""A worker is killed in the middle of many reminders (docs/decisions/0018-reminders.md).

The mail server takes everything, deduplicates nothing and thinks about each mail for a while, so
that a kill falls between a mail and what is known of it. REMINDED_PEOPLE and WORKER_KILLS make it
larger: 1000 and 20 were run before this was written down.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from io import StringIO
from itertools import chain

import pytest
from django.core.management import CommandError, call_command
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from accounts.actor import acting_as
from accounts.clock import clock
from accounts.models import User
from checkins.actions.reminding import SLOTS
from checkins.models import Reminder, functions
from tests.factories.people import NOW, make_user
from tests.factories.reminders import wants
from tests.factories.weeks import finish_alone
from tests.faults.mailserver import Mailbox, mail_server
from tests.faults.worker import STALLED_AFTER, workers

pytestmark = [pytest.mark.fault, pytest.mark.slow, pytest.mark.usefixtures("transactional_db")]

PEOPLE = int(os.environ.get("REMINDED_PEOPLE", "60"))
KILLS = int(os.environ.get("WORKER_KILLS", "4"))
FRIDAY = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)
THINKS_FOR = 0.01
NO_PERSON = {"timestamp", "slot"}
PATIENCE = 60 + PEOPLE / 10


def people_who_want_a_mail() -> list[User]:
    people = [make_user(f"P{number}") for number in range(PEOPLE)]
    for person in people:
        wants(person, now=NOW)
    return people


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, "nothing happens any more"
        time.sleep(0.0005)


def has_come(mailbox: Mailbox, wanted: int) -> bool:
    return len(mailbox.came) >= wanted


def nobody_is_due() -> bool:
    time.sleep(0.05)
    with acting_as(None, now=FRIDAY):
        return not any(functions.reminders_due(1, slot, SLOTS) for slot in range(SLOTS))


def what_is_watched() -> str:
    """What the command prints, by the clock on the wall; an exclamation mark where it fails."""
    said = StringIO()
    clock.set_to(None)
    try:
        call_command("check_worker", stdout=said)
    except CommandError as error:
        return f"! {error}"
    finally:
        clock.set_to(NOW)
    return said.getvalue()


def the_next_minute_comes() -> None:
    """Its jobs wait behind those that nobody works on any more."""
    for slot in range(SLOTS):
        name = f"remind {slot}"
        with suppress(AlreadyEnqueued):
            app.configure_task("remind", lock=name, queueing_lock=name).defer(
                timestamp=1, slot=slot
            )


def test_each_gets_one_mail_and_none_who_has_answered_however_often_it_is_killed(settings) -> None:
    """A kill between two system calls may lose one mail, and is that rare; none comes twice."""
    settings.WORKER_STALLED_AFTER = timedelta(seconds=STALLED_AFTER)
    people, chance = people_who_want_a_mail(), random.Random(PEOPLE)
    done: list[User] = []
    with mail_server(THINKS_FOR) as (mailbox, port), workers(port, FRIDAY) as worker:
        for kill in range(KILLS):
            few = chance.randint(2, PEOPLE // (2 * KILLS))
            wanted = len(mailbox.came) + few
            worker.start()
            wait_until(partial(has_come, mailbox, wanted))
            # At any instant of the next mail.
            time.sleep(chance.choice((0, chance.uniform(0, 2 * THINKS_FOR))))
            worker.kill()
            time.sleep(1.5 * STALLED_AFTER)
            the_next_minute_comes()
            if kill == 0:
                assert "! " in what_is_watched()
                assert "jobs stalled 1" in what_is_watched()
                assert {*chain(*(job.args for job in ProcrastinateJob.objects.all()))} == NO_PERSON
                done = [each for each in people if each.email not in mailbox.addresses][-8:]
                for person in done:
                    finish_alone(person, now=NOW)
        worker.start()
        wait_until(nobody_is_due)
        assert "jobs stalled 0, failed within a day 0" in what_is_watched()
    came = Counter(mailbox.addresses)
    silent = {person.email for person in done}
    lost = {person.email for person in people} - silent - set(came)
    print(f"{len(came)} mails, {KILLS} kills, {len(lost)} lost in the instant between two calls")
    assert set(came.values()) == {1}
    assert set(came) & silent == set()
    assert len(lost) <= 1
    for person in people:
        with acting_as(person.pk, now=FRIDAY):
            assert Reminder.objects.count() == (person.email not in silent)


def test_sending_first_and_committing_then_sends_some_twice() -> None:
    """The control: such kills, and the order that almost everybody takes."""
    people_who_want_a_mail()
    with mail_server() as (mailbox, port), workers(port, FRIDAY, is_careless=True) as worker:
        worker.start()
        wait_until(partial(has_come, mailbox, 1))
        worker.kill()
        time.sleep(1.5 * STALLED_AFTER)
        worker.start()
        wait_until(partial(has_come, mailbox, 3))
    assert max(Counter(mailbox.addresses).values()) > 1
