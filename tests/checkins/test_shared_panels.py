"""Panels of two for whoever brings rounds and names: what a therapist's page adds, and a file."""

from datetime import timedelta

from django.template.loader import render_to_string

from checkins.enums import Band
from checkins.enums.month import TrendMark
from checkins.logic.trends import Mark
from checkins.queries.panels import Panel
from checkins.queries.shared_panels import shared_panels
from tests.checkins.logic.test_shared_trends import BEGIN, MIXED, STEADY, numbers, rounds
from tests.checkins.views.drawn import panel

LAST = BEGIN + timedelta(weeks=7)
PAIRS = numbers(*[(8, 7)] * 5, (8, 2))


def one_panel(*weeks, with_change: bool = False, marks=()) -> Panel:
    (found,) = shared_panels(
        rounds(*weeks),
        ("A", "B"),
        since=BEGIN,
        last=LAST,
        marks=marks,
        with_change=with_change,
    )
    return found


def test_what_is_for_a_therapist_stands_in_the_drawing_and_in_the_table() -> None:
    found = one_panel(*PAIRS, with_change=True)
    assert found.hint == (
        "Usual for A: 5.5 to 10. Usual for B: 4.5 to 9.5."
        " A began around 8; below 5.8 is a change."
        " B began around 7; below 4.8 or above 9.2 is a change."
        " Provisional, not normed."
    )
    drawn = panel(render_to_string("components/trend.html", {"panel": found}), "Repair")
    assert drawn.source.count('class="trend__change') == 2
    assert drawn.marks == ["dip"]
    assert drawn.rows[0].notes == "B: far below what was usual · different weeks"


def test_for_the_two_nothing_of_it_is_there() -> None:
    found = one_panel(*PAIRS)
    assert found.hint == "Usual for you: 5.5 to 10."
    drawn = panel(render_to_string("components/trend.html", {"panel": found}), "Repair")
    assert "trend__change" not in drawn.source
    assert drawn.marks == []
    assert drawn.rows[0].notes == "different weeks"


def test_rows_carry_plain_values_for_a_file() -> None:
    marks = [Mark(BEGIN + timedelta(days=24), TrendMark.REPAIRED)]
    found = one_panel((STEADY, MIXED), None, *numbers((7.5, 10)), None, marks=marks)
    assert [(row.starts_on, row.ends_on, row.values, row.notes) for row in found.rows] == [
        (marks[0].on, marks[0].on, [None, None], "repaired, both said so"),
        (BEGIN + timedelta(weeks=2), BEGIN + timedelta(weeks=3), [7.5, 10.0], ""),
        (BEGIN, BEGIN + timedelta(weeks=1), [Band.STEADY, Band.MIXED], ""),
    ]
