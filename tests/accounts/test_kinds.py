"""Each kind of account has its own addresses, and every address is somebody's (product.md 1.5)."""

import pytest
from django.urls import reverse

from accounts.enums import AccountKind
from accounts.gate import (
    ALWAYS,
    ELSEWHERE,
    ENTRANCES,
    OWN_ACCOUNT,
    PRACTICE,
    SHUT_WHILE_SEALED,
    may_reach,
)
from accounts.http import HOMES
from accounts.models import User
from tests.conventions.addresses import all_names
from tests.factories.people import PASSWORD

# What partners alone have outside of what they practise.
FOR_PARTNERS = {
    "accounts:code",
    "accounts:code_end",
    "accounts:confirm",
    "accounts:confirm_drop",
    "accounts:connect",
    "accounts:connection",
    "accounts:consent",
    "accounts:consents",
    "accounts:door",
    "accounts:ended",
    "accounts:given_code",
    "accounts:kept",
    "accounts:leave",
    "accounts:numbers",
    "accounts:pause",
    "accounts:people",
    "accounts:person",
    "accounts:person_end",
    "accounts:person_off",
    "accounts:rhythm",
    "accounts:rhythm_answer",
}
PLACES = (ALWAYS, ENTRANCES, OWN_ACCOUNT, PRACTICE, ELSEWHERE, FOR_PARTNERS)
ONLY_IN_A_DEMO = {"accounts:mailbox"}


def test_every_address_has_one_place_and_no_place_is_for_nothing() -> None:
    """What of the practice of partners stands in no place is theirs alone, without a list."""
    names = all_names()
    placed = [name for place in PLACES for name in place]
    assert sorted(set(placed)) == sorted(placed)
    assert {name for name in names if not name.startswith("checkins:")} <= set(placed)
    assert set(placed) - names <= ONLY_IN_A_DEMO
    assert set(SHUT_WHILE_SEALED) <= names


def test_therapists_reach_what_is_placed_for_them_and_staff_one_page() -> None:
    for name in all_names():
        is_theirs = name in ALWAYS | ENTRANCES | OWN_ACCOUNT | PRACTICE
        assert (name, may_reach(AccountKind.THERAPIST, name)) == (name, is_theirs)
        assert may_reach(AccountKind.PARTNER, name) == (name not in PRACTICE | ELSEWHERE)
        assert may_reach(AccountKind.STAFF, name) == (name in ALWAYS | ENTRANCES | ELSEWHERE)


@pytest.mark.parametrize(
    ("who", "kind"), [("sam", "partner"), ("frank", "therapist"), ("grace", "staff")]
)
def test_everybody_begins_at_their_own_home(
    request: pytest.FixtureRequest, client, sign_in, who: str, kind: str
) -> None:
    person: User = request.getfixturevalue(who)
    home = reverse(HOMES[AccountKind(kind)])
    assert sign_in(person).get(reverse("accounts:landing"))["Location"] == home
    if kind == "partner":  # therapists have a second step to go, and staff another door
        answer = client.post(
            reverse("account_login"), {"login": person.email, "password": PASSWORD}
        )
        assert answer["Location"] == home
