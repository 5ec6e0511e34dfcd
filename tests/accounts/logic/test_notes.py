import csv
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.logic.notes import FORMULA, archive, lines, neutral, table


@pytest.mark.parametrize("begin", [*FORMULA, "  =", " @"])
def test_text_that_a_table_would_run_is_text(begin: str) -> None:
    assert neutral(f"{begin}cmd|' /C calc'!A0").startswith("'")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d"])
@pytest.mark.parametrize("before", ["dear;", "dear; ", 'dear;"', "dear\t", "dear\n", "dear\r\n"])
def test_no_cell_is_a_formula_where_a_semicolon_parts_them(before: str, sign: str) -> None:
    """As a table opens it in much of Europe: quotation marks hold together the first cell alone."""
    written = table([{"on": "2026-03-04", "words": f'{before}{sign}HYPERLINK("x");end'}])
    for line in written.splitlines():
        for cell in line.split(";"):
            assert not cell.lstrip(' "').startswith(FORMULA), cell


@pytest.mark.parametrize("value", ["a=b", "", 5, -5, 1.5, True, None, "ten - twelve"])
def test_everything_else_stays_as_it_is(value: object) -> None:
    assert neutral(value) == value


@given(st.lists(st.dictionaries(st.text(min_size=1), st.text(min_size=1), max_size=3), max_size=3))
def test_no_cell_of_a_table_is_a_formula(rows: list[dict[str, str]]) -> None:
    for row in csv.reader(io.StringIO(table(rows), newline="")):
        assert not any(cell.lstrip(" ").startswith(FORMULA) for cell in row)


@given(st.lists(st.text(min_size=1).filter(lambda text: text != "\x00"), min_size=1))
def test_text_comes_out_of_a_table_as_it_went_in(texts: list[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(table([{"words": each} for each in texts]), newline="")))
    assert [row["words"] for row in rows] == [neutral(each) for each in texts]


def test_lines_lead_to_every_value_and_leave_out_what_is_empty() -> None:
    row = {
        "on": "2026-03-04",
        "content": {"texts": {"felt": "sad"}, "picks": ["tea", "walk"], "days": None},
        "answers": [{"question": "How was it?", "answer": "7 of 10"}],
        "parts": [{"what": "call"}, {"what": "ask"}],
        "done": False,
        "raw": {"a": 1},
    }
    assert lines(row, without={"raw"}) == [
        (("on",), "2026-03-04"),
        (("content", "texts", "felt"), "sad"),
        (("content", "picks"), "tea, walk"),
        (("answers", "How was it?"), "7 of 10"),
        (("parts", "1", "what"), "call"),
        (("parts", "2", "what"), "ask"),
        (("done",), False),
    ]


def test_archive_tells_the_day_and_no_time() -> None:
    packed = zipfile.ZipFile(io.BytesIO(archive({"a.csv": "x", "b.html": "y"}, date(2026, 3, 4))))
    assert {each.date_time for each in packed.infolist()} == {(2026, 3, 4, 0, 0, 0)}
    assert packed.read("a.csv") == "\ufeffx".encode()
    assert packed.read("b.html") == b"y"
