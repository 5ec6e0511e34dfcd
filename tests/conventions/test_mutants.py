"""A seeded leak that no longer fits its file would be found only by running all of them."""

from pathlib import Path

import pytest

from tests.mutants.__main__ import LEAKS, TREE
from tests.mutants.leaks import Leak


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.name)
def test_leak_fits_its_file_and_its_tests_are_there(leak: Leak) -> None:
    assert (TREE / leak.path).read_text().count(leak.before) == 1
    for test in leak.tests:
        assert Path(TREE, test.split("::")[0]).exists(), test


def test_names_of_leaks_are_their_own() -> None:
    names = [leak.name for leak in LEAKS]
    assert sorted(set(names)) == sorted(names)
