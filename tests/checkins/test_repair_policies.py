"""Row-level security of conversations: what each reads, as the web's role and without any filter
of ours.
"""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model

from accounts.access import require_couple
from accounts.actions import couple as couples
from accounts.actor import acting_as
from accounts.models import User
from checkins.actions import follow_up, invitation, own_words, way_out
from checkins.actions.follow_up import keep_close
from checkins.enums.repair import Away, Choice, Move, Outcome, Reply, Safer, SuggestedTime, Turn
from checkins.logic.repair import READ_AT_ONCE
from checkins.logic.turns import CHOICES
from checkins.models import (
    InvitationReply,
    RepairConversation,
    RepairDraft,
    RepairedWord,
    RepairInvitation,
    RepairMove,
    RepairNote,
    RepairTurn,
)
from config.embedded_postgres import BASE_DIR
from tests.accounts.acting import act
from tests.conftest import Pair
from tests.factories.people import NOW, connect
from tests.factories.talks import (
    COOLING,
    accept,
    begin,
    draft,
    invite,
    place_of,
    say,
    through,
    up_to,
)

ALL: tuple[type[Model], ...] = (
    RepairInvitation,
    InvitationReply,
    RepairConversation,
    RepairMove,
    RepairTurn,
    RepairDraft,
    RepairNote,
    RepairedWord,
)
AUTHORED = (InvitationReply, RepairTurn, RepairDraft, RepairNote, RepairedWord, RepairInvitation)
BOTH_ALONE = [
    Turn.READY,
    Turn.RULES,
    Turn.OWN,
    Turn.APOLOGISE,
    Turn.CHANGE,
    Turn.AGREE,
    Turn.RITUAL,
]
CONVERSATIONS = BASE_DIR / "checkins/migrations/0004_repair.sql"


def held(person: User | None, model: type[Model], now=NOW, **where: object) -> int:
    with acting_as(person.pk if person else None, now=now):
        return model._default_manager.filter(**where).count()


def first_choice(turn: Turn) -> Choice:
    """One that does not move the conversation alone."""
    return CHOICES[turn][0]


def fill(couple: Pair) -> None:
    """Something of each kind, of both; and nothing that is over."""
    one, other = couple
    ended, now = through(one, other, now=NOW)
    with acting_as(one.pk, now=now):
        RepairConversation.objects.filter(pk=ended).update(review_on=NOW.date())
    for person in couple:
        act(person, keep_close, pk=ended, document={"safer": Safer.SAFER}, now=now)
    act(one, follow_up.look_back, pk=ended, document={}, outcome=Outcome.REPAIRED, now=now)
    running = begin(one, other, now=now)
    say(one, running, Choice.YES, now=now + COOLING)
    draft(one, running, Turn.TELL, "mine", now=now + COOLING)


@pytest.fixture
def full(couple: Pair) -> Pair:
    fill(couple)
    return couple


def test_everything_is_there_for_its_author(full: Pair) -> None:
    """The control of what follows."""
    assert all(held(full.one, model) for model in ALL if model is not InvitationReply)
    assert held(full.other, InvitationReply) == 2


@pytest.mark.parametrize("model", ALL)
def test_a_stranger_and_nobody_read_nothing(full: Pair, carol: User, dan: User, model) -> None:
    connect(carol, dan)
    for person in (carol, None):
        assert held(person, model) == 0


@pytest.mark.parametrize("model", ALL)
@pytest.mark.parametrize("leaver", [0, 1])
def test_a_former_partner_reads_nothing_of_the_other_s(full: Pair, model, leaver: int) -> None:
    act(full[leaver], couples.leave, keeps_door_closed=True)
    for person in full:
        if model in AUTHORED:
            with acting_as(person.pk, now=NOW):
                assert set(model.objects.values_list("author", flat=True)) <= {person.pk}
        else:
            assert held(person, model) == 0
    assert held(full.one, RepairTurn) > 0


def test_a_later_partner_reads_nothing_of_an_earlier_bond(full: Pair, carol: User) -> None:
    act(full.one, couples.leave, keeps_door_closed=False)
    connect(full.one, carol)
    for model in ALL:
        assert held(carol, model) == 0


@pytest.mark.parametrize("model", [RepairDraft, RepairNote, RepairedWord])
def test_drafts_notes_and_words_of_the_end_are_their_author_s_alone(full: Pair, model) -> None:
    for person in full:
        with acting_as(person.pk, now=NOW):
            assert set(model.objects.values_list("author", flat=True)) <= {person.pk}
    assert held(full.one, model) > 0


def test_the_time_of_a_pause_is_a_note_of_one_s_own(couple: Pair) -> None:
    pk = begin(*couple, now=NOW)
    act(couple.one, way_out.pause, pk=pk, away=Away.HOUR)
    assert [held(person, RepairNote) for person in couple] == [1, 0]
    assert [held(person, RepairMove, move=Move.PAUSED) for person in couple] == [1, 1]
    assert {field.name for field in RepairMove._meta.get_fields()} == {
        "id",
        "conversation",
        "couple",
        "number",
        "move",
    }


