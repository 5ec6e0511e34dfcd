"""Two lines from shared pictures alone: what is on the page, and what is not."""

import gzip
import re
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from accounts.models import User
from checkins.actions.follow_up import look_back
from checkins.actions.rupture import move_hurt
from checkins.enums import ELEMENTS, Band, Element, HurtState
from checkins.enums.repair import Outcome
from checkins.models import RepairConversation
from tests.accounts.acting import seen_by
from tests.checkins.views import plain
from tests.checkins.views.drawn import panel
from tests.checkins.views.test_query_counts import queries
from tests.conftest import Pair, TestClock
from tests.factories import talks
from tests.factories.hurts import name_one, show_one
from tests.factories.people import NOW
from tests.factories.pictures import after, opened_weeks
from tests.factories.weeks import answer, give

YEAR = reverse("checkins:us_trends")
AREAS = list(plain.AREAS)
WEEK = timedelta(weeks=1)
# Session, person, actor; the connection, releases with their rounds, two keys in one, hurts that
# are shown, and conversations.
COUNT = 8


def body(client: Client, weeks: int = 13) -> str:
    return client.get(f"{YEAR}?weeks={weeks}").content.decode()


# What is on it


def steady(couple: Pair, count: int) -> datetime:
    """So many steady weeks with numbers; returns when the last has opened."""
    week = dict.fromkeys(ELEMENTS, 8.0)
    return after(opened_weeks(*couple, [(week, week)] * count))


def test_without_a_partner_and_without_a_picture_the_page_is_kind(
    sam: User, couple: Pair, sign_in, clock: TestClock
) -> None:
    assert "Here is room for two" in body(sign_in(sam))
    answer(couple.one, now=NOW)
    give(couple.one, now=NOW)
    show_one(couple.one, "That hurt.", now=NOW)
    clock.move_to(NOW + 2 * WEEK)
    page = body(sign_in(couple.other))
    assert "No lines yet" in page
    assert "<figure" not in page


def test_it_can_be_reached_from_us_and_from_own_trends_and_leads_back(
    couple: Pair, sign_in
) -> None:
    client = sign_in(couple.one)
    for name in ("us", "trends"):
        there = reverse(f"checkins:{name}")
        assert f'href="{YEAR}"' in client.get(there).content.decode()
        assert f'href="{there}"' in body(client)


def test_you_come_first_solid_with_discs_and_the_other_dashed_with_rings(
    couple: Pair, sign_in, clock: TestClock
) -> None:
    weeks = [({Element.REPAIR: 9.0}, {Element.REPAIR: 3.5})] * 2
    clock.move_to(after(opened_weeks(*couple, weeks)))
    for side, person in enumerate(couple):
        repair = panel(body(sign_in(person)), "Repair")
        mine, theirs = (9, 3.5) if side == 0 else (3.5, 9)
        assert [repair.values(0), repair.values(1)] == [[mine] * 2, [theirs] * 2]
        heads = re.findall(r'<th scope="col">(.*?)</th>', repair.source)
        assert heads == ["When", "You", couple[1 - side].display_name, "Beside it"]
        # A ring has its hole; it is drawn below, so that a disc can stand in it.
        drawn = re.findall(r'class="trend__(stretch|dot|hole)"', repair.source)
        assert drawn[-5:] == ["stretch", "dot", "hole", "stretch", "dot"]


def test_words_stand_on_zones_and_numbers_on_an_axis_with_what_is_usual(
    couple: Pair, sign_in, clock: TestClock
) -> None:
    words, number = dict.fromkeys(ELEMENTS, Band.STEADY), dict.fromkeys(ELEMENTS, 8.0)
    axis = r'<div class="trend__axis[^>]*>\s*(.*?)\s*</div>'

    def axis_of(page: str) -> list[str]:
        (found,) = re.findall(axis, panel(page, "Repair").source, re.DOTALL)
        return re.findall(r"<span>(.*?)</span>", found)

    spans = opened_weeks(*couple, [(words, words)] * 13 + [(number, number)] * 13)
    for count, zones, usual, aside in ((13, True, False, True), (20, True, False, False)):
        clock.move_to(after(spans[:count]))
        page = body(sign_in(couple.one))
        assert axis_of(page) == ["steady", "mixed", "hard"]
        assert ("trend__zone" in page, "trend__band" in page, "translate(0 2.5)" in page) == (
            zones,
            usual,
            aside,
        )
    clock.move_to(after(spans))
    page = body(sign_in(couple.one))
    assert axis_of(page) == ["10", "5", "0"]
    assert panel(page, "Repair").column() == ["8"] * 13
    # Of the own line alone, and of what was shown.
    assert page.count("Usual for you: 5.5 to 10.") == 3
    assert page.count('class="trend__band trend__band--1"') == 5
    assert "trend__band--2" not in page
    assert "trend__change" not in page


