"""While a reset by mail has sealed an account, nobody speaks or agrees in its person's name; every
way of taking back and getting out stays open (AB3).
"""

import re
import uuid
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.access import couple_of, has_consent, is_paused
from accounts.actions.consent import withdraw_sharing
from accounts.actions.couple import leave, pause, propose_rhythm, set_numbers
from accounts.actions.user import seal_private
from accounts.enums import Purpose
from accounts.logic.rhythm import Rhythm
from accounts.models import NumbersWish, RhythmProposal, User, functions
from accounts.queries.couple import default_rhythm
from tests.accounts.acting import CONNECT, act, exchange, made_by, pairing_of, seen_by
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW

CONNECTION = reverse("accounts:connection")
CLOSED = "Closed for now"
RHYTHM = Rhythm(2, 4, default_rhythm("UTC").at, "Europe/Paris")


def sealed(person: User) -> User:
    act(person, seal_private)
    return person


def is_shut(client: Client, address: str, data: Mapping[str, object] | None = None) -> bool:
    response = client.post(address, data or {})
    return response.status_code == 403 and CLOSED in response.content.decode()


def test_sealed_door_stays_closed_until_the_seal_ends(
    sign_in, couple: Pair, clock: TestClock
) -> None:
    mira, _ = couple
    act(mira, leave, keeps_door_closed=True)
    client = sign_in(sealed(mira))
    found = re.search(
        r'action="(/connection/doors/[^"]+)"', client.get(CONNECTION).content.decode()
    )
    assert found
    assert is_shut(client, found[1])
    assert len(seen_by(mira, functions.my_blocks)) == 1
    clock.move_to(NOW + timedelta(hours=72))
    assert sign_in(mira).post(found[1]).status_code == 302
    assert seen_by(mira, functions.my_blocks) == []


def test_sealed_person_is_connected_with_nobody(sign_in, alice: User, bob: User, sam: User) -> None:
    code = made_by(bob)
    client = sign_in(sealed(alice))
    assert is_shut(client, reverse("accounts:code"))
    assert is_shut(client, str(CONNECT), {"code": code.text})
    assert pairing_of(alice) is None
    exchange(sam, alice)
    pairing = pairing_of(alice)
    assert pairing is not None
    confirm = reverse("accounts:confirm")
    assert client.get(confirm).status_code == 200
    assert is_shut(client, confirm, {"pairing": pairing.id, "weekly_sharing": "on"})
    assert not seen_by(alice, has_consent, alice, Purpose.WEEKLY_SHARING)
    # What was begun can still be dropped.
    client.post(reverse("accounts:confirm_drop"), {"pairing": pairing.id})
    assert pairing_of(alice) is None


def test_sealed_person_agrees_to_nothing(sign_in, couple: Pair) -> None:
    mira, jon = couple
    act(mira, withdraw_sharing, purpose=Purpose.WEEKLY_SHARING)
    act(mira, pause)
    act(jon, propose_rhythm, rhythm=RHYTHM)
    (proposal,) = seen_by(jon, lambda: list(RhythmProposal.objects.all()))
    client = sign_in(sealed(mira))
    yes = {"answer": "yes"}
    assert is_shut(client, reverse("accounts:consent", args=["weekly_sharing"]), yes)
    assert is_shut(client, reverse("accounts:rhythm_answer", args=[proposal.pk]), yes)
    assert is_shut(client, reverse("accounts:rhythm"), {"every_weeks": "2"})
    assert is_shut(client, reverse("accounts:numbers"), yes)
    assert is_shut(client, reverse("accounts:pause"), {"answer": "no"})
    assert not seen_by(mira, has_consent, mira, Purpose.WEEKLY_SHARING)
    assert seen_by(mira, couple_of, mira).every_weeks == 1
    assert seen_by(mira, is_paused, mira)


def test_sealed_person_takes_back_pauses_and_leaves(sign_in, couple: Pair) -> None:
    mira, _ = couple
    act(mira, set_numbers, wants=True)
    client = sign_in(sealed(mira))
    client.post(reverse("accounts:consent", args=["weekly_sharing"]), {"answer": "no"})
    client.post(reverse("accounts:numbers"), {"answer": "no"})
    client.post(reverse("accounts:pause"), {"answer": "yes"})
    assert not seen_by(mira, has_consent, mira, Purpose.WEEKLY_SHARING)
    assert not seen_by(mira, NumbersWish.objects.exists)
    assert seen_by(mira, is_paused, mira)
    client.post(reverse("accounts:leave"), {"keeps_door_closed": "on"})
    assert seen_by(mira, couple_of, mira) is None


@pytest.mark.parametrize("name", ["accounts:support", "accounts:exit", "accounts:connection"])
def test_sealed_person_finds_every_way_out(sign_in, sam: User, name: str) -> None:
    assert sign_in(sealed(sam)).get(reverse(name)).status_code in {200, 302}


def test_unknown_door_of_a_sealed_person_looks_like_a_known_one(sign_in, sam: User) -> None:
    assert is_shut(sign_in(sealed(sam)), reverse("accounts:door", args=[uuid.uuid4()]))


def test_seal_names_its_end_by_the_clock_of_its_person(sign_in, alice: User) -> None:
    alice.private_sealed_until = NOW + timedelta(hours=70)
    alice.save(update_fields=["private_sealed_until"])
    page = sign_in(alice).post(reverse("accounts:connect")).content.decode()
    # 10:00 UTC is 11:00 in Berlin.
    assert "7 March, 11:00" in page
