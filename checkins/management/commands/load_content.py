"""Bring the shipped prompt sets into the database. Safe to run again at any time."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.clock import clock
from checkins.actions import prompt
from checkins.logic.prompt_rules import PromptSetDocument, PromptSetError, parse

SHIPPED = Path(__file__).resolve().parents[2] / "content"
# What is optional stands in a folder of its own, and is published by name.
SETS = ("weekly", "monthly", "daily", "parenting", "work")


class Command(BaseCommand):
    help = "Publish the prompt sets that are shipped, or the files that are named."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="prompt sets as YAML")
        parser.add_argument("--database", default="owner", help="whose connection publishes")

    def handle(self, *args: Any, **options: Any) -> None:
        files: list[Path] = options["files"] or sorted(
            file for name in SETS for file in SHIPPED.glob(f"{name}*.yaml")
        )
        # All are read before the first is published: a bad file changes nothing.
        documents = [(file, _read(file)) for file in files]
        for file, document in documents:
            try:
                is_new = prompt.publish(document, now=clock.now(), using=options["database"])
            except PromptSetError as error:
                raise _refusal(file, error) from None
            if options["verbosity"]:
                state = "published" if is_new else "unchanged"
                self.stdout.write(f"{document.slug} {document.version}: {state}")


def _read(file: Path) -> PromptSetDocument:
    try:
        return parse(file.read_text(encoding="utf-8"))
    except PromptSetError as error:
        raise _refusal(file, error) from None
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file.name}: this file cannot be read ({error}).") from None


def _refusal(file: Path, error: PromptSetError) -> CommandError:
    return CommandError(f"{file.name}:{error.line}: {error.reason}")
