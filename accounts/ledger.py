"""Who was erased, in a file outside the database: after an older backup was restored, it says whose
return must be undone before the site opens (security.md 5.9).

A line holds a mark made of the person's key by a hash, what happened, and the day; nothing that
tells who it was. Without ERASURE_LEDGER_FILE nothing is written.
"""

import os
from datetime import date
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings

ERASED = "erased"


def mark(person: UUID) -> UUID:
    """What stands for somebody who is gone; as account_erase() makes it (migration 0004)."""
    return UUID(bytes=sha256(f"{ERASED}|{person}".encode()).digest()[:16])


def write(person: UUID, on: date) -> None:
    """Append one line, and have it on the disk before returning."""
    if settings.ERASURE_LEDGER_FILE is None:
        return
    line = f"{mark(person)} {ERASED} {on.isoformat()}\n"
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    ledger = os.open(settings.ERASURE_LEDGER_FILE, flags, 0o600)
    try:
        os.write(ledger, line.encode())
        os.fsync(ledger)
    finally:
        os.close(ledger)


def erased() -> set[UUID]:
    """The marks of everybody who was erased."""
    path = settings.ERASURE_LEDGER_FILE
    if path is None or not Path(path).exists():
        return set()
    lines = [line.split() for line in Path(path).read_text().splitlines()]
    return {UUID(line[0]) for line in lines if line[1:2] == [ERASED]}
