"""A mail server that refuses, hangs up or is away; and a database that goes with the commit."""

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import cast
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, connections
from procrastinate import JobContext

from accounts.actor import acting_as
from accounts.clock import clock
from accounts.courier import NotKept, Unreachable, commit_and
from accounts.models import User
from checkins import tasks
from checkins.actions import reminding
from checkins.actions.reminder import look as look_at_one
from checkins.actions.reminding import SLOTS, remind_due
from checkins.models import Reminder, ReminderWish, functions
from tests.factories.people import NOW, make_user
from tests.factories.reminders import wants
from tests.faults.mailserver import Mailbox, mail_server

pytestmark = [pytest.mark.fault, pytest.mark.usefixtures("transactional_db")]

FRIDAY = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)
NOWHERE = 9
NOBODY = UUID(int=1)


# Of both slots, so that each has something to do.
KEYS = {0xA: "Alice", 0xC: "Carol", 0x5: "Sam"}


class NeverEnough:
    def should_abort(self) -> bool:
        return False


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with mail_server() as (mailbox, port):
        settings.EMAIL_PORT = port
        yield mailbox


@pytest.fixture
def people() -> list[User]:
    found = [make_user(name, id=UUID(int=key)) for key, name in KEYS.items()]
    for person in found:
        wants(person, now=NOW)
    return found


def later(now: datetime) -> datetime:
    return now


def look(*instants: datetime) -> None:
    for now in instants:
        for slot in range(SLOTS):
            remind_due(slot=slot, tell_time=partial(later, now), is_enough=lambda: False)


def traces(person: User) -> int:
    with acting_as(person.pk, now=FRIDAY):
        return Reminder.objects.count()


def refusals(person: User) -> int:
    with acting_as(person.pk, now=FRIDAY):
        return ReminderWish.objects.get().refusals


@pytest.mark.parametrize("when", ["refused", "regretted"])
def test_address_that_takes_no_mail_is_tried_a_few_times_and_keeps_nobody_waiting(
    mailbox: Mailbox, people: list[User], when: str
) -> None:
    sam = people[-1]
    setattr(mailbox, when, {sam.email})
    look(FRIDAY)
    assert sorted(mailbox.addresses) == sorted(each.email for each in people[:-1])
    assert (traces(sam), refusals(sam)) == (0, 1)
    assert functions.reminders_refused() == 1
    minute = timedelta(minutes=1)
    look(*(FRIDAY + minutes * minute for minutes in (9, 10, 39, 40, 129, 130, 170)))
    assert refusals(sam) == 4
    setattr(mailbox, when, set())
    look(FRIDAY + timedelta(hours=2, minutes=59), FRIDAY + timedelta(days=1))
    assert mailbox.addresses.count(sam.email) == 1
    assert (traces(sam), refusals(sam), functions.reminders_refused()) == (1, 0, 0)


def test_line_that_is_closed_after_some_mails_is_opened_again(
    mailbox: Mailbox, people: list[User]
) -> None:
    mailbox.most = 1
    look(FRIDAY)
    assert sorted(mailbox.addresses) == sorted(each.email for each in people)


def test_mails_wait_for_a_server_that_is_away_and_no_log_names_anybody(
    mailbox: Mailbox, people: list[User], settings, caplog
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, NOWHERE
    clock.set_to(FRIDAY)
    logging.getLogger("twofold").addHandler(caplog.handler)
    try:
        for slot in range(SLOTS):
            with pytest.raises(tasks.Failed) as failure:
                tasks.remind.func(cast(JobContext, NeverEnough()), 0, slot)
            assert (failure.value.__cause__, failure.value.args) == (None, ())
    finally:
        logging.getLogger("twofold").removeHandler(caplog.handler)
    assert "accounts.courier.Unreachable" in caplog.text
    assert "@" not in caplog.text
    assert [traces(person) for person in people] == [0, 0, 0]
    settings.EMAIL_PORT = port
    look(FRIDAY + timedelta(minutes=5), FRIDAY + timedelta(minutes=6))
    assert sorted(mailbox.addresses) == sorted(each.email for each in people)


def test_one_who_cannot_be_looked_at_keeps_nobody_waiting(
    mailbox: Mailbox, people: list[User], monkeypatch
) -> None:
    first = min(people, key=lambda person: person.pk)
    usual = look_at_one

    def stumbles(*, person, now):
        if person == first.pk:
            raise DatabaseError
        return usual(person=person, now=now)

    monkeypatch.setattr(reminding, "look", stumbles)
    failed = 0
    for slot in range(SLOTS):
        try:
            remind_due(slot=slot, tell_time=lambda: FRIDAY, is_enough=lambda: False)
        except reminding.SomeFailed:
            failed += 1
    assert failed == 1
    assert sorted(mailbox.addresses) == sorted(each.email for each in people if each != first)


def test_trace_is_kept_when_the_database_goes_with_the_commit(
    mailbox: Mailbox, people: list[User], monkeypatch
) -> None:
    monkeypatch.setattr(reminding, "commit_and", loses_the_commit)
    look(FRIDAY)
    assert [traces(person) for person in people] == [1, 1, 1]
    monkeypatch.undo()
    look(FRIDAY, FRIDAY + timedelta(days=1))
    assert sorted(mailbox.addresses) == sorted(each.email for each in people)


def loses_the_commit(finish: Callable[[], None]) -> None:
    finish()
    connection.connection.close()
    raise NotKept


def test_commit_and_mail_fall_together(people: list[User]) -> None:
    """What was written is there for others in the very moment in which the mail ends."""
    alice = people[0]
    seen: list[int] = []

    def rows() -> int:
        other = connections["default"].copy()
        try:
            with other.cursor() as cursor:
                cursor.execute("select count(*) from accounts_user where display_name = 'Anna'")
                return int(cursor.fetchone()[0])
        finally:
            other.close()

    with acting_as(alice.pk, now=NOW):
        User.objects.filter(pk=alice.pk).update(display_name="Anna")
        seen.append(rows())
        commit_and(lambda: None)
        seen.append(rows())
    assert seen == [0, 1]


def test_what_cannot_be_committed_sends_nothing(people: list[User]) -> None:
    finished: list[bool] = []

    def spoilt() -> None:
        with acting_as(people[0].pk, now=NOW):
            with suppress(DatabaseError), connection.cursor() as cursor:
                cursor.execute("select 1 / 0")
            commit_and(lambda: finished.append(True))

    def of_nobody() -> None:
        """The database would find out at the commit."""
        with acting_as(NOBODY, now=NOW):
            Reminder.objects.create(
                person_id=NOBODY, occasion=NOBODY, token_hash="-", goes_on=NOW.date()
            )
            commit_and(lambda: finished.append(True))

    for attempt in (spoilt, of_nobody):
        with pytest.raises(DatabaseError):
            attempt()
    assert finished == []


def test_mail_that_breaks_off_is_still_due(
    mailbox: Mailbox, people: list[User], monkeypatch
) -> None:
    """The line breaks between the commit and the end of the mail, and the process lives."""

    def breaks(handover) -> None:
        handover._hang_up()
        raise Unreachable

    monkeypatch.setattr("accounts.courier._ByLine.finish", breaks)
    for slot in range(SLOTS):
        with pytest.raises(Unreachable):
            remind_due(slot=slot, tell_time=lambda: FRIDAY, is_enough=lambda: False)
    monkeypatch.undo()
    assert [traces(person) for person in people] == [0, 0, 0]
    look(FRIDAY)
    assert sorted(mailbox.addresses) == sorted(each.email for each in people)
