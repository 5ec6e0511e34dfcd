"""*For me it is repaired*, asked of the database itself: who may say so, of what, and when."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from accounts.access import require_couple
from accounts.actor import acting_as
from accounts.models import User
from checkins.actions import follow_up
from checkins.enums.repair import NoteKind, Outcome, Safer
from checkins.logic.follow_up import ANSWERED_WITHIN
from checkins.logic.invitation import STANDS_FOR
from checkins.models import RepairConversation, RepairedWord, RepairNote
from checkins.queries.conversation import repaired_in
from config.embedded_postgres import BASE_DIR
from tests.accounts.acting import act, seen_by
from tests.checkins.test_policies import refused
from tests.conftest import Pair
from tests.factories.people import NOW
from tests.factories.talks import begin, through

MIGRATIONS = BASE_DIR / "checkins/migrations"
REVIEW = timedelta(days=14)


@pytest.fixture
def due(couple: Pair) -> tuple[UUID, datetime]:
    pk, now = through(*couple, now=NOW)
    return pk, now + REVIEW


def word(author: User, pk: UUID, now: datetime) -> Callable[[], object]:
    with acting_as(author.pk, now=now):
        row = RepairedWord(author=author, couple=require_couple(author), conversation_id=pk)
    return lambda: row.save(force_insert=True)


@pytest.mark.parametrize(("days", "is_taken"), [(-1, False), (0, True), (6, True), (7, False)])
def test_it_is_said_in_its_week_alone(
    couple: Pair, due: tuple[UUID, datetime], days: int, *, is_taken: bool
) -> None:
    pk, now = due
    now += timedelta(days=days)
    assert refused(couple.one, word(couple.one, pk, now), now) is not is_taken


def test_the_week_is_the_couple_s_and_not_the_server_s(
    couple: Pair, due: tuple[UUID, datetime]
) -> None:
    pk, _ = due
    with acting_as(couple.one.pk, now=NOW):
        review = RepairConversation.objects.get(pk=pk).review_on
    begins = datetime.fromisoformat(f"{review}T00:00:00+01:00")
    moment = timedelta(seconds=1)
    assert refused(couple.one, word(couple.one, pk, begins), begins - moment)
    assert not refused(couple.one, word(couple.one, pk, begins), begins)


def test_nobody_says_it_in_the_other_s_name_or_of_somebody_else_s(
    couple: Pair, other_couple: Pair, due: tuple[UUID, datetime]
) -> None:
    pk, now = due
    assert refused(couple.other, word(couple.one, pk, now), now)
    assert refused(other_couple.one, word(other_couple.one, pk, now), now)
    assert not refused(couple.one, word(couple.one, pk, now), now)


def test_nobody_says_it_of_what_was_not_talked_through(couple: Pair) -> None:
    pk = begin(*couple, now=NOW)
    assert refused(couple.one, word(couple.one, pk, NOW), NOW)


@pytest.mark.parametrize(
    ("file", "column", "days"),
    [
        ("0004_repair", "i.sent_on", STANDS_FOR),
        ("0007_repaired_word", "c.review_on", ANSWERED_WITHIN),
    ],
)
def test_days_are_the_same_in_both_places(file: str, column: str, days: timedelta) -> None:
    sql = (MIGRATIONS / f"{file}.sql").read_text()
    found = re.findall(rf"{re.escape(column)} \+ (\d+)", sql)
    assert [timedelta(days=int(each)) for each in found] == [days]


def says(person: User, outcome: Outcome, pk: UUID, now: datetime, **document: str) -> None:
    look: dict[str, Any] = {"pk": pk, "outcome": outcome, "document": document, "now": now}
    act(person, follow_up.look_back, **look)


def feels(person: User, safer: Safer, pk: UUID, now: datetime) -> None:
    act(person, follow_up.keep_close, pk=pk, document={"safer": safer}, now=now)


def test_less_safe_takes_back_that_it_is_repaired(couple: Pair, due: tuple[UUID, datetime]) -> None:
    pk, now = due
    says(couple.one, Outcome.REPAIRED, pk, now, held="partly")
    feels(couple.one, Safer.SAME, pk, now)
    assert seen_by(couple.one, RepairedWord.objects.count, now=now) == 1
    feels(couple.one, Safer.LESS, pk, now)
    assert seen_by(couple.one, RepairedWord.objects.count, now=now) == 0
    # What was answered besides stays, and nobody is asked again.
    with acting_as(couple.one.pk, now=now):
        (answer,) = (row.read() for row in RepairNote.objects.filter(kind=NoteKind.FOLLOW_UP))
    assert answer == {"held": "partly", "outcome": None}
    says(couple.other, Outcome.REPAIRED, pk, now)
    with acting_as(couple.other.pk, now=now):
        assert not repaired_in(require_couple(couple.other)).exists()


def test_less_safe_takes_back_nothing_that_both_have_said(
    couple: Pair, due: tuple[UUID, datetime]
) -> None:
    """It would tell the other who did so."""
    pk, now = due
    for person in couple:
        says(person, Outcome.REPAIRED, pk, now)
    feels(couple.one, Safer.LESS, pk, now)
    for person in couple:
        with acting_as(person.pk, now=now):
            assert repaired_in(require_couple(person)).filter(pk=pk).exists()
