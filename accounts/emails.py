"""The only two mails there are: a code, and a note (SR-04, decisions.md 37).

Within each, nothing but the address and the code differs, so a mailbox that somebody else reads
tells them that an account exists and nothing about what was done.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from accounts.courier import Courier, Handover


def send_code(address: str, *, code: str, site: str) -> None:
    """A code to type on the page that asked for it. `site` is the address of the log-in page."""
    _send("code", address, {"code": code, "site": site})


def send_note(address: str, *, site: str) -> None:
    """Everything else: that something waits behind the log-in."""
    _send("note", address, {"site": site})


def begin_reminder(
    courier: Courier, address: str, *, site: str, stop: str, message_id: str
) -> Handover:
    """The same note as a reminder, up to the last step of sending it. ``stop`` is the address that
    ends such mails; a mailbox can offer it as its own button (RFC 8058). ``message_id`` is the
    same for a mail that is sent anew, so that whoever compares them can tell.

    Raises courier.Unreachable or courier.Refused.
    """
    message = _message("note", address, {"site": site, "stop": stop})
    message.extra_headers = {
        "Message-ID": message_id,
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return courier.begin(message)


def reminder_text(*, site: str, stop: str) -> tuple[str, str]:
    """Subject and body of that mail, for the page that asks for the consent to it."""
    message = _message("note", "", {"site": site, "stop": stop})
    return str(message.subject), str(message.body)


def _send(kind: str, address: str, context: dict[str, str]) -> None:
    _message(kind, address, context).send()


def _message(kind: str, address: str, context: dict[str, str]) -> EmailMessage:
    subject = render_to_string(f"emails/{kind}/subject.txt", context)
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=render_to_string(f"emails/{kind}/body.txt", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address],
    )
