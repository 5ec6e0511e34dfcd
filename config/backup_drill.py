"""Whether the newest backup can be restored: restore it where nobody lives, and compare.

The three files are decrypted into an empty PostgreSQL of its own, with roles made by
docs/roles.sql. Every row, policy, grant and function must be as it was; then `manage.py
after_restore` opens rows with the master keys and ends again what had ended since. The site's own
database is not asked. What came of it stands in BACKUP_FOLDER/last-drill.json.

    python -m config.backup_drill

It needs the web's environment, BACKUP_FOLDER and BACKUP_IDENTITY_FILE (an age identity).
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pyrage

from config import embedded_postgres, env
from config.backup import RESULT, Backup, backups, binaries
from config.backup_list import List, count, differences, list_of
from config.embedded_postgres import DATABASE, SUPERUSER

BASE_DIR = Path(__file__).resolve().parent.parent
# What a restore may take until people are let in again (quality.md 32).
LONGEST_SECONDS = 15 * 60
TOLD = 20


class DrillFailed(Exception):
    """The backup is worth less than it should be; the message says why, and holds no content."""


def identities(file: Path) -> list[pyrage.x25519.Identity]:
    """The private halves, as `age-keygen` writes them."""
    lines = [line.partition("#")[0].strip() for line in file.read_text().splitlines()]
    return [pyrage.x25519.Identity.from_str(line) for line in lines if line]


@contextmanager
def empty_server(tools: Path) -> Iterator[Path]:
    """A PostgreSQL of its own with our roles and an empty database; gone afterwards."""
    root = Path(tempfile.mkdtemp(prefix="twofold-drill-"))
    try:
        embedded_postgres.ensure(root, tools)
        with embedded_postgres.as_superuser(root, DATABASE) as link:
            # The dump brings it along, with its grants.
            link.execute("drop schema app")
        yield root
    finally:
        embedded_postgres.stop(root, tools)
        shutil.rmtree(root, ignore_errors=True)


def restore(backup: Backup, who: list[pyrage.x25519.Identity], root: Path, tools: Path) -> None:
    """Rows first, then the keys that open them."""
    server = embedded_postgres.urls(root).web.replace("app_web@", f"{SUPERUSER}@")
    command = [str(tools / "pg_restore"), "--exit-on-error", "--dbname", server]
    for part, options in (("rows", []), ("keys", ["--data-only"])):
        with (
            backup.file(part).open("rb") as sealed,
            subprocess.Popen([*command, *options], stdin=subprocess.PIPE) as running,
        ):
            try:
                pyrage.decrypt_io(sealed, running.stdin, who)
            except (pyrage.DecryptError, OSError) as error:
                running.kill()
                raise DrillFailed(f"The file of {part} cannot be decrypted: {error}") from error
            running.communicate()
        if running.returncode:
            raise DrillFailed(f"pg_restore refused the file of {part}.")


def compare(backup: Backup, who: list[pyrage.x25519.Identity], root: Path) -> List:
    """The list of the restored database, which is that of the living one at its backup."""
    try:
        was: List = json.loads(pyrage.decrypt(backup.file("list").read_bytes(), who))
    except pyrage.DecryptError as error:
        raise DrillFailed(f"The list cannot be decrypted: {error}") from error
    with embedded_postgres.as_superuser(root, DATABASE) as link:
        found = list_of(link)
    if wrong := differences(was, found):
        shown = "\n  ".join(wrong[:TOLD])
        raise DrillFailed(f"{len(wrong)} things are not as they were:\n  {shown}")
    return found


def open_up(root: Path) -> str:
    """What `manage.py after_restore` says of it, with a copy of the ledger."""
    addresses = embedded_postgres.urls(root)
    ours = {"DATABASE_URL": addresses.web, "DATABASE_OWNER_URL": addresses.owner}
    if (ledger := Path(env.text("ERASURE_LEDGER_FILE"))).exists():
        # What is ended here has ended there already: the true ledger stays as it is.
        shutil.copy(ledger, root / "ledger")
    ours["ERASURE_LEDGER_FILE"] = str(root / "ledger")
    done = subprocess.run(
        [sys.executable, str(BASE_DIR / "manage.py"), "after_restore"],
        check=False,
        env=os.environ | ours,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise DrillFailed(f"The site must not open with it:\n{done.stdout.strip()}")
    return done.stdout.strip()


def drill(backup: Backup, who: list[pyrage.x25519.Identity], tools: Path) -> float:
    """All of it, told step by step; how many seconds until people could be let in.

    Raises DrillFailed.
    """
    began = time.monotonic()
    with empty_server(tools) as server:
        restore(backup, who, server, tools)
        print(f"Restored the backup of {backup.on} into an empty PostgreSQL.")
        print(f"Equal: {count(compare(backup, who, server))}.")
        print(open_up(server))
        seconds = time.monotonic() - began
    if seconds > LONGEST_SECONDS:
        raise DrillFailed(f"It took {seconds:.0f} s; people should wait {LONGEST_SECONDS} at most.")
    return seconds


def main() -> int:
    for name in [each for each in os.environ if each.startswith("PG")]:
        del os.environ[name]  # PGPORT and its like speak of another server
    folder = Path(env.text("BACKUP_FOLDER"))
    today = datetime.now(UTC).date()  # noqa: TID251 - a program of its own, at the very edge
    # It has failed until it has not: whatever ends this program, `config.backup watch` tells.
    keep_result(folder, today, seconds=0, is_well=False)
    try:
        seconds = drill(newest(folder), identities(env.file("BACKUP_IDENTITY_FILE")), binaries())
    except DrillFailed as error:
        print(error, file=sys.stderr)
        return 1
    print(f"In order, after {seconds:.0f} s.")
    keep_result(folder, today, seconds=seconds, is_well=True)
    return 0


def keep_result(folder: Path, today: date, *, seconds: float, is_well: bool) -> None:
    """What the last drill came to, and when."""
    result = {"on": today.isoformat(), "is_well": is_well, "seconds": round(seconds)}
    (folder / RESULT).write_text(json.dumps(result) + "\n")


def newest(folder: Path) -> Backup:
    """Raises DrillFailed where there is none."""
    found = backups(folder)
    if not found:
        raise DrillFailed(f"There is no backup in {folder}.")
    return found[-1]


if __name__ == "__main__":
    sys.exit(main())
