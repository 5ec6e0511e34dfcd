"""After a restore, before the site opens: erase again whoever had been erased since that backup."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts import ledger
from accounts.actions.personal_data import erase
from accounts.actor import acting_as
from accounts.clock import clock
from accounts.models import User


class Command(BaseCommand):
    help = "Erase again everybody whom the ledger (ERASURE_LEDGER_FILE) calls erased."

    def handle(self, *args: Any, **options: Any) -> None:
        marks, now = ledger.erased(), clock.now()
        back = [user for user in User.objects.iterator() if ledger.mark(user.pk) in marks]
        for user in back:
            with acting_as(user.pk, now=now):
                erase(by=user, now=now)
        self.stdout.write(f"{len(back)} erased again, of {len(marks)} in the ledger.")
