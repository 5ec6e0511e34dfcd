from pathlib import Path

from config.lint import foreign_addresses, forks

BASE_DIR = Path(__file__).resolve().parents[2]


def test_lock_of_the_public_index_has_no_foreign_address() -> None:
    lock = (BASE_DIR / "uv.lock").read_text()
    assert "https://files.pythonhosted.org/" in lock
    assert foreign_addresses(lock) == set()


def test_lock_with_a_mirror_a_repository_or_a_file_is_reported() -> None:
    lock = """
        [[package]]
        name = "a"
        source = { registry = "https://mirror.example/simple" }
        [[package]]
        name = "b"
        source = { git = "https://git.example/b" }
        [[package]]
        name = "c"
        sdist = { path = "wheels/c.tar.gz" }
        [[package]]
        name = "d"
        sdist = { url = "https://pypi.org.example/d.tar.gz" }
        [[package]]
        name = "e"
        sdist = { url = "https://files.pythonhosted.org/e.tar.gz" }
    """
    assert foreign_addresses(lock) == {
        "https://mirror.example/simple",
        "https://git.example/b",
        "wheels/c.tar.gz",
        "https://pypi.org.example/d.tar.gz",
    }


def _migration(*parents: str) -> str:
    return "dependencies = [" + ", ".join(f'("people", "{name}")' for name in parents) + "]"


def test_migrations_in_a_line_have_no_forks() -> None:
    line = {
        "0001_initial": 'dependencies = [("others", "0007_last")]',
        "0002_more": _migration("0001_initial"),
        "0003_most": _migration("0002_more"),
    }
    assert forks(line, "people") == set()


def test_migrations_that_fork_or_merge_are_reported() -> None:
    fork = {
        "0001_initial": _migration(),
        "0002_left": _migration("0001_initial"),
        "0002_right": _migration("0001_initial"),
        "0003_merge": _migration("0002_left", "0002_right"),
    }
    assert forks(fork, "people") == {"0002_right", "0003_merge"}
