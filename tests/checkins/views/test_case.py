"""A couple's page for their therapist: what stands there, what is written down, and what is not."""

import re
import sys
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.access import require_couple
from accounts.actor import acting_as
from accounts.enums import AuditAction, Scope
from accounts.models import AuditEvent, User
from checkins.actions import case as case_actions
from checkins.enums import Band, Element
from checkins.models import CaseNote
from checkins.queries import case as case_queries
from tests.conftest import Pair
from tests.conventions.visits import masked, visit
from tests.factories.hurts import show_one
from tests.factories.people import NOW
from tests.factories.pictures import opened_weeks
from tests.factories.therapists import end_access, introduce, let_in, make_therapist
from tests.factories.weeks import FIRST_MOMENT

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def erin(db: None) -> User:
    return make_therapist()


@pytest.fixture
def known(couple: Pair, erin: User) -> uuid.UUID:
    key = introduce(erin, couple.one)
    for person in couple:
        let_in(person, key)
    return key


@pytest.fixture
def as_erin(erin: User, sign_in) -> Client:
    return sign_in(erin)


def weeks_of(couple: Pair, count: int) -> None:
    given = dict.fromkeys((Element.RELIABILITY, Element.REPAIR), 7.0)
    opened_weeks(couple.one, couple.other, [(given, given)] * count)


def looks_at(person: User, now=NOW) -> list[tuple[str, str]]:
    with acting_as(person.pk, now=now):
        rows = AuditEvent.objects.filter(subject_id=person.pk, action__startswith="therapist.")
        looks = rows.exclude(actor_id=person.pk).order_by("at", "action")
        return [(row.action, row.scope) for row in looks]


def test_each_look_is_written_down_at_both_with_what_was_open(
    couple: Pair, erin: User, sign_in, clock
) -> None:
    known = introduce(erin, couple.one)
    for person in couple:
        let_in(person, known, (Scope.TRENDS, Scope.APPRECIATION))
    client = sign_in(erin)
    for name in ("case", "case_sheet", "case_csv"):
        assert client.get(reverse(f"checkins:{name}", args=[known])).status_code == 200
    expected = [
        (AuditAction.THERAPIST_PRINTED, "trends,appreciation"),
        (AuditAction.THERAPIST_TOOK_ALONG, "trends"),
        (AuditAction.THERAPIST_VIEWED, "trends,appreciation"),
    ]
    assert looks_at(couple.one) == looks_at(couple.other) == expected


def test_a_file_that_is_taken_along_is_written_down(
    couple: Pair, erin: User, known: uuid.UUID, sign_in
) -> None:
    answered = sign_in(erin).get(reverse("checkins:case_pdf", args=[known]))
    assert answered["Content-Type"] == "application/pdf"
    assert [action for action, _ in looks_at(couple.other)] == [AuditAction.THERAPIST_TOOK_ALONG]


def test_after_one_ended_it_every_address_is_gone_and_says_no_more_than_that(
    couple: Pair, erin: User, known: uuid.UUID, sign_in, clock
) -> None:
    client = sign_in(erin)
    names = ("case", "case_sheet", "case_pdf", "case_csv")
    clock.move_to(NOW + timedelta(minutes=1))
    end_access(couple.other, known, now=NOW + timedelta(minutes=1))
    for name in names:
        answered = visit(client, "GET", reverse(f"checkins:{name}", args=[known]))
        assert answered.status_code == 404
        text = masked(answered)[-1]
        assert "Access ended" in text
        assert not re.search(r"Alice|Bob", text)
    assert looks_at(couple.one) == []
    text = client.get(reverse("checkins:caseload")).content.decode()
    assert "Access ended" in text


def test_what_is_nobodys_of_mine_is_as_if_it_did_not_exist(
    couple: Pair, known: uuid.UUID, sign_in
) -> None:
    frank = sign_in(make_therapist("Frank"))
    there, nowhere = (
        frank.get(reverse("checkins:case", args=[key])) for key in (known, uuid.uuid4())
    )
    assert masked(there) == masked(nowhere)
    assert there.status_code == 404


