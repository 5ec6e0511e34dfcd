"""V3, V6 and SR-06 in conversations: every page of the other is the same byte for byte, and costs
the same statements, whatever somebody did alone.
"""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from accounts.actions import couple as couples
from accounts.actor import acting_as
from checkins.actions import draft as drafts
from checkins.actions import follow_up, own_words, way_out
from checkins.enums import DraftField
from checkins.enums.repair import Away, Choice, Outcome, Ritual, Safer, Turn
from checkins.logic.turns import CHOICES, FIELDS, TurnContent
from checkins.models import RepairTurn
from tests.accounts.acting import act
from tests.checkins.talk_pages import (
    DAY,
    HOUR,
    LOOK,
    PLANTED,
    Story,
    differing,
    nothing,
)
from tests.checkins.test_silence import wants_no_prompts
from tests.conftest import Pair
from tests.factories.people import NOW
from tests.factories.talks import begin, draft, place_of, say, through, up_to


def typed(pair: Pair, pk: UUID, now: datetime) -> None:
    turn = place_of(pair.one, pk, now=now).turn
    assert turn is not None
    if FIELDS[turn]:
        draft(pair.one, pk, turn, PLANTED, now=now)


def took(choice: Choice, pair: Pair, pk: UUID, now: datetime) -> None:
    turn = place_of(pair.one, pk, now=now).turn
    assert turn is not None
    says = choice is Choice.SAID and FIELDS[turn]
    texts: dict[str, Any] = {FIELDS[turn][0].value: PLANTED} if says else {}
    send = partial(say, pair.one, pk, choice, now=now, picks=[Ritual.HUG])
    send(**texts)


def took_and_took_back(pair: Pair, pk: UUID, now: datetime) -> None:
    turn = place_of(pair.one, pk, now=now).turn
    assert turn is not None
    took(CHOICES[turn][0], pair, pk, now)
    with acting_as(pair.one.pk, now=now):
        own = RepairTurn.objects.filter(author=pair.one, turn=turn).latest("stage")
    act(pair.one, own_words.withdraw, pk=pk, turn=own.pk, now=now)


ALONE = [
    Turn.READY,
    Turn.RULES,
    Turn.OWN,
    Turn.APOLOGISE,
    Turn.CHANGE,
    Turn.AGREE,
    Turn.RITUAL,
]


@pytest.mark.parametrize("turn", ALONE)
def test_what_one_did_where_each_acts_alone_does_not_show(couple, told, turn: Turn) -> None:
    pk, began = up_to(turn, *couple, now=NOW)
    # 48 hours count from the last move, and not from what one does alone.
    now, instants = began + HOUR, (HOUR, 2 * DAY - HOUR)
    baseline = told(couple.other, pk, nothing, now, instants)
    stories: list[Story] = [typed, took_and_took_back]
    stories += [partial(took, choice) for choice in CHOICES[turn] if choice is not Choice.ANOTHER]
    for story in stories:
        assert not differing(baseline, told(couple.other, pk, story, now, instants)), story


@pytest.mark.parametrize("turn", [Turn.TELL, Turn.CONFIRM])
def test_what_the_one_types_whose_turn_it_is_does_not_show(couple, told, turn: Turn) -> None:
    pk, now = up_to(turn, *couple, now=NOW)
    instants = (HOUR, 2 * DAY)
    baseline = told(couple.other, pk, nothing, now, instants)
    assert not differing(baseline, told(couple.other, pk, typed, now, instants))
    control = told(couple.other, pk, partial(took, CHOICES[turn][0]), now, instants)
    assert differing(baseline, control)


# A pause, and whose it was


def rests(pair: Pair, pk: UUID, now: datetime, *, away: Away | None = None) -> None:
    act(pair.one, way_out.pause, pk=pk, away=away, now=now)


def left(pair: Pair, pk: UUID, now: datetime) -> None:
    act(pair.one, way_out.leave_talk, pk=pk, now=now)


def paused_sharing(pair: Pair, pk: UUID, now: datetime) -> None:
    act(pair.one, couples.pause, now=now)


def came_back(pair: Pair, pk: UUID, now: datetime) -> None:
    rests(pair, pk, now)
    say(pair.one, pk, Choice.YES, now=now)


def came_back_and_left(pair: Pair, pk: UUID, now: datetime) -> None:
    came_back(pair, pk, now)
    left(pair, pk, now)


