"""Judge the tests by seeded leaks: apply one at a time, and see whether a test notices.

`make mutants` works on a copy of the tracked files, so the tree stays as it is. It prints
killed / seeded and fails below 95 %. `make mutants ONLY=word` runs those whose name has the word.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from config import embedded_postgres
from tests.mutants import (
    alone,
    asking,
    cases,
    gone,
    good,
    keeping,
    leaks,
    months,
    people,
    printing,
    reminding,
    sets,
    staff,
    support,
    talking,
    together,
)
from tests.mutants.leaks import Leak

LEAKS = (
    *leaks.LEAKS,
    *asking.LEAKS,
    *talking.LEAKS,
    *together.LEAKS,
    *alone.LEAKS,
    *months.LEAKS,
    *gone.LEAKS,
    *good.LEAKS,
    *keeping.LEAKS,
    *support.LEAKS,
    *printing.LEAKS,
    *cases.LEAKS,
    *staff.LEAKS,
    *people.LEAKS,
    *reminding.LEAKS,
    *sets.LEAKS,
)
TREE = Path(__file__).resolve().parents[2]
GOAL = 0.95


def main() -> int:
    only = os.environ.get("ONLY", "")
    seeded = [leak for leak in LEAKS if only in leak.name]
    environment = os.environ | {"TWOFOLD_MODE": "test"}
    if not os.environ.get("DATABASE_URL"):
        urls = embedded_postgres.ensure()
        environment |= {"DATABASE_URL": urls.web, "DATABASE_OWNER_URL": urls.owner}
        environment |= {"DATABASE_BACKUP_URL": urls.backup}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        _copy_tree(copy)
        tests = sorted({test for leak in seeded for test in leak.tests})
        if _pytest(copy, tests, environment) != 0:
            print("The tests fail before any leak is seeded.")
            return 2
        survivors = [leak for leak in seeded if not _is_killed(copy, leak, environment)]
    killed = len(seeded) - len(survivors)
    for leak in survivors:
        print(f"survived: {leak.name}")
    print(f"mutants killed / seeded: {killed} / {len(seeded)}")
    return 0 if killed >= GOAL * len(seeded) else 1


def _copy_tree(copy: Path) -> None:
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=TREE, check=True, capture_output=True, text=True
    ).stdout.split("\0")
    for name in filter(None, names):
        source = TREE / name
        if source.is_file():
            target = copy / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def _is_killed(copy: Path, leak: Leak, environment: dict[str, str]) -> bool:
    path = copy / leak.path
    text = path.read_text()
    if text.count(leak.before) != 1:
        raise SystemExit(
            f"{leak.name}: its text stands {text.count(leak.before)} times in {leak.path}."
        )
    path.write_text(text.replace(leak.before, leak.after))
    began = time.monotonic()
    try:
        code = _pytest(copy, leak.tests, environment)
    finally:
        path.write_text(text)
    verdict = {0: "SURVIVED", 1: "killed"}.get(code, f"killed (pytest ended with {code})")
    print(f"{verdict:10} {time.monotonic() - began:5.1f} s  {leak.name}", flush=True)
    return code != 0


def _pytest(copy: Path, tests: tuple[str, ...] | list[str], environment: dict[str, str]) -> int:
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-x",
            "-q",
            "--no-header",
            "-p",
            "no:cacheprovider",
            "--hypothesis-profile",
            "judge",
            *tests,
        ],
        cwd=copy,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
