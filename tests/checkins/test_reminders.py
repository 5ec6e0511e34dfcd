"""Reminders by mail: once for each thing, and none for what is done."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.db import transaction

from accounts.actions.couple import pause
from accounts.actions.personal_data import erase
from accounts.actions.user import save_profile, seal_private
from accounts.actor import acting_as
from accounts.enums import Weekday
from accounts.models import User
from checkins.actions.reminder import end_reminders
from checkins.actions.reminding import SLOTS, remind_due
from checkins.logic.reminder import Plan
from checkins.models import Reminder, ReminderWish
from checkins.queries.reminder import reminders_page
from tests.accounts.acting import act, seen_by
from tests.checkins.reminded import DAY, FRIDAY, mails_at
from tests.conftest import Pair
from tests.factories.copies import copy_of, sections
from tests.factories.people import NOW, make_user
from tests.factories.reminders import EVERY_DAY, wants, was_reminded
from tests.factories.weeks import answer, give, keep_all


def test_a_week_that_is_open_brings_one_mail_and_the_next_week_another(alice: User) -> None:
    wants(alice, now=NOW)
    assert mails_at(NOW, FRIDAY - timedelta(minutes=1)) == []
    assert mails_at(FRIDAY) == [alice.email]
    assert mails_at(FRIDAY, FRIDAY + timedelta(hours=1), FRIDAY + DAY, FRIDAY + 2 * DAY) == []
    # A solo week begins on Monday, and its last days on Friday.
    assert mails_at(*(FRIDAY + day * DAY for day in range(3, 9))) == [alice.email]


def test_turning_them_off_and_on_again_brings_no_second_one(alice: User) -> None:
    wants(alice, now=NOW)
    assert mails_at(FRIDAY) == [alice.email]
    act(alice, end_reminders, now=FRIDAY)
    wants(alice, now=FRIDAY)
    assert mails_at(FRIDAY + DAY) == []


def answered(alice: User) -> None:
    answer(alice, now=FRIDAY - DAY)
    keep_all(alice, now=FRIDAY - DAY)


def released(alice: User) -> None:
    answer(alice, now=FRIDAY - DAY)
    give(alice, now=FRIDAY - DAY)


def paused(alice: User) -> None:
    act(alice, pause)


def sealed(alice: User) -> None:
    act(alice, seal_private, now=FRIDAY - DAY)


def deactivated(alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(is_active=False)


def took_it_back(alice: User) -> None:
    act(alice, end_reminders)


def has_another_address(alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(email="other@example.org")


def was_not_sure(alice: User) -> None:
    wants(alice, now=NOW, is_only_mine=False)


def wants_nothing(alice: User) -> None:
    wants(alice, now=NOW, kinds=())


def wants_other_days(alice: User) -> None:
    days = EVERY_DAY - {Weekday.FRIDAY}
    wants(alice, now=NOW, plan=Plan(days, time(18), time(21), time(8)))


def is_gone(alice: User) -> None:
    act(alice, erase)


def test_open_week_of_somebody_connected_brings_one_mail(couple: Pair) -> None:
    """The control of what follows."""
    wants(couple.one, now=NOW)
    assert mails_at(FRIDAY) == [couple.one.email]


@pytest.mark.parametrize(
    "why",
    [
        answered,
        released,
        paused,
        sealed,
        deactivated,
        took_it_back,
        has_another_address,
        was_not_sure,
        wants_nothing,
        wants_other_days,
        is_gone,
    ],
)
def test_none_comes_where_there_is_a_reason_for_none(
    couple: Pair, why: Callable[[User], None]
) -> None:
    wants(couple.one, now=NOW)
    why(couple.one)
    assert mails_at(FRIDAY) == []


def test_none_goes_to_a_therapist(erin: User) -> None:
    wants(erin, now=NOW)
    assert mails_at(FRIDAY) == []


def test_address_is_asked_for_again_after_half_a_year(alice: User) -> None:
    wants(alice, now=NOW)
    late = FRIDAY + 26 * 7 * DAY
    assert mails_at(late - 7 * DAY) == [alice.email]
    assert not seen_by(alice, reminders_page, alice, late - 7 * DAY).must_be_asked
    assert mails_at(late) == []
    assert seen_by(alice, reminders_page, alice, late).must_be_asked
    wants(alice, now=late)
    assert mails_at(late + DAY) == [alice.email]


def test_worker_that_was_away_sends_later_that_day_and_never_in_quiet_hours(alice: User) -> None:
    wants(alice, now=NOW)
    with transaction.atomic():
        assert mails_at(FRIDAY + timedelta(hours=2, minutes=59)) == [alice.email]
        transaction.set_rollback(True)
    assert mails_at(FRIDAY + timedelta(hours=3), FRIDAY + timedelta(hours=15)) == []
    assert mails_at(FRIDAY + DAY) == [alice.email]


def test_another_time_zone_counts_from_then_on(alice: User) -> None:
    wants(alice, now=NOW)
    there: dict[str, Any] = {
        "display_name": "A",
        "pronouns": "",
        "language": "en",
        "time_zone": "Asia/Tokyo",
    }
    act(alice, save_profile, **there)
    assert mails_at(FRIDAY - timedelta(hours=8, minutes=1)) == []
    assert mails_at(FRIDAY - timedelta(hours=8)) == [alice.email]


def test_copy_holds_wishes_and_traces_and_they_go_with_their_person(alice: User) -> None:
    was_reminded(alice, now=NOW)
    found = sections(copy_of(alice))
    assert found["mails-wanted"][0]["weekdays"][0] == "Monday"
    assert found["mails-sent"] == [{"goes_on": "2027-04-01"}]
    act(alice, erase)
    with acting_as(alice.pk, now=NOW):
        assert not ReminderWish.objects.exists()
        assert not Reminder.objects.exists()
    assert mails_at(FRIDAY) == []


def test_slots_share_out_everybody(db: None) -> None:
    people = [make_user(f"P{number}", id=UUID(int=number)) for number in range(1, 13)]
    for person in people:
        wants(person, now=NOW)
    shares = [
        remind_due(slot=slot, tell_time=lambda: FRIDAY, is_enough=lambda: False)
        for slot in range(SLOTS)
    ]
    assert sum(shares) == len(people)
    assert all(shares)
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(each.email for each in people)
