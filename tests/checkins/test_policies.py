"""Row-level security of the practice's tables, as the web's role and without any filter of ours.

The owner plants what a mistake of ours might: a stranger's row, and a leaving that ended one
side only. Policies alone must hold.
"""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction

from accounts.actor import acting_as
from accounts.models import Pause
from checkins.actions.question import keep_wishes
from checkins.enums import Preset, TextKind
from checkins.models import (
    CheckIn,
    Memory,
    OpenWish,
    Release,
    ReleasedText,
    Round,
    RoundLock,
    functions,
)
from tests.factories.people import NOW, connect, make_user
from tests.factories.weeks import FIRST_MOMENT, full_week, give, keep, tap

AFTER = FIRST_MOMENT + timedelta(hours=1)
OWN_ALONE = (CheckIn, Memory, OpenWish)
SHARED = (Release, ReleasedText)


@pytest.fixture
def people(transactional_db):
    alice, bob, carol, dan = (make_user(name) for name in ("Alice", "Bob", "Carol", "Dan"))
    connect(alice, bob)
    connect(carol, dan)
    for pair in ((alice, bob), (carol, dan)):
        full_week(*pair, now=NOW, words="Words of each.")
        for person in pair:
            with acting_as(person.pk, now=NOW):
                give(person, now=NOW, keep_back=())
        tap(pair[0], now=NOW)
    return alice, bob, carol, dan


def authors(model, person, now) -> set[uuid.UUID]:
    with acting_as(person and person.pk, now=now):
        return set(model.objects.values_list("author_id", flat=True))


@pytest.mark.parametrize("model", [*OWN_ALONE, *SHARED, Round, RoundLock])
def test_without_an_actor_there_is_no_row(people, model):
    for now in (NOW, AFTER):
        with acting_as(None, now=now):
            assert not model.objects.exists()


@pytest.mark.parametrize("model", OWN_ALONE)
def test_what_is_one_s_own_is_never_anybody_else_s(people, model):
    alice, bob, carol, _ = people
    for now in (NOW, AFTER):
        assert authors(model, alice, now) == {alice.pk}
        assert authors(model, bob, now) <= {bob.pk}
        assert authors(model, carol, now) == {carol.pk}


@pytest.mark.parametrize("model", SHARED)
def test_releases_open_for_the_two_at_the_moment_and_not_before(people, model):
    alice, bob, carol, dan = people
    before = FIRST_MOMENT - timedelta(microseconds=1)
    assert authors(model, alice, before) == {alice.pk}
    assert authors(model, bob, before) == {bob.pk}
    assert authors(model, bob, FIRST_MOMENT) == {alice.pk, bob.pk}
    assert authors(model, dan, FIRST_MOMENT) == {carol.pk, dan.pk}


def test_rounds_and_locks_are_those_of_the_two(people):
    alice, bob, carol, _ = people
    seen = {}
    for person in (alice, bob, carol):
        with acting_as(person.pk, now=NOW):
            seen[person] = (
                set(Round.objects.values_list("pk", flat=True)),
                set(RoundLock.objects.values_list("pk", flat=True)),
            )
    assert seen[alice] == seen[bob]
    assert len(seen[alice][0]) == 1
    assert seen[alice][0] & seen[carol][0] == set()


@pytest.mark.parametrize("model", SHARED)
def test_a_planted_stranger_opens_nothing_and_sees_nothing(people, model):
    """A release that a stranger should never have had in this round counts for nobody."""
    alice, bob, carol, _ = people
    with acting_as(bob.pk, now=NOW):
        ReleasedText.objects.filter(author=bob).delete()
        Release.objects.filter(author=bob).delete()
    as_policy("update checkins_release set author_id = %s where author_id = %s", carol.pk, alice.pk)
    give(alice, now=NOW, keep_back=())
    # Alice's and Carol's stand in this round now: two releases, one member.
    assert authors(model, alice, AFTER) == {alice.pk}
    assert alice.pk not in authors(model, carol, AFTER)
    assert alice.pk not in authors(model, bob, AFTER)


