"""A seeded leak that no longer fits its file would be found only by running all of them."""

import re
from pathlib import Path

import pytest

from tests.mutants.__main__ import LEAKS, TREE
from tests.mutants.leaks import Leak

IN_SQL = [leak for leak in LEAKS if leak.path.endswith(".sql")]
FUNCTION = re.compile(r"create (?:or replace )?(function \w+)\(")
POLICY = re.compile(r"create (policy \w+ on \w+)")


def name_of(leak: Leak) -> str:
    return leak.name


@pytest.mark.parametrize("leak", LEAKS, ids=name_of)
def test_leak_fits_its_file_and_its_tests_are_there(leak: Leak) -> None:
    assert (TREE / leak.path).read_text().count(leak.before) == 1
    for test in leak.tests:
        assert Path(TREE, test.split("::")[0]).exists(), test


def test_names_of_leaks_are_their_own() -> None:
    names = [leak.name for leak in LEAKS]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(
    "leak", [leak for leak in LEAKS if leak.path.endswith(".sql")], ids=name_of
)
def test_leak_is_not_in_what_a_later_migration_replaces(leak: Leak) -> None:
    """It would never come to pass."""
    file = TREE / leak.path
    before, _, after = file.read_text().partition(leak.before)
    later = [each.read_text() for each in file.parent.glob("*.sql") if each.name > file.name]
    for made in names_around(before, leak.before, after):
        assert not any(is_replaced(made, text) for text in later), made


def names_around(before: str, text: str, after: str) -> list[str]:
    """The functions and policies that the text is a part of, or that it makes."""
    found = [*FUNCTION.findall(text), *POLICY.findall(text)]
    starts = [match.start() for match in FUNCTION.finditer(before)]
    if starts and before.count("$$", starts[-1]) == 1:
        found += FUNCTION.findall(before[starts[-1] :])
    statement = before[before.rfind(";") + 1 :] + text + after[: after.find(";")]
    return [*found, *POLICY.findall(statement)]


def is_replaced(made: str, text: str) -> bool:
    return f"create or replace {made}(" in text or f"drop {made};" in text
