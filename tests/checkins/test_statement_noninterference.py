"""V3 for statements of one's own: a private answer, or none, a no, and a line that one keeps alone
change no page of the other; what was added shows where both added it.
"""

from dataclasses import replace
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from checkins.logic.statement import code_of
from checkins.queries.statement import standing_statements, statements_page
from tests.accounts.acting import seen_by
from tests.checkins.every_page import OURS, Week
from tests.checkins.test_noninterference import (
    PLANTED,
    bob_did_nothing,
    bob_released,
    compare,
    released,
)
from tests.conftest import Pair, TestClock
from tests.factories.months import keep_lines
from tests.factories.people import NOW
from tests.factories.statements import agree_statement, keep_alone, suggest_line
from tests.factories.weeks import answer, give


def codes_of(person: User) -> list[str]:
    return [each.code for each in seen_by(person, standing_statements, person)]


def rated(alice: User, client: Client, now: datetime) -> None:
    keep_lines(alice, dict.fromkeys(codes_of(alice), 1), now=now)


def left_out(alice: User, client: Client, now: datetime) -> None:
    keep_lines(alice, dict.fromkeys(codes_of(alice)), now=now)


def put_away(alice: User, client: Client, now: datetime) -> None:
    (theirs,) = seen_by(alice, statements_page, alice, now, now=now).theirs
    path = reverse("checkins:statement_answer", args=[theirs.pk])
    assert client.post(path, {"answer": "no"}).status_code == 302


def kept_alone(alice: User, client: Client, now: datetime) -> None:
    code = code_of(keep_alone(alice, PLANTED, now=now))
    keep_lines(alice, {code: 0}, now=now)


def added(alice: User, client: Client, now: datetime) -> None:
    rated(alice, client, now)
    answer(alice, now=now, score=1, words=PLANTED)
    give(alice, now=now, keep_back=(), statements=codes_of(alice))


STORIES = (rated, left_out, put_away, kept_alone)


@pytest.fixture
def week(couple: Pair, sign_in, clock: TestClock) -> Week:
    agree_statement(*couple, "sing off key.", now=NOW)
    suggest_line(couple.other, "be late.", now=NOW)
    return Week(couple, sign_in, clock, NOW, OURS)


def test_the_partner_s_pages_do_not_tell(week: Week) -> None:
    compare(replace(week, before=("",)), bob_did_nothing, STORIES, ())


def test_they_do_not_tell_somebody_who_released(week: Week) -> None:
    compare(week, bob_released, STORIES, ())


def test_statement_that_one_added_changes_nothing_on_the_other_s_pages(week: Week) -> None:
    """Beside the same release without it, also after the moment."""
    bob_released(week.couple.other, NOW)
    plain, more = week.told(released), week.told(added)
    assert (plain.before, plain.after) == (more.before, more.after)
    assert plain.own != more.own
