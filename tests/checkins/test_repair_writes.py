"""Row-level security of conversations: what may be written, and that it never changes."""

import uuid
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.access import require_couple
from accounts.actions.consent import withdraw_sharing
from accounts.actor import acting_as
from accounts.enums import Purpose
from accounts.models import User
from checkins.actions import way_out
from checkins.enums.repair import Move, Turn
from checkins.models import (
    RepairDraft,
    RepairMove,
    RepairTurn,
)
from checkins.models.repair import Words
from tests.accounts.acting import act
from tests.checkins.test_policies import execute, refused
from tests.checkins.test_repair_policies import fill, planted
from tests.conftest import Pair
from tests.factories.people import NOW, connect
from tests.factories.talks import (
    begin,
    draft,
    up_to,
)


@pytest.mark.parametrize(
    "statement",
    [
        "update checkins_repairmove set move = 'set_aside'",
        "delete from checkins_repairmove",
        "update checkins_repairturn set sealed = 'x'",
        "update checkins_repairturn set stage = 0",
        "update checkins_repairturn set turn = 'tell'",
        "update checkins_repairturn set said_on = said_on - 1",
        "update checkins_repairconversation set first_id = gen_random_uuid()",
        "update checkins_repairconversation set cools_until = moved_at",
        "delete from checkins_repairconversation",
        "update checkins_repairinvitation set sealed = 'x'",
        "update checkins_repairinvitation set sent_on = sent_on + 7",
        "update checkins_repairedword set author_id = author_id",
    ],
)
def test_what_was_said_and_what_moved_never_changes(couple: Pair, statement: str) -> None:
    _, now = up_to(Turn.CONFIRM, *couple, now=NOW)
    for person in couple:
        assert refused(person, lambda: execute(statement), now)


@pytest.mark.parametrize("table", ["turn", "draft", "note", "edword", "invitation"])
def test_nobody_touches_the_other_s_rows(couple: Pair, table: str) -> None:
    fill(couple)
    one, other = couple
    delete = f"delete from checkins_repair{table} where author_id = %s"
    assert refused(one, lambda: execute(delete, other.pk))
    assert refused(other, lambda: execute(delete, one.pk))
    take_back = "update checkins_repairturn set is_withdrawn = true where author_id = %s"
    assert refused(other, lambda: execute(take_back, one.pk))


def test_nobody_writes_in_the_other_s_name(couple: Pair) -> None:
    one, other = couple
    pk, now = up_to(Turn.OWN, one, other, now=NOW)
    for model in (RepairTurn, RepairDraft):
        with acting_as(one.pk, now=now):
            row: Words = model(
                author=one, couple=require_couple(one), conversation_id=pk, stage=99, turn=Turn.OWN
            )
            if isinstance(row, RepairTurn):
                row.said_on = now.date()
            row.write({})
        assert refused(other, lambda row=row: row.save(force_insert=True), now)
        assert not refused(one, lambda row=row: row.save(force_insert=True), now)


def move(person: User, pk: uuid.UUID, which: Move, now) -> Callable[[], object]:
    with acting_as(person.pk, now=now):
        row = RepairMove(couple=require_couple(person), conversation_id=pk, number=90, move=which)
    return lambda: row.save(force_insert=True)


def pauses(person: User, now) -> None:
    with acting_as(person.pk, now=now):
        execute(
            "insert into accounts_pause (id, author_id, couple_id)"
            " select gen_random_uuid(), %s, couple_id from accounts_membership"
            " where user_id = %s and left_on is null",
            person.pk,
            person.pk,
        )


def takes_back_the_consent(person: User, now) -> None:
    act(person, withdraw_sharing, purpose=Purpose.REPAIR, now=now)


@pytest.mark.parametrize("obstacle", [pauses, takes_back_the_consent])
def test_nothing_is_sent_without_sharing_but_every_way_out_is_open(
    couple: Pair, obstacle: Callable[..., None]
) -> None:
    one, other = couple
    pk, now = up_to(Turn.TELL, one, other, now=NOW)
    assert not refused(one, lambda: undone(move(one, pk, Move.TOLD, now)), now)
    obstacle(one, now)
    assert refused(one, lambda: planted(one, pk, Turn.TELL, 77, now), now)
    for which in Move:
        out = which in {Move.PAUSED, Move.SET_ASIDE}
        assert refused(one, lambda which=which: undone(move(one, pk, which, now)), now) is not out
    # Drafts go on being kept, and the other may act.
    draft(one, pk, Turn.TELL, "mine", now=now)
    assert not refused(other, lambda: undone(move(other, pk, Move.TOLD, now)), now)


def undone(write: Callable[[], object]) -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)


def test_nothing_is_added_to_a_conversation_that_is_over(couple: Pair) -> None:
    pk, now = up_to(Turn.OWN, *couple, now=NOW)
    act(couple.other, way_out.set_aside, pk=pk, now=now)
    for which in Move:
        assert refused(couple.one, move(couple.one, pk, which, now), now)
    assert refused(couple.one, lambda: planted(couple.one, pk, Turn.OWN, 77, now), now)


def test_a_stranger_adds_nothing(couple: Pair, carol: User, dan: User) -> None:
    connect(carol, dan)
    pk, now = up_to(Turn.OWN, *couple, now=NOW)
    assert refused(carol, lambda: planted(carol, pk, Turn.OWN, 77, now), now)
    assert refused(carol, move(carol, pk, Move.PAUSED, now), now)


def test_the_lock_of_a_couple_is_one_row_for_each_of_the_two(couple: Pair) -> None:
    for person in couple:
        with acting_as(person.pk, now=NOW):
            assert execute("select from accounts_couplelock for update") == 1


def test_erasing_links_is_nobody_s_business(couple: Pair) -> None:
    """No key of one person's words is a constraint on what both share."""
    names = "checkins_repairturn", "checkins_repairdraft", "checkins_repairnote"
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_constraint c where c.contype = 'f'"
            " and c.conrelid = any (select oid from pg_class where relname = any (%s))"
            " and c.confrelid = 'checkins_repairconversation'::regclass",
            [list(names)],
        )
        assert cursor.fetchone() == (0,)


def test_refused_is_an_error_and_not_an_accident(couple: Pair) -> None:
    """The control of ``refused``: it says no where the database says yes."""
    pk = begin(*couple, now=NOW)
    assert not refused(couple.one, move(couple.one, pk, Move.PAUSED, NOW))
    with acting_as(couple.one.pk, now=NOW), pytest.raises(DatabaseError), transaction.atomic():
        execute("update checkins_repairmove set number = 1")
