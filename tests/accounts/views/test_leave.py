"""Leaving: at once, for both, with nothing carried along."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.access import bond_of, has_consent, is_paused, partner_of
from accounts.actions.couple import leave, pause
from accounts.endings import on_leave
from accounts.enums import Purpose
from accounts.logic.consent import SHARING
from accounts.models import User, functions
from tests.accounts.acting import (
    act,
    actions_of,
    are_connected,
    body_of,
    consents_of,
    exchange,
    say_yes,
    seen_by,
)
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW

SignIn = Callable[[User], Client]
CONFIRM = reverse("accounts:confirm")
CONNECTION = reverse("accounts:connection")


def test_leaving_is_at_once_and_the_other_reads_one_sentence_until_it_is_put_away(
    sign_in: SignIn, couple: Pair, mailoutbox: list[Any]
) -> None:
    mine, theirs = sign_in(couple.one), sign_in(couple.other)
    assert "Alice" in body_of(theirs, CONNECTION)
    page = body_of(mine, reverse("accounts:leave"))
    assert re.search(r'name="keeps_door_closed"[^>]*checked', page)
    left = mine.post(reverse("accounts:leave"), {"keeps_door_closed": "on"})
    assert left["Location"] == CONNECTION
    for person in couple:
        assert seen_by(person, bond_of, person) is None
    body = body_of(theirs, CONNECTION)
    assert "You are no longer connected" in body
    assert "Alice" not in body
    assert "You are no longer connected" in body_of(theirs, CONNECTION)
    theirs.post(reverse("accounts:ended"))
    assert "You are no longer connected" not in body_of(theirs, CONNECTION)
    own = body_of(mine, CONNECTION)
    assert "I have read this" not in own
    assert "Bob" in own  # behind the closed door
    assert mailoutbox == []


def test_leaving_ends_no_session(sign_in: SignIn, couple: Pair) -> None:
    mine, theirs = sign_in(couple.one), sign_in(couple.other)
    mine.post(reverse("accounts:leave"), {"keeps_door_closed": "on"})
    assert mine.get(CONNECTION).status_code == 200
    assert theirs.get(CONNECTION).status_code == 200


def test_leaving_runs_its_endings_as_the_leaver_while_still_a_member(couple: Pair) -> None:
    ended: list[tuple[User, User | None]] = []
    with on_leave.with_another(lambda *, by, **_: ended.append((by, partner_of(by)))):
        assert act(couple.one, leave, keeps_door_closed=True)
    assert ended == [(couple.one, couple.other)]


def test_leaving_is_taken_back_whole_where_an_ending_fails(couple: Pair) -> None:
    def fail(**_arguments: object) -> None:
        raise RuntimeError

    with on_leave.with_another(fail), pytest.raises(RuntimeError):
        act(couple.one, leave, keeps_door_closed=True)
    assert are_connected(*couple)
    assert seen_by(couple.one, has_consent, couple.one, Purpose.WEEKLY_SHARING)


def test_leaving_ends_ones_own_consents_wishes_and_codes_and_shows_in_ones_own_record_only(
    couple: Pair,
) -> None:
    act(couple.one, pause)
    act(couple.one, leave, keeps_door_closed=True)
    assert consents_of(couple.one) == dict.fromkeys(SHARING, False)
    assert not seen_by(couple.one, is_paused, couple.one)
    assert actions_of(couple.one) == ["connection.left"]
    assert actions_of(couple.other) == []


def test_former_partner_brings_neither_consent_nor_pause_into_the_next_connection(
    couple: Pair, carol: User
) -> None:
    act(couple.other, pause)
    act(couple.one, leave, keeps_door_closed=True)
    exchange(couple.other, carol)
    say_yes(couple.other, Purpose.HURTS_SHARING)
    say_yes(carol)
    assert consents_of(couple.other)[Purpose.WEEKLY_SHARING] is False
    assert not seen_by(couple.other, has_consent, couple.other, Purpose.WEEKLY_SHARING)
    assert seen_by(couple.other, has_consent, couple.other, Purpose.HURTS_SHARING)
    assert not seen_by(couple.other, is_paused, couple.other)


def test_unticked_door_lets_both_connect_again(couple: Pair) -> None:
    act(couple.one, leave, keeps_door_closed=False)
    exchange(couple.other, couple.one)
    say_yes(couple.one)
    assert say_yes(couple.other)
    assert are_connected(*couple)


def test_door_opens_again_for_whoever_closed_it_and_for_nobody_else(
    sign_in: SignIn, couple: Pair
) -> None:
    act(couple.one, leave, keeps_door_closed=True)
    (block,) = seen_by(couple.one, functions.my_blocks)
    assert seen_by(couple.other, functions.my_blocks) == []
    address = reverse("accounts:door", args=[block.id])
    foreign = sign_in(couple.other).post(address)
    missing = sign_in(couple.other).post(
        reverse("accounts:door", args=["00000000-0000-4000-8000-000000000000"])
    )
    assert (foreign.status_code, foreign.content) == (missing.status_code, missing.content)
    assert foreign.status_code == 404
    assert sign_in(couple.one).post(address)["Location"] == CONNECTION
    assert seen_by(couple.one, functions.my_blocks) == []
    exchange(couple.other, couple.one)


def test_whoever_leaves_second_still_closes_the_door(sign_in: SignIn, couple: Pair) -> None:
    client = sign_in(couple.other)
    client.get(reverse("accounts:leave"))
    act(couple.one, leave, keeps_door_closed=False)
    client.post(reverse("accounts:leave"), {"keeps_door_closed": "on"})
    assert [block.display_name for block in seen_by(couple.other, functions.my_blocks)] == ["Alice"]
    assert "I have read this" not in body_of(client, CONNECTION)


def test_leaving_needs_nothing_of_the_other_and_no_password(
    sign_in: SignIn, couple: Pair, clock: TestClock
) -> None:
    client = sign_in(couple.one)
    clock.move_to(NOW + timedelta(minutes=10))
    assert client.get(reverse("accounts:leave")).status_code == 200
    client.post(reverse("accounts:leave"))
    assert seen_by(couple.one, bond_of, couple.one) is None


def test_person_without_a_connection_is_sent_on_kindly(sign_in: SignIn, sam: User) -> None:
    client = sign_in(sam)
    for name in ("accounts:leave", "accounts:rhythm"):
        assert client.get(reverse(name))["Location"] == CONNECTION
    for name in ("accounts:pause", "accounts:numbers"):
        assert client.post(reverse(name), {"answer": "yes"})["Location"] == CONNECTION
    assert client.get(CONFIRM)["Location"] == reverse("accounts:connect")
    assert "You are here for yourself" in body_of(client, CONNECTION)


def test_record_is_behind_the_password(sign_in: SignIn, couple: Pair, clock: TestClock) -> None:
    client = sign_in(couple.one)
    assert "Share what I release each week" in body_of(client, reverse("accounts:record"))
    clock.move_to(NOW + timedelta(minutes=6))
    assert client.get(reverse("accounts:record")).status_code == 302
