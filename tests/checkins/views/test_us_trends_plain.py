"""Numbers read out of the drawing and out of the table, beside what plain answers come to."""

import csv
import re
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO, StringIO
from random import Random
from typing import NamedTuple
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accounts.actions.couple import set_numbers
from accounts.actor import acting_as
from accounts.enums import Scope
from accounts.models import User
from checkins.actions.checkin import keep_answers
from checkins.actions.release import release
from checkins.enums import Element
from checkins.queries import checkin as checkins
from checkins.queries.prompt import prompts_of, version_at
from checkins.queries.release import fingerprint, let_in_by, preview_of, resolution_of
from checkins.queries.round import RoundPlace, around
from tests.checkins.views import plain
from tests.checkins.views.drawn import names, panel
from tests.checkins.views.plain import Both
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW, connect, make_user
from tests.factories.therapists import introduce, let_in, make_therapist

AREAS = list(plain.AREAS)
FIRST_SUNDAY = date(2026, 3, 15)
FEWEST_ROWS = 40


class Life(NamedTuple):
    """Where two live, when their first round ended there, and which weeks they looked at."""

    zone: str
    first: date
    weeks: tuple[int, ...]


LIVES = (
    # The clocks of each change twice in these weeks.
    Life("Europe/Berlin", date(2026, 3, 8), (*range(6), *range(30, 37))),
    Life("America/New_York", date(2026, 3, 8), (*range(5), *range(31, 38))),
    # Five in the morning of a Monday, and half an hour twice a year.
    Life("Australia/Lord_Howe", date(2026, 3, 9), (*range(2, 7), *range(27, 34))),
)


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.zone)
def test_lines_and_table_are_what_plain_answers_come_to(
    db: None, life: Life, sign_in, clock: TestClock
) -> None:
    couple = Pair(*(make_user(name, time_zone=life.zone) for name in ("Ann", "Ben")))
    connect(*couple)
    erin = make_therapist()
    known = introduce(erin, couple.one)
    for person in couple:
        let_in(
            person, known, (Scope.TRENDS, Scope.NUMBERS), last_day=NOW.date() + timedelta(days=360)
        )
    chance = Random(life.zone)
    sundays = [FIRST_SUNDAY + timedelta(weeks=week) for week in range(40)]
    days = [date(2026, 3, 4), life.first, *sundays]
    weeks = []
    for number in life.weeks:
        both = plain.lived(chance, numbers_from=life.weeks[2], week=number)
        is_extended = number >= life.weeks[-4]
        weeks.append(plain.Both(days[number], days[number + 1], both, is_extended))
        live(couple, weeks[-1])
    clock.move_to(datetime.combine(weeks[-1].day + timedelta(days=2), time(12), UTC))
    rows = 0
    for side, person in enumerate(couple):
        page = sign_in(person).get("/us/year/?weeks=52").content.decode()
        assert names(page) == AREAS
        for area in AREAS:
            rows += compare(page, area, weeks, side)
    # The control: there are gaps, words and numbers.
    assert FEWEST_ROWS < rows < len(couple) * len(AREAS) * len(weeks)
    cells = {cell for area in AREAS for _, row in plain.cells(weeks, area) for cell in row}
    assert cells > {"hard", "mixed", "steady"}
    compare_for_a_therapist(sign_in(erin), known, couple, weeks)


def compare_for_a_therapist(client: Client, known: UUID, couple: Pair, weeks: list[Both]) -> None:
    """Page, file and paper, all of it in numbers, in the order in which a therapist reads."""
    side = 0 if couple.one.pk < couple.other.pk else 1
    exact = [week.in_numbers() for week in weeks]
    page, file, paper = (
        client.get(reverse(f"checkins:{name}", args=[known]), {"weeks": "52", "paper": "a4"})
        for name in ("case", "case_csv", "case_pdf")
    )
    text = page.content.decode()
    pages = [each.extract_text() for each in PdfReader(BytesIO(paper.content)).pages]
    printed = re.sub(r"\s+", " ", " ".join(pages))
    expected = []
    for area in AREAS:
        compare(text, area, exact, side)
        for week in exact:
            shown = week.shown(area)
            if shown is None:
                continue
            one, other = shown if side == 0 else shown[::-1]
            days = week.first.isoformat(), week.day.isoformat()
            expected.append([plain.ELEMENT[area], *days, str(one), str(other)])
            assert f"{plain.say(week.first, week.day)} {one:g} {other:g}" in printed
    lines = list(csv.reader(StringIO(file.content.decode())))[1:]
    assert [line[:5] for line in lines if line[3]] == expected


def compare(page: str, area: str, weeks: list[plain.Both], side: int) -> int:
    """One panel with the weeks it is made of; returns how many rows it has."""
    found = panel(page, area)
    both = plain.lines(weeks, area)
    expected = both if side == 0 else both[::-1]
    assert [found.values(line) for line in (0, 1)] == [line.values for line in expected], area
    assert [[[value for _, value in each] for each in line] for line in found.stretches] == [
        line.stretches for line in expected
    ], area
    shown = [week for week in weeks if week.shown(area) is not None]
    assert_days_are_to_scale([x for x, _ in found.lines[0]], [week.day for week in shown])
    table = [
        (words, cells if side == 0 else cells[::-1]) for words, cells in plain.cells(weeks, area)
    ]
    assert [(row.words, row.cells) for row in found.rows] == table, area
    told = [row.words for row in found.rows if "asked in other words from here on" in row.notes]
    anew = [plain.say(week.first, week.day) for week in shown if week.is_extended][:1]
    assert told == (anew if area in plain.ONE_QUESTION else []), area
    return len(table)


def assert_days_are_to_scale(places: list[float], days: list[date]) -> None:
    scale = (places[-1] - places[0]) / (days[-1] - days[0]).days
    expected = [places[0] + scale * (day - days[0]).days for day in days]
    assert places == pytest.approx(expected, abs=0.11)


def live(couple: Pair, both: plain.Both) -> None:
    """Answer and release by the real actions, two days before the moment."""
    now = datetime.combine(both.day - timedelta(days=2), time(12), UTC)
    for person, week in zip(couple, both.weeks, strict=True):
        if week is None:
            continue
        with acting_as(person.pk, now=now):
            set_numbers(by=person, wants=week.likes_numbers, now=now)
            place = place_of(person, now, both)
            asked = {prompt.code for prompt in prompts_of(place.version_id)}
            answers = {code: given for code, given in week.answers.items() if code in asked}
            keep_answers(by=person, place=place, entries=answers, now=now)
            place = place_of(person, now, both)
            own = checkins.of_place(place, now)
            assert own is not None
            kept = frozenset(Element(plain.ELEMENT[area]) for area in week.kept_back)
            preview = preview_of(place.version_id, own.sheet(), kept, resolution_of(place))
            seen = fingerprint(preview, let_in_by(place, now))
            release(by=person, place=place, keep_back=kept, seen=seen, now=now)


def place_of(person: User, now: datetime, both: plain.Both) -> RoundPlace:
    """The running round, as if the other version were in force from some week on."""
    place = around(person, now).running
    if both.is_extended:
        vars(place)["version_id"] = version_at("weekly-extended", now)
    return place
