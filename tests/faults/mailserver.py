"""A real mail server on this machine that takes everything, deduplicates nothing and counts."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    """What came, in its order; ``answers_after`` is how long the server thinks about each mail."""

    def __init__(self, answers_after: float = 0) -> None:
        self.came: list[tuple[str, bytes]] = []
        self._answers_after = answers_after

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        assert isinstance(envelope.content, bytes)
        self.came += [(to, envelope.content) for to in envelope.rcpt_tos]
        await asyncio.sleep(self._answers_after)
        return "250 taken"

    @property
    def addresses(self) -> list[str]:
        return [to for to, _ in self.came]

    @property
    def messages(self) -> list[Message]:
        return [message_from_bytes(content) for _, content in self.came]


@contextmanager
def mail_server(answers_after: float = 0) -> Iterator[tuple[Mailbox, int]]:
    """The mailbox, and the port that the server listens on."""
    mailbox = Mailbox(answers_after)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield mailbox, port
    finally:
        controller.stop()
