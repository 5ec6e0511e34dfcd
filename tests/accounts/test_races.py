"""Two people act at the same instant, on a real PostgreSQL: exactly one effect (V12).

Beside each stands a control: the same thing without the lock, driven through the same instant,
goes wrong. Were the control to pass, the test above it would prove nothing.
"""

import threading
import uuid
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connections, transaction

from accounts.access import bond_of
from accounts.actions.couple import confirm_pairing, leave
from accounts.actions.invitation import make_code, redeem_code
from accounts.models import User, functions
from accounts.queries.couple import has_unseen_end
from tests.accounts.acting import (
    act,
    are_connected,
    as_policy,
    at_once,
    exchange,
    pairing_of,
    say_yes,
    seen_by,
)
from tests.conftest import Pair
from tests.factories.people import NOW, connect, make_user

ROUNDS = 5

pytestmark = pytest.mark.usefixtures("transactional_db")


def read_then_write(*people: tuple[str, str, list[Any]]) -> list[tuple[Any, Any]]:
    """The naive way, as the role that functions run as: everybody has read before anybody writes.

    Each is (read, write, arguments); gives each one's (what was read, rows written).
    """
    both_have_read = threading.Barrier(len(people))

    def run(read: str, write: str, arguments: list[Any]) -> tuple[Any, Any]:
        with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
            cursor.execute("set local role app_policy")
            cursor.execute(read, arguments)
            (found,) = cursor.fetchone()
            both_have_read.wait(timeout=10)
            cursor.execute(write, arguments)
            return found, cursor.rowcount

    return at_once(*(lambda person=person: run(*person) for person in people))


# One use per code


def test_code_redeemed_by_two_at_once_connects_one_of_them() -> None:
    for _round in range(ROUNDS):
        alice, bob, carol = make_user("Alice"), make_user("Bob"), make_user("Carol")
        code = act(alice, make_code).text
        results = at_once(
            partial(act, bob, redeem_code, typed=code, network=f"{bob.pk}"),
            partial(act, carol, redeem_code, typed=code, network=f"{carol.pk}"),
        )
        assert sorted(results) == [False, True]
        claimed = [person for person in (bob, carol) if pairing_of(person)]
        pairing = pairing_of(alice)
        assert pairing is not None
        assert [person.pk for person in claimed] == [pairing.other_id]


def test_control_code_read_before_it_is_claimed_is_claimed_twice() -> None:
    alice, bob, carol = make_user("Alice"), make_user("Bob"), make_user("Carol")
    act(alice, make_code)
    read = "select claimer_id is null from accounts_invitation where inviter_id = %s"
    write = (
        "update accounts_invitation set confirm_by = now(), claimer_id = '{}' where inviter_id = %s"
    )
    results = read_then_write(
        *((read, write.format(person.pk), [alice.pk]) for person in (bob, carol))
    )
    assert results == [(True, 1), (True, 1)]


# Two yes make one couple


def test_both_say_yes_at_once_and_are_connected_once() -> None:
    for _round in range(ROUNDS):
        alice, bob = make_user("Alice"), make_user("Bob")
        exchange(alice, bob)
        results = at_once(partial(say_yes, alice), partial(say_yes, bob))
        assert sorted(results) == [False, True]
        assert are_connected(alice, bob)


def test_control_two_yes_without_the_lock_connect_nobody() -> None:
    alice, bob = make_user("Alice"), make_user("Bob")
    exchange(alice, bob)
    pairing = pairing_of(alice)
    assert pairing is not None
    read = "select {} from accounts_invitation where id = %s"
    write = "update accounts_invitation set {} = true where id = %s"
    results = read_then_write(
        (read.format("claimer_yes"), write.format("inviter_yes"), [pairing.id]),
        (read.format("inviter_yes"), write.format("claimer_yes"), [pairing.id]),
    )
    # Each wrote a yes and saw none of the other's: both wait for ever.
    assert results == [(False, 1), (False, 1)]
    assert not are_connected(alice, bob)


