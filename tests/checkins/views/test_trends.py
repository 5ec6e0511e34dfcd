"""One's own trends: the lines, the notes, and a bounded page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from accounts.models import User
from checkins.enums.inner import InnerCode
from checkins.models import Pulse
from tests.checkins.views.drawn import names, panel
from tests.checkins.views.test_query_counts import queries
from tests.conftest import Pair, TestClock
from tests.conventions.visits import masked
from tests.factories.alone import look_inward
from tests.factories.hurts import name_one
from tests.factories.months import answer_month, some_days, whole_month
from tests.factories.people import NOW
from tests.factories.questions import finish
from tests.factories.weeks import answer, earlier_weeks, full_week

TRENDS = reverse("checkins:trends")
MINE = reverse("checkins:mine")
PEOPLE = "Here is human help"
QUIET_NOTE = "It is not counted as getting better."
# Session, person, actor; check-ins, what was remembered, hurts, months, days, inner, and the key.
COUNT = 10


def body(client: Client, path: str = TRENDS) -> str:
    return client.get(path).content.decode()


def test_without_anything_the_page_is_kind(sam: User, sign_in) -> None:
    page = body(sign_in(sam))
    assert "No lines yet" in page
    assert "<figure" not in page


def test_each_area_has_a_line_and_none_stands_for_everything(sam: User, sign_in) -> None:
    earlier_weeks(sam, [7, 8, 7], now=NOW)
    finish(sam, score=6, load=4)
    page = body(sign_in(sam))
    assert names(page) == [
        "Reliability",
        "Respectful communication",
        "Boundaries and consent",
        "Repair",
        "Acceptance",
        "My body, in a room together",
        "Load from outside",
    ]
    repair = panel(page, "Repair")
    assert repair.values() == [7, 8, 7, 6]
    assert repair.column() == ["6", "7", "8", "7"]


def test_gap_is_drawn_as_a_gap(sam: User, sign_in, clock: TestClock) -> None:
    finish(sam, score=7)
    for weeks in (1, 3, 4):
        now = NOW + timedelta(weeks=weeks)
        finish(sam, score=7, now=now)
    clock.move_to(NOW + timedelta(weeks=4))
    repair = panel(body(sign_in(sam)), "Repair")
    assert [len(each) for each in repair.stretches[0]] == [2, 2]


def test_usual_range_comes_with_the_fourth_check_in(sam: User, sign_in, clock: TestClock) -> None:
    for week in range(4):
        now = NOW + timedelta(weeks=week)
        clock.move_to(now)
        finish(sam, score=7, now=now)
        assert ("trend__band" in body(sign_in(sam))) is (week == 3)
    assert "Usual for you: 4.5 to 9.5." in body(sign_in(sam))


def test_came_back_is_marked_on_the_line_and_said_in_the_table(
    sam: User, sign_in, clock: TestClock
) -> None:
    earlier_weeks(sam, [8, 8, 8, 8], now=NOW)
    finish(sam, score=2)
    later = NOW + timedelta(weeks=1)
    clock.move_to(later)
    finish(sam, score=8, now=later)
    repair = panel(body(sign_in(sam)), "Repair")
    assert repair.marks == ["came_back"]
    assert repair.rows[0].notes == "came back to what was usual"


def test_heavy_week_outside_is_a_bar_below_each_area_and_a_word_in_each_table(
    sam: User, sign_in
) -> None:
    earlier_weeks(sam, [7, 7], now=NOW)
    finish(sam, score=6, load=7)
    page = body(sign_in(sam))
    for area in ("Reliability", "Acceptance"):
        found = panel(page, area)
        assert found.source.count("trend__strip") == 1
        assert [row.notes for row in found.rows] == ["a heavy load from outside", "", ""]
    assert "trend__strip" not in panel(page, "Load from outside").source


def test_hurt_of_a_week_without_a_check_in_stands_in_the_table_too(
    sam: User, sign_in, clock: TestClock
) -> None:
    earlier_weeks(sam, [7, 7], now=NOW)
    clock.move_to(NOW + timedelta(weeks=2))
    name_one(sam, now=clock.now)
    repair = panel(body(sign_in(sam)), "Repair")
    assert repair.marks == ["hurt"]
    assert repair.rows[0].words == "18 Mar 2026"
    assert repair.rows[0].cells == ["–"]
    assert repair.rows[0].notes == "something that hurt was put down"


def test_days_are_drawn_and_over_a_longer_time_as_weeks(sam: User, sign_in) -> None:
    some_days(sam, now=NOW, count=14, ease=3)
    short = panel(body(sign_in(sam)), "My days")
    assert [len(line) for line in short.lines] == [14, 14]
    assert "Close" in short.source
    long = panel(body(sign_in(sam), f"{TRENDS}?weeks=52"), "My days")
    assert [len(line) for line in long.lines] == [3, 3]
    assert "Each dot is the middle of a week." in long.source


def test_respect_and_staying_are_two_lines(sam: User, sign_in) -> None:
    answer_month(sam, now=NOW, M_SAFE_1=3, M_SEC_1=9)
    ground = panel(body(sign_in(sam)), "Two kinds of solid ground")
    assert [ground.values(line) for line in (0, 1)] == [[3], [9]]
    assert ground.rows[0].cells == ["3", "9"]


def test_rise_with_more_silence_is_said_to_be_no_improvement(
    sam: User, sign_in, clock: TestClock
) -> None:
    for weeks, score, silence in ((0, 4, 2), (4, 7, 6)):
        now = NOW + timedelta(weeks=weeks)
        clock.move_to(now)
        finish(sam, score=score, now=now)
        answer_month(sam, now=now, M_EGG_1=silence, M_SCAN_1=silence)
        assert (QUIET_NOTE in body(sign_in(sam))) is (weeks == 4)
    page = body(sign_in(sam))
    assert "Repair" in page[page.index("notice") : page.index(QUIET_NOTE)]


def test_rise_without_silence_says_nothing(sam: User, sign_in, clock: TestClock) -> None:
    for weeks, score in ((0, 4), (4, 7)):
        now = NOW + timedelta(weeks=weeks)
        clock.move_to(now)
        finish(sam, score=score, now=now)
        answer_month(sam, now=now, M_EGG_1=2, M_SCAN_1=2)
    assert QUIET_NOTE not in body(sign_in(sam))


@pytest.mark.parametrize("path", [TRENDS, MINE])
def test_six_hard_weeks_point_to_people(sam: User, sign_in, path: str) -> None:
    earlier_weeks(sam, [2, 2, 2, 2, 2], now=NOW)
    assert PEOPLE not in body(sign_in(sam), path)
    earlier_weeks(sam, [2] * 6, now=NOW - timedelta(weeks=5))
    page = body(sign_in(sam), path)
    assert PEOPLE in page
    assert "no failing of yours" in page


@pytest.mark.parametrize("path", [TRENDS, MINE])
def test_two_months_that_wear_out_point_to_people(
    sam: User, sign_in, clock: TestClock, path: str
) -> None:
    answer_month(sam, now=NOW, M_CALM_1=2)
    assert PEOPLE not in body(sign_in(sam), path)
    later = NOW + timedelta(weeks=4)
    clock.move_to(later)
    answer_month(sam, now=later, M_CALM_1=3)
    assert PEOPLE in body(sign_in(sam), path)


def test_lower_week_stands_with_what_went_before(sam: User, sign_in) -> None:
    earlier_weeks(sam, [8, 8, 8, 8], now=NOW)
    finish(sam, score=2, load=9)
    page = body(sign_in(sam))
    lower = page[page.index("Before your lower weeks") :]
    assert "Repair (2; usually around 8)" in lower
    assert "a heavy load from outside" in lower


def test_area_that_swings_is_said(sam: User, sign_in) -> None:
    earlier_weeks(sam, [2, 9, 2, 9, 2, 9, 2], now=NOW)
    page = body(sign_in(sam))
    assert "Reliability has gone up and down a lot lately" in page


def test_signs_of_the_body_and_own_ground_are_lines_of_their_own(sam: User, sign_in) -> None:
    answers = {InnerCode.BODY: ["warm", "rested"], InnerCode.TRUST: 6, InnerCode.FULL: 8}
    look_inward(sam, answers, now=NOW)
    page = body(sign_in(sam))
    assert names(page) == ["What my body told me", "My own ground", "After a pause"]
    assert panel(page, "What my body told me").rows[0].cells == ["5", "0"]


def test_what_keeps_a_pattern_going_shows_by_month(sam: User, sign_in) -> None:
    for did in (["hid"], ["hid", "froze"]):
        look_inward(sam, {InnerCode.RESPONSE: did, InnerCode.NEED: ["space"]}, now=NOW)
    page = body(sign_in(sam))
    assert "hid it (2) · froze (1)" in page
    assert "to be close 0, to be oneself 2" in page


def test_rise_with_more_hiding_is_no_improvement_either(
    sam: User, sign_in, clock: TestClock
) -> None:
    for weeks, score, did in ((0, 4, "said"), (4, 7, "hid")):
        now = NOW + timedelta(weeks=weeks)
        clock.move_to(now)
        finish(sam, score=score, now=now)
        for _ in range(2):
            look_inward(sam, {InnerCode.RESPONSE: [did]}, now=now)
    assert QUIET_NOTE in body(sign_in(sam))


def test_period_is_chosen_and_nonsense_falls_back(sam: User, sign_in) -> None:
    earlier_weeks(sam, [7] * 30, now=NOW)
    client = sign_in(sam)
    shown = {
        weeks: len(panel(body(client, f"{TRENDS}?weeks={weeks}"), "Repair").values())
        for weeks in ("13", "26", "52", "104", "999", "x")
    }
    assert shown == {"13": 13, "26": 26, "52": 30, "104": 30, "999": 13, "x": 13}


def test_trends_need_the_password_after_five_minutes(sam: User, sign_in, clock: TestClock) -> None:
    client = sign_in(sam)
    clock.move_to(NOW + timedelta(minutes=6))
    assert client.get(TRENDS)["Location"].startswith(reverse("account_reauthenticate"))


def test_nothing_of_the_other_is_on_it(couple: Pair, sign_in, clock: TestClock) -> None:
    client = sign_in(couple.one)
    answer(couple.one, now=NOW, score=6)
    clock.move_to(NOW)
    before = masked(client.get(TRENDS))
    whole_month(couple.other, now=NOW, score=1)
    some_days(couple.other, now=NOW, count=5, ease=1)
    finish(couple.other, score=1)
    assert masked(client.get(TRENDS)) == before


def test_two_years_ask_as_many_queries_as_two_months(
    couple: Pair, sign_in, clock: TestClock
) -> None:
    for week in range(1, 105):
        full_week(*couple, now=clock.now)
        if week % 4 == 1:
            whole_month(couple.one, now=clock.now)
        some_days(couple.one, now=clock.now, count=2)
        clock.move_to(NOW + timedelta(weeks=week))
        if week in (8, 104):
            client = sign_in(couple.one)
            for weeks in (13, 104):
                asked = queries(client, "get", f"{TRENDS}?weeks={weeks}")
                assert len(asked) == COUNT, "\n".join(asked)
    with acting_as(couple.one.pk, now=clock.now):
        assert Pulse.objects.count() == 208