def test_marks_are_what_both_can_see_and_stand_in_the_table(
    couple: Pair, sign_in, clock: TestClock
) -> None:
    now = steady(couple, 12)
    one, other = couple
    show_one(one, "That hurt.", now=NOW + WEEK)
    name_one(one, now=NOW + 2 * WEEK)
    name_one(other, now=NOW + 2 * WEEK)
    talk, ended = talks.through(one, other, now=NOW + 3 * WEEK)
    said = ended + 2 * WEEK
    review = seen_by(one, lambda: RepairConversation.objects.get(pk=talk).review_on, now=said)
    assert review is not None
    day = datetime.combine(review, time(12), UTC)
    look(one, talk, Outcome.REPAIRED, now=day)

    def told(person: User) -> list[tuple[str, str]]:
        clock.move_to(now)
        repair = panel(body(sign_in(person)), "Repair")
        assert sorted(repair.marks) == sorted(
            {"something that hurt was shown": "hurt", "repaired, both said so": "repaired",
             "taken up again": "reopened"}[row.notes] for row in repair.rows if row.notes
        )  # fmt: skip
        return [(row.words, row.notes) for row in repair.rows if row.notes]

    shown = ("8 – 15 Mar 2026", "something that hurt was shown")
    # What one alone says is told to nobody.
    assert told(one) == told(other) == [shown]
    # Said three days later, it stands on the day the two had set.
    look(other, talk, Outcome.REPAIRED, now=day + timedelta(days=3))
    repaired = (week_of(review), "repaired, both said so")
    assert told(one) == told(other) == [repaired, shown]
    begun = day + 3 * WEEK
    talks.accept(other, talks.invite(one, now=begun, reopens=talk), now=begun)
    again = (week_of(begun.date()), "taken up again")
    assert told(one) == told(other) == [again, repaired, shown]


def test_hurt_that_was_repaired_leaves_the_lines_as_it_leaves_the_page_of_both(
    couple: Pair, sign_in, clock: TestClock
) -> None:
    now = steady(couple, 8)
    hurt = show_one(couple.one, "That hurt.", now=NOW)
    clock.move_to(now)
    assert panel(body(sign_in(couple.other)), "Repair").marks == ["hurt"]
    talk, ended = talks.through(*couple, now=NOW + WEEK, rupture=hurt)
    for person in couple:
        look(person, talk, Outcome.REPAIRED, now=ended + 2 * WEEK)
    for person in couple:
        assert panel(body(sign_in(person)), "Repair").marks == ["repaired"]


def test_hurt_before_the_first_week_has_its_row_and_one_that_is_taken_back_has_none(
    couple: Pair, sign_in, clock: TestClock
) -> None:
    clock.move_to(steady(couple, 3))
    hurt = show_one(couple.one, "That hurt.", now=NOW)
    clients = [sign_in(person) for person in couple]
    for client in clients:
        last = panel(body(client), "Repair").rows[-1]
        assert (last.words, last.cells) == ("4 Mar 2026", ["–", "–"])
    with acting_as(couple.one.pk, now=clock.now):
        move_hurt(by=couple.one, pk=hurt, to=HurtState.KEPT, now=clock.now)
    for client in clients:
        assert panel(body(client), "Repair").marks == []


def look(person: User, talk: UUID, outcome: Outcome, *, now: datetime) -> None:
    with acting_as(person.pk, now=now):
        look_back(by=person, pk=talk, document={}, outcome=outcome, now=now)


def week_of(day: date) -> str:
    sunday = day + timedelta(days=(6 - day.weekday()) % 7)
    return plain.say(sunday - timedelta(days=7), sunday)


def test_what_came_back_and_weeks_that_differ_are_said(
    couple: Pair, sign_in, clock: TestClock
) -> None:
    good = {Element.REPAIR: Band.STEADY}
    low = {Element.REPAIR: Band.HARD}
    clock.move_to(after(opened_weeks(*couple, [*[(good, good)] * 4, (low, good), (good, good)])))
    repair = panel(body(sign_in(couple.other)), "Repair")
    assert [row.notes for row in repair.rows[:3]] == [
        "came back: steady for both again", "different weeks", "",
    ]  # fmt: skip
    assert repair.marks == ["came_back"]
    assert repair.rows[1].cells == ["steady", "hard"]


# What it weighs and asks


@pytest.mark.parametrize("is_number", [True, False])
def test_two_years_weigh_little_and_ask_as_much_as_two_months(
    couple: Pair, sign_in, clock: TestClock, *, is_number: bool
) -> None:
    chance = Random(7)

    def gives() -> dict[Element, Band | float]:
        return {
            each: chance.randrange(21) / 2 if is_number else chance.choice(list(Band))
            for each in ELEMENTS
        }

    spans = opened_weeks(*couple, [(gives(), gives()) for _ in range(104)])
    for week in range(0, 100, 10):
        show_one(couple.one, "That hurt.", now=NOW + week * WEEK)
    for count in (8, 104):
        clock.move_to(after(spans[:count]))
        client = sign_in(couple.other)
        asked = queries(client, "get", f"{YEAR}?weeks=104")
        assert len(asked) == COUNT, "\n".join(asked)
    page = sign_in(couple.other).get(f"{YEAR}?weeks=104").content
    repair = panel(page.decode(), "Repair")
    assert [len(line) for line in repair.lines] == [104, 104]
    assert len(repair.rows) >= 104
    assert len(gzip.compress(page)) <= 25_000
