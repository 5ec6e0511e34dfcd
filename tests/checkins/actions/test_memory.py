"""What is remembered beside each check-in, in whatever order they are written, changed, erased."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import acting_as
from checkins.actions import checkin as check_ins
from checkins.actions.release import erase_week
from checkins.enums import Element, QuestionAnswer
from checkins.models import CheckIn
from checkins.queries.prompt import specs_of
from checkins.queries.question import came_back_in, open_question
from checkins.queries.round import around
from tests.factories.people import NOW, connect, make_user
from tests.factories.questions import (
    by_hand,
    finish,
    is_asked,
    last_question,
    remembered,
    reply,
)
from tests.factories.weeks import (
    answer,
    earlier_weeks,
    keep,
    place_of,
    ratings,
)

WEEK = timedelta(days=7)


@pytest.fixture
def low_week(couple):
    """Alice after four steady weeks, with a fifth that is far below them."""
    earlier_weeks(couple.one, [8, 8, 8, 8], now=NOW)
    finish(couple.one, score=2)
    return couple


def test_changing_answers_puts_no_question_and_takes_an_open_one_along(low_week):
    finish(low_week.one, score=4)
    assert {each.latest for each in last_question(low_week.one).readings} == {4.0}
    finish(low_week.one, score=8)
    assert not is_asked(low_week.one)
    finish(low_week.one, score=1)
    assert is_asked(low_week.one)
    reply(low_week.one, QuestionAnswer.OUTSIDE)
    finish(low_week.one, score=0)
    assert not is_asked(low_week.one)
    assert remembered(low_week.one)[-1].state == by_hand(low_week.one)


def test_answers_made_worse_after_done_ask_nothing(couple):
    earlier_weeks(couple.one, [8, 8, 8, 8], now=NOW)
    finish(couple.one, score=8)
    finish(couple.one, score=0)
    assert not is_asked(couple.one)


def test_a_late_entry_is_followed_in_its_place(couple):
    earlier_weeks(couple.one, [8, 7, 9, 8], now=NOW)
    later = NOW + WEEK
    finish(couple.one, score=7, now=later)
    with acting_as(couple.one.pk, now=later):
        place = around(couple.one, later).previous
        assert place is not None
        entries = ratings(specs_of(place.version_id), 1)
        check_ins.keep_answers(by=couple.one, place=place, entries=entries, now=later, is_done=True)
    memories = remembered(couple.one, later)
    assert len(memories) == 6
    assert memories[-1].state == by_hand(couple.one, later)
    # Put by the newest only: the late one is older than what was finished.
    assert [each.question for each in memories] == [None] * 6


def test_a_late_entry_that_is_the_newest_may_ask(couple):
    earlier_weeks(couple.one, [8, 8, 8, 8], now=NOW)
    later = NOW + WEEK
    with acting_as(couple.one.pk, now=later):
        place = around(couple.one, later).previous
        assert place is not None
        entries = ratings(specs_of(place.version_id), 1)
        for is_done in (False, True):
            check_ins.keep_answers(
                by=couple.one, place=place, entries=entries, now=later, is_done=is_done
            )
            assert (open_question(couple.one, later) is not None) is is_done


def test_what_ended_without_done_is_followed_with_the_next(couple):
    earlier_weeks(couple.one, [8, 8, 8, 8], now=NOW)
    answer(couple.one, now=NOW, score=7, W_CTX_1=0)
    finish(couple.one, score=8, now=NOW + WEEK)
    assert len(remembered(couple.one)) == 6
    assert remembered(couple.one)[-1].state == by_hand(couple.one, NOW + WEEK)
    # More of it, late and still without Done: followed again, in its place.
    later = NOW + WEEK
    with acting_as(couple.one.pk, now=later):
        place = around(couple.one, later).previous
        assert place is not None
        check_ins.keep_answers(by=couple.one, place=place, entries={"W-REL-1": 2}, now=later)
    assert remembered(couple.one)[-1].state == by_hand(couple.one, later)


def test_a_blank_week_is_passed_over(couple):
    earlier_weeks(couple.one, [8, 8, 8, 8], now=NOW)
    keep(couple.one, {"W-NOTE-1": "Nothing to say."}, now=NOW)
    for week in (1, 2):
        finish(couple.one, score=8, now=NOW + week * WEEK)
    memories = remembered(couple.one)
    assert len(memories) == 7
    assert memories[-1].state == by_hand(couple.one, NOW + 2 * WEEK)
    assert memories[4].state == memories[3].state


def test_erasing_a_week_takes_its_memory_along_and_leaves_nothing_in_later_ones(couple):
    earlier_weeks(couple.one, [8, 2, 8, 6, 9], now=NOW)
    finish(couple.one, score=7)
    with acting_as(couple.one.pk, now=NOW):
        low = CheckIn.objects.filter(author=couple.one).order_by("ends_on")[1]
        erase_week(by=couple.one, pk=low.pk)
    memories = remembered(couple.one)
    assert len(memories) == 5
    assert memories[-1].state == by_hand(couple.one)
    assert 2.0 not in memories[-1].state.tracks[Element.REPAIR].window


def test_erasing_the_week_that_was_asked_about_takes_the_question_along(low_week):
    with acting_as(low_week.one.pk, now=NOW):
        newest = CheckIn.objects.filter(author=low_week.one).order_by("-ends_on")[0]
        erase_week(by=low_week.one, pk=newest.pk)
    assert not is_asked(low_week.one)
    assert [each.question for each in remembered(low_week.one)] == [None] * 4


def test_an_area_that_comes_back_is_marked_in_the_week_it_did(low_week):
    one = low_week.one
    for week, score in ((1, 4), (2, 8), (3, 8)):
        finish(one, score=score, now=NOW + week * WEEK)
    now = NOW + 3 * WEEK
    with acting_as(one.pk, now=now):
        rows = list(CheckIn.objects.filter(author=one).order_by("ends_on"))
        back = came_back_in(one, [row.pk for row in rows])
    assert [len(back[row.pk]) for row in rows] == [0, 0, 0, 0, 0, 0, 5, 0]


def test_nothing_of_the_other_is_read(couple):
    """The other's rows change nothing in what is remembered, whatever they answered."""
    earlier_weeks(couple.one, [8, 7, 8, 6], now=NOW)
    finish(couple.one, score=5)
    alone = remembered(couple.one)
    carol, dan = make_user("Carol"), make_user("Dan")
    connect(carol, dan)
    earlier_weeks(dan, [1, 1, 1, 1], now=NOW)
    finish(dan, score=9)
    earlier_weeks(carol, [8, 7, 8, 6], now=NOW)
    finish(carol, score=5)
    assert remembered(carol) == alone


@pytest.mark.parametrize("score", [8, 1])
def test_finishing_asks_as_much_after_two_years_as_after_two_months(couple, other_couple, score):
    counts = []
    for person, weeks in ((couple.one, 8), (other_couple.one, 104)):
        earlier_weeks(person, [8] * (weeks - 1), now=NOW)
        finish(person, score=8)
        now = NOW + WEEK
        answer(person, now=now, score=score)
        with acting_as(person.pk, now=now):
            place = place_of(person, now)
            with CaptureQueriesContext(connection) as seen:
                check_ins.finish(by=person, place=place, now=now)
        counts.append(len([q for q in seen if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]))
        assert is_asked(person, now) is (score == 1)
    assert counts[0] == counts[1] == {8: 9, 1: 12}[score]