def test_paper_has_no_names_unless_they_are_asked_for(
    couple: Pair, erin: User, known: uuid.UUID, sign_in
) -> None:
    url = reverse("checkins:case_sheet", args=[known])
    client = sign_in(erin)
    assert not re.search(r"Alice|Bob", masked(visit(client, "GET", url))[-1])
    named = client.get(url, {"paper": "a4", "names": "on"}).content.decode()
    assert "Alice" in named
    assert "Bob" in named


def test_notes_are_the_therapists_alone(
    couple: Pair, erin: User, known: uuid.UUID, sign_in
) -> None:
    client = sign_in(erin)
    url, key = reverse("checkins:case_note", args=[known]), uuid.uuid4()
    typed = {"key": key, "on": "2026-03-04", "text": "planted-note", "is_session": "on"}
    for _twice in range(2):
        assert client.post(url, typed).status_code == 302
    page = client.get(reverse("checkins:case", args=[known])).content.decode()
    assert page.count("planted-note") == 1
    for person in couple:
        with acting_as(person.pk, now=NOW):
            assert not CaseNote.objects.exists()
    sheet = client.get(reverse("checkins:case_sheet", args=[known])).content.decode()
    assert "planted-note" not in sheet
    end = reverse("checkins:case_note_end", args=[known, key])
    assert client.post(end).status_code == 302
    assert "planted-note" not in client.get(reverse("checkins:case", args=[known])).content.decode()


def test_a_note_that_is_not_kept_loses_nothing(erin: User, known: uuid.UUID, sign_in) -> None:
    url = reverse("checkins:case_note", args=[known])
    answered = sign_in(erin).post(url, {"key": uuid.uuid4(), "on": "", "text": "typed already"})
    assert answered.status_code == 422
    text = answered.content.decode()
    assert "Which day was it?" in text
    assert "typed already" in text


def test_nobody_writes_notes_on_a_couple_they_do_not_see(couple: Pair, erin: User) -> None:
    introduce(erin, couple.one)
    with acting_as(couple.one.pk, now=NOW):
        couple_id = require_couple(couple.one).pk
    with acting_as(erin.pk, now=NOW):
        row = CaseNote(author=erin, couple_id=couple_id, on=NOW.date())
        row.write({"text": "-"})
        with pytest.raises(Error, match="row-level security"), transaction.atomic():
            row.save(force_insert=True)


@pytest.mark.parametrize("weeks", [8, 104])
def test_as_many_questions_for_two_months_as_for_two_years(
    weeks: int, couple: Pair, erin: User, sign_in, clock
) -> None:
    known = introduce(erin, couple.one)
    weeks_of(couple, weeks)
    for again in range(5):
        for person in couple:
            let_in(person, known, now=NOW + again * 25 * WEEK)
    clock.move_to(FIRST_MOMENT + 104 * WEEK)
    client = sign_in(erin)
    url = reverse("checkins:case", args=[known]) + "?weeks=104"
    assert client.get(url).status_code == 200  # prompts are read once in a process
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    asked = [each["sql"] for each in queries if "SAVEPOINT" not in each["sql"]]
    # Session, user, actor, what lets a therapist in, two lines of the log; then scope by scope.
    assert len(asked) == 22


