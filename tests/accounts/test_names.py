"""A former partner, or somebody one dropped, reads no name that was taken later (V5)."""

from typing import Any

import pytest

from accounts.actions.couple import drop_pairing, leave
from accounts.actions.user import save_profile
from accounts.models import User, functions
from tests.accounts.acting import act, body_of, exchange, pairing_of, seen_by
from tests.conftest import Pair

LATER: dict[str, Any] = {
    "display_name": "Newname",
    "pronouns": "they/them",
    "time_zone": "America/New_York",
    "language": "en",
}


def rename(person: User, **but: Any) -> None:
    act(person, save_profile, **(LATER | but))


def test_closed_door_shows_the_name_that_stood_when_it_ended(couple: Pair, sign_in) -> None:
    mira, jon = couple
    rename(mira, display_name="Mira")
    act(jon, leave, keeps_door_closed=True)
    rename(mira)
    body = body_of(sign_in(jon), "/connection/")
    assert "Mira" in body
    assert "Newname" not in body


@pytest.mark.parametrize("is_renamed_first", [True, False])
def test_door_closed_after_she_left_shows_the_name_they_met_under(
    alice: User, bob: User, sign_in, *, is_renamed_first: bool
) -> None:
    exchange(alice, bob)
    for person in (alice, bob):
        pairing = pairing_of(person)
        assert pairing is not None
        sign_in(person).post("/connect/confirm/", {"pairing": pairing.id})
    act(alice, leave, keeps_door_closed=True)
    if is_renamed_first:
        rename(alice)
    client = sign_in(bob)
    client.post("/connection/leave/", {"keeps_door_closed": "on"})
    rename(alice)
    (door,) = seen_by(bob, functions.my_blocks)
    assert door.display_name == "Alice"
    assert "Newname" not in body_of(client, "/connection/")


@pytest.mark.parametrize("is_inviter", [True, False])
def test_pairing_shows_the_two_as_they_were_when_the_code_was_typed(
    alice: User, bob: User, sign_in, *, is_inviter: bool
) -> None:
    exchange(*((alice, bob) if is_inviter else (bob, alice)))
    pairing = pairing_of(alice)
    assert pairing is not None
    client = sign_in(bob)
    before = body_of(client, "/connect/confirm/")
    assert "Alice" in before
    act(alice, drop_pairing, pairing_id=pairing.id)
    rename(alice)
    assert body_of(client, "/connect/confirm/") == before
