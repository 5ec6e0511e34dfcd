"""Bring shipped helplines and directories in where there are none, and write the web's file."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions.helpline import load_shipped, write_file
from accounts.actions.staff import OWNER
from accounts.logic.helplines import written
from accounts.queries.helpline import all_directories, all_lines


class Command(BaseCommand):
    help = (
        "Loads the shipped lines and directories once, and writes HELPLINES_FILE. Safe to repeat."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_shipped(using=OWNER)
        try:
            text = written(all_lines(using=OWNER), all_directories(using=OWNER))
            is_written = write_file(text)
        except OSError as error:
            message = f"HELPLINES_FILE cannot be written: {error.strerror}."
            raise CommandError(message) from None
        told = "written" if is_written else "no HELPLINES_FILE is named: the page shows the shipped"
        self.stdout.write(f"{loaded} lines loaded; {told}.")
