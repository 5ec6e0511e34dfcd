"""The pages of promises: exact words first, and notes that nobody else can tell of."""

import uuid
from datetime import timedelta

import pytest

from accounts.actor import acting_as
from checkins.actions.promise import answer_promise, mark_kept
from checkins.enums import Held
from checkins.models import Promise
from tests.checkins.views.looking import (
    FEAR,
    TODAY,
    WORDS,
    SignIn,
    html,
    pages,
)
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW
from tests.factories.together import (
    promise,
)


def test_promise_is_previewed_exactly_and_then_sent(couple: Pair, sign_in: SignIn) -> None:
    client, bob = sign_in(couple.one), sign_in(couple.other)
    sent = {"key": str(uuid.uuid4()), "words": WORDS, "due_on": "2026-03-10"}
    page = html(client.post("/us/promises/new/", sent))
    assert "This is all Bob will read" in page
    assert "Alice, until 10 March 2026" in page
    assert WORDS not in html(bob.get("/us/promises/"))
    for _ in range(2):
        assert client.post("/us/promises/new/", sent | {"send": "yes"}).status_code == 302
    page = html(bob.get("/us/promises/"))
    assert (page.count(WORDS), "Alice, until 10 March 2026" in page) == (1, True)


def test_changing_a_promise_loses_nothing(couple: Pair, sign_in: SignIn) -> None:
    sent = {"key": str(uuid.uuid4()), "words": WORDS, "due_on": "2026-03-10", "change": "yes"}
    page = html(sign_in(couple.one).post("/us/promises/new/", sent))
    assert (WORDS in page, 'value="2026-03-10"' in page) == (True, True)


@pytest.mark.parametrize(
    ("words", "due_on"),
    [("", "2026-03-10"), ("x" * 301, "2026-03-10"), (WORDS, "2026-03-03"), (WORDS, "2027-03-06")],
)
def test_promise_that_does_not_fit_comes_back_as_typed(
    couple: Pair, sign_in: SignIn, words: str, due_on: str
) -> None:
    sent = {"key": str(uuid.uuid4()), "words": words, "due_on": due_on, "send": "yes"}
    page = html(sign_in(couple.one).post("/us/promises/new/", sent), 422)
    assert (words in page, due_on in page) == (True, True)
    with acting_as(couple.one.pk, now=NOW):
        assert Promise.objects.count() == 0


@pytest.mark.parametrize("due_on", ["", "soon", "2026-03-03"])
def test_day_that_does_not_fit_is_answered_with_the_days_that_do(
    couple: Pair, sign_in: SignIn, due_on: str
) -> None:
    sent = {"key": str(uuid.uuid4()), "words": WORDS, "due_on": due_on}
    page = html(sign_in(couple.one).post("/us/promises/new/", sent), 422)
    assert "Please choose a date from today to a year from now." in page
    assert WORDS in page


def test_words_of_fear_bring_support_first_to_their_author_alone_and_block_nothing(
    couple: Pair, sign_in: SignIn
) -> None:
    client, bob = sign_in(couple.one), sign_in(couple.other)
    sent = {"key": str(uuid.uuid4()), "words": FEAR, "due_on": "2026-03-10"}
    page = html(client.post("/us/promises/new/", sent))
    assert page.index("First of all, you") < page.index("This is all Bob will read")
    assert client.post("/us/promises/new/", sent | {"send": "yes"}).status_code == 302
    assert "First of all, you" not in html(bob.get("/us/promises/"))


@pytest.mark.parametrize("giver_marks", [False, True])
def test_giver_s_pages_are_the_same_whatever_the_receiver_noted_or_marked(
    couple: Pair, sign_in: SignIn, *, giver_marks: bool
) -> None:
    pk = promise(couple.one, WORDS, due_on=TODAY, now=NOW)
    client = sign_in(couple.one)
    own = f"/us/promises/{pk}/"
    if giver_marks:
        with acting_as(couple.one.pk, now=NOW):
            mark_kept(by=couple.one, pk=pk, now=NOW)
    before = pages(client, own)
    for held in Held:
        with acting_as(couple.other.pk, now=NOW):
            answer_promise(by=couple.other, pk=pk, held=held, now=NOW)
        assert pages(client, own) == before
    with acting_as(couple.other.pk, now=NOW):
        mark_kept(by=couple.other, pk=pk, now=NOW)
    # The control: what both call kept does show.
    assert (pages(client, own) == before) is (not giver_marks)


def test_receiver_is_asked_from_the_day_on_and_may_skip(
    couple: Pair, sign_in: SignIn, clock: TestClock
) -> None:
    pk = promise(couple.one, WORDS, due_on=TODAY + timedelta(days=1), now=NOW)
    path = f"/us/promises/{pk}/"
    assert "How did it go?" not in html(sign_in(couple.other).get(path))
    clock.move_to(NOW + timedelta(days=1))
    client = sign_in(couple.other)
    assert "How did it go?" in html(client.get(path))
    assert client.post(path, {"do": "note", "held": "partly"}).status_code == 302
    assert "Delete my note" in html(client.get(path))
    assert client.post(path, {"do": "note"}).status_code == 302
    assert "Delete my note" not in html(client.get(path))
    assert client.post(path, {"do": "note", "held": "nonsense"}).status_code == 422


def test_note_is_behind_the_password_after_five_idle_minutes(
    couple: Pair, sign_in: SignIn, clock: TestClock
) -> None:
    pk = promise(couple.one, WORDS, due_on=TODAY, now=NOW)
    client = sign_in(couple.other)
    clock.move_to(NOW + timedelta(minutes=6))
    for path in (f"/us/promises/{pk}/", "/us/again/"):
        answer = client.get(path)
        assert (answer.status_code, "/reauthenticate/" in answer["Location"]) == (302, True)
