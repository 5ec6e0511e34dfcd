"""Sending reminders: everybody who is due, one after the other, each in a transaction of their own.

What holds when a process dies at any instant is written down in docs/decisions/0018-reminders.md.
"""

import time
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, connection
from django.utils import translation

from accounts import emails
from accounts.actor import acting_as
from accounts.courier import Courier, Handover, NotKept, Refused, Unreachable, commit_and
from accounts.logging import log_task_failure
from checkins.actions.reminder import Note, keep_note, look, put_off, take_back
from checkins.queries import reminder as queries

# Shares of all people, each looked at by one job at a time.
SLOTS = 2
AT_ONCE = 200
# So many are nobody's own trouble.
MOST_FAILURES = 20
# How long to go on writing down that a mail went, while the database is away.
TRIES, PAUSE = 60, 0.5


class SomeFailed(Exception):
    """Not everybody could be looked at; each failure was noted on its own."""


def remind_due(
    *, slot: int, tell_time: Callable[[], datetime], is_enough: Callable[[], bool]
) -> int:
    """Look at everybody of one slot who is due until nobody is, or it is enough; how many mails
    went. ``slot`` is from 0 up to, not including, SLOTS.

    Raises Unreachable as soon as the mail server is, and SomeFailed at the end where something
    went wrong for somebody. Safe to repeat, and to run twice at once.
    """
    courier = Courier()
    sent = failed = 0
    try:
        while people := _due(slot, tell_time()):
            for person in people:
                if is_enough():
                    return sent
                try:
                    sent += remind(person=person, courier=courier, now=tell_time())
                except Unreachable:
                    raise
                except Exception:  # noqa: BLE001 - whatever it was, the others must not wait for it
                    log_task_failure("remind")
                    failed += 1
                    _put_off(person, tell_time())
                    if failed == MOST_FAILURES:
                        raise SomeFailed from None
    finally:
        courier.close()
    if failed:
        raise SomeFailed
    return sent


def remind(*, person: UUID, courier: Courier, now: datetime) -> bool:
    """Send one person a mail if anything is open for them; whether one went.

    Raises Unreachable; then it is still due.
    """
    note: Note | None = None
    handover: Handover | None = None
    try:
        with acting_as(person, now=now):
            note = look(person=person, now=now)
            if note is None:
                return False
            handover = _begin(courier, note)
            commit_and(handover.finish)
        handover.answer()
    except NotKept:
        if note is not None and handover is not None:
            _keep(note, now)
            handover.answer()
    except Refused:
        _take_back(note, now, is_refused=True)
        return False
    except Unreachable:
        _take_back(note, now, is_refused=False)
        raise
    except BaseException:
        # A mail that has begun and is not to end.
        courier.hang_up()
        raise
    return True


def _due(slot: int, now: datetime) -> list[UUID]:
    with acting_as(None, now=now):
        return queries.due(AT_ONCE, slot, SLOTS)


def _begin(courier: Courier, note: Note) -> Handover:
    with translation.override(note.language):
        return emails.begin_reminder(
            courier,
            note.address,
            site=queries.log_in_address(),
            stop=queries.stop_address(note.token),
            message_id=queries.message_id(note.occasions[0]),
        )


def _keep(note: Note, now: datetime) -> None:
    """The database went away with the commit: the mail is out, so its trace must be, too."""
    for _try in range(TRIES):
        try:
            with acting_as(note.person, now=now):
                keep_note(note)
            return
        except DatabaseError:
            connection.close()
            time.sleep(PAUSE)
    raise NotKept


def _take_back(note: Note | None, now: datetime, *, is_refused: bool) -> None:
    if note is not None:
        with acting_as(note.person, now=now):
            take_back(note=note, is_refused=is_refused, now=now)


def _put_off(person: UUID, now: datetime) -> None:
    with acting_as(person, now=now):
        put_off(person=person, now=now)
