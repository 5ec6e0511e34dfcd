"""One neutral mail to everybody: that a note is waiting. What it is stands in SITE_NOTICE.

For what the law wants people told: the mail is the one that everybody knows, with no word of what
happened, because somebody else may read it (docs/privacy/breach-plan.md).
"""

from smtplib import SMTPException
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from accounts.emails import send_note


class Command(BaseCommand):
    help = "Mails the neutral note to every proven address; set SITE_NOTICE first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--really", action="store_true", help="send them, to everybody")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SITE_NOTICE:
            raise CommandError("SITE_NOTICE is empty: people would look for a note in vain.")
        addresses = EmailAddress.objects.filter(verified=True).values_list("email", flat=True)
        if not options["really"]:
            self.stdout.write(f"{len(addresses)} addresses. With --really, the mails go out.")
            return
        site, sent = settings.SITE_ADDRESS + reverse("account_login"), 0
        for address in addresses:
            try:
                send_note(address, site=site)
                sent += 1
            except (SMTPException, OSError):  # which address it was is nobody's business here
                continue
        self.stdout.write(f"{sent} of {len(addresses)} mails handed over.")
