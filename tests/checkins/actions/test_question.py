"""When numbers ask: who, how often, and what becomes of it. As the web's role throughout."""

import itertools
from datetime import date, timedelta

import pytest

from accounts.actor import acting_as
from checkins.actions.rupture import move_hurt
from checkins.enums import HurtSource, HurtState, Preset, QuestionAnswer
from checkins.models import Memory, PresetChoice, Rupture
from checkins.queries.question import open_question, preset_in_force
from checkins.queries.rupture import has_open_hurt
from tests.checkins.actions.test_rupture import named, shown
from tests.factories.people import NOW, make_user
from tests.factories.questions import (
    finish,
    is_asked,
    last_question,
    remembered,
    reply,
    wishes,
)
from tests.factories.weeks import (
    FIRST_MOMENT,
    answer,
    earlier_weeks,
    give,
    keep_all,
)

WEEK = timedelta(days=7)


@pytest.fixture
def low_week(couple):
    """Alice after four steady weeks, with a fifth that is far below them."""
    earlier_weeks(couple.one, [8, 8, 8, 8], now=NOW)
    finish(couple.one, score=2)
    return couple


def test_a_week_far_below_the_usual_asks_its_author_alone(low_week):
    with acting_as(low_week.one.pk, now=NOW):
        question = open_question(low_week.one, NOW)
    assert question is not None
    assert {(each.latest, each.usual, each.is_slide) for each in question.lower} == {
        (2.0, 8.0, False)
    }
    assert question.has_heavy_week is False
    assert not is_asked(low_week.other)
    with acting_as(low_week.other.pk, now=NOW):
        assert Memory.objects.count() == 0


@pytest.mark.parametrize("weeks", range(5))
def test_nothing_is_asked_before_four_check_ins(couple, weeks):
    earlier_weeks(couple.one, [8] * weeks, now=NOW)
    finish(couple.one, score=1)
    assert is_asked(couple.one) is (weeks == 4)


def test_nothing_is_asked_before_it_is_finished(couple):
    earlier_weeks(couple.one, [8, 8, 8, 8], now=NOW)
    answer(couple.one, now=NOW, score=1)
    assert remembered(couple.one) == []
    assert not is_asked(couple.one)


@pytest.mark.parametrize("finishing", [give, keep_all])
def test_releasing_and_keeping_everything_finish_as_well(couple, finishing):
    earlier_weeks(couple.one, [8, 8, 8, 8], now=NOW)
    answer(couple.one, now=NOW, score=1)
    finishing(couple.one, now=NOW)
    assert is_asked(couple.one)


def test_load_from_outside_is_said_and_counted(couple):
    earlier_weeks(couple.one, [8, 8, 8, 8], now=NOW)
    finish(couple.one, score=5, load=10)
    assert not is_asked(couple.one)
    sam = make_user("Sam")
    earlier_weeks(sam, [8, 8, 8, 8], now=NOW)
    finish(sam, score=1, load=9)
    with acting_as(sam.pk, now=NOW):
        question = open_question(sam, NOW)
    assert question is not None
    assert question.has_heavy_week is True


def test_whoever_wants_no_prompts_is_asked_nothing_and_followed_all_the_same(couple):
    wishes(couple.one, none=True)
    earlier_weeks(couple.one, [8, 8, 8, 8], now=NOW)
    finish(couple.one, score=1)
    assert not is_asked(couple.one)
    assert len(remembered(couple.one)) == 5
    wishes(couple.one)
    assert not is_asked(couple.one)


def test_the_other_s_wish_for_no_prompts_changes_nothing_here(couple):
    wishes(couple.other, none=True)
    earlier_weeks(couple.one, [8, 8, 8, 8], now=NOW)
    finish(couple.one, score=1)
    assert is_asked(couple.one)


def test_a_question_that_waits_goes_with_the_wish_for_none_and_stays_gone(low_week):
    wishes(low_week.one, none=True)
    assert not is_asked(low_week.one)
    wishes(low_week.one)
    assert not is_asked(low_week.one)
    assert last_question(low_week.one).answer is QuestionAnswer.LAPSED


def test_nothing_is_asked_while_a_hurt_is_open(couple):
    pk = named(couple.one)
    earlier_weeks(couple.one, [8, 8, 8, 8], now=NOW)
    finish(couple.one, score=1)
    assert not is_asked(couple.one)
    with acting_as(couple.one.pk, now=NOW):
        move_hurt(by=couple.one, pk=pk, to=HurtState.CLOSED, now=NOW)
        assert not has_open_hurt(couple.one, NOW)


def test_a_hurt_is_open_for_six_weeks_or_as_long_as_it_is_shown(couple):
    shown(couple.one, named(couple.one))
    kept = named(couple.other)
    for days, is_open in ((0, True), (41, True), (42, False)):
        now = NOW + timedelta(days=days)
        for person, expected in ((couple.one, True), (couple.other, is_open)):
            with acting_as(person.pk, now=now):
                assert has_open_hurt(person, now) is expected
    with acting_as(couple.other.pk, now=NOW):
        move_hurt(by=couple.other, pk=kept, to=HurtState.SET_ASIDE, now=NOW)
        assert has_open_hurt(couple.other, NOW)


