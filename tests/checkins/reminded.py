"""Short ways to let a worker come by, and to look at what it sent."""

import re
from datetime import UTC, datetime, timedelta
from email.message import Message
from functools import partial

from django.core import mail

from checkins.actions.reminding import SLOTS, remind_due

# Friday, 18:00 in Berlin: the week is open until Sunday, 19:00.
FRIDAY = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)
DAY = timedelta(days=1)
STOP = re.compile(r"http://testserver(/stop/([\w-]+)/)")


def later(now: datetime) -> datetime:
    return now


def mails_at(*instants: datetime) -> list[str]:
    """To whom mails go when a worker comes by at these times."""
    before = len(mail.outbox)
    for now in instants:
        for slot in range(SLOTS):
            remind_due(slot=slot, tell_time=partial(later, now), is_enough=lambda: False)
    return [address for sent in mail.outbox[before:] for address in sent.to]


def plain(sent: Message) -> str:
    """A whole mail without the address it went to, its way to stop, and what numbers mails."""
    text = re.sub(r"(?m)^(To|Message-ID|Date): .*$", r"\1", sent.as_string())
    return re.sub(r"(?s)/stop/[\w=-]+?/", "/stop/", re.sub(r"=\n", "", text))


def stop_of(sent: mail.EmailMessage) -> str:
    (found,) = {match[1] for match in STOP.finditer(str(sent.body))}
    return found
