"""Consents and the record: one row per yes, with its words; never changed, read by one person."""

from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions.consent import give_consent, give_sharing, withdraw_sharing
from accounts.enums import AuditAction, ConsentState, Purpose
from accounts.logic.consent import CURRENT
from accounts.models import AuditEvent, Consent, User
from accounts.queries.audit import SENTENCES
from accounts.queries.consent import WORDINGS, history_of, sharing_of
from tests.accounts.acting import act, at_once, seen_by
from tests.conftest import Pair
from tests.factories.people import NOW, connect, make_user

WEEKLY = Purpose.WEEKLY_SHARING


def rows_of(person: User) -> list[Consent]:
    return list(seen_by(person, lambda: list(Consent.objects.order_by("given_at", "withdrawn_at"))))


def test_every_purpose_has_words_and_every_act_a_sentence() -> None:
    assert set(WORDINGS) == set(Purpose) == set(CURRENT)
    assert set(SENTENCES) == set(AuditAction)
    assert len({wording.text_hash for wording in WORDINGS.values()}) == len(Purpose)


def test_consent_keeps_version_hash_and_time_of_what_was_read(sam: User) -> None:
    act(sam, give_consent, purpose=Purpose.DATA_USE)
    (row,) = rows_of(sam)
    assert (row.version, row.text_hash) == (1, WORDINGS[Purpose.DATA_USE].text_hash)
    assert (row.given_at, row.withdrawn_at, row.couple_id) == (NOW, None, None)


def test_consent_given_twice_is_one_row_and_one_line(sam: User) -> None:
    for _time in range(2):
        act(sam, give_consent, purpose=Purpose.DATA_USE)
    assert len(rows_of(sam)) == 1
    assert seen_by(sam, AuditEvent.objects.count) == 1


@pytest.mark.usefixtures("transactional_db")
def test_consent_given_in_two_tabs_at_once_is_one_row() -> None:
    for _round in range(3):
        pair = Pair(make_user("Alice"), make_user("Bob"))
        connect(*pair)
        act(pair.one, withdraw_sharing, purpose=WEEKLY)
        give = partial(act, pair.one, give_sharing, purpose=WEEKLY)
        assert at_once(give, give) == [None, None]
        standing = [row for row in rows_of(pair.one) if row.withdrawn_at is None]
        assert [row.purpose for row in standing].count(WEEKLY) == 1


def test_consent_to_older_words_asks_anew_and_stays_in_the_history(couple: Pair) -> None:
    alice = couple.one
    act(alice, withdraw_sharing, purpose=WEEKLY)

    def plant() -> None:
        Consent.objects.create(user=alice, purpose=WEEKLY, version=0, text_hash="old", given_at=NOW)

    seen_by(alice, plant)
    before = seen_by(alice, sharing_of, alice)[0]
    assert (before.state, before.is_given, before.can_end) == (ConsentState.OUTDATED, False, True)
    act(alice, give_sharing, purpose=WEEKLY)
    assert seen_by(alice, sharing_of, alice)[0].state is ConsentState.GIVEN
    weekly = [past for past in seen_by(alice, history_of, alice) if past.wording.purpose == WEEKLY]
    assert sorted((past.version, past.withdrawn_at is None) for past in weekly) == [
        (0, False),
        (1, False),
        (1, True),
    ]


def test_withdrawing_what_was_not_given_leaves_no_line(couple: Pair) -> None:
    for _time in range(2):
        act(couple.one, withdraw_sharing, purpose=WEEKLY)
    assert seen_by(couple.one, AuditEvent.objects.count) == 1


def test_whoever_was_left_can_still_take_a_consent_back(sam: User) -> None:
    act(sam, give_consent, purpose=WEEKLY)
    act(sam, withdraw_sharing, purpose=WEEKLY)
    assert [row.withdrawn_at for row in rows_of(sam)] == [NOW]


def test_queries_of_the_connection_page_do_not_grow_with_its_history(
    couple: Pair, sign_in: Any
) -> None:
    client: Client = sign_in(couple.one)
    address = reverse("accounts:connection")

    def queries() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    before = queries()
    for _time in range(20):
        act(couple.one, withdraw_sharing, purpose=WEEKLY)
        act(couple.one, give_sharing, purpose=WEEKLY)
    assert queries() == before <= 13
