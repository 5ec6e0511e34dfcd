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
    """What came, in its order; ``answers_after`` is how long the server thinks about each mail.

    It refuses whom ``refused`` names when it hears the address, whom ``regretted`` names when it
    has the whole mail, and hangs up after ``most`` mails over one line.
    """

    def __init__(self, answers_after: float = 0) -> None:
        self.came: list[tuple[str, bytes]] = []
        self.refused: set[str] = set()
        self.regretted: set[str] = set()
        self.most = 1_000_000
        self._answers_after = answers_after

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        session.mails = getattr(session, "mails", 0) + 1  # type: ignore[attr-defined]
        if session.mails > self.most:  # type: ignore[attr-defined]
            return "421 enough for now"
        envelope.mail_from = address
        return "250 go on"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return f"550 {address} lives here no more"
        envelope.rcpt_tos.append(address)
        return "250 go on"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        assert isinstance(envelope.content, bytes)
        if self.regretted & set(envelope.rcpt_tos):
            return f"554 no room left for {envelope.rcpt_tos[0]}"
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
