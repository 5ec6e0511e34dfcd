"""How long things are kept: chosen behind the password, for oneself, and nobody is told."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions.user import seal_private
from accounts.enums import AuditAction, Kept, KeptFor
from accounts.logic.retention import STANDARD
from accounts.models import Retention, User
from accounts.queries.retention import horizon_of, kept_by
from tests.accounts.acting import act, actions_of, body_of, seen_by
from tests.conftest import Pair, TestClock
from tests.conventions.visits import masked
from tests.factories.people import NOW

KEPT = reverse("accounts:kept")
PAGES = [
    reverse(f"accounts:{name}") for name in ("connection", "more", "data", "record", "consents")
] + [reverse("checkins:today"), reverse("checkins:us")]


def choose(client: Client, check_ins: object, inward: object) -> int:
    return client.post(KEPT, {"check_ins": check_ins, "inward": inward}).status_code


def ticked(body: str) -> list[str]:
    boxes = [box for box in re.findall(r"<input[^>]*>", body) if "checked" in box]
    return [value for box in boxes for value in re.findall(r'value="(\d+)"', box)]


def test_page_says_what_stands_and_which_days_go(sign_in, sam: User, clock: TestClock) -> None:
    clock.move_to(datetime(2026, 11, 25, 12, tzinfo=UTC))
    body = body_of(sign_in(sam), KEPT)
    assert ticked(body) == ["24", "12"]
    assert "24 months: older than 25 November 2024 goes tonight" in body
    assert "Always: nothing goes by itself" in body


def test_choice_is_kept_and_the_record_says_that_there_was_one(sign_in, sam: User) -> None:
    client = sign_in(sam)
    assert choose(client, 6, 0) == 302
    assert choose(client, 6, 0) == 302
    chosen = seen_by(sam, kept_by, sam)
    assert chosen == {Kept.CHECK_INS: KeptFor.HALF_A_YEAR, Kept.INWARD: KeptFor.ALWAYS}
    assert ticked(body_of(client, KEPT)) == ["6", "0"]
    assert actions_of(sam) == [AuditAction.KEEPING_CHANGED]


@pytest.mark.parametrize("bad", ["", "7", "-6", "none", "6.0", "9" * 40])
def test_other_times_are_refused_and_nothing_changes(sign_in, sam: User, bad: str) -> None:
    client = sign_in(sam)
    response = client.post(KEPT, {"check_ins": bad, "inward": "60"})
    assert response.status_code == 422
    assert "Please pick one of these." in response.content.decode()
    assert "60" in ticked(response.content.decode())
    assert seen_by(sam, kept_by, sam) == STANDARD


def test_page_asks_for_the_password_after_five_idle_minutes(
    sign_in, sam: User, clock: TestClock
) -> None:
    client = sign_in(sam)
    clock.move_to(NOW + timedelta(minutes=5))
    for response in (client.get(KEPT), client.post(KEPT, {"check_ins": "6", "inward": "6"})):
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert seen_by(sam, kept_by, sam) == STANDARD


def test_whoever_came_in_by_the_mailbox_shortens_nothing(sign_in, sam: User) -> None:
    act(sam, seal_private)
    assert choose(sign_in(sam), 6, 6) == 403
    assert seen_by(sam, kept_by, sam) == STANDARD


def test_nobody_else_reads_or_changes_it_nor_notices(sign_in, couple: Pair) -> None:
    mira, jon = couple
    theirs = sign_in(jon)
    before = [masked(theirs.get(page)) for page in PAGES]
    assert choose(sign_in(mira), 6, 60) == 302
    assert [masked(theirs.get(page)) for page in PAGES] == before
    assert seen_by(mira, Retention.objects.count) == 1
    assert seen_by(jon, Retention.objects.count) == 0
    assert seen_by(jon, lambda: Retention.objects.update(inward=6)) == 0
    assert seen_by(jon, lambda: Retention.objects.all().delete())[0] == 0
    assert seen_by(jon, kept_by, mira) == STANDARD


@pytest.mark.parametrize(
    ("instant", "oldest"),
    [
        # Berlin's clocks go forward: the night before, the day of 23 hours, and its own night.
        ("2026-03-29T10:59:00+00:00", "2025-09-28"),
        ("2026-03-29T11:00:00+00:00", "2025-09-29"),
        ("2026-03-29T13:00:00+00:00", "2025-09-29"),
        ("2026-03-30T09:59:00+00:00", "2025-09-29"),
        ("2026-03-30T10:00:00+00:00", "2025-09-30"),
        # Back: the same around the day of 25.
        ("2026-10-25T09:59:00+00:00", "2026-04-24"),
        ("2026-10-25T10:00:00+00:00", "2026-04-25"),
        ("2026-10-25T12:30:00+00:00", "2026-04-25"),
        ("2026-10-25T13:30:00+00:00", "2026-04-25"),
        ("2026-10-26T10:59:00+00:00", "2026-04-25"),
        ("2026-10-26T11:00:00+00:00", "2026-04-26"),
    ],
)
def test_days_follow_the_calendar_through_both_changes_of_clocks(
    sign_in, sam: User, instant: str, oldest: str
) -> None:
    choose(sign_in(sam), 6, 0)
    horizon = seen_by(sam, horizon_of, sam, datetime.fromisoformat(instant))
    assert str(horizon[Kept.CHECK_INS]) == oldest
    assert horizon[Kept.INWARD] is None
