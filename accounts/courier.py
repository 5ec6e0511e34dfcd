"""Hands a mail over in two steps, the last of which falls together with a commit.

A mail and a row that says it was sent live in two places, and a process can die between any two
things it does. So everything is done beforehand but one byte sequence to each: the mail server has
the whole mail and waits for its end, the database has the row and waits for COMMIT. Then both are
told, one system call after the other, and only then the answers are read. What is left between the
two calls is some millionths of a second (docs/decisions/0018-reminders.md).
"""

import re
import smtplib
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.db import DatabaseError, connection
from psycopg.pq import ExecStatus, TransactionStatus

END = b".\r\n"
GO_ON, OK, CLOSING = 354, 250, 421


class Unreachable(Exception):
    """The mail server is away, or takes no mail from here. Nobody's fault, and nobody's address."""


class Refused(Exception):
    """The server does not take this one mail."""


class NotKept(Exception):
    """The commit that was asked for together with a mail did not happen, or cannot be told."""


class Handover(Protocol):
    """A mail of which all but the end was handed over."""

    def finish(self) -> None:
        """The end of it: from now on it is sent. Raises Unreachable."""
        ...

    def answer(self) -> None:
        """Wait for the server's word. Raises Refused where it then takes the mail after all not.

        A server that goes away without a word has, for all anybody knows, sent it.
        """
        ...


class Courier:
    """A line to the mail server that many mails go over, opened with the first of them."""

    def __init__(self) -> None:
        self._backend: BaseEmailBackend = get_connection()

    def begin(self, message: EmailMessage) -> Handover:
        """Hand over all of a mail to one address but its end. Raises Unreachable or Refused."""
        if not isinstance(self._backend, EmailBackend):
            return _Whole(self._backend, message)
        if self._backend.connection is not None:
            # A server may close a line that was idle, or had enough mails. The next one is new.
            with suppress(Unreachable):
                return self._begin(self._backend, message)
        return self._begin(self._backend, message)

    def _begin(self, backend: EmailBackend, message: EmailMessage) -> Handover:
        with _translated(self.hang_up):
            is_new = backend.open()
            line = backend.connection
            if line is None or line.sock is None:
                raise Unreachable
            if is_new:
                # The end of a mail is a few bytes on their own, which must not wait for more.
                line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            line.ehlo_or_helo_if_needed()
            _expect(OK, line.mail(message.from_email))
            code, _ = line.rcpt(message.to[0])
            if code == CLOSING:
                raise Unreachable
            if code not in {OK, OK + 1}:
                line.rset()
                raise Refused
            _expect(GO_ON, line.docmd("DATA"))
            line.send(_as_sent(message))
        return _ByLine(line, self.hang_up)

    def hang_up(self) -> None:
        """Leave without a word: a mail without its end is none."""
        line = getattr(self._backend, "connection", None)
        if isinstance(line, smtplib.SMTP):
            line.close()
            self._backend.connection = None  # type: ignore[attr-defined]

    def close(self) -> None:
        with suppress(OSError, smtplib.SMTPException):
            self._backend.close()


class _ByLine:
    def __init__(self, line: smtplib.SMTP, hang_up: Callable[[], None]) -> None:
        self._line, self._hang_up = line, hang_up

    def finish(self) -> None:
        with _translated(self._hang_up):
            self._line.send(END)

    def answer(self) -> None:
        try:
            code, _ = self._line.getreply()
        except (OSError, smtplib.SMTPException):
            self._hang_up()
            return
        if code != OK:
            raise Refused


class _Whole:
    """For mail that stays on this machine, as in tests and the demo."""

    def __init__(self, backend: BaseEmailBackend, message: EmailMessage) -> None:
        self._backend, self._message = backend, message

    def finish(self) -> None:
        self._backend.send_messages([self._message])

    def answer(self) -> None:
        pass


def commit_and(finish: Callable[[], None]) -> None:
    """Commit the transaction of this block and finish something in the same instant.

    The block must be the outermost one, and this its last act. In a block within another (in tests)
    nothing can be committed, and ``finish`` alone happens. What would make the commit fail fails
    before. Raises what ``finish`` raises, after the commit; and NotKept, after ``finish``.
    """
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    if len(connection.atomic_blocks) > 1:
        finish()
        return
    link = connection.connection.pgconn
    if link.transaction_status != TransactionStatus.INTRANS:
        message = "Only a transaction that stands well is committed together with a mail."
        raise DatabaseError(message)
    link.send_query(b"commit")
    while link.flush():
        pass
    try:
        finish()
    finally:
        kept = False
        while (result := link.get_result()) is not None:
            kept = result.status == ExecStatus.COMMAND_OK and result.command_status == b"COMMIT"
    if not kept:
        raise NotKept


@contextmanager
def _translated(hang_up: Callable[[], None]) -> Iterator[None]:
    """What went wrong without a word of it: such words hold addresses (SR-32)."""
    try:
        yield
    except Refused:
        raise
    except (Unreachable, OSError, smtplib.SMTPException):
        hang_up()
        raise Unreachable from None


def _expect(wanted: int, answer: tuple[int, bytes]) -> None:
    if answer[0] != wanted:
        raise Unreachable


def _as_sent(message: EmailMessage) -> bytes:
    """Lines as they travel: none that begins with a full stop is taken for the end."""
    text = re.sub(rb"\r?\n", b"\r\n", message.message().as_bytes())
    text = re.sub(rb"(?m)^\.", b"..", text)
    return text if text.endswith(b"\r\n") else text + b"\r\n"