PAUSES: tuple[Story, ...] = (
    rests,
    *(partial(rests, away=away) for away in Away),
    left,
    paused_sharing,
    came_back,
    came_back_and_left,
)


@pytest.mark.parametrize(
    ("turn", "has_paused_before"), [(Turn.READY, False), (Turn.TELL, True), (Turn.OWN, False)]
)
def test_every_pause_is_the_same_and_that_of_time_as_well(
    couple, told, turn: Turn, *, has_paused_before: bool
) -> None:
    pk, now = up_to(turn, *couple, now=NOW)
    if has_paused_before:
        rests(couple, pk, now)
        for person in couple:
            say(person, pk, Choice.YES, now=now)
    # 48 hours and 14 days count from the last move, and not from the pause.
    now, later = now + HOUR, (2 * DAY - HOUR, 14 * DAY - HOUR)
    by_time = told(couple.other, pk, nothing, now, later)
    by_one = told(couple.other, pk, rests, now, (HOUR, *later))
    assert not differing(by_time, {path: by_one[path] for path in by_time})
    for story in PAUSES:
        assert not differing(by_one, told(couple.other, pk, story, now, (HOUR, *later))), story


def test_stepping_out_where_time_has_paused_it_tells_nobody(couple, told) -> None:
    pk, now = up_to(Turn.TELL, *couple, now=NOW)
    now += 2 * DAY
    say(couple.other, pk, Choice.YES, now=now)  # is back, and waits
    instants = (HOUR, 3 * DAY)
    baseline = told(couple.other, pk, nothing, now, instants)
    for story in PAUSES:
        if story not in {came_back, came_back_and_left}:
            assert not differing(baseline, told(couple.other, pk, story, now, instants)), story


# After the end


def kept_for_oneself(safer: Safer, pair: Pair, pk: UUID, now: datetime) -> None:
    document: dict[str, Any] = {"safer": safer, "heard": 1, "body": 0}
    act(pair.one, follow_up.keep_close, pk=pk, document=document, now=now)


def looked_back(outcome: Outcome, pair: Pair, pk: UUID, now: datetime) -> None:
    look = partial(follow_up.look_back, pk=pk, document=LOOK, outcome=outcome)
    act(pair.one, look, now=now)


def test_what_one_kept_after_it_does_not_show(couple, told) -> None:
    pk, now = through(*couple, now=NOW)
    instants = (HOUR, 14 * DAY, 20 * DAY, 21 * DAY)
    baseline = told(couple.other, pk, nothing, now, instants)
    for safer in Safer:
        story = partial(kept_for_oneself, safer)
        assert not differing(baseline, told(couple.other, pk, story, now, instants))


@pytest.mark.parametrize("other_said", [None, *Outcome])
def test_what_one_answers_looking_back_does_not_show(couple, told, other_said) -> None:
    pk, now = through(*couple, now=NOW)
    now += 14 * DAY
    if other_said is not None:
        looked_back(other_said, Pair(couple.other, couple.one), pk, now)
    instants = (HOUR, 6 * DAY, 7 * DAY)
    baseline = told(couple.other, pk, nothing, now, instants)
    for outcome in Outcome:
        story = partial(looked_back, outcome)
        both = outcome is other_said is Outcome.REPAIRED
        shows = differing(baseline, told(couple.other, pk, story, now, instants))
        # The control: where both say so, both read it.
        assert bool(shows) is both, outcome


def test_wishing_for_no_prompts_in_a_running_conversation_does_not_show(couple, told) -> None:
    pk = begin(*couple, now=NOW)
    instants = (HOUR, 2 * DAY)
    baseline = told(couple.one, pk, nothing, NOW, instants)
    for stays in (True, False):
        story = partial(wants_no_prompts, stays=stays)
        assert not differing(baseline, told(couple.one, pk, story, NOW, instants))


def test_a_draft_at_a_step_that_is_over_does_not_show(couple, told) -> None:
    pk, now = up_to(Turn.CONFIRM, *couple, now=NOW)

    def late(pair: Pair, pk: UUID, now: datetime) -> None:
        content = TurnContent(Choice.SAID, {DraftField.UNDERSTOOD: PLANTED})
        at: dict[str, Any] = {"turn": Turn.REFLECT, "key": 77, "content": content}
        act(pair.one, drafts.keep_draft, pk=pk, now=now, **at)

    baseline = told(couple.other, pk, nothing, now, [HOUR])
    assert not differing(baseline, told(couple.other, pk, late, now, [HOUR]))
