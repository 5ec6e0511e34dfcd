"""Checks that no linter makes: the lock file names the public index only, migrations are linear."""

import re
import sys
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent
# The index that everybody has. A mirror in the lock file would work on one machine only.
PUBLIC_HOSTS = {"pypi.org", "files.pythonhosted.org"}
PARENT = re.compile(r'\(\s*"(?P<app>\w+)",\s*"(?P<name>\d{4}_\w+)"\s*\)')


def foreign_addresses(lock: str) -> set[str]:
    """Addresses in a lock file's text that lie outside the public index."""
    tomllib.loads(lock)
    addresses = re.findall(r'(?:url|registry|git|path|directory|editable) = "([^"]+)"', lock)
    return {address for address in addresses if urlsplit(address).hostname not in PUBLIC_HOSTS}


def forks(migrations: dict[str, str], app: str) -> set[str]:
    """Names of an app's migrations that do not follow the one before them.

    `migrations` maps names to source texts. In a line, each migration but the first depends on the
    one that stands before it in the order of names.
    """
    names = sorted(migrations)
    broken = set()
    for before, name in zip([None, *names[:-1]], names, strict=True):
        found = PARENT.finditer(migrations[name])
        parents = {match["name"] for match in found if match["app"] == app}
        if parents != ({before} if before else set()):
            broken.add(name)
    return broken


def main() -> int:
    problems = [
        f"uv.lock names {address}, which is not the public index."
        for address in sorted(foreign_addresses((BASE_DIR / "uv.lock").read_text()))
    ]
    for app in ("accounts", "checkins"):
        files = (BASE_DIR / app / "migrations").glob("[0-9]*.py")
        broken = forks({file.stem: file.read_text() for file in files}, app)
        problems += [
            f"{app}/migrations/{name}.py does not follow the one before it."
            for name in sorted(broken)
        ]
    print("\n".join(problems) or "The lock file and the migrations are in order.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
