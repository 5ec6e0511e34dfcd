"""Only its owner moves a hurt, and not everywhere at once."""

import pytest

from checkins.enums import HurtAnswer, HurtState, HurtTag, HurtWish
from checkins.logic.rupture import (
    STATE_AFTER,
    TRANSITIONS,
    VISIBLE_TO_THE_OTHER,
    asks_to_follow_up,
    may_become,
    needs_support_first,
)


def test_transitions_cover_every_state() -> None:
    assert set(TRANSITIONS) == set(HurtState)
    assert set().union(*TRANSITIONS.values()) == set(HurtState) - {HurtState.NAMED}


def test_every_wish_has_its_state() -> None:
    assert set(STATE_AFTER) == set(HurtWish)
    assert all(may_become(HurtState.NAMED, state) for state in STATE_AFTER.values())


@pytest.mark.parametrize("wish", [HurtWish.KEEP, HurtWish.LOOK_AGAIN])
def test_wishes_that_keep_show_nothing(wish: HurtWish) -> None:
    assert STATE_AFTER[wish] not in VISIBLE_TO_THE_OTHER


@pytest.mark.parametrize("state", HurtState)
def test_shown_hurt_can_be_taken_back_and_old_ones_leave_the_shared_view(state: HurtState) -> None:
    assert may_become(state, state)
    assert (state in VISIBLE_TO_THE_OTHER) is (state is HurtState.SHOWN)


def test_closed_hurt_is_never_named_anew() -> None:
    assert not may_become(HurtState.CLOSED, HurtState.NAMED)


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        (None, False),
        (HurtAnswer.NO, False),
        (HurtAnswer.SMALL, True),
        (HurtAnswer.YES, True),
        (HurtAnswer.RATHER_NOT, True),
    ],
)
def test_follow_up_comes_for_all_but_no(answer: HurtAnswer | None, *, asked: bool) -> None:
    assert asks_to_follow_up(answer) is asked


@pytest.mark.parametrize("tag", HurtTag)
def test_support_comes_first_for_fear_and_control(tag: HurtTag) -> None:
    expected = tag in {HurtTag.FRIGHTENED, HurtTag.CONTROLLED}
    assert needs_support_first(frozenset({tag, HurtTag.OTHER})) is expected
