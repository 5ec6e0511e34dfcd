"""What a reminder tells: the same for everything, nothing of anybody else, and how to stop it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from accounts.models import User
from checkins.actions.promise import mark_kept
from checkins.enums.reminder import ReminderKind
from checkins.models import Reminder, ReminderWish, RepairConversation
from checkins.queries.reminder import open_occasions, reminders_page, token_hash
from tests.accounts.acting import act, seen_by
from tests.checkins.every_page import OURS, Pages, differing, everything, nothing
from tests.checkins.reminded import DAY, FRIDAY, mails_at, plain, stop_of
from tests.checkins.test_noninterference import STORIES
from tests.conftest import Pair, TestClock
from tests.factories import talks
from tests.factories.months import whole_month
from tests.factories.people import NOW
from tests.factories.reminders import wants
from tests.factories.together import promise
from tests.factories.weeks import answer, keep_all


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
