"""What the database itself refuses: every table of people and bonds as the web's role, asked for
everything, with strangers' rows planted (decisions.md 30, 31).
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, models

from accounts.access import bond_of, couple_of
from accounts.actions.couple import drop_pairing, leave, pause, propose_rhythm, set_numbers
from accounts.actor import acting_as
from accounts.logic.rhythm import Rhythm
from accounts.models import (
    AuditEvent,
    Block,
    Consent,
    Couple,
    CoupleLock,
    Invitation,
    Membership,
    NumbersWish,
    Pause,
    RhythmProposal,
    User,
    functions,
)
from accounts.queries.couple import default_rhythm
from tests.accounts.acting import (
    act,
    are_connected,
    as_policy,
    exchange,
    made_by,
    pairing_of,
    say_yes,
    seen_by,
)
from tests.conftest import Pair
from tests.factories.people import NOW, connect, make_user

OTHER_RHYTHM = Rhythm(2, 4, default_rhythm("UTC").at, "Europe/Paris")


def rows_seen_by(person: User, model: type[models.Model]) -> list[Any]:
    """Every row of a table that the database gives this person, with no filter at all."""
    return seen_by(person, lambda: list(model._base_manager.all()))


@pytest.fixture
def busy(couple: Pair, other_couple: Pair) -> Pair:
    """Everybody has one of everything that one can have alone."""
    for pair in (couple, other_couple):
        for person in pair:
            act(person, pause)
            act(person, set_numbers, wants=True)
        act(pair.one, propose_rhythm, rhythm=OTHER_RHYTHM)
    return couple


@pytest.mark.parametrize("model", [NumbersWish, Pause])
def test_wish_is_read_by_its_author_alone(busy: Pair, model: type[models.Model]) -> None:
    for person in busy:
        (row,) = rows_seen_by(person, model)
        assert row.author_id == person.pk


@pytest.mark.parametrize("model", [Couple, CoupleLock, RhythmProposal])
def test_what_both_share_is_read_by_both_and_by_nobody_else(
    busy: Pair, sam: User, model: type[models.Model]
) -> None:
    couple = seen_by(busy.one, couple_of, busy.one)
    for person in busy:
        (row,) = rows_seen_by(person, model)
        assert getattr(row, "couple_id", row.pk) == couple.pk
    assert rows_seen_by(sam, model) == []


def test_memberships_read_are_those_of_the_own_couple(busy: Pair, sam: User) -> None:
    for person in busy:
        assert {row.user_id for row in rows_seen_by(person, Membership)} == {
            busy.one.pk,
            busy.other.pk,
        }
    assert rows_seen_by(sam, Membership) == []


def test_consents_and_records_are_read_by_whom_they_speak_of(busy: Pair, alice: User) -> None:
    act(busy.other, leave, keeps_door_closed=True)
    for person in busy:
        assert {row.user_id for row in rows_seen_by(person, Consent)} == {person.pk}
        assert {row.subject_id for row in rows_seen_by(person, AuditEvent)} <= {person.pk}
    assert len(rows_seen_by(busy.other, AuditEvent)) == 1


@pytest.mark.parametrize("model", [Invitation, Block])
def test_codes_and_blocks_are_out_of_reach_whole(
    couple: Pair, carol: User, model: type[models.Model]
) -> None:
    act(couple.one, leave, keeps_door_closed=True)
    made_by(couple.one)
    with pytest.raises(DatabaseError, match="permission denied"):
        rows_seen_by(couple.one, model)


def test_nobody_sees_nothing(busy: Pair) -> None:
    with acting_as(None, now=NOW):
        for model in (
            Couple, CoupleLock, Membership, NumbersWish, Pause, RhythmProposal, Consent, AuditEvent
        ):  # fmt: skip
            assert not model.objects.exists(), model.__name__


FORBIDDEN = {
    "a couple is made": (
        "insert into accounts_couple (id, connected_at, first_moment_at, every_weeks, weekday, at,"
        " time_zone, prompt_set_slug) select gen_random_uuid(), connected_at, first_moment_at, 1,"
        " 6, at, time_zone, 'weekly' from accounts_couple"
    ),
    "the rhythm is changed alone": "update accounts_couple set weekday = 2",
    "a couple is deleted": "delete from accounts_couple",
    "somebody joins": (
        "insert into accounts_membership (id, couple_id, user_id, end_unseen)"
        " values (gen_random_uuid(), '{couple}', '{one}', false)"
    ),
    "a membership is ended by hand": ("update accounts_membership set left_on = '2026-03-04'"),
    "a membership is deleted": "delete from accounts_membership",
    "a wish is made for the other": (
        "insert into accounts_numberswish (id, couple_id, author_id)"
        " values (gen_random_uuid(), '{couple}', '{other}')"
    ),
    "the other is paused": (
        "insert into accounts_pause (id, couple_id, author_id)"
        " values (gen_random_uuid(), '{couple}', '{other}')"
    ),
    "a consent is given for the other": (
        "insert into accounts_consent (id, user_id, purpose, version, text_hash, given_at) values"
        " (gen_random_uuid(), '{other}', 'data_use', 1, 'x', now())"
    ),
    "a given consent is reworded": "update accounts_consent set version = 9",
    "a consent is forgotten": "delete from accounts_consent",
    "the record is changed": "update accounts_auditevent set action = 'x'",
    "the record is forgotten": "delete from accounts_auditevent",
    "blocks are asked about": "select may_connect('{one}', '{other}')",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_web_role_may_not(what: str, couple: Pair) -> None:
    current = seen_by(couple.one, couple_of, couple.one)
    statement = FORBIDDEN[what].format(couple=current.pk, one=couple.one.pk, other=couple.other.pk)
    with (
        pytest.raises(DatabaseError, match=r"permission denied|row-level security"),
        acting_as(couple.one.pk, now=NOW),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


CHANGES_NOTHING = {
    "ends the other's consents": (
        "update accounts_consent set withdrawn_at = now() where user_id = '{other}'"
    ),
    "ends the other's pause": ("delete from accounts_pause where author_id = '{other}'"),
    "ends the other's wish": ("delete from accounts_numberswish where author_id = '{other}'"),
    "puts away the other's notice": (
        "update accounts_membership set end_unseen = false where user_id = '{other}'"
    ),
}


@pytest.mark.parametrize("what", CHANGES_NOTHING)
def test_statement_of_one_reaches_no_row_of_the_other(what: str, busy: Pair) -> None:
    with acting_as(busy.one.pk, now=NOW), connection.cursor() as cursor:
        cursor.execute(CHANGES_NOTHING[what].format(other=busy.other.pk))
        assert cursor.rowcount == 0


def test_wish_for_a_couple_one_is_not_in_is_refused(couple: Pair, carol: User) -> None:
    current = seen_by(couple.one, couple_of, couple.one)
    for model in (Pause, NumbersWish):
        with (
            pytest.raises(DatabaseError, match="row-level security"),
            acting_as(carol.pk, now=NOW),
        ):
            model.objects.create(couple_id=current.pk, author=carol)


def test_lock_returns_the_one_row_to_both_and_none_to_a_stranger(couple: Pair, carol: User) -> None:
    def lock() -> int:
        return len(CoupleLock.objects.select_for_update())

    assert [seen_by(person, lock) for person in couple] == [1, 1]
    assert seen_by(carol, lock) == 0


# The functions act for whoever acts


def test_function_of_a_stranger_changes_no_pairing(alice: User, bob: User, carol: User) -> None:
    exchange(alice, bob)
    pairing = pairing_of(alice)
    assert pairing is not None
    seen_by(carol, functions.pairing_drop, pairing.id)
    for person in (alice, carol):
        with acting_as(person.pk, now=NOW):
            made = functions.pairing_confirm(
                pairing.id,
                couple=pairing.id,
                first_moment=NOW + timedelta(days=4),
                rhythm=OTHER_RHYTHM,
            )
        assert made is None
    assert say_yes(bob)
    assert are_connected(alice, bob)
    assert seen_by(carol, bond_of, carol) is None


def test_function_of_a_stranger_or_of_the_proposer_accepts_no_rhythm(busy: Pair, sam: User) -> None:
    (proposal,) = rows_seen_by(busy.one, RhythmProposal)
    for person in (busy.one, sam):
        assert not seen_by(person, functions.rhythm_accept, proposal.pk)
    assert seen_by(busy.other, functions.rhythm_accept, proposal.pk)


def test_dropped_pairing_is_not_confirmed_by_whoever_dropped_it(alice: User, bob: User) -> None:
    exchange(alice, bob)
    pairing = pairing_of(alice)
    assert pairing is not None
    say_yes(bob)
    act(alice, drop_pairing, pairing_id=pairing.id)
    with acting_as(alice.pk, now=NOW):
        made = functions.pairing_confirm(
            pairing.id,
            couple=pairing.id,
            first_moment=NOW + timedelta(days=4),
            rhythm=OTHER_RHYTHM,
        )
    assert made is None


# What the actions never do, planted past them


@pytest.mark.usefixtures("transactional_db")
def test_one_sided_leave_and_a_strangers_wish_give_nothing() -> None:
    alice, bob, carol = make_user("Alice"), make_user("Bob"), make_user("Carol")
    couple = connect(alice, bob)
    with as_policy() as cursor:
        # Bob's membership alone is ended.
        cursor.execute(
            "update accounts_membership set left_on = '2026-03-04' where user_id = %s", [bob.pk]
        )
    assert rows_seen_by(bob, Couple) == []
    assert rows_seen_by(bob, RhythmProposal) == []
    assert [row.user_id for row in rows_seen_by(bob, Membership)] == [bob.pk]
    assert seen_by(alice, bond_of, alice) is None
    with pytest.raises(DatabaseError, match="row-level security"), acting_as(bob.pk, now=NOW):
        Pause.objects.create(couple_id=couple, author=bob)
    # A third membership, which no function makes: a stranger does not count as the other one.
    with as_policy() as cursor:
        cursor.execute(
            "insert into accounts_membership (id, couple_id, user_id, left_on, end_unseen)"
            " values (gen_random_uuid(), %s, %s, '2026-03-04', false)",
            [couple, carol.pk],
        )
    assert rows_seen_by(carol, Couple) == []


def test_person_has_one_current_connection_at_most(transactional_db: None) -> None:
    couple = connect(make_user("Alice"), make_user("Bob"))
    carol = make_user("Carol")
    connect(carol, make_user("Dan"))
    with as_policy() as cursor, pytest.raises(DatabaseError, match="one_current_connection"):
        cursor.execute(
            "insert into accounts_membership (id, couple_id, user_id, end_unseen)"
            " values (gen_random_uuid(), %s, %s, false)",
            [couple, carol.pk],
        )
