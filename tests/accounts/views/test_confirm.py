"""Confirming alone: what each sees, and that a silent no cannot be told from waiting."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.access import couple_of, partner_of
from accounts.actions.couple import drop_pairing, leave
from accounts.enums import Purpose
from accounts.models import AuditEvent, Consent, User
from accounts.queries.consent import WORDINGS
from tests.accounts.acting import (
    act,
    actions_of,
    are_connected,
    body_of,
    consents_of,
    exchange,
    pairing_of,
    say_yes,
    seen_by,
)
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW

SignIn = Callable[[User], Client]
CONFIRM = reverse("accounts:confirm")
CONNECTION = reverse("accounts:connection")
SHARING = (Purpose.WEEKLY_SHARING, Purpose.HURTS_SHARING)


@pytest.fixture
def exchanged(alice: User, bob: User) -> Pair:
    exchange(alice, bob)
    return Pair(alice, bob)


def yes(client: Client, person: User, *ticked: Purpose) -> str:
    pairing = pairing_of(person)
    assert pairing is not None
    posted = {"pairing": pairing.id} | dict.fromkeys(ticked, "on")
    return client.post(CONFIRM, posted)["Location"]


def test_each_sees_the_name_and_pronouns_of_the_other_and_nothing_is_ticked(
    sign_in: SignIn, alice: User, bob: User
) -> None:
    User.objects.filter(pk=bob.pk).update(pronouns="they/them")
    exchange(alice, bob)
    body = body_of(sign_in(alice), CONFIRM)
    assert "Connect with Bob?" in body
    assert "they/them" in body
    assert bob.email not in body
    assert body.count('type="checkbox"') == 2
    assert "checked" not in body


def test_second_yes_makes_the_couple_and_records_the_ticked_consents_alone(
    sign_in: SignIn, exchanged: Pair
) -> None:
    alice, bob = exchanged
    assert yes(sign_in(alice), alice, Purpose.WEEKLY_SHARING) == CONFIRM
    assert not are_connected(alice, bob)
    assert yes(sign_in(bob), bob) == CONNECTION
    assert are_connected(alice, bob)
    assert seen_by(alice, partner_of, alice) == bob
    assert consents_of(alice) == {Purpose.WEEKLY_SHARING: True}
    assert consents_of(bob) == {}
    couple = seen_by(alice, couple_of, alice)
    kept = seen_by(alice, Consent.objects.get)
    assert kept.couple_id == couple.pk
    assert kept.text_hash == WORDINGS[Purpose.WEEKLY_SHARING].text_hash


def test_couple_begins_with_the_default_rhythm_in_the_zone_of_whoever_made_the_code(
    sign_in: SignIn, carol: User, bob: User, settings: Any
) -> None:
    settings.FIRST_OPENING_NOTICE = timedelta(hours=24)
    exchange(carol, bob)
    yes(sign_in(carol), carol)
    yes(sign_in(bob), bob)
    couple = seen_by(bob, couple_of, bob)
    assert (couple.every_weeks, couple.weekday, couple.time_zone) == (1, 6, "America/New_York")
    # Sunday 8 March 2026, 19:00 in New York, where the clocks changed that morning.
    assert couple.first_moment_at.isoformat() == "2026-03-08T23:00:00+00:00"


def test_connection_is_recorded_for_both_without_who_came_second(
    exchanged: Pair,
) -> None:
    alice, bob = exchanged
    say_yes(alice)
    say_yes(bob)
    for person in exchanged:
        assert actions_of(person) == ["connection.confirmed", "connection.made"]
        made = seen_by(person, lambda: AuditEvent.objects.get(action="connection.made"))
        assert made.actor_id is None


def test_waiting_looks_the_same_whatever_the_other_did(sign_in: SignIn, exchanged: Pair) -> None:
    alice, bob = exchanged
    say_yes(alice)
    client = sign_in(alice)
    waiting = body_of(client, CONFIRM)
    assert "You are connected once Bob has confirmed, too." in waiting
    sign_in(bob).get(CONFIRM)
    assert body_of(client, CONFIRM) == waiting
    pairing = pairing_of(bob)
    assert pairing is not None
    dropped = sign_in(bob).post(reverse("accounts:confirm_drop"), {"pairing": pairing.id})
    assert dropped.status_code == 302
    assert pairing_of(bob) is None
    assert body_of(client, CONFIRM) == waiting
    assert actions_of(alice) == ["connection.confirmed"]


def test_page_before_the_own_yes_looks_the_same_whatever_the_other_did(
    sign_in: SignIn, exchanged: Pair
) -> None:
    alice, bob = exchanged
    client = sign_in(alice)
    nothing = body_of(client, CONFIRM)
    say_yes(bob, Purpose.WEEKLY_SHARING)
    assert body_of(client, CONFIRM) == nothing
    pairing = pairing_of(bob)
    assert pairing is not None
    act(bob, drop_pairing, pairing_id=pairing.id)
    assert body_of(client, CONFIRM) == nothing
    assert yes(client, alice) == CONFIRM


def test_pairing_is_gone_after_seven_days_for_both(
    sign_in: SignIn, exchanged: Pair, clock: TestClock
) -> None:
    alice, bob = exchanged
    say_yes(alice)
    pairing = pairing_of(bob)
    assert pairing is not None
    clock.move_to(NOW + timedelta(days=7))
    for person in exchanged:
        assert sign_in(person).get(CONFIRM)["Location"] == reverse("accounts:connect")
        late = sign_in(person).post(CONFIRM, {"pairing": pairing.id})
        assert late["Location"] == reverse("accounts:connect")
    assert not are_connected(alice, bob, now=clock.now)


def test_yes_goes_to_whom_the_person_saw_and_to_nobody_else(
    sign_in: SignIn, exchanged: Pair, carol: User
) -> None:
    alice, bob = exchanged
    of_bob = pairing_of(alice)
    assert of_bob is not None
    pairing = pairing_of(bob)
    assert pairing is not None
    act(alice, drop_pairing, pairing_id=of_bob.id)
    exchange(alice, carol)
    say_yes(carol)
    answered = sign_in(alice).post(CONFIRM, {"pairing": of_bob.id})
    assert answered["Location"] == reverse("accounts:connect")
    assert not are_connected(alice, carol)


def test_yes_twice_is_a_yes_once(sign_in: SignIn, exchanged: Pair) -> None:
    alice = exchanged.one
    client = sign_in(alice)
    yes(client, alice, Purpose.WEEKLY_SHARING)
    yes(client, alice, Purpose.HURTS_SHARING)
    assert consents_of(alice) == {Purpose.WEEKLY_SHARING: True}
    assert actions_of(alice) == ["connection.confirmed", "weekly_sharing.given"]


def test_taking_the_yes_back_ends_its_consents(sign_in: SignIn, exchanged: Pair) -> None:
    alice, bob = exchanged
    say_yes(alice, *SHARING)
    pairing = pairing_of(alice)
    assert pairing is not None
    sign_in(alice).post(reverse("accounts:confirm_drop"), {"pairing": pairing.id})
    assert consents_of(alice) == dict.fromkeys(SHARING, False)
    assert not say_yes(bob)
    assert not are_connected(alice, bob)


def test_old_yes_does_not_connect_after_another_connection(
    alice: User, bob: User, carol: User
) -> None:
    exchange(alice, bob)
    say_yes(alice)
    exchange(carol, alice)
    say_yes(alice)
    assert say_yes(carol)
    act(alice, leave, keeps_door_closed=False)
    assert not say_yes(bob)
    assert not are_connected(alice, bob)
