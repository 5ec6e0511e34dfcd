"""V11 and V12 in conversations, with real threads on a real PostgreSQL: exactly one effect, and
nothing lost. Beside them stand controls that lack the lock and do fail.
"""

import uuid
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError

from accounts.access import Refusal, bond_of
from accounts.actor import acting_as
from accounts.models import User
from checkins.actions import follow_up, invitation, repair, way_out
from checkins.actions.draft import keep_draft
from checkins.enums import DraftField
from checkins.enums.repair import Choice, Move, Outcome, RepairState, Turn
from checkins.logic.repair import acting
from checkins.logic.turns import TurnContent, move_after
from checkins.models import (
    RepairConversation,
    RepairDraft,
    RepairedWord,
    RepairMove,
    RepairTurn,
)
from checkins.queries.conversation import place_in
from checkins.queries.turns import their_turn
from tests.accounts.acting import act
from tests.checkins.test_races import at_once, unless_refused
from tests.factories.people import NOW, connect, make_user
from tests.factories.talks import COOLING, begin, invite, place_of, through, up_to

TIMES = 8
TEXT = "Nothing of this may be lost."
MINE = TurnContent(Choice.SAID, {DraftField.MY_PART: TEXT})

pytestmark = pytest.mark.usefixtures("transactional_db")


def pair(number: int = 0) -> tuple[User, User]:
    alice, bob = make_user(f"Alice{number}"), make_user(f"Bob{number}")
    connect(alice, bob)
    return alice, bob


def rows_of(person: User, model, now, **where: object) -> list:
    with acting_as(person.pk, now=now):
        return list(model.objects.filter(**where))


def send(person: User, pk: uuid.UUID, at: tuple[Turn, int], content: TurnContent, now) -> str:
    """As the page does: what cannot be sent any more is kept."""
    turn, key = at
    act_in = partial(act, person, pk=pk, turn=turn, key=key, content=content, now=now)
    try:
        act_in(repair.take_turn)
    except Refusal:
        act_in(keep_draft)
        return "kept"
    return "sent"


def test_two_who_accept_each_other_s_invitation_begin_one_conversation() -> None:
    for number in range(TIMES):
        alice, bob = pair(number)
        theirs, mine = invite(bob, now=NOW), invite(alice, now=NOW)

        def accept(person: User, pk: uuid.UUID) -> object:
            call = partial(act, person, invitation.accept, pk=pk, cooling=COOLING)
            return unless_refused(call)

        begun = at_once(partial(accept, alice, theirs), partial(accept, bob, mine))
        assert sorted(map(type, begun), key=str) == [str, uuid.UUID]
        for person in (alice, bob):
            (row,) = rows_of(person, RepairConversation, NOW)
            assert row.pk in begun


def test_two_tabs_that_accept_begin_one_conversation() -> None:
    for number in range(TIMES):
        alice, bob = pair(number)
        pk = invite(alice, now=NOW)
        call = partial(act, bob, invitation.accept, pk=pk, cooling=COOLING)
        begun = at_once(call, call)
        assert begun == [rows_of(alice, RepairConversation, NOW)[0].pk] * 2


@pytest.mark.parametrize("turn", [Turn.READY, Turn.OWN, Turn.RITUAL])
def test_two_who_send_where_each_acts_alone_move_it_once(turn: Turn) -> None:
    for number in range(TIMES):
        alice, bob = pair(number)
        pk, now = up_to(turn, alice, bob, now=NOW)
        place = place_of(alice, pk, now=now)
        content = MINE if turn is Turn.OWN else TurnContent(Choice.YES)
        at_once(*[
            partial(send, person, pk, (turn, place.key), content, now) for person in (alice, bob)
        ])  # fmt: skip
        after = place_of(alice, pk, now=now)
        assert after.talk.number == place.talk.number + 1
        assert after.talk.stage == after.talk.number
        for person in (alice, bob):
            assert len(rows_of(person, RepairTurn, now, turn=turn, stage=place.key)) == 2


def test_control_without_the_lock_both_send_and_nothing_moves() -> None:
    alice, bob = pair()
    pk, now = up_to(Turn.OWN, alice, bob, now=NOW)
    both_wrote = Barrier(2)

    def send_bare(person: User) -> object:
        with acting_as(person.pk, now=now):
            bond = bond_of(person)
            assert bond is not None
            place = place_in(person, bond, RepairConversation.objects.get(pk=pk), now)
            repair._write(person, place, (Turn.OWN, place.key), MINE, now)
            both_wrote.wait(timeout=20)
            theirs = their_turn(person, place.row, Turn.OWN, place.key)
            assert theirs is None
            both = acting(place.now_is)
            move = move_after(Turn.OWN, place.side, Choice.SAID, None, acting=both)
            both_wrote.wait(timeout=20)
            return move

    assert at_once(partial(send_bare, alice), partial(send_bare, bob)) == [None, None]
    # Stuck: both have taken their turn, and it did not move.
    for person in (alice, bob):
        assert len(rows_of(person, RepairTurn, now, turn=Turn.OWN)) == 2
        assert place_of(person, pk, now=now).turn is Turn.OWN


