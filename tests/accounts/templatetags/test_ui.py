"""Components draw what they are given, and nothing else."""

import re
from types import SimpleNamespace

import pytest
from django.template import Context, Template

from accounts.templatetags import ui

BANDS = (("hard", 20), ("mixed", 55), ("steady", 85))


def draw(source: str, **values: object) -> str:
    return Template("{% load ui %}" + source).render(Context(values))


def test_scale_without_a_value_has_nothing_chosen() -> None:
    html = draw('{% scale "W-REL-1" "It held." na="Does not apply" %}')

    assert html.count('type="radio"') == 13
    assert "checked" not in html


@pytest.mark.parametrize("value", [0, 10, "7", "na", "skip"])
def test_scale_chooses_exactly_the_kept_value(value: object) -> None:
    html = draw('{% scale "w" "It held." value=value na="Does not apply" %}', value=value)

    chosen = re.findall(r'value="(\w+)"[^>]*checked', html)
    assert chosen == [str(value)]


def test_scale_escapes_what_it_is_given() -> None:
    html = draw('{% scale "w" legend help=legend %}', legend="<script>")

    assert "<script>" not in html


def test_scale_ties_help_and_error_to_the_group() -> None:
    html = draw('{% scale "w" "It held." help="This week." error="Please choose." %}')

    assert 'aria-describedby="w_helptext w_error"' in html


@pytest.mark.parametrize(("band", "at"), BANDS)
def test_pair_of_equals_steps_aside_by_the_same_distance(band: str, at: int) -> None:
    context = ui.pair("Repair", mine=band, mine_at=at, theirs=band, theirs_at=at, partner="Bob")

    assert context["mine_shift"] == -ui.STEP_ASIDE_PX
    assert context["theirs_shift"] == ui.STEP_ASIDE_PX
    assert not context["has_span"]


def test_pair_apart_stands_where_it_is() -> None:
    context = ui.pair("Repair", mine="hard", mine_at=20, theirs="steady", theirs_at=85)

    assert (context["mine_at"], context["theirs_at"]) == ("20", "85")
    assert (context["mine_shift"], context["theirs_shift"]) == (0, 0)


def test_pair_without_the_other_draws_one_mark() -> None:
    html = draw('{% pair "Repair" mine="steady" mine_at=85 theirs_at=20 partner="Bob" %}')

    assert html.count("<circle") == 1
    assert "20%" not in html
    assert "Bob" not in html


@pytest.mark.parametrize("room", ["today", "us", "mine", "more"])
def test_rooms_marks_the_current_one(room: str) -> None:
    html = draw("{% rooms %} " + room + " {% endrooms %}")

    assert html.count('aria-current="page"') == 1


def test_rooms_without_a_name_marks_none() -> None:
    assert "aria-current" not in draw("{% rooms %}{% endrooms %}")


def test_qr_keeps_the_path_and_drops_everything_else() -> None:
    svg = (
        '<svg viewBox="0 0 37 37" onload="x()"><path style="fill:red" d="M4,4H5V5H4z"/>'
        "<script>x()</script></svg>"
    )

    html = draw("{% qr svg %}", svg=svg)

    assert 'd="M4,4H5V5H4z"' in html
    assert 'viewBox="0 0 37 37"' in html
    for word in ("script", "onload", "style"):
        assert word not in html


def test_rows_of_a_table_take_no_word_for_mark_up() -> None:
    row = SimpleNamespace(words="<i>1 – 8 March", cells=["7", '"<b>"'], notes="a & b")

    assert draw("{% table_rows rows %}", rows=[row]) == (
        '<tr><th scope="row">&lt;i&gt;1 – 8 March</th><td>7</td>'
        "<td>&quot;&lt;b&gt;&quot;</td><td>a &amp; b</td></tr>"
    )
