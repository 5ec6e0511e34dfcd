"""Reminders by mail: once for each thing, none for what is done, and the same for everything."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from email.message import Message
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.actions.couple import pause
from accounts.actions.personal_data import erase
from accounts.actions.user import save_profile, seal_private
from accounts.actor import acting_as
from accounts.enums import Weekday
from accounts.models import User
from checkins.actions.promise import mark_kept
from checkins.actions.reminder import end_reminders
from checkins.actions.reminding import SLOTS, remind_due
from checkins.enums.reminder import ReminderKind
from checkins.logic.reminder import Plan
from checkins.models import Reminder, ReminderWish, RepairConversation
from checkins.queries.reminder import open_occasions, reminders_page, token_hash
from tests.accounts.acting import act, seen_by
from tests.checkins.every_page import OURS, Pages, differing, everything, nothing
from tests.checkins.test_noninterference import STORIES
from tests.conftest import Pair, TestClock
from tests.factories import talks
from tests.factories.copies import copy_of, sections
from tests.factories.months import whole_month
from tests.factories.people import NOW, make_user
from tests.factories.reminders import EVERY_DAY, wants, was_reminded
from tests.factories.together import promise
from tests.factories.weeks import answer, give, keep_all

# Friday, 18:00 in Berlin: the week is open until Sunday, 19:00.
FRIDAY = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)
DAY = timedelta(days=1)
STOP = re.compile(r"http://testserver(/stop/([\w-]+)/)")


def later(now: datetime) -> datetime:
    return now


def mails_at(*instants: datetime) -> list[str]:
    """To whom mails go when a worker comes by at these times."""
    before = len(mail.outbox)
    for now in instants:
        for slot in range(SLOTS):
            remind_due(slot=slot, tell_time=partial(later, now), is_enough=lambda: False)
    return [address for sent in mail.outbox[before:] for address in sent.to]


def plain(sent: Message) -> str:
    """A whole mail without the address it went to, its way to stop, and what numbers mails."""
    text = re.sub(r"(?m)^(To|Message-ID|Date): .*$", r"\1", sent.as_string())
    return re.sub(r"(?s)/stop/[\w=-]+?/", "/stop/", re.sub(r"=\n", "", text))


def stop_of(sent: mail.EmailMessage) -> str:
    (found,) = {match[1] for match in STOP.finditer(str(sent.body))}
    return found


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


def of_the_week(couple: Pair) -> datetime:
    return FRIDAY


def of_the_month(couple: Pair) -> datetime:
    whole_month(couple.one, now=NOW - 28 * DAY)
    return FRIDAY + 21 * DAY


def of_a_promise(couple: Pair) -> datetime:
    promise(couple.one, "I call.", due_on=FRIDAY.date(), now=NOW)
    promise(couple.other, "I call, too.", due_on=FRIDAY.date(), now=NOW)
    return FRIDAY


def of_looking_back(couple: Pair) -> datetime:
    talk, ended = talks.through(*couple, now=NOW)
    with acting_as(couple.one.pk, now=ended):
        day = RepairConversation.objects.get(pk=talk).review_on
    assert day is not None
    return datetime(day.year, day.month, day.day, 17, 30, tzinfo=UTC)


OCCASIONS: dict[ReminderKind, Callable[[Pair], datetime]] = {
    ReminderKind.WEEK: of_the_week,
    ReminderKind.MONTH: of_the_month,
    ReminderKind.PROMISE: of_a_promise,
    ReminderKind.LOOK_BACK: of_looking_back,
}


def test_every_kind_brings_the_same_mail_once_and_only_where_it_was_chosen(couple: Pair) -> None:
    assert set(OCCASIONS) == set(ReminderKind)
    seen: set[str] = set()
    for kind, occasion in OCCASIONS.items():
        with transaction.atomic():
            now = occasion(couple)
            answer(couple.one, now=now)
            if kind is not ReminderKind.WEEK:
                keep_all(couple.one, now=now)
            with transaction.atomic():
                wants(couple.one, now=NOW, kinds=set(ReminderKind) - {kind})
                assert (kind, mails_at(now)) == (kind, [])
                transaction.set_rollback(True)
            wants(couple.one, now=NOW, kinds=[kind])
            assert (kind, mails_at(now, now + timedelta(hours=1), now + DAY)) == (
                kind,
                [couple.one.email],
            )
            seen.add(plain(mail.outbox[-1].message()))
            transaction.set_rollback(True)
    (text,) = seen
    for forbidden in ("Alice", "Bob", "artner", "check-in", "week", "month", "romise", "Twofold"):
        assert forbidden not in text
    assert re.findall(r"https?://\S+", str(mail.outbox[-1].body)) == [
        "http://testserver/account/login/",
        "http://testserver" + stop_of(mail.outbox[-1]),
    ]


def test_things_that_are_open_at_once_bring_one_mail_together(couple: Pair) -> None:
    of_a_promise(couple)
    wants(couple.one, now=NOW, kinds=list(ReminderKind))
    assert mails_at(FRIDAY, FRIDAY + DAY) == [couple.one.email]


def test_promise_that_its_giver_has_marked_brings_none(couple: Pair) -> None:
    pk = promise(couple.one, "I call.", due_on=FRIDAY.date(), now=NOW)
    wants(couple.one, now=NOW, kinds=[ReminderKind.PROMISE])
    act(couple.one, mark_kept, pk=pk, now=FRIDAY)
    assert mails_at(FRIDAY) == []


def test_what_the_other_does_changes_no_mail(couple: Pair, sign_in) -> None:
    """Neither whether one comes, nor when, nor a byte of it; and nobody gets one because of it."""
    alice, bob = couple
    wants(alice, now=NOW)

    def mails() -> list[tuple[str, str]]:
        mail.outbox.clear()
        mails_at(*(FRIDAY + hours * timedelta(hours=1) for hours in (0, 24, 48, 72)))
        return [(", ".join(sent.to), plain(sent.message())) for sent in mail.outbox]

    def told(story: Callable[[User, Client, datetime], None]) -> list[tuple[str, str]]:
        with transaction.atomic():
            story(bob, sign_in(bob), NOW)
            assert mail.outbox == []
            found = mails()
            mail.outbox.clear()
            transaction.set_rollback(True)
        return found

    usual = told(nothing)
    assert [to for to, _ in usual] == [alice.email]
    for story in STORIES:
        assert (story.__name__, told(story)) == (story.__name__, usual)


def test_the_other_s_pages_do_not_tell_of_mails(couple: Pair, sign_in, clock: TestClock) -> None:
    alice, bob = couple
    own = reverse("checkins:reminders")

    def pages() -> tuple[Pages, bool]:
        clock.move_to(FRIDAY + timedelta(hours=1))
        return everything(sign_in(bob), OURS), b"They are on" in sign_in(alice).get(own).content

    before = pages()
    wants(alice, now=NOW, kinds=list(ReminderKind))
    assert mails_at(FRIDAY) == [alice.email]
    after = pages()
    assert differing(before[0], after[0]) == []
    assert (before[1], after[1]) == (False, True)


def test_link_stops_them_for_whoever_presses_it_and_tells_nothing(
    alice: User, carol: User, sign_in
) -> None:
    for person in (alice, carol):
        wants(person, now=NOW)
    mails_at(FRIDAY, FRIDAY + timedelta(hours=6))
    sent = {mailed.to[0]: mailed for mailed in mail.outbox}
    link, unknown = stop_of(sent[alice.email]), "/stop/" + "x" * 43 + "/"
    stranger = Client(enforce_csrf_checks=True)

    def is_on(person: User) -> bool:
        return bool(seen_by(person, reminders_page, person, FRIDAY).is_on)

    def same(*answers: bytes) -> bool:
        return len({re.sub(rb"/stop/[\w-]+/|value=\"\w{64}\"", b"", a) for a in answers}) == 1

    # Programs that look through mails open links, press nothing, and send what they like.
    assert same(
        *(stranger.get(path).content for path in (link, unknown, stop_of(sent[carol.email])))
    )
    stranger.head(link)
    stranger.post(link, {"other": "thing"})
    assert is_on(alice)
    away = {"origin": "https://mail.example"}
    button = {"List-Unsubscribe": "One-Click"}
    pressed = [stranger.post(path, button, headers=away) for path in (unknown, link, link)]
    assert {answer.status_code for answer in pressed} == {200}
    assert same(*(answer.content for answer in pressed))
    assert (is_on(alice), is_on(carol)) == (False, True)
    assert mails_at(FRIDAY + 7 * DAY + timedelta(hours=6)) == [carol.email]
    # It opens nothing, and on: somebody else's browser presses it just the same.
    assert sign_in(alice).post(stop_of(sent[carol.email]), {"stop": "yes"}).status_code == 200
    assert (is_on(alice), is_on(carol)) == (False, False)
    headers = sent[alice.email].extra_headers
    assert headers["List-Unsubscribe"] == f"<http://testserver{link}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_database_holds_no_token_no_occasion_and_no_day(alice: User, settings) -> None:
    wants(alice, now=NOW)
    mails_at(FRIDAY)
    week = (alice, frozenset({ReminderKind.WEEK}), FRIDAY)
    (row,) = seen_by(alice, lambda: list(Reminder.objects.all()))
    token = stop_of(mail.outbox[-1]).strip("/").rpartition("/")[2]
    assert len(token) == 43
    assert row.token_hash == token_hash(token)
    assert row.goes_on == datetime(2027, 4, 1, tzinfo=UTC).date()
    wanted = seen_by(alice, ReminderWish.objects.get)
    assert token not in str(vars(row)) + str(vars(wanted))
    assert seen_by(alice, open_occasions, *week) == [row.occasion]
    settings.SECRET_KEY = "another"
    (other,) = seen_by(alice, open_occasions, *week)
    # Not even that something is of the same kind: no byte of the two is a part of the thing.
    assert sum(one == two for one, two in zip(row.occasion.bytes, other.bytes, strict=True)) < 8


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
