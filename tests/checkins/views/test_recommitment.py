"""The page of a new beginning: it tells nothing until both have sent theirs."""

import uuid

import pytest

from accounts.actor import acting_as
from checkins.models import Recommitment
from tests.checkins.views.looking import (
    FEAR,
    SignIn,
    html,
    pages,
)
from tests.conftest import Pair
from tests.factories.people import NOW
from tests.factories.together import (
    begin,
)


def test_beginning_is_kept_seen_and_sent(couple: Pair, sign_in: SignIn) -> None:
    client = sign_in(couple.one)
    sent = {"key": str(uuid.uuid4()), "hold_on": "Our Sundays.", "differently": ""}
    assert client.post("/us/again/", sent).status_code == 302
    page = html(client.get("/us/again/"))
    assert ("Yours, not sent" in page, "Send mine" in page) == (True, True)
    with acting_as(couple.one.pk, now=NOW):
        pk = Recommitment.objects.get().pk
    assert client.post("/us/again/", {"do": "send", "pk": pk}).status_code == 302
    assert "Yours is sent" in html(client.get("/us/again/"))
    assert begin(couple.other, "Your laugh.", is_sent=True, now=NOW)
    for person in couple:
        page = html(sign_in(person).get("/us/again/"))
        assert (page.count("Our Sundays."), page.count("Your laugh.")) == (1, 1)


@pytest.mark.parametrize("bob_sent", [False, True])
def test_beginning_shows_nothing_to_the_other_until_both_have_sent(
    couple: Pair, sign_in: SignIn, *, bob_sent: bool
) -> None:
    bob = sign_in(couple.other)
    begin(couple.other, "Your laugh.", is_sent=bob_sent, now=NOW)
    before = pages(bob)
    begin(couple.one, "Our Sundays.", is_sent=False, now=NOW)
    assert pages(bob) == before
    begin(couple.one, "Our Sundays.", is_sent=True, now=NOW)
    # The control: it opens where both have sent theirs.
    assert (pages(bob) == before) is (not bob_sent)


def test_empty_beginning_and_a_late_change_come_back_as_typed(
    couple: Pair, sign_in: SignIn
) -> None:
    client = sign_in(couple.one)
    sent = {"key": str(uuid.uuid4()), "hold_on": "", "differently": ""}
    assert "Please write something" in html(client.post("/us/again/", sent), 422)
    begin(couple.one, "Our Sundays.", is_sent=True, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        pk = Recommitment.objects.get().pk
    begin(couple.other, "Your laugh.", is_sent=True, now=NOW)
    page = html(client.post("/us/again/", {"key": pk, "hold_on": "Typed late."}), 422)
    assert ("Typed late." in page, "opened for both" in page) == (True, True)


def test_words_of_fear_in_a_beginning_bring_support_once(couple: Pair, sign_in: SignIn) -> None:
    client = sign_in(couple.one)
    sent = {"key": str(uuid.uuid4()), "hold_on": "", "differently": FEAR}
    page = html(client.post("/us/again/", sent))
    assert "First of all, you" in page
    assert FEAR not in page
    page = html(client.get("/us/again/"))
    assert ("First of all, you" in page, FEAR in page) == (False, True)
