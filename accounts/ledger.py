"""What an older backup must not bring back, in a file outside the database: who was erased, which
connection was left, which consent ended, which password is no longer the one (security.md 5.9).

A line holds a mark made by a hash of keys, what happened, and the day; nothing that tells who it
was without the database beside it, which knows all of it already. `manage.py after_restore` reads
it after a restore, before the site opens. Without ERASURE_LEDGER_FILE nothing is written.
"""

import os
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from accounts.enums import Undone

# The parts of a line: mark, what, day, and for some a mark of what holds since.
LEAST = 3


@dataclass(frozen=True, slots=True)
class Line:
    mark: UUID
    what: Undone
    # The day it happened; for a yes that ends earlier than it was given for, its last day.
    on: date
    # What holds since, as a mark: of a password alone.
    since: UUID | None = None


def mark(*keys: UUID | str, of: Undone = Undone.ERASED) -> UUID:
    """What stands for a row or a person; of who is gone, as account_erase() makes it too."""
    return UUID(bytes=sha256("|".join(map(str, (of, *keys))).encode()).digest()[:16])


def note(of: UUID, what: Undone, on: date, since: UUID | None = None) -> None:
    """Append one line once this transaction is kept: only what happened for certain.

    Replayed, a line too many would take something from somebody who never asked for it.
    """
    if settings.ERASURE_LEDGER_FILE is not None:
        transaction.on_commit(partial(write, Line(of, what, on, since)))


def write(line: Line) -> None:
    """Append one line, and have it on the disk before returning."""
    if settings.ERASURE_LEDGER_FILE is None:
        return
    parts = [
        str(line.mark),
        line.what,
        line.on.isoformat(),
        *([str(line.since)] * bool(line.since)),
    ]
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    ledger = os.open(settings.ERASURE_LEDGER_FILE, flags, 0o600)
    try:
        os.write(ledger, (" ".join(parts) + "\n").encode())
        os.fsync(ledger)
    finally:
        os.close(ledger)


def lines() -> list[Line]:
    """All of it, in the order it happened. What a crash left half written is passed over."""
    path = settings.ERASURE_LEDGER_FILE
    if path is None or not Path(path).exists():
        return []
    found = []
    for parts in map(str.split, Path(path).read_text().splitlines()):
        if len(parts) >= LEAST and parts[1] in set(Undone):
            since = UUID(parts[LEAST]) if len(parts) > LEAST else None
            line = Line(UUID(parts[0]), Undone(parts[1]), date.fromisoformat(parts[2]), since)
            found.append(line)
    return found
