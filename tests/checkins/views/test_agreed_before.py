"""What two agreed on is read from the own copy, and never from what was only offered."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from checkins.actions import own_words
from checkins.enums.repair import Choice, Turn
from tests.accounts.acting import act
from tests.checkins.views.walking import address, text
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW
from tests.factories.talks import accept, invite, say, through, up_to

LAST_TIME = "What you agreed on last time"


def again(couple: Pair, pk: UUID, now: datetime) -> UUID:
    return accept(couple.other, invite(couple.one, now=now, reopens=pk), now=now)


@pytest.fixture
def offered(couple: Pair) -> tuple[UUID, datetime]:
    """Over, without a change: what was offered at first did not fit, and then there was none."""
    pk, now = up_to(Turn.AGREE, *couple, now=NOW)
    say(couple.one, pk, Choice.ANOTHER, now=now)
    for person in couple:
        say(person, pk, Choice.PASS, now=now)
    for person in couple:
        say(person, pk, Choice.PASS, now=now)
    return pk, now


def test_what_was_agreed_stands_there_for_both_also_where_the_words_are_gone(
    couple: Pair, sign_in, clock: TestClock
) -> None:
    pk, now = through(*couple, now=NOW)
    act(couple.other, own_words.unsay, pk=pk, now=now)
    clock.move_to(now)
    new = again(couple, pk, now)
    for person in couple:
        body = text(sign_in(person).get(address("talk", new)))
        assert LAST_TIME in body
        assert [each in body for each in ("ask first", "call")] == [True, True]


def test_what_was_only_offered_is_not_called_agreed(
    couple: Pair, sign_in, clock: TestClock, offered: tuple[UUID, datetime]
) -> None:
    pk, now = offered
    clock.move_to(now)
    new = again(couple, pk, now)
    for person in couple:
        body = text(sign_in(person).get(address("talk", new)))
        assert (LAST_TIME in body, "ask first" in body) == (False, False)


def test_who_went_on_without_an_agreement_looks_back_on_none(
    couple: Pair, sign_in, clock: TestClock
) -> None:
    pk, now = up_to(Turn.AGREE, *couple, now=NOW)
    act(couple.other, own_words.unsay, pk=pk, now=now)
    say(couple.one, pk, Choice.YES, now=now)
    act(couple.one, own_words.unsay, pk=pk, now=now)
    for person in couple:
        say(person, pk, Choice.YES, now=now)
    for person in couple:
        say(person, pk, Choice.PASS, now=now)
    clock.move_to(now + timedelta(days=14))
    for person in couple:
        body = text(sign_in(person).get(address("talk_later", pk)))
        assert "What you two wanted to try" not in body
        assert "ask first" not in body


def test_who_agreed_looks_back_on_it(couple: Pair, sign_in, clock: TestClock) -> None:
    pk, now = through(*couple, now=NOW)
    clock.move_to(now + timedelta(days=14))
    for person in couple:
        body = text(sign_in(person).get(address("talk_later", pk)))
        assert [each in body for each in ("wanted to try", "ask first", "call")] == [True] * 3
