"""A private area that has shut: what is typed into an old page is kept, and neither replaces
anything nor is shown before the password (decisions.md 27).
"""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from checkins.models import ShownHurt
from checkins.queries.rupture import Hurt, hurts_of
from tests.accounts.acting import seen_by
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW, PASSWORD

STOOD = "the gate was painted without asking me"
TYPED = "nothing ever happened"
REAUTHENTICATE = reverse("account_reauthenticate")


@pytest.fixture
def owner(couple: Pair) -> User:
    return couple.one


@pytest.fixture
def client_of_owner(owner: User, sign_in, clock: TestClock) -> Client:
    """Signed in, with one note; and then six minutes go by."""
    client = sign_in(owner)
    new = {"key": str(uuid.uuid4()), "note": STOOD, "weight": "3", "wish": "keep"}
    client.post(reverse("checkins:hurt_new"), new)
    clock.move_to(NOW + timedelta(minutes=6))
    return client


def own(owner: User) -> Hurt:
    (hurt,) = seen_by(owner, hurts_of, owner)
    return hurt


def test_edit_waits_beside_what_stands_until_the_password_is_given(
    owner: User, client_of_owner: Client
) -> None:
    client, edit = client_of_owner, reverse("checkins:hurt_edit", args=[own(owner).pk])
    asked = client.post(edit, {"note": TYPED, "weight": "9"})
    assert asked["Location"].startswith(REAUTHENTICATE)
    assert (own(owner).note, own(owner).weight) == (STOOD, 3)
    assert TYPED not in client.get(asked["Location"]).content.decode()
    client.post(asked["Location"], {"password": PASSWORD})
    page = client.get(edit).content.decode()
    assert TYPED in page
    assert "while your private area was closed" in page
    client.post(edit, {"note": TYPED, "weight": "9"})
    assert (own(owner).note, own(owner).weight, own(owner).typed) == (TYPED, 9, None)
    assert "while your private area was closed" not in client.get(edit).content.decode()


@pytest.mark.parametrize("step", [{}, {"show": "yes"}])
def test_words_wait_and_are_not_shown_until_the_password_is_given(
    owner: User, couple: Pair, client_of_owner: Client, step: dict[str, str]
) -> None:
    client, show = client_of_owner, reverse("checkins:hurt_show", args=[own(owner).pk])
    asked = client.post(show, {"words": TYPED} | step)
    assert asked["Location"].startswith(REAUTHENTICATE)
    assert not seen_by(couple.other, ShownHurt.objects.exists)
    client.post(asked["Location"], {"password": PASSWORD})
    assert TYPED in client.get(show).content.decode()
    client.post(show, {"words": TYPED, "show": "yes"})
    assert seen_by(couple.other, ShownHurt.objects.exists)
    assert own(owner).words == ""
    assert own(owner).note == STOOD


def test_words_that_wait_outlast_an_edit(owner: User, client_of_owner: Client) -> None:
    client, pk = client_of_owner, own(owner).pk
    asked = client.post(reverse("checkins:hurt_show", args=[pk]), {"words": TYPED})
    client.post(asked["Location"], {"password": PASSWORD})
    client.post(reverse("checkins:hurt_edit", args=[pk]), {"note": "other"})
    assert (own(owner).note, own(owner).words) == ("other", TYPED)


def test_words_being_changed_bring_no_note_along(owner: User, client_of_owner: Client) -> None:
    show = reverse("checkins:hurt_show", args=[own(owner).pk])
    page = client_of_owner.post(show, {"words": TYPED, "change": "yes"}).content.decode()
    assert TYPED in page
    assert STOOD not in page


def test_more_than_fits_in_one_row_stays_on_the_page(
    owner: User, client_of_owner: Client, clock: TestClock
) -> None:
    client, pk = client_of_owner, own(owner).pk
    edit = reverse("checkins:hurt_edit", args=[pk])
    # Sealed, each of these takes six bytes.
    longest = "x" + "\x01" * 998 + "x"
    client.post(REAUTHENTICATE, {"password": PASSWORD})
    client.post(edit, {"note": longest})
    clock.move_to(NOW + timedelta(minutes=12))
    assert client.post(edit, {"note": longest})["Location"].startswith(REAUTHENTICATE)
    refused = client.post(reverse("checkins:hurt_show", args=[pk]), {"words": longest})
    assert refused.status_code == 422
    assert longest in refused.content.decode()
    assert own(owner).words == ""
    assert own(owner).note == longest
