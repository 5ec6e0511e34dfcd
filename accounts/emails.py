"""The only two mails there are: a code, and a note (SR-04, decisions.md 37).

Within each, nothing but the address and the code differs, so a mailbox that somebody else reads
tells them that an account exists and nothing about what was done.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string


def send_code(address: str, *, code: str, site: str) -> None:
    """A code to type on the page that asked for it. `site` is the address of the log-in page."""
    _send("code", address, {"code": code, "site": site})


def send_note(address: str, *, site: str) -> None:
    """Everything else: that something waits behind the log-in."""
    _send("note", address, {"site": site})


def _send(kind: str, address: str, context: dict[str, str]) -> None:
    subject = render_to_string(f"emails/{kind}/subject.txt", context)
    EmailMessage(
        subject=" ".join(subject.split()),
        body=render_to_string(f"emails/{kind}/body.txt", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address],
    ).send()