def test_the_other_s_hurt_does_not_count(couple):
    shown(couple.other, named(couple.other))
    earlier_weeks(couple.one, [8, 8, 8, 8], now=NOW)
    finish(couple.one, score=1)
    assert is_asked(couple.one)


def test_one_question_in_three_check_ins(low_week):
    one = low_week.one
    asked = [is_asked(one)]
    for week in range(1, 7):
        now = NOW + week * WEEK
        finish(one, score=0, now=now)
        asked.append(is_asked(one, now))
        if week == 3:
            reply(one, QuestionAnswer.RATHER_NOT, now)
    places = [place for place, each in enumerate(remembered(one)) if each.question is not None]
    assert asked[:3] == [True, False, False]
    assert places[0] == 4
    assert all(later - earlier >= 3 for earlier, later in itertools.pairwise(places))


def test_after_three_check_ins_it_may_ask_again(couple):
    earlier_weeks(couple.one, [8] * 8, now=NOW)
    for week, (score, expected) in enumerate([(2, True), (2, False), (8, False), (1, True)]):
        now = NOW + week * WEEK
        finish(couple.one, score=score, now=now)
        assert is_asked(couple.one, now) is expected


@pytest.mark.parametrize("answer_given", QuestionAnswer)
def test_an_answered_question_is_gone_and_its_answer_is_sealed(low_week, answer_given):
    assert reply(low_week.one, answer_given)
    assert not is_asked(low_week.one)
    assert last_question(low_week.one).answer is answer_given
    assert not reply(low_week.one, QuestionAnswer.OUTSIDE)
    assert last_question(low_week.one).answer is answer_given


def test_a_question_is_gone_with_the_next_check_in_and_after_two_weeks(low_week):
    ends_on = date(2026, 3, 8)
    for days, waits in ((14, True), (15, False)):
        now = FIRST_MOMENT + timedelta(days=days)
        assert now.date() == ends_on + timedelta(days=days)
        assert is_asked(low_week.one, now) is waits
    finish(low_week.one, score=8, now=NOW + WEEK)
    assert not is_asked(low_week.one, NOW + WEEK)


def test_our_new_normal_forgets_what_was_usual(low_week):
    assert reply(low_week.one, QuestionAnswer.NEW_NORMAL)
    (*_, last) = remembered(low_week.one)
    assert (dict(last.state.tracks), dict(last.watched)) == ({}, {})
    for week in range(1, 8):
        finish(low_week.one, score=2, now=NOW + week * WEEK)
        assert not is_asked(low_week.one, NOW + week * WEEK)


def test_attentive_holds_while_both_chose_it(couple, sam, other_couple):
    for person in (couple.one, sam, other_couple.one, other_couple.other):
        wishes(person, preset=Preset.ATTENTIVE)
    in_force = {}
    for person in (*couple, sam, *other_couple):
        with acting_as(person.pk, now=NOW):
            in_force[person.display_name] = preset_in_force(person)
    assert in_force == {
        "Alice": Preset.STANDARD,
        "Bob": Preset.STANDARD,
        "Sam": Preset.ATTENTIVE,
        "Carol": Preset.ATTENTIVE,
        "Dan": Preset.ATTENTIVE,
    }
    wishes(couple.other, preset=Preset.ATTENTIVE)
    wishes(other_couple.other, preset=Preset.QUIET)
    for person, preset in (
        (couple.one, Preset.ATTENTIVE),
        (couple.other, Preset.ATTENTIVE),
        (other_couple.one, Preset.STANDARD),
        (other_couple.other, Preset.QUIET),
    ):
        with acting_as(person.pk, now=NOW):
            assert preset_in_force(person) is preset


def test_choices_are_read_by_their_owner_alone(couple):
    wishes(couple.one, preset=Preset.QUIET)
    with acting_as(couple.other.pk, now=NOW):
        assert PresetChoice.objects.count() == 0


@pytest.mark.parametrize(
    ("preset", "score", "expected"),
    [
        (Preset.QUIET, 5.5, False),
        (Preset.QUIET, 5, True),
        (Preset.STANDARD, 6, False),
        (Preset.STANDARD, 5.5, True),
        (Preset.ATTENTIVE, 6, True),
        (Preset.ATTENTIVE, 6.5, False),
    ],
)
def test_the_preset_decides_how_low_is_low(sam, preset, score, expected):
    wishes(sam, preset=preset)
    earlier_weeks(sam, [8, 8, 8, 8], now=NOW)
    finish(sam, score=8, W_REP_1=int(score), W_REP_2=10 - int(score + 0.5))
    assert is_asked(sam) is expected


def test_a_hurt_that_a_question_led_to_says_so_to_its_owner_s_row_alone(couple):
    pk = named(couple.one)
    with acting_as(couple.one.pk, now=NOW):
        assert Rupture.objects.get(pk=pk).read()["source"] == HurtSource.OWN
