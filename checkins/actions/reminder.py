"""Mails to oneself: wanting them, ending them, and what is written down when one goes."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.actions.consent import give_consent, withdraw_own
from accounts.actor import acting_as
from accounts.enums import AccountKind, Purpose
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.enums.reminder import ReminderKind
from checkins.logic import reminder as logic
from checkins.logic.reminder import Plan
from checkins.models import Reminder, ReminderWish, functions
from checkins.queries import reminder as queries

# 256 bits, as text that can stand in an address.
TOKEN_BYTES = 32
MOST_REFUSALS = 1_000


@dataclass(frozen=True, slots=True)
class Note:
    """One mail that is to go to one person, for whatever is open, and how it can be stopped."""

    person: UUID
    address: str
    language: str
    token: str
    occasions: Sequence[UUID]
    goes_on: date
    refusals: int


@transaction.atomic
def want_reminders(
    *, by: User, kinds: Collection[ReminderKind], plan: Plan, is_only_mine: bool, now: datetime
) -> None:
    """Keep what somebody wants. Mails go from the next chosen time on, if at least one kind is
    wanted and they alone read the address; then the consent is recorded, too, as it is read now.
    """
    holds = is_only_mine and bool(kinds)
    ReminderWish.objects.update_or_create(
        person=by,
        defaults={kind: kind in kinds for kind in ReminderKind}
        | {
            "days": logic.as_bits(plan.days),
            "at": plan.at,
            "quiet_from": plan.quiet_from,
            "quiet_until": plan.quiet_until,
            "address_mark": queries.mark(by.email) if is_only_mine else "",
            "asked_on": local_day(now, by.time_zone),
            "next_look_at": logic.next_look(now, plan, by.time_zone) if holds else None,
            "refusals": 0,
        },
    )
    if holds:
        give_consent(by=by, purpose=Purpose.REMINDERS, now=now)
    else:
        withdraw_own(by=by, purpose=Purpose.REMINDERS, now=now)


@transaction.atomic
def end_reminders(*, by: User, now: datetime) -> None:
    """No more of these mails. What was chosen stays, for whoever wants them again."""
    ReminderWish.objects.filter(person=by).update(next_look_at=None, refusals=0)
    withdraw_own(by=by, purpose=Purpose.REMINDERS, now=now)


def stop_by(*, token: str, now: datetime) -> None:
    """What the link in a mail does, for whoever presses it: end the mails of whom it went to.

    A token of no mail does nothing, and nobody is told which of the two it was.
    """
    with acting_as(None, now=now):
        owner = functions.reminder_owner(queries.token_hash(token))
    if owner is None:
        return
    with acting_as(owner, now=now):
        end_reminders(by=User.objects.get(pk=owner), now=now)


@transaction.atomic
def retime(*, by: User, now: datetime) -> None:
    """The person's clock is another one now."""
    row = ReminderWish.objects.select_for_update().filter(person=by).first()
    if row is not None and row.next_look_at is not None:
        _look_next(row, by, now)


@transaction.atomic(savepoint=False)
def look(*, person: UUID, now: datetime) -> Note | None:
    """Whether one person is to be sent a mail now; then it is written down as sent.

    The caller acts as this person, and commits only together with the mail. Whatever the person
    does meanwhile waits: nobody who has answered gets a mail, and nobody gets two. The next look
    is set whether or not a mail goes. Safe to repeat.
    """
    found = queries.locked(person)
    if found is None or found.row.next_look_at is None or found.row.next_look_at > now:
        return None
    row, user = found.row, found.row.person
    wishes = queries.wishes_of(row)
    is_sealed = user.private_sealed_until is not None and now < user.private_sealed_until
    may_go = (
        found.is_agreed
        and not found.is_paused
        and user.is_active
        and user.kind == AccountKind.PARTNER
        and not is_sealed
        and queries.is_only_theirs(row, user, now)
        and logic.may_send(now, wishes.plan, user.time_zone)
    )
    occasions = queries.open_occasions(user, wishes.kinds, now) if may_go else []
    note = _written_down(user, row.refusals, occasions, now)
    if note is not None:
        row.refusals = 0
    _look_next(row, user, now)
    return note


@transaction.atomic
def keep_note(note: Note) -> None:
    """Write down once more that a mail went, where it cannot be told whether that was kept."""
    Reminder.objects.bulk_create(_rows(note), ignore_conflicts=True)


@transaction.atomic
def take_back(*, note: Note, is_refused: bool, now: datetime) -> None:
    """A mail that was written down did not go. Refused for this address, it is tried again some
    time later, a few times; else it is still due. The caller acts as the person.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=note.person)
    Reminder.objects.filter(person=user, occasion__in=note.occasions).delete()
    _put_off(user, note.refusals + 1 if is_refused else None, now)


@transaction.atomic
def put_off(*, person: UUID, now: datetime) -> None:
    """Something went wrong for this one person. Nobody else waits for it."""
    user = User.objects.get(pk=person)
    row = ReminderWish.objects.get(person=user)
    _put_off(user, row.refusals + 1, now)


def _put_off(user: User, refusals: int | None, now: datetime) -> None:
    row = ReminderWish.objects.select_for_update().filter(person=user).first()
    if row is None or row.next_look_at is None:
        return
    if refusals is None:
        row.next_look_at = now
    else:
        row.refusals = min(refusals, MOST_REFUSALS)
        row.next_look_at = logic.next_try(now, refusals)
    if row.next_look_at is None:
        row.next_look_at = logic.next_look(now, queries.wishes_of(row).plan, user.time_zone)
    row.save(update_fields=["refusals", "next_look_at"])


def _look_next(row: ReminderWish, user: User, now: datetime) -> None:
    row.next_look_at = logic.next_look(now, queries.wishes_of(row).plan, user.time_zone)
    ReminderWish.objects.filter(pk=row.pk).update(
        next_look_at=row.next_look_at, refusals=row.refusals
    )


def _written_down(
    user: User, refusals: int, occasions: Sequence[UUID], now: datetime
) -> Note | None:
    done = Reminder.objects.filter(person=user, occasion__in=occasions) if occasions else ()
    fresh = set(occasions) - {row.occasion for row in done}
    if not fresh:
        return None
    note = Note(
        person=user.pk,
        address=user.email,
        language=user.language,
        token=secrets.token_urlsafe(TOKEN_BYTES),
        occasions=sorted(fresh),
        goes_on=logic.trace_goes_on(local_day(now, user.time_zone)),
        refusals=refusals,
    )
    # A second one for the same occasion is refused by the database.
    Reminder.objects.bulk_create(_rows(note))
    return note


def _rows(note: Note) -> list[Reminder]:
    mark = queries.token_hash(note.token)
    return [
        Reminder(person_id=note.person, occasion=each, token_hash=mark, goes_on=note.goes_on)
        for each in note.occasions
    ]
