"""After a restore, before the site opens: whether this database may serve people again.

Asks everything that `check --deploy` asks, opens rows with the master keys, and ends again what had
ended since the backup was made. Ends with 1 where the site must stay shut.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from accounts import vault
from accounts.actions.restore import open_some, replay
from accounts.clock import clock
from accounts.enums import Undone
from accounts.ledger import lines

SAMPLE = 100
WORDS = {
    Undone.ERASED: "accounts erased again",
    Undone.LEFT: "connections left again",
    Undone.SHUT: "connections left again, the door closed",
    Undone.WITHDRAWN: "consents withdrawn again",
    Undone.ENDED: "consents to a therapist ended again",
    Undone.ENDS: "consents to a therapist shortened again",
    Undone.OFF_THE_LIST: "therapists taken off a list again",
    Undone.PASSWORD: "old passwords made useless",
    Undone.FACTOR: "second factors taken out again",
}


class Command(BaseCommand):
    help = "Opens rows with the master keys, and ends again what the ledger says had ended."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.ERASURE_LEDGER_FILE is None:
            raise CommandError("ERASURE_LEDGER_FILE is not set: nobody knows what has ended since.")
        call_command("check", deploy=True, databases=["default"])
        now = clock.now()
        try:
            opened = open_some(most=SAMPLE, now=now)
        except (vault.CannotOpen, vault.KeyGone, ImproperlyConfigured) as error:
            raise CommandError(f"What people wrote does not open: {error!r}") from error
        self.stdout.write(f"{opened} sealed rows opened.")
        self.stdout.write(f"{len(lines())} lines in the ledger.")
        done = replay(now=now)
        for what, words in WORDS.items():
            if done[what]:
                self.stdout.write(f"{done[what]} {words}.")
        if left := replay(now=now):
            raise CommandError(f"Still standing afterwards: {dict(left)}")
        self.stdout.write("Everybody is signed out; what had not opened is back with its author.")