@pytest.mark.parametrize("model", SHARED)
@pytest.mark.parametrize("leaver", [0, 1])
def test_a_leaving_that_ended_one_side_only_closes_for_both(people, model, leaver):
    alice, bob, *_ = people
    as_policy(
        "update accounts_membership set left_on = %s where user_id = %s",
        NOW.date(),
        people[leaver].pk,
    )
    assert authors(model, alice, AFTER) == {alice.pk}
    assert authors(model, bob, AFTER) == {bob.pk}


def as_policy(statement: str, *values: Any) -> None:
    """The owner, in the role whose functions may touch these rows, breaks something on purpose."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("grant update on checkins_release to app_policy")
        cursor.execute("set local role app_policy")
        cursor.execute(statement, values)
        assert cursor.rowcount > 0
        cursor.execute("reset role")
        cursor.execute("revoke update on checkins_release from app_policy")


def refused(person, act, now=NOW) -> bool:
    """Whether the database refuses, by an error or by touching no row."""
    with acting_as(person.pk, now=now):
        try:
            with transaction.atomic():
                return act() == 0
        except DatabaseError:
            return True


def execute(statement: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


@pytest.mark.parametrize("table", ["checkin", "memory", "release", "releasedtext", "openwish"])
def test_nobody_writes_in_somebody_else_s_name(people, table):
    alice, bob, *_ = people
    delete = f"delete from checkins_{table} where author_id = %s"
    assert refused(bob, lambda: execute(delete, alice.pk))
    give_away = f"update checkins_{table} set author_id = %s where author_id = %s"
    assert refused(bob, lambda: execute(give_away, alice.pk, bob.pk))


def test_after_the_moment_nothing_is_released_changed_or_taken_back(people):
    alice, *_ = people
    assert refused(
        alice, lambda: execute("update checkins_release set resolution = 'numbers'"), AFTER
    )
    assert refused(alice, lambda: execute("delete from checkins_release"), AFTER)
    with acting_as(alice.pk, now=NOW):
        row = Release.objects.get(author=alice)
        ReleasedText.objects.filter(author=alice).delete()
        Release.objects.filter(author=alice).delete()
    row._state.adding = True
    assert refused(alice, lambda: row.save(force_insert=True), AFTER)
    assert not refused(alice, lambda: row.save(force_insert=True), NOW)


def test_an_opened_release_does_not_move_to_a_round_that_is_still_closed(people):
    alice, *_ = people
    keep(alice, {"W-REL-1": 5}, now=AFTER)
    with acting_as(alice.pk, now=AFTER):
        opened, closed = Round.objects.order_by("starts_at")
        release = Release.objects.get(author=alice)
    move = "update checkins_release set round_id = %s where author_id = %s"
    # Not even a row to refuse: it would be out of the picture that the other has given for.
    with acting_as(alice.pk, now=AFTER):
        assert execute(move, closed.pk, alice.pk) == 0
        assert execute("update checkins_release set resolution = 'numbers'") == 0
        assert Release.objects.get(author=alice).round_id == opened.pk
    # The control: until its moment it is its author's to change.
    with acting_as(alice.pk, now=NOW):
        assert execute("update checkins_release set resolution = resolution") == 1
    with acting_as(alice.pk, now=NOW):
        ReleasedText.objects.filter(author=alice).delete()
    assert refused(alice, lambda: words_for(release).save(force_insert=True), AFTER)
    assert not refused(alice, lambda: words_for(release).save(force_insert=True), NOW)


def words_for(release: Release) -> ReleasedText:
    text = ReleasedText(
        release=release, round=release.round, couple=release.couple, author=release.author
    )
    text.kind = TextKind.APPRECIATION
    text.write({"text": "One more."})
    return text


def test_words_can_be_withdrawn_after_the_moment_by_their_author_alone(people):
    alice, bob, *_ = people
    mine = "delete from checkins_releasedtext where author_id = %s"
    assert refused(bob, lambda: execute(mine, alice.pk), AFTER)
    assert not refused(alice, lambda: execute(mine, alice.pk), AFTER)


@pytest.mark.parametrize("obstacle", ["pause", "no consent"])
def test_the_database_itself_refuses_a_release_that_may_not_be(people, obstacle):
    alice, *_ = people
    with acting_as(alice.pk, now=NOW):
        row = Release.objects.get(author=alice)
        ReleasedText.objects.filter(author=alice).delete()
        Release.objects.filter(author=alice).delete()
        if obstacle == "pause":
            Pause.objects.create(author=alice, couple_id=row.couple_id)
        else:
            execute("update accounts_consent set withdrawn_at = %s", NOW)
    assert refused(alice, lambda: row.save(force_insert=True))


def test_a_round_opens_by_time_or_by_both_and_by_no_update(people):
    alice, *_ = people
    assert refused(alice, lambda: execute("update checkins_round set opens_at = starts_at"))
    with acting_as(alice.pk, now=NOW):
        row = Round.objects.get()
    early = Round(
        couple_id=row.couple_id,
        prompt_set_version_id=row.prompt_set_version_id,
        starts_at=row.ends_at,
        ends_at=row.ends_at + timedelta(days=7),
        opens_at=row.ends_at,
    )
    assert refused(alice, lambda: early.save(force_insert=True))


def test_a_release_belongs_to_a_round_of_its_own_couple(people):
    alice, _, carol, _ = people
    with acting_as(carol.pk, now=NOW):
        foreign = Round.objects.get()
    with acting_as(alice.pk, now=NOW):
        row = Release.objects.get(author=alice)
        ReleasedText.objects.filter(author=alice).delete()
        Release.objects.filter(author=alice).delete()
    row.round = foreign
    assert refused(alice, lambda: row.save(force_insert=True))


def test_a_check_in_lies_in_a_round_within_reach(people):
    alice, _, carol, _ = people
    with acting_as(carol.pk, now=NOW):
        foreign = Round.objects.get()
    with acting_as(alice.pk, now=NOW):
        row = CheckIn.objects.get()
    row.round = foreign
    assert refused(alice, lambda: row.save(update_fields=["round"]))


def test_a_memory_lies_beside_a_check_in_of_one_s_own(people):
    alice, bob, *_ = people
    with acting_as(alice.pk, now=NOW):
        foreign = CheckIn.objects.get()
    memory = Memory(author=bob, check_in_id=foreign.pk)
    with acting_as(bob.pk, now=NOW):
        memory.write({})
    assert refused(bob, lambda: memory.save(force_insert=True))


def test_a_leaving_that_ended_one_side_only_ends_what_both_chose(people):
    alice, bob, *_ = people
    for person in (alice, bob):
        with acting_as(person.pk, now=NOW):
            keep_wishes(by=person, wants_none=False, preset=Preset.ATTENTIVE, now=NOW)
            assert functions.attentive_holds() is (person == bob)
    as_policy("update accounts_membership set left_on = %s where user_id = %s", NOW.date(), bob.pk)
    for person, holds in ((alice, False), (bob, True)):
        with acting_as(person.pk, now=NOW):
            assert functions.attentive_holds() is holds


def test_the_lock_of_a_round_returns_one_row_to_each_of_the_two(people):
    alice, bob, carol, _ = people
    with acting_as(alice.pk, now=NOW):
        row = Round.objects.get()
    for person, expected in ((alice, 1), (bob, 1), (carol, 0)):
        with acting_as(person.pk, now=NOW):
            locked = RoundLock.objects.select_for_update().filter(round=row.pk)
            assert len(locked) == expected


def test_the_lock_of_a_round_is_locked_and_never_moved(people):
    alice, _, _, _ = people
    with acting_as(alice.pk, now=NOW):
        (row,) = RoundLock.objects.all()
    assert refused(alice, lambda: execute("update checkins_roundlock set round_id = round_id"))
    assert refused(alice, lambda: RoundLock.objects.filter(pk=row.pk).update(round=uuid.uuid4()))