def test_that_two_show_each_other_numbers_shows_none_to_whoever_may_see_lines(
    couple: Pair, erin: User, sign_in, clock
) -> None:
    known = introduce(erin, couple.one)
    for person in couple:
        let_in(person, known, (Scope.TRENDS,))
    weeks_of(couple, 2)
    clock.move_to(FIRST_MOMENT + 2 * WEEK)
    client = sign_in(erin)
    answered = client.get(reverse("checkins:case_csv", args=[known]))
    rows = answered.content.decode().splitlines()[1:]
    assert [row.split(",")[3:5] for row in rows] == [["steady", "steady"]] * 4
    # On paper two words do not lie on each other either, and what the marks say stands there.
    sheet = client.get(reverse("checkins:case_sheet", args=[known])).content.decode()
    assert 'transform="translate(0 2.5)"' in sheet
    assert "something that hurt was shown" in sheet
    # To the two it is what they gave each other; of oneself, what she would see.
    seen = sign_in(couple.one).get(reverse("checkins:case_of_us", args=[known]))
    lines = [panel.rows[0].values for panel in seen.context["case"].panels]
    assert set(lines[0]) == {7, "steady"}


def test_what_prepares_a_session_stands_there(
    couple: Pair, erin: User, known: uuid.UUID, sign_in, clock
) -> None:
    high, low = {Element.RELIABILITY: Band.STEADY}, {Element.RELIABILITY: Band.MIXED}
    opened_weeks(couple.one, couple.other, [(high, low)] * 16)
    show_one(couple.one, "Long ago.", now=NOW)
    url = reverse("checkins:case", args=[known])
    # The morning before a round opens; then a day after it has.
    clock.move_to(FIRST_MOMENT + 15 * WEEK - timedelta(hours=9))
    assert sign_in(erin).get(url).status_code == 200
    clock.move_to(FIRST_MOMENT + 15 * WEEK + timedelta(days=1))
    page = re.sub(r"\s+", " ", sign_in(erin).get(url).content.decode())
    assert re.search(r"Since you last looked, on 21 June</h2> <p>1 shared round</p>", page)
    # Whoever released each week is said to have done so.
    assert re.search(r"Of the last 8 rounds: \w+ in 8, \w+ in 8\.", page)
    assert "Far apart for a while: Reliability" in page
    # It is the page, and the paper, of the time that was chosen.
    older = sign_in(erin).get(url + "?weeks=26").content.decode()
    assert ["Long ago." in each and "4 Mar" in each for each in (page, older)] == [False, True]
    of_the_two = sign_in(couple.one).get(reverse("checkins:us_trends")).content.decode()
    assert "Line by line" in of_the_two
    assert "Far apart" not in of_the_two


def test_what_one_of_them_is_shown_of_it_does_not_tell_what_the_other_said(
    couple: Pair, erin: User, sign_in, clock
) -> None:
    known = introduce(erin, couple.one)
    let_in(couple.one, known)
    weeks_of(couple, 3)
    now = FIRST_MOMENT + 3 * WEEK
    clock.move_to(now)
    url = reverse("checkins:case_of_us", args=[known])
    alice = sign_in(couple.one)
    alone = masked(visit(alice, "GET", url))
    let_in(couple.other, known, (Scope.TRENDS, Scope.TEXTS), now=now)
    both = masked(visit(alice, "GET", url))
    end_access(couple.other, known, now=now)
    assert alone == both == masked(visit(alice, "GET", url))
    assert alone[0] == 200
    assert "Line by line" in alone[2]


@pytest.mark.parametrize("step", [case_actions.look, case_queries.case_page])
@pytest.mark.parametrize("name", ["case", "case_pdf", "case_csv"])
def test_an_end_between_two_statements_of_one_answer_reads_like_any_end(
    couple: Pair, known: uuid.UUID, as_erin: Client, monkeypatch, *, name: str, step: Any
) -> None:
    weeks_of(couple, 2)
    address = reverse(f"checkins:{name}", args=[known])
    assert as_erin.get(address).status_code == 200

    def ended_first(*args: Any, **kwargs: Any) -> Any:
        end_access(couple.other, known, now=NOW + timedelta(minutes=1))
        return step(*args, **kwargs)

    monkeypatch.setattr(sys.modules[step.__module__], step.__name__, ended_first)
    during, after = (visit(as_erin, "GET", address) for _ in range(2))
    assert (during.status_code, after.status_code) == (404, 404)
    assert masked(during)[-1] == masked(after)[-1]
