"""The pages of what both agreed on, and of their list: nothing lost, nothing told."""

import uuid
from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from accounts.access import require_couple
from accounts.actions.couple import leave
from accounts.actor import acting_as
from accounts.models import User
from checkins.models import FairConflictProposal
from checkins.queries.agreement import due, standing
from tests.checkins.views.looking import (
    PAGES,
    RULES,
    TODAY,
    SignIn,
    html,
    withdraw,
)
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW
from tests.factories.together import (
    accept,
    agree_change,
    agree_rules,
    suggest,
)


def test_agreement_stands_on_the_page_of_both_with_its_day_and_nothing_of_being_late(
    couple: Pair, sign_in: SignIn, clock: TestClock
) -> None:
    agree_change(*couple, now=NOW, review_on=TODAY + timedelta(days=14))
    clock.move_to(NOW + timedelta(days=60))
    for person in couple:
        page = html(sign_in(person).get("/us/agreed/"))
        assert page.count("I come home by six.") == 1
        assert "You two wanted to look at this again on 18 March." in page
        assert "overdue" not in page.lower()


def test_card_says_one_line_about_one_agreement(couple: Pair) -> None:
    agree_change(*couple, now=NOW, what="First.", review_on=TODAY - timedelta(days=2))
    agree_change(*couple, now=NOW, what="Second.", review_on=TODAY)
    with acting_as(couple.one.pk, now=NOW):
        found = due(couple.one, require_couple(couple.one), NOW)
        card = render_to_string("checkins/agreed_card.html", {"due": found})
    assert ("Second." in card, "First." in card) == (True, False)
    assert card.count("You two wanted to look at this again on 4 March.") == 1
    assert render_to_string("checkins/agreed_card.html", {"due": []}).strip() == ""


def test_ending_is_told_before_and_done_at_once(couple: Pair, sign_in: SignIn) -> None:
    agree_change(*couple, now=NOW)
    client = sign_in(couple.one)
    assert "It ends at once, for both of you" in html(client.get("/us/agreed/"))
    with acting_as(couple.one.pk, now=NOW):
        (own,) = standing(couple.one)
    assert client.post(f"/us/agreed/{own.pk}/end/").status_code == 302
    assert "I come home by six." not in html(client.get("/us/agreed/"))
    page = html(sign_in(couple.other).get("/us/agreed/"))
    assert ("What no longer stands" in page, "Take my yes back" in page) == (True, False)


def test_after_leaving_the_copy_is_shown_as_past_to_each(couple: Pair, sign_in: SignIn) -> None:
    agree_change(*couple, now=NOW)
    agree_rules(*couple, RULES, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        leave(by=couple.one, keeps_door_closed=False, now=NOW)
    for person in couple:
        client = sign_in(person)
        agreed, rules = html(client.get("/us/agreed/")), html(client.get("/us/rules/"))
        assert ("I come home by six." in agreed, "Take my yes back" in agreed) == (True, False)
        assert ("We sit down." in rules, "Earlier versions" in rules) == (True, True)


def test_list_is_suggested_read_and_accepted(couple: Pair, sign_in: SignIn) -> None:
    alice, bob = sign_in(couple.one), sign_in(couple.other)
    assert "A list to begin with" in html(alice.get("/us/rules/"))
    sent = {"key": str(uuid.uuid4()), "rules": "\r\n".join(RULES)}
    assert alice.post("/us/rules/", sent).status_code == 302
    page = html(bob.get("/us/rules/"))
    assert ("Alice suggests this list" in page, "Yes to this list" in page) == (True, True)
    with acting_as(couple.other.pk, now=NOW):
        pk = FairConflictProposal.objects.get().pk
    assert bob.post(f"/us/rules/{pk}/answer/", {"answer": "yes"}).status_code == 302
    for client in (alice, bob):
        page = html(client.get("/us/rules/"))
        assert "The list of both of you" in page
        assert "We sit down." in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("One.\nTwo.", "Please write 3 to 20 lines."),
        ("\n".join(f"Rule {n}." for n in range(21)), "Please write 3 to 20 lines."),
        ("One.\nTwo.\n" + "x" * 161, "One line is longer than 160 characters."),
    ],
)
def test_list_that_does_not_fit_comes_back_as_typed(
    couple: Pair, sign_in: SignIn, typed: str, said: str
) -> None:
    sent = {"key": str(uuid.uuid4()), "rules": typed}
    page = html(sign_in(couple.one).post("/us/rules/", sent), 422)
    assert (said in page, typed in page) == (True, True)


def test_list_that_went_meanwhile_is_refused_kindly(couple: Pair, sign_in: SignIn) -> None:
    pk = suggest(couple.one, RULES, now=NOW)
    client = sign_in(couple.other)
    html(client.get("/us/rules/"))
    suggest(couple.one, [*RULES, "Four."], now=NOW)
    assert client.post(f"/us/rules/{pk}/answer/", {"answer": "yes"}).status_code == 404
    assert "A list to begin with" in html(client.get("/us/rules/"))


def test_answer_without_consent_is_refused_with_a_sentence(couple: Pair, sign_in: SignIn) -> None:
    pk = suggest(couple.one, RULES, now=NOW)
    withdraw(couple.other)
    client = sign_in(couple.other)
    answer = client.post(f"/us/rules/{pk}/answer/", {"answer": "yes"}, follow=True)
    assert "You have not agreed to share this." in html(answer)
    assert "A list to begin with" in html(client.get("/us/rules/"))


def test_pages_of_somebody_alone_say_what_is_so(sam: User, sign_in: SignIn) -> None:
    client = sign_in(sam)
    for path in PAGES:
        html(client.get(path))
    sent = {"key": str(uuid.uuid4()), "rules": "\n".join(RULES)}
    assert "You are not connected" in html(client.post("/us/rules/", sent), 422)


def test_list_of_one_couple_never_reaches_another(
    couple: Pair, other_couple: Pair, sign_in: SignIn
) -> None:
    pk = suggest(couple.one, RULES, now=NOW)
    client = sign_in(other_couple.one)
    assert client.post(f"/us/rules/{pk}/answer/", {"answer": "no"}).status_code == 404
    accept(couple.other, pk, now=NOW)
    assert "We sit down." not in html(client.get("/us/rules/"))
