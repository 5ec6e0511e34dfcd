"""The nightly backup: encrypted as it is written, with the keys in a file of their own.

It takes one consistent picture as the role that reads past the policies, and knows nothing that
opens it again: neither a master key nor the identity that decrypts. What is older than 35 days is
deleted.

    python -m config.backup take|watch

BACKUP_FOLDER, BACKUP_RECIPIENTS_FILE (age recipients, one a line), DATABASE_BACKUP_URL and
ERASURE_LEDGER_FILE tell it where and how. Whether it can be restored, config/backup_drill.py finds
out.
"""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import IO

import psycopg
import pyrage

from config import embedded_postgres, env
from config.backup_list import KEYS, NOT_KEPT, count, list_of

KEPT = timedelta(days=35)
# A backup a day, and a drill a week; a day's grace for either.
OLDEST_BACKUP, OLDEST_DRILL = timedelta(days=1), timedelta(days=8)
RESULT = "last-drill.json"
LEDGER = "ledger.age"
PARTS = ("rows", "keys", "list")


@dataclass(frozen=True, slots=True)
class Backup:
    """The three files of one day."""

    folder: Path
    on: date

    def file(self, part: str) -> Path:
        return self.folder / f"twofold-{self.on.isoformat()}.{part}.age"

    @property
    def is_whole(self) -> bool:
        return all(self.file(part).is_file() for part in PARTS)


def binaries() -> Path:
    """The folder of pg_dump and its like: as named, that of this machine, or the shipped one."""
    if named := env.optional("POSTGRES_BINARIES"):
        return Path(named)
    return embedded_postgres.shipped_binaries()


def backups(folder: Path) -> list[Backup]:
    """The whole ones, oldest first."""
    days = {file.name[len("twofold-") :][:10] for file in folder.glob("twofold-*.age")}
    found = [Backup(folder, date.fromisoformat(day)) for day in sorted(days)]
    return [each for each in found if each.is_whole]


def recipients(file: Path) -> list[pyrage.x25519.Recipient]:
    """Who can decrypt: the public halves, `age1…`, one a line; `#` begins a comment."""
    lines = [line.partition("#")[0].strip() for line in file.read_text().splitlines()]
    return [pyrage.x25519.Recipient.from_str(line) for line in lines if line]


def take(
    folder: Path, whom: list[pyrage.x25519.Recipient], url: str, tools: Path, on: date
) -> tuple[Backup, str]:
    """One backup, all of it of the same instant; what it holds, in a sentence.

    A second one on a day takes the place of the first.
    """
    backup = Backup(folder, on)
    with psycopg.connect(url) as link:
        link.execute("set transaction isolation level repeatable read, read only")
        (snapshot,) = link.execute("select pg_export_snapshot()").fetchone() or ("",)
        command = [str(tools / "pg_dump"), "--dbname", url, "--format=custom", "--no-password"]
        command += ["--snapshot", snapshot]
        left_out = [f"--exclude-table-data=app.{table}" for table in (*NOT_KEPT, KEYS)]
        _encrypt_output([*command, *left_out], backup.file("rows"), whom)
        keys_alone = ["--data-only", f"--table=app.{KEYS}"]
        _encrypt_output([*command, *keys_alone], backup.file("keys"), whom)
        found = list_of(link)
    with _written(backup.file("list")) as out:
        pyrage.encrypt_io(io.BytesIO(json.dumps(found).encode()), out, whom)
    return backup, count(found)


def keep_ledger(ledger: Path, folder: Path, whom: list[pyrage.x25519.Recipient]) -> None:
    """A copy of what has ended, for the day on which the whole server is lost."""
    with ledger.open("rb") as lines, _written(folder / LEDGER) as out:
        pyrage.encrypt_io(lines, out, whom)


def forget_old(folder: Path, today: date) -> int:
    """Delete what is older than 35 days; how many files that were."""
    old = [
        backup.file(part)
        for backup in (Backup(folder, day) for day in _days(folder))
        if today - backup.on > KEPT
        for part in PARTS
        if backup.file(part).exists()
    ]
    for file in old:
        file.unlink()
    return len(old)


def complaints(folder: Path, today: date) -> list[str]:
    """What is wrong with backups and drills, for whatever watches the server."""
    found = []
    days = [backup.on for backup in backups(folder)]
    if not days or today - days[-1] > OLDEST_BACKUP:
        found.append(f"The last backup is of {days[-1] if days else 'no day at all'}.")
    result = folder / RESULT
    if not result.exists():
        return [*found, "There was no drill yet."]
    drill = json.loads(result.read_text())
    if today - date.fromisoformat(drill["on"]) > OLDEST_DRILL:
        found.append(f"The last drill was on {drill['on']}.")
    if not drill["is_well"]:
        found.append(f"The drill of {drill['on']} failed: it could not be restored.")
    return found


def _days(folder: Path) -> list[date]:
    names = {file.name[len("twofold-") :][:10] for file in folder.glob("twofold-*.age")}
    return [date.fromisoformat(name) for name in sorted(names)]


def _encrypt_output(command: list[str], file: Path, whom: list[pyrage.x25519.Recipient]) -> None:
    """What a command prints goes into the file encrypted, and nowhere else."""
    with subprocess.Popen(command, stdout=subprocess.PIPE) as running, _written(file) as out:
        pyrage.encrypt_io(running.stdout, out, whom)
        if running.wait():
            raise RuntimeError(f"{Path(command[0]).name} ended with {running.returncode}.")


@contextmanager
def _written(file: Path) -> Iterator[IO[bytes]]:
    """A file that is there whole, or not at all."""
    draft = file.with_suffix(".part")
    draft.touch(mode=0o600)
    with draft.open("wb") as out:
        yield out
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)


def main(arguments: list[str]) -> int:
    folder = Path(env.text("BACKUP_FOLDER"))
    today = datetime.now(UTC).date()  # noqa: TID251 - a program of its own, at the very edge
    match arguments:
        case ["take"]:
            whom = recipients(env.file("BACKUP_RECIPIENTS_FILE"))
            backup, what = take(folder, whom, env.text("DATABASE_BACKUP_URL"), binaries(), today)
            if (ledger := Path(env.text("ERASURE_LEDGER_FILE"))).exists():
                keep_ledger(ledger, folder, whom)
            print(f"Backup of {backup.on}: {what}.")
            print(f"{forget_old(folder, today)} files older than {KEPT.days} days deleted.")
            return 0
        case ["watch"]:
            found = complaints(folder, today)
            print("\n".join(found) or "Backup and drill are in order.")
            return 1 if found else 0
        case _:
            print("Usage: python -m config.backup take|watch", file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