def test_double_click_on_yes_is_one_yes() -> None:
    for _round in range(ROUNDS):
        alice, bob = make_user("Alice"), make_user("Bob")
        exchange(alice, bob)
        say_yes(alice)
        pairing = pairing_of(bob)
        assert pairing is not None

        def click(person: User = bob, pairing_id: uuid.UUID = pairing.id) -> Any:
            return act(person, confirm_pairing, pairing_id=pairing_id, consents=[])

        results = at_once(click, click)
        assert [result for result in results if result is True] == [True]
        assert are_connected(alice, bob)


def test_person_with_two_pairings_is_connected_with_one_of_them() -> None:
    """No page leads there; two codes typed in the same instant might."""
    for _round in range(ROUNDS):
        alice, bob, carol = make_user("Alice"), make_user("Bob"), make_user("Carol")
        for other in (bob, carol):
            _plant_pairing(alice, other)
        results = at_once(partial(say_yes, bob), partial(say_yes, carol))
        assert sorted(results) == [False, True]
        assert are_connected(alice, bob) != are_connected(alice, carol)


def test_second_pairing_is_over_once_the_first_has_connected() -> None:
    alice, bob, carol = make_user("Alice"), make_user("Bob"), make_user("Carol")
    for other in (bob, carol):
        _plant_pairing(alice, other)
    assert say_yes(bob)
    act(alice, leave, keeps_door_closed=False)
    # Alice said yes to Carol once, before; Carol's yes must not connect them now.
    assert pairing_of(alice) is None
    assert not say_yes(carol)
    assert not are_connected(alice, carol)


def _plant_pairing(inviter: User, claimer: User) -> None:
    with as_policy() as cursor:
        cursor.execute(
            "insert into accounts_invitation (id, inviter_id, public_id, secret_hash, expires_at,"
            " tries_left, revoked, claimer_id, confirm_by, inviter_yes, claimer_yes,"
            " inviter_dropped, claimer_dropped, connected, inviter_time_zone)"
            " values (gen_random_uuid(), %s, %s, '-', %s, 5, false, %s, %s, true, false,"
            " false, false, false, 'UTC')",
            [
                inviter.pk,
                uuid.uuid4().hex[:4],
                NOW + timedelta(days=1),
                claimer.pk,
                NOW + timedelta(days=7),
            ],
        )


# Leaving


def test_both_leave_at_once_and_it_ends_once_with_both_doors_closed() -> None:
    for _round in range(ROUNDS):
        pair = Pair(make_user("Alice"), make_user("Bob"))
        connect(*pair)
        results = at_once(
            *(lambda person=person: act(person, leave, keeps_door_closed=True) for person in pair)
        )
        assert sorted(results) == [False, True]
        for person in pair:
            assert seen_by(person, bond_of, person) is None
            assert len(seen_by(person, functions.my_blocks)) == 1
            # Whoever left needs no notice that it is over.
            assert not seen_by(person, has_unseen_end, person)


def test_control_both_leave_without_the_lock_and_both_are_told_that_the_other_did() -> None:
    pair = Pair(make_user("Alice"), make_user("Bob"))
    couple = connect(*pair)
    read = "select count(*) = 2 from accounts_membership where couple_id = %s and left_on is null"
    write = (
        "update accounts_membership set left_on = '2026-03-04', end_unseen = true"
        " where couple_id = %s and user_id <> '{}'"
    )
    results = read_then_write(*((read, write.format(person.pk), [couple]) for person in pair))
    assert results == [(True, 1), (True, 1)]
    assert all(seen_by(person, has_unseen_end, person) for person in pair)


def test_leaving_and_a_fresh_code_at_once_leave_no_half_connection() -> None:
    for _round in range(ROUNDS):
        pair = Pair(make_user("Alice"), make_user("Bob"))
        carol = make_user("Carol")
        connect(*pair)
        code = act(carol, make_code).text
        left, redeemed = at_once(
            partial(act, pair.one, leave, keeps_door_closed=True),
            partial(act, pair.other, redeem_code, typed=code, network=str(pair.other.pk)),
        )
        assert left is True
        assert redeemed in {True, False}
        assert (pairing_of(pair.other) is not None) is redeemed
        assert seen_by(pair.other, bond_of, pair.other) is None