@pytest.mark.parametrize("reply", Reply)
def test_a_no_is_its_author_s_alone(couple: Pair, reply: Reply) -> None:
    pk = invite(couple.one, now=NOW)
    answer: dict[Reply, Callable[[], object]] = {
        Reply.NO: lambda: act(couple.other, invitation.decline, pk=pk),
        Reply.LATER: lambda: act(
            couple.other, invitation.ask_for_later, pk=pk, when=SuggestedTime.WEEKEND
        ),
        Reply.YES: lambda: accept(couple.other, pk, now=NOW),
    }
    answer[reply]()
    assert held(couple.other, InvitationReply) == 1
    assert held(couple.one, InvitationReply) == (reply is not Reply.NO)


def test_a_no_after_another_time_leaves_what_was_read(couple: Pair) -> None:
    pk = invite(couple.one, now=NOW)
    act(couple.other, invitation.ask_for_later, pk=pk, when=SuggestedTime.WEEKEND)

    def rows() -> list[tuple[object, ...]]:
        with acting_as(couple.one.pk, now=NOW):
            return list(InvitationReply.objects.values_list("reply", "sealed"))

    before = rows()
    act(couple.other, invitation.decline, pk=pk)
    assert rows() == before


@pytest.mark.parametrize("turn", BOTH_ALONE)
def test_a_turn_where_each_acts_alone_is_read_when_both_have(couple: Pair, turn: Turn) -> None:
    one, other = couple
    pk, now = up_to(turn, one, other, now=NOW)
    before = [held(person, RepairTurn, now) for person in couple]
    say(one, pk, first_choice(turn), now=now)
    assert [held(person, RepairTurn, now) for person in couple] == [before[0] + 1, before[1]]
    say(other, pk, first_choice(turn), now=now)
    assert [held(person, RepairTurn, now) for person in couple] == [before[0] + 2, before[1] + 2]


@pytest.mark.parametrize("turn", [Turn.TELL, Turn.REFLECT, Turn.CONFIRM, Turn.SWAP])
def test_a_turn_that_moves_alone_is_read_at_once(couple: Pair, turn: Turn) -> None:
    pk, now = up_to(turn, *couple, now=NOW)
    actor, reader = couple if place_of(couple.one, pk, now=now).may_act else couple[::-1]
    before = held(reader, RepairTurn, now)
    say(actor, pk, CHOICES[turn][0], now=now)
    assert held(reader, RepairTurn, now) == before + 1


def test_an_own_turn_of_another_step_opens_nothing(couple: Pair) -> None:
    """Met is met at the same stage of the same conversation."""
    one, other = couple
    pk, now = up_to(Turn.OWN, one, other, now=NOW)
    say(one, pk, Choice.NO_PART_YET, now=now)
    key = place_of(one, pk, now=now).key
    for stage, turn in ((key + 1, Turn.OWN), (key, Turn.APOLOGISE)):
        planted(other, pk, turn, stage, now)
    assert held(other, RepairTurn, now, author=one, turn=Turn.OWN) == 0


def planted(person: User, pk: uuid.UUID, turn: Turn, stage: int, now) -> RepairTurn:
    with acting_as(person.pk, now=now):
        row = RepairTurn(
            author=person,
            couple=require_couple(person),
            conversation_id=pk,
            stage=stage,
            turn=turn,
            said_on=now.date(),
        )
        row.write({})
        row.save(force_insert=True)
    return row


def test_a_turn_that_was_taken_back_is_read_by_its_author_alone(couple: Pair) -> None:
    pk, now = up_to(Turn.CHANGE, *couple, now=NOW)
    theirs = {"author": couple.one}
    assert held(couple.other, RepairTurn, now, **theirs) > 1
    own = held(couple.one, RepairTurn, now, **theirs)
    act(couple.one, own_words.unsay, pk=pk, now=now)
    assert held(couple.other, RepairTurn, now, **theirs) == 0
    assert held(couple.one, RepairTurn, now, **theirs) == own


def test_what_is_read_at_once_is_the_same_in_both_places() -> None:
    (listed,) = re.findall(r"turn in \(([^)]*)\) or id = any", CONVERSATIONS.read_text())
    assert {Turn(name) for name in re.findall(r"'(\w+)'", listed)} == READ_AT_ONCE


def repaired(person: User, now) -> list[uuid.UUID]:
    with acting_as(person.pk, now=now), connection.cursor() as cursor:
        cursor.execute("select my_repaired()")
        return list(cursor.fetchone()[0])


def test_of_one_word_nobody_hears_and_of_two_both(couple: Pair, carol: User, dan: User) -> None:
    connect(carol, dan)
    pk, now = through(*couple, now=NOW)
    now += timedelta(days=14)
    look: dict[str, Any] = {"pk": pk, "document": {}, "outcome": Outcome.REPAIRED, "now": now}
    act(couple.one, follow_up.look_back, **look)
    assert [repaired(person, now) for person in (*couple, carol)] == [[], [], []]
    act(couple.other, follow_up.look_back, **look)
    assert [repaired(person, now) for person in (*couple, carol)] == [[pk], [pk], []]
