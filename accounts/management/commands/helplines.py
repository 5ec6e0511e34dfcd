"""Bring the shipped helplines in where there are none, and write the file that the web reads."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions.helpline import load_shipped, write_file
from accounts.actions.staff import OWNER
from accounts.logic.helplines import written
from accounts.queries.helpline import all_lines


class Command(BaseCommand):
    help = "Loads the shipped helplines once, and writes HELPLINES_FILE. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_shipped(using=OWNER)
        try:
            is_written = write_file(written(all_lines(using=OWNER)))
        except OSError as error:
            message = f"HELPLINES_FILE cannot be written: {error.strerror}."
            raise CommandError(message) from None
        told = "written" if is_written else "no HELPLINES_FILE is named: the page shows the shipped"
        self.stdout.write(f"{loaded} lines loaded; {told}.")
