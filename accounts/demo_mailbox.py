"""Mail of the demo: printed to the terminal and kept for the demo's mailbox page.

Nothing leaves the machine. The last few mails stand in one file below .local/, which every
worker process appends to under a lock.
"""

import fcntl
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend as Console

KEPT = 50


class Mail(TypedDict):
    to: str
    subject: str
    body: str


class EmailBackend(Console):
    def write_message(self, message: EmailMessage) -> None:
        self.stream.write(f"\n{'-' * 24} mail to {', '.join(message.to)} {'-' * 24}\n")
        self.stream.write(f"{message.subject}\n\n{message.body}\n")

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        keep(
            [
                Mail(to=", ".join(mail.to), subject=str(mail.subject), body=str(mail.body))
                for mail in email_messages
            ]
        )
        return super().send_messages(email_messages) or 0


def mails() -> list[Mail]:
    """The kept mails, newest first."""
    path = _path()
    return json.loads(path.read_text()) if path.exists() else []


def keep(fresh: Sequence[Mail]) -> None:
    """Put mails on top; those beyond the last fifty are dropped."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = [*reversed(fresh), *mails()][:KEPT]
        draft = path.with_suffix(".draft")
        draft.write_text(json.dumps(kept))
        draft.replace(path)


def _path() -> Path:
    return Path(settings.DEMO_MAILBOX)
