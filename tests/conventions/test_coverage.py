"""docs/coverage.md: every idea is there once, and what it names exists."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from checkins.queries.library import shipped
from tests.conventions.addresses import all_names
from tests.conventions.sources import ROOT, text, tree

TABLE = Path("docs/coverage.md")
CARD = "checkins:card"


def numbered(key: str, last: int, form: str = "02") -> set[str]:
    return {f"{key}-{number:{form}}" for number in range(1, last + 1)}


def lettered(*keys: str, more: str = "") -> set[str]:
    return {f"{key}-{letter}" for key in keys for letter in "abcde" + more}


# Every idea there is.
ALL = (
    numbered("S0", 37)
    | numbered("S1", 21)
    | numbered("S2", 9)
    | numbered("S3", 20)
    | numbered("R", 10, "d")
    | lettered("REL", "COM", "BND", "REP", "ACC", "T1", "T2", "T3", "T4", "T5", "P", more="x")
    | lettered(*(f"{kind}{number}" for kind, last in (("B", 5), ("K", 4), ("H", 4))
                 for number in range(1, last + 1)))
    | {"BLD-x", "B-x", "K/H-x"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    ids: tuple[str, ...]
    idea: str
    pages: tuple[str, ...]
    tests: tuple[str, ...]
    state: str


def expanded(named: str) -> tuple[str, ...]:
    """The ids that one cell stands for: itself, `T1-a..e` or `R-1..10`."""
    if match := re.fullmatch(r"(.+)-([a-z])\.\.([a-z])", named):
        key, first, last = match.groups()
        return tuple(f"{key}-{chr(code)}" for code in range(ord(first), ord(last) + 1))
    if match := re.fullmatch(r"(.+)-(\d+)\.\.(\d+)", named):
        key, first, last = match.groups()
        return tuple(f"{key}-{number}" for number in range(int(first), int(last) + 1))
    return (named,)


def lines(table: str) -> Iterator[Line]:
    """The rows of the tables, heads and rules left out."""
    for row in re.findall(r"^\|(.*)\|$", table, re.MULTILINE):
        named, idea, pages, tests, state = (cell.strip() for cell in row.split("|"))
        if named != "id" and set(named) != {"-"}:
            in_ticks = r"`([^`]+)`"
            yield Line(
                expanded(named),
                idea,
                tuple(re.findall(in_ticks, pages)),
                tuple(re.findall(in_ticks, tests)),
                state,
            )


LINES = list(lines(text(TABLE)))


def is_a_test(name: str) -> bool:
    path, _, function = name.partition("::")
    if not (ROOT / path).is_file():
        return False
    found = {each.name for each in tree(Path(path)).body if isinstance(each, ast.FunctionDef)}
    return function.startswith("test_") and function in found


def test_every_idea_is_there_once_and_no_other_is() -> None:
    assert len(ALL) == 231
    ids = [each for line in LINES for each in line.ids]
    assert sorted(ids) == sorted(ALL)


def test_every_page_has_an_address() -> None:
    pages = {page for line in LINES for page in line.pages}
    assert pages
    assert pages - all_names() == set()


def test_every_test_that_is_named_exists() -> None:
    named = {name for line in LINES for name in line.tests}
    assert named
    assert [name for name in sorted(named) if not is_a_test(name)] == []


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.ids[0])
def test_state_says_what_is_so(line: Line) -> None:
    assert line.state == "done"
    assert line.pages
    assert line.tests
    assert 0 < len(line.idea.split()) <= 9


def test_every_idea_of_a_card_stands_on_one() -> None:
    """Both ways: what the table says is on a card is there, and cards serve no other idea."""
    library = shipped("en")
    assert all(card.covers for card in library.cards())
    covered = {each for card in library.cards() for each in card.covers}
    on_a_card = {each for line in LINES if CARD in line.pages for each in line.ids}
    readings = {reading.id for reading in library.readings}
    assert on_a_card - covered == set()
    assert covered - on_a_card - readings == set()


def test_list_is_read_as_it_is_written() -> None:
    table = (
        "| id | idea |  |  |  |\n|---|---|---|---|---|\n| T1-a..c | x | `a:b`, `c:d` | `e` | done |"
    )
    (line,) = lines(table)
    assert line == Line(("T1-a", "T1-b", "T1-c"), "x", ("a:b", "c:d"), ("e",), "done")
    assert expanded("R-9..11") == ("R-9", "R-10", "R-11")
    assert expanded("K/H-x") == ("K/H-x",)


def test_names_of_no_test_are_noticed() -> None:
    own = "tests/conventions/test_coverage.py"
    assert is_a_test(f"{own}::test_names_of_no_test_are_noticed")
    for wrong in (f"{own}::test_nothing", f"{own}::lines", "tests/gone.py::test_x", own):
        assert not is_a_test(wrong)