def test_control_without_the_lock_two_tabs_write_one_turn_and_an_error() -> None:
    alice, bob = pair()
    pk, now = up_to(Turn.OWN, alice, bob, now=NOW)
    both_looked = Barrier(2)

    def send_bare() -> object:
        try:
            with acting_as(alice.pk, now=now):
                bond = bond_of(alice)
                assert bond is not None
                place = place_in(alice, bond, RepairConversation.objects.get(pk=pk), now)
                both_looked.wait(timeout=20)
                repair._write(alice, place, (Turn.OWN, place.key), MINE, now)
        except IntegrityError:
            return "error"
        return "sent"

    assert sorted(at_once(send_bare, send_bare)) == ["error", "sent"]


@pytest.mark.parametrize("turn", [Turn.TELL, Turn.OWN])
def test_a_double_click_sends_once(turn: Turn) -> None:
    for number in range(TIMES):
        alice, bob = pair(number)
        pk, now = up_to(turn, alice, bob, now=NOW)
        before = place_of(alice, pk, now=now)
        field = DraftField.HAPPENED if turn is Turn.TELL else DraftField.MY_PART
        content = TurnContent(Choice.SAID, {field: TEXT})
        click = partial(send, alice, pk, (turn, before.key), content, now)
        assert at_once(click, click, click) == ["sent"] * 3
        (row,) = rows_of(alice, RepairTurn, now, turn=turn, stage=before.key, author=alice)
        moved = place_of(alice, pk, now=now).talk.number - before.talk.number
        assert moved == (turn is Turn.TELL)
        assert not rows_of(alice, RepairDraft, now)
        assert row.said_on == now.date()


@pytest.mark.parametrize("steps_out", [way_out.leave_talk, way_out.set_aside, way_out.pause])
def test_one_steps_out_while_the_other_sends(steps_out) -> None:
    """Either comes first; the words are a turn or a draft, and it is left once."""
    outcomes = set()
    more = {"away": None} if steps_out is way_out.pause else {}
    for number in range(TIMES):
        alice, bob = pair(number)
        pk, now = up_to(Turn.OWN, alice, bob, now=NOW)
        place = place_of(alice, pk, now=now)
        sent, _ = at_once(
            partial(send, alice, pk, (Turn.OWN, place.key), MINE, now),
            partial(act, bob, steps_out, pk=pk, now=now, **more),
        )
        turns = rows_of(alice, RepairTurn, now, turn=Turn.OWN)
        drafts = rows_of(alice, RepairDraft, now)
        assert (len(turns), len(drafts)) == ((1, 0) if sent == "sent" else (0, 1))
        with acting_as(alice.pk, now=now):
            assert (turns or drafts)[0].read()["texts"] == {DraftField.MY_PART: TEXT}
        after = place_of(alice, pk, now=now)
        ended = RepairState.SET_ASIDE if steps_out is way_out.set_aside else RepairState.PAUSED
        assert after.state is ended
        assert after.talk.number == place.talk.number + 1
        outcomes.add(sent)
    assert outcomes <= {"sent", "kept"}


def test_two_who_step_out_at_once_pause_it_once() -> None:
    for number in range(TIMES):
        alice, bob = pair(number)
        pk = begin(alice, bob, now=NOW)
        at_once(
            partial(act, alice, way_out.leave_talk, pk=pk),
            partial(act, bob, way_out.pause, pk=pk, away=None),
        )
        assert [row.move for row in rows_of(alice, RepairMove, NOW)] == [Move.PAUSED]


def test_two_who_come_back_at_once_go_on_once() -> None:
    for number in range(TIMES):
        alice, bob = pair(number)
        pk = begin(alice, bob, now=NOW)
        act(alice, way_out.pause, pk=pk, away=None)
        key = place_of(alice, pk, now=NOW).key
        back = TurnContent(Choice.YES)
        at_once(*[partial(send, who, pk, (Turn.BACK, key), back, NOW) for who in (alice, bob)])
        assert place_of(alice, pk, now=NOW).turn is Turn.READY
        assert len(rows_of(alice, RepairMove, NOW)) == 2


def test_a_draft_on_its_way_while_its_turn_is_sent_leaves_none_behind() -> None:
    for number in range(TIMES):
        alice, bob = pair(number)
        pk, now = up_to(Turn.OWN, alice, bob, now=NOW)
        at: dict[str, Any] = {"pk": pk, "turn": Turn.OWN, "key": place_of(alice, pk, now=now).key}
        at |= {"content": MINE, "now": now}
        at_once(partial(act, alice, keep_draft, **at), partial(act, alice, repair.take_turn, **at))
        assert len(rows_of(alice, RepairTurn, now, turn=Turn.OWN)) == 1
        assert not rows_of(alice, RepairDraft, now)


def test_two_who_say_repaired_at_once_make_it_repaired() -> None:
    for number in range(TIMES):
        alice, bob = pair(number)
        pk, now = through(alice, bob, now=NOW)
        now += timedelta(days=14)
        look: dict[str, Any] = {"pk": pk, "document": {}, "outcome": Outcome.REPAIRED, "now": now}
        at_once(*[partial(act, who, follow_up.look_back, **look) for who in (alice, bob)])
        for person in (alice, bob):
            assert place_of(person, pk, now=now).state is RepairState.REPAIRED
            assert len(rows_of(person, RepairedWord, now)) == 1
