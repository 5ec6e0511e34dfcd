"""The pages of statements of one's own, their line in the month, and what of it may be shown."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.actions.couple import leave
from accounts.models import User
from checkins.actions.statement import end_statement
from checkins.logic.statement import code_of
from checkins.models import MonthlySet, StatementProposal
from checkins.queries.statement import statements_page
from tests.accounts.acting import act, seen_by
from tests.checkins.views.looking import SignIn, html, withdraw
from tests.conftest import Pair, TestClock
from tests.factories.months import keep_lines, whole_month
from tests.factories.people import NOW
from tests.factories.statements import agree_statement, keep_alone, suggest_line
from tests.factories.weeks import FIRST_DAY, FIRST_MOMENT, answer, give

OURS, MINE = reverse("checkins:statements"), reverse("checkins:own_statements")
MONTH = NOW.date().replace(day=1)
DONE = reverse("checkins:month_done", args=[MONTH])
READ = reverse("checkins:month", args=[MONTH])
LAST = reverse("checkins:month_part", args=[MONTH, 11])
PREVIEW = reverse("checkins:preview", args=[FIRST_DAY])
PICTURE = reverse("checkins:picture", args=[FIRST_DAY])
TEXT = "sing off key."
PRIVATE = "lock the door."


def sent(text: str = TEXT) -> dict[str, str]:
    return {"key": str(uuid.uuid4()), "text": text}


def goes(answered: Any) -> str:
    """Where an answer leads to."""
    assert answered.status_code == 302
    return str(answered["Location"])


def reply_to(pk: object) -> str:
    return reverse("checkins:statement_answer", args=[pk])


def test_statement_is_suggested_accepted_rated_and_ended(couple: Pair, sign_in: SignIn) -> None:
    alice, bob = sign_in(couple.one), sign_in(couple.other)
    assert OURS in html(alice.get(reverse("checkins:us")))
    assert "No lines yet" in html(alice.get(OURS))
    assert alice.post(OURS, sent()).status_code == 302
    assert "You suggest this line" in html(alice.get(OURS))
    page = html(bob.get(OURS))
    assert ("Alice suggests this line" in page, TEXT in page) == (True, True)
    pk = seen_by(couple.other, StatementProposal.objects.get).pk
    assert bob.post(reply_to(pk), {"answer": "yes"}).status_code == 302
    code = code_of(pk)
    for client in (alice, bob):
        assert "You both said yes on 4 March" in html(client.get(OURS))
        assert f"In our relationship I can {TEXT}" in html(client.get(LAST))
    assert goes(alice.post(LAST, {code: "3", "done": "1"})) == DONE
    assert bob.get(READ).status_code == 404
    (own,) = seen_by(couple.other, statements_page, couple.other, NOW).standing
    bob.post(reverse("checkins:agreed_end", args=[own.pk]))
    assert html(alice.get(OURS)).count("Delete my copy") == 1
    # What was answered stays one's own, with the wording that was rated; a late post ends kindly.
    assert (TEXT in html(alice.get(READ)), "3 of 10" in html(alice.get(READ))) == (True, True)
    assert goes(alice.post(LAST, {code: "9"})) == DONE


def test_putting_away_says_nothing_to_whoever_suggested(couple: Pair, sign_in: SignIn) -> None:
    pk = suggest_line(couple.one, TEXT, now=NOW)
    alice, bob = sign_in(couple.one), sign_in(couple.other)
    page = html(bob.get(OURS))
    assert "Alice is not told: it looks open until 10 March" in page
    assert bob.post(reply_to(pk), {"answer": "no"}).status_code == 302
    assert TEXT not in html(bob.get(OURS))
    assert "It waits until 10 March" in html(alice.get(OURS))
    # There is a way back for the one who suggested, and for nobody else.
    assert alice.post(reply_to(pk), {"answer": "no"}).status_code == 302
    assert TEXT not in html(alice.get(OURS))


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Please write how it goes on."), ("x" * 121, "121"), (" \t ", "how it goes on.")],
)
def test_line_that_does_not_fit_comes_back_as_typed(
    couple: Pair, sign_in: SignIn, typed: str, said: str
) -> None:
    client = sign_in(couple.one)
    for path in (OURS, MINE):
        page = html(client.post(path, sent(typed)), 422)
        assert (said in page, typed.strip() in page) == (True, True)


def test_fourth_line_is_refused_and_not_lost(couple: Pair, sign_in: SignIn) -> None:
    client = sign_in(couple.one)
    for path in (OURS, MINE):
        for number in range(3):
            assert client.post(path, sent(f"Line {number}.")).status_code == 302
        page = html(client.post(path, sent("A fourth one.")), 422)
        assert ("There is room for three." in page, "A fourth one." in page) == (True, True)


def test_yes_without_consent_is_refused_with_a_sentence(couple: Pair, sign_in: SignIn) -> None:
    pk = suggest_line(couple.one, TEXT, now=NOW)
    withdraw(couple.other)
    answered = sign_in(couple.other).post(reply_to(pk), {"answer": "yes"}, follow=True)
    assert "You have not agreed to share this." in html(answered)


def test_somebody_alone_keeps_lines_of_their_own(sam: User, sign_in: SignIn) -> None:
    client = sign_in(sam)
    assert "Here is room for two" in html(client.get(OURS))
    assert "You are not connected" in html(client.post(OURS, sent()), 422)
    assert client.post(MINE, sent()).status_code == 302
    assert TEXT in html(client.get(MINE))
    assert TEXT in html(client.get(LAST))
    pk = keep_alone(sam, "Two.", now=NOW)
    client.post(reverse("checkins:own_statement_end", args=[pk]))
    assert "Two." not in html(client.get(MINE))


def test_line_of_fear_leads_to_support_once(sam: User, sign_in: SignIn) -> None:
    client = sign_in(sam)
    page = html(client.post(MINE, sent("stop being afraid of him. He hits me.")))
    assert "First of all, you" in page
    assert "First of all, you" not in html(client.get(MINE))


def test_own_lines_and_their_answers_are_covered_on_an_idle_phone(
    sam: User, sign_in: SignIn, clock: TestClock
) -> None:
    keep_alone(sam, TEXT, now=NOW)
    client = sign_in(sam)
    html(client.get(MINE))
    clock.move_to(NOW + timedelta(minutes=6))
    assert goes(client.get(MINE)).startswith("/account/reauthenticate/")
    # Writing asks for nothing; what stood there before does not come with it.
    assert TEXT not in html(client.post(MINE, sent("x" * 121)), 422)
    assert goes(client.post(MINE, sent("Two."))) == MINE
    assert goes(client.get(MINE)).startswith("/account/reauthenticate/")


def test_statement_of_both_is_offered_and_none_goes_along_by_itself(
    couple: Pair, sign_in: SignIn
) -> None:
    code = code_of(agree_statement(*couple, TEXT, now=NOW))
    alone = code_of(keep_alone(couple.one, PRIVATE, now=NOW))
    answer(couple.one, now=NOW)
    whole_month(couple.one, now=NOW)
    keep_lines(couple.one, {code: 2, alone: 2}, now=NOW)
    page = html(sign_in(couple.one).get(PREVIEW))
    assert page.count('name="add_statement"') == 1
    assert PRIVATE not in page
    assert f'value="{code}" id="add-{code}" autocomplete="off" checked' not in page
    give(couple.one, now=NOW, statements=[code, alone])
    page = html(sign_in(couple.one).get(PREVIEW))
    assert f'value="{code}" id="add-{code}" autocomplete="off" checked' in page


@pytest.mark.parametrize("adds", [(True, True), (True, False), (False, True)])
def test_statement_shows_where_both_added_it(
    couple: Pair, sign_in: SignIn, clock: TestClock, adds: tuple[bool, bool]
) -> None:
    code = code_of(agree_statement(*couple, TEXT, now=NOW))
    for person, does in zip(couple, adds, strict=True):
        keep_lines(person, {code: 2}, now=NOW)
        answer(person, now=NOW)
        give(person, now=NOW, statements=[code] if does else [])
    clock.move_to(FIRST_MOMENT + timedelta(hours=1))
    for person in couple:
        assert (TEXT in html(sign_in(person).get(PICTURE))) is all(adds)


def test_what_one_ended_before_the_moment_shows_to_neither(
    couple: Pair, sign_in: SignIn, clock: TestClock
) -> None:
    code = code_of(agree_statement(*couple, TEXT, now=NOW))
    for person in couple:
        keep_lines(person, {code: 2}, now=NOW)
        answer(person, now=NOW)
        give(person, now=NOW, statements=[code])
    (own,) = seen_by(couple.other, statements_page, couple.other, NOW).standing
    act(couple.other, end_statement, pk=own.pk)
    clock.move_to(FIRST_MOMENT + timedelta(hours=1))
    for person in couple:
        assert TEXT not in html(sign_in(person).get(PICTURE))


def test_after_leaving_each_keeps_the_copy_and_the_answers(couple: Pair, sign_in: SignIn) -> None:
    code = code_of(agree_statement(*couple, TEXT, now=NOW))
    keep_lines(couple.one, {code: 7}, now=NOW)
    act(couple.other, leave, keeps_door_closed=False)
    client = sign_in(couple.one)
    page = html(client.get(OURS))
    assert (TEXT in page, "Take my yes back" in page) == (True, False)
    assert TEXT in html(client.get(READ))
    assert goes(client.get(LAST)) == DONE
    sheet = seen_by(couple.one, lambda: MonthlySet.objects.get().read())
    assert sheet["wordings"] == {code: f"In our relationship I can {TEXT}"}
