"""After a restore, before the site opens: end again what had ended since that backup."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.actions.restore import replay
from accounts.clock import clock
from accounts.enums import Undone
from accounts.ledger import lines

WORDS = {
    Undone.ERASED: "accounts erased again",
    Undone.LEFT: "connections left again",
    Undone.SHUT: "connections left again, the door closed",
    Undone.WITHDRAWN: "consents withdrawn again",
    Undone.ENDED: "consents to a therapist ended again",
    Undone.ENDS: "consents to a therapist shortened again",
    Undone.PASSWORD: "old passwords made useless",
}


class Command(BaseCommand):
    help = "End again what the ledger (ERASURE_LEDGER_FILE) says had ended since this backup."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.ERASURE_LEDGER_FILE is None:
            raise CommandError("ERASURE_LEDGER_FILE is not set: nobody knows what has ended since.")
        done = replay(now=clock.now())
        self.stdout.write(f"{len(lines())} lines in the ledger.")
        for what, words in WORDS.items():
            if done[what]:
                self.stdout.write(f"{done[what]} {words}.")
        self.stdout.write("Everybody is signed out; what had not opened is back with its author.")
