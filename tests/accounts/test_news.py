"""Whoever signs in reads of the sign-in before, and of a way to sign in that was added (SR-19)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.actions.user import record_security
from accounts.actor import acting_as
from accounts.enums import AuditAction
from accounts.models import AuditEvent, User
from tests.accounts.acting import actions_of, seen_by
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW, PASSWORD

SEEN = reverse("accounts:news_seen")
PAGES = [reverse(name) for name in ("checkins:today", "accounts:more", "accounts:security")]
BEFORE = "Last sign-in before this one"
PHONE = "Mozilla/5.0 (Linux; Android 15) Mobile"


def log_in(person: User, agent: str = "Firefox") -> Client:
    client = Client(headers={"user-agent": agent})
    posted = {"login": person.email, "password": PASSWORD}
    assert client.post(reverse("account_login"), posted).status_code == 302
    return client


def text(client: Client, address: str = PAGES[0]) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_sign_in_is_told_at_the_next_one_with_day_and_kind_of_device(
    sam: User, clock: TestClock, address: str
) -> None:
    assert BEFORE not in text(log_in(sam, PHONE), address)
    clock.move_to(NOW + timedelta(days=1))
    page = text(log_in(sam), address)
    assert f"{BEFORE}: 4 March 2026, Phone or tablet." in page
    assert "Android" not in page
    assert mail.outbox == []


def test_note_put_away_does_not_come_back_but_what_came_later_does(
    sam: User, clock: TestClock
) -> None:
    log_in(sam, PHONE)
    clock.move_to(NOW + timedelta(days=1))
    mine = log_in(sam)
    # Somebody signs in meanwhile; putting the older note away must not hide that.
    clock.move_to(NOW + timedelta(days=1, minutes=1))
    log_in(sam, PHONE)
    assert mine.post(SEEN)["Location"] == PAGES[0]
    assert BEFORE not in text(mine)
    clock.move_to(NOW + timedelta(days=2))
    assert f"{BEFORE}: 5 March 2026, Phone or tablet." in text(log_in(sam))


def test_added_way_to_sign_in_is_told_until_it_is_put_away(sam: User, clock: TestClock) -> None:
    words = "A way to sign in was added on 4 March 2026."
    with acting_as(sam.pk, now=NOW):
        record_security(by=sam, action=AuditAction.FACTOR_ADDED, now=NOW)
    clock.move_to(NOW + timedelta(days=1))
    assert words in text(log_in(sam))
    clock.move_to(NOW + timedelta(days=2))
    client = log_in(sam)
    assert words in text(client)
    client.post(SEEN)
    clock.move_to(NOW + timedelta(days=3))
    assert words not in text(log_in(sam))


def test_sign_in_stands_in_the_record_with_the_kind_of_device_alone(sam: User) -> None:
    log_in(sam, PHONE)
    (row,) = seen_by(sam, lambda: list(AuditEvent.objects.all()))
    assert (row.action, row.result) == (AuditAction.SIGNED_IN, "phone")


def test_partner_reads_nothing_of_it(couple: Pair, clock: TestClock) -> None:
    log_in(couple.one, PHONE)
    client = log_in(couple.other)
    clock.move_to(NOW + timedelta(days=1))
    log_in(couple.one)
    assert all(BEFORE not in text(client, address) for address in PAGES)
    assert AuditAction.SIGNED_IN in actions_of(couple.one)
    assert seen_by(couple.other, AuditEvent.objects.filter(subject_id=couple.one.pk).count) == 0


def test_nothing_to_put_away_is_put_away(sam: User) -> None:
    assert log_in(sam).post(SEEN).status_code == 302
    sam.refresh_from_db()
    assert sam.news_seen_until is None
