"""Taking turns, and every way out: what is refused, what is kept, and that nobody gets stuck."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import pytest

from accounts.access import NoConsent, NotConnected, Paused
from accounts.actions import couple as couples
from accounts.actions.consent import give_sharing, withdraw_sharing
from accounts.actor import acting_as
from accounts.enums import Purpose
from checkins.access import StillCooling, TalkHasMovedOn, TalkRests, TalkRuns
from checkins.actions import invitation, own_words, repair, way_out
from checkins.enums.repair import Choice, RepairState, Turn
from checkins.logic.turns import TurnContent
from checkins.models import RepairConversation, RepairDraft, RepairTurn
from tests.accounts.acting import act
from tests.conftest import Pair
from tests.factories.people import NOW
from tests.factories.talks import COOLING, accept, begin, invite, place_of, say, through, up_to

TEXT = "Nothing of this may be lost."
ALONE = [Turn.OWN, Turn.APOLOGISE, Turn.CHANGE, Turn.RITUAL]
FIRST_FIELD = {
    Turn.OWN: "my_part",
    Turn.APOLOGISE: "apology",
    Turn.CHANGE: "change",
    Turn.RITUAL: "ritual",
}

Step = Callable[[Pair, UUID, datetime], None]


@pytest.mark.parametrize("turn", [turn for turn in Turn if turn is not Turn.BACK])
def test_both_stand_at_the_same_step(couple: Pair, turn: Turn) -> None:
    pk, now = up_to(turn, *couple, now=NOW)
    assert [place_of(person, pk, now=now).turn for person in couple] == [turn, turn]


def test_a_whole_conversation_is_agreed_and_looked_back_on(couple: Pair) -> None:
    pk, now = through(*couple, now=NOW)
    states = [
        place_of(couple.one, pk, now=now + timedelta(days=days)).state for days in (0, 14, 20, 21)
    ]
    assert states == [
        RepairState.AGREED,
        RepairState.FOLLOW_UP,
        RepairState.FOLLOW_UP,
        RepairState.STILL_OPEN,
    ]


def sent(couple: Pair, turn: Turn, now: datetime, person: int = 0) -> list[RepairTurn]:
    author = couple[person]
    with acting_as(author.pk, now=now):
        return list(RepairTurn.objects.filter(author=author, turn=turn))


def typed(couple: Pair, now: datetime) -> list[str]:
    with acting_as(couple.one.pk, now=now):
        texts = [row.read()["texts"] for row in RepairDraft.objects.all()]
    return [text for each in texts for text in each.values()]


def unsays(couple: Pair, pk: UUID, now: datetime) -> None:
    act(couple.one, own_words.unsay, pk=pk, now=now)


def withdraws(couple: Pair, pk: UUID, now: datetime) -> None:
    (row,) = (row for turn in ALONE for row in sent(couple, turn, now) if TEXT in str(row.read()))
    act(couple.one, own_words.withdraw, pk=pk, turn=row.pk, now=now)


def withdraws_in_a_pause(couple: Pair, pk: UUID, now: datetime) -> None:
    act(couple.other, way_out.pause, pk=pk, away=None, now=now)
    withdraws(couple, pk, now)
    both_come_back(couple, pk, now)


def leaves_and_unsays(couple: Pair, pk: UUID, now: datetime) -> None:
    act(couple.one, way_out.leave_talk, pk=pk, now=now)
    unsays(couple, pk, now)
    both_come_back(couple, pk, now)


def takes_back_the_consent(couple: Pair, pk: UUID, now: datetime) -> None:
    act(couple.one, withdraw_sharing, purpose=Purpose.REPAIR, now=now)
    act(couple.one, give_sharing, purpose=Purpose.REPAIR, now=now)
    both_come_back(couple, pk, now)


def both_come_back(couple: Pair, pk: UUID, now: datetime) -> None:
    for person in couple:
        say(person, pk, Choice.YES, now=now)


@pytest.mark.parametrize("turn", ALONE)
@pytest.mark.parametrize(
    "step",
    [unsays, withdraws, withdraws_in_a_pause, leaves_and_unsays, takes_back_the_consent],
)
def test_a_turn_that_waits_is_a_draft_again_and_neither_is_stuck(
    couple: Pair, turn: Turn, step: Step
) -> None:
    pk, now = up_to(turn, *couple, now=NOW)
    send = partial(say, couple.one, pk, now=now)
    words: dict[str, object] = {FIRST_FIELD[turn]: TEXT}
    send(**words)  # type: ignore[arg-type]
    step(couple, pk, now)
    assert TEXT in typed(couple, now)
    say(couple.other, pk, Choice.PASS, now=now)
    assert place_of(couple.one, pk, now=now).turn is turn
    send(**words)  # type: ignore[arg-type]
    assert place_of(couple.one, pk, now=now).turn is not turn
    assert typed(couple, now) == []


def test_what_was_answered_is_taken_back_without_moving_anything(couple: Pair) -> None:
    pk, now = up_to(Turn.CHANGE, *couple, now=NOW)
    unsays(couple, pk, now)
    for row in sent(couple, Turn.TELL, now):
        assert row.is_withdrawn
    assert place_of(couple.one, pk, now=now).turn is Turn.CHANGE
    assert typed(couple, now) == []


def test_a_turn_needs_sharing_and_every_way_out_needs_nothing(couple: Pair) -> None:
    pk, now = up_to(Turn.OWN, *couple, now=NOW)
    act(couple.one, withdraw_sharing, purpose=Purpose.REPAIR, now=now)
    with pytest.raises(NoConsent):
        say(couple.one, pk, Choice.YES, now=now)
    act(couple.one, give_sharing, purpose=Purpose.REPAIR, now=now)
    act(couple.one, couples.pause, now=now)
    with pytest.raises(Paused):
        say(couple.one, pk, Choice.YES, now=now)
    for leave_it in (way_out.leave_talk, own_words.unsay, way_out.set_aside):
        act(couple.one, leave_it, pk=pk, now=now)
    assert place_of(couple.other, pk, now=now).state is RepairState.SET_ASIDE


def test_nobody_is_ready_before_the_time_has_come(couple: Pair) -> None:
    pk = begin(*couple, now=NOW)
    end = NOW + COOLING
    with pytest.raises(StillCooling):
        say(couple.one, pk, Choice.YES, now=end - timedelta(microseconds=1))
    say(couple.one, pk, Choice.YES, now=end)
    assert len(sent(couple, Turn.READY, end)) == 1


def test_out_of_turn_is_refused_and_so_is_a_step_that_rests(couple: Pair) -> None:
    pk, now = up_to(Turn.TELL, *couple, now=NOW)
    key = place_of(couple.one, pk, now=now).key
    tell = partial(
        repair.take_turn, pk=pk, turn=Turn.TELL, key=key, content=TurnContent(Choice.SAID)
    )
    with pytest.raises(TalkHasMovedOn):
        act(couple.other, tell, now=now)
    with pytest.raises(TalkRests):
        act(couple.one, tell, now=now + timedelta(days=2))
    act(couple.other, way_out.pause, pk=pk, away=None, now=now)
    with pytest.raises(TalkRests):
        act(couple.one, tell, now=now)
    with pytest.raises(TalkHasMovedOn):
        act(couple.one, tell, now=now + timedelta(days=14))


def test_an_old_i_am_back_does_not_end_the_next_pause(couple: Pair) -> None:
    pk, now = up_to(Turn.TELL, *couple, now=NOW)
    for _ in range(2):
        act(couple.other, way_out.pause, pk=pk, away=None, now=now)
        say(couple.one, pk, Choice.YES, now=now)
        assert place_of(couple.one, pk, now=now).state is RepairState.PAUSED
        say(couple.other, pk, Choice.YES, now=now)
        assert place_of(couple.one, pk, now=now).turn is Turn.TELL


def test_two_days_of_silence_rest_and_both_come_back_to_the_same_place(couple: Pair) -> None:
    pk, now = up_to(Turn.OWN, *couple, now=NOW)
    say(couple.one, pk, my_part=TEXT, now=now)
    now += timedelta(days=2)
    both_come_back(couple, pk, now)
    say(couple.other, pk, Choice.PASS, now=now)
    assert place_of(couple.one, pk, now=now).turn is Turn.APOLOGISE


def test_a_later_conversation_begins_when_the_last_is_over_and_not_before(couple: Pair) -> None:
    pk = begin(*couple, now=NOW)
    later = NOW + COOLING + timedelta(days=14)
    with pytest.raises(TalkRuns):
        invite(couple.other, now=later - timedelta(microseconds=1))
    again = accept(couple.one, invite(couple.other, now=later), now=later)
    assert place_of(couple.one, pk, now=later).state is RepairState.CLOSED
    assert place_of(couple.one, again, now=later).turn is Turn.READY
    with acting_as(couple.one.pk, now=later):
        assert RepairConversation.objects.filter(is_open=True).count() == 1


def test_nobody_acts_in_a_bond_that_has_ended(couple: Pair) -> None:
    pk, now = up_to(Turn.TELL, *couple, now=NOW)
    place = place_of(couple.one, pk, now=now)
    act(couple.other, couples.leave, keeps_door_closed=False, now=now)
    for action, more in (
        (way_out.pause, {"away": None}),
        (way_out.leave_talk, {}),
        (way_out.set_aside, {}),
        (own_words.unsay, {}),
        (
            repair.take_turn,
            {"turn": Turn.TELL, "key": place.key, "content": TurnContent(Choice.SAID)},
        ),
    ):
        call: Callable[..., object] = action
        with pytest.raises(NotConnected):
            act(couple.one, call, pk=pk, now=now, **more)
    with pytest.raises(NotConnected):
        act(couple.one, invitation.accept, pk=pk, cooling=COOLING, now=now)
