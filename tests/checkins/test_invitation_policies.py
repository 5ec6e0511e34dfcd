"""Row-level security of invitations: whom they reach, and what may come of them."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.access import require_couple
from accounts.actions import couple as couples
from accounts.actor import acting_as
from accounts.models import User
from checkins.actions import invitation
from checkins.enums.repair import Reply
from checkins.models import (
    InvitationReply,
    RepairConversation,
    RepairInvitation,
)
from checkins.safety import set_quiet
from tests.accounts.acting import act
from tests.checkins.test_policies import refused
from tests.checkins.test_repair_policies import held
from tests.conftest import Pair
from tests.factories.people import NOW
from tests.factories.talks import (
    accept,
    invite,
)


def conversation(couple: Pair, pk: uuid.UUID, first: User, now=NOW) -> RepairConversation:
    with acting_as(couple.one.pk, now=now):
        bond = require_couple(couple.one)
    return RepairConversation(
        couple=bond,
        first_id=first.pk,
        invitation_id=pk,
        started_on=now.date(),
        cools_until=now,
        moved_at=now,
    )


def make(couple: Pair, pk: uuid.UUID, first: User, now=NOW) -> Callable[[], None]:
    row = conversation(couple, pk, first, now)
    return lambda: row.save(force_insert=True)


def say_yes(person: User, pk: uuid.UUID, reply: Reply = Reply.YES) -> None:
    with acting_as(person.pk, now=NOW):
        row = InvitationReply(
            author=person, couple=require_couple(person), invitation_id=pk, reply=reply
        )
        row.write({})
        row.save(force_insert=True)


def test_a_conversation_comes_of_an_invitation_and_one_s_own_yes(couple: Pair) -> None:
    one, other = couple
    pk = invite(one, now=NOW)
    for person in couple:
        assert refused(person, make(couple, pk, one))
        assert refused(person, make(couple, uuid.uuid4(), one))
    say_yes(other, pk)
    # Not the inviter on the other's yes, and nobody in another's place.
    assert refused(one, make(couple, pk, one))
    assert refused(other, make(couple, pk, other))
    assert not refused(other, make(couple, pk, one))


@pytest.mark.parametrize("reply", [Reply.NO, Reply.LATER])
def test_no_other_answer_is_a_yes(couple: Pair, reply: Reply) -> None:
    pk = invite(couple.one, now=NOW)
    say_yes(couple.other, pk, reply)
    assert refused(couple.other, make(couple, pk, couple.one))


def taken_back(pair: Pair, pk: uuid.UUID) -> None:
    act(pair.one, invitation.take_back, pk=pk)


def quiet_of_the_invited(pair: Pair, pk: uuid.UUID) -> None:
    with acting_as(pair.other.pk, now=NOW):
        set_quiet(by=pair.other, wants=True)


def quiet_of_whoever_invites(pair: Pair, pk: uuid.UUID) -> None:
    with acting_as(pair.one.pk, now=NOW):
        set_quiet(by=pair.one, wants=True)


def pause_of_the_invited(pair: Pair, pk: uuid.UUID) -> None:
    act(pair.other, couples.pause)


def pause_of_whoever_invites(pair: Pair, pk: uuid.UUID) -> None:
    act(pair.one, couples.pause)


REASONS = [
    taken_back,
    quiet_of_the_invited,
    quiet_of_whoever_invites,
    pause_of_the_invited,
    pause_of_whoever_invites,
]


@pytest.mark.parametrize("reason", REASONS)
def test_an_invitation_that_reaches_nobody_is_read_and_answered_by_nobody(
    couple: Pair, reason: Callable[[Pair, uuid.UUID], None]
) -> None:
    pk = invite(couple.one, now=NOW)
    assert held(couple.other, RepairInvitation) == 1
    reason(couple, pk)
    assert held(couple.other, RepairInvitation) == 0
    assert held(couple.one, RepairInvitation) == 1
    assert refused(couple.other, lambda: say_yes(couple.other, pk))


def test_a_silent_invitation_never_reaches_anybody(couple: Pair) -> None:
    quiet_of_whoever_invites(couple, uuid.uuid4())
    invite(couple.one, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        set_quiet(by=couple.one, wants=False)
    assert held(couple.other, RepairInvitation) == 0


def test_an_invitation_is_read_for_seven_days_of_the_couple_s_calendar(couple: Pair) -> None:
    invite(couple.one, now=NOW)
    # Midnight in Berlin, a week later.
    end = NOW.replace(hour=23) + timedelta(days=6)
    assert held(couple.other, RepairInvitation, end - timedelta(seconds=1)) == 1
    assert held(couple.other, RepairInvitation, end) == 0


def test_a_second_conversation_is_refused_while_one_is_open(couple: Pair) -> None:
    one, other = couple
    mine, theirs = invite(one, now=NOW), invite(other, now=NOW)
    accept(other, mine, now=NOW)
    say_yes(one, theirs)
    assert refused(one, make(couple, theirs, other))
    with acting_as(one.pk, now=NOW):
        RepairConversation.objects.update(is_open=False)
    assert not refused(one, make(couple, theirs, other))
