"""How detection does on simulated couples, or what it would ask about in a diary of your own."""

import dataclasses
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from checkins.enums import ELEMENTS, Element, Preset
from checkins.logic.diary import DiaryError, notices, parse, table
from checkins.simulation.evaluation import evaluate
from checkins.simulation.table import lines
from checkins.simulation.world import World

UNUSABLE = 2


class Command(BaseCommand):
    help = "Evaluate detection: --simulate prints the table of rules, --csv reads a diary."
    # Neither reads or writes a database.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        mode = parser.add_mutually_exclusive_group(required=True)
        mode.add_argument(
            "--simulate", action="store_true", help="compare rules on made-up couples"
        )
        mode.add_argument("--csv", type=Path, metavar="FILE", help="person,t,element,score,load")

        simulation = parser.add_argument_group("with --simulate")
        simulation.add_argument("--couples", type=_count, default=200, help="for each seed")
        simulation.add_argument(
            "--seeds", type=_seeds, default=range(101, 111), metavar="A-B", help="such as 101-110"
        )
        simulation.add_argument(
            "--bootstrap", type=int, default=500, metavar="DRAWS", help="0: no intervals"
        )
        for field in dataclasses.fields(World):
            simulation.add_argument(
                f"--{field.name.replace('_', '-')}",
                type=_reader(field.default),
                default=field.default,
                metavar="VALUE",
                help=f"{field.metadata['meaning']} (default: {_shown(field.default)})".replace(
                    "%", "%%"
                ),
            )

        diary = parser.add_argument_group("with --csv")
        diary.add_argument("--preset", choices=list(Preset), default=Preset.STANDARD)
        diary.add_argument(
            "--single", type=_names, default=(), metavar="A,B", help="elements with one question"
        )
        diary.add_argument(
            "--no-refractory", action="store_true", help="every notice, however close together"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["simulate"]:
            self._simulate(options)
        else:
            self._diary(options)

    def _simulate(self, options: dict[str, Any]) -> None:
        given = {field.name: options[field.name] for field in dataclasses.fields(World)}
        try:
            world = World(**given)
        except ValueError as error:
            raise CommandError(str(error), returncode=UNUSABLE) from None
        evaluation = evaluate(
            world, seeds=options["seeds"], couples=options["couples"], draws=options["bootstrap"]
        )
        for line in lines(evaluation):
            self.stdout.write(line)

    def _diary(self, options: dict[str, Any]) -> None:
        file: Path = options["csv"]
        try:
            entries = parse(file.read_text(encoding="utf-8-sig"), single=options["single"])
        except DiaryError as error:
            raise CommandError(f"{file.name}: {error}", returncode=UNUSABLE) from None
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(
                f"{file.name}: this file cannot be read ({error}).", returncode=UNUSABLE
            ) from None
        found = notices(
            entries, Preset(options["preset"]), is_refractory=not options["no_refractory"]
        )
        self.stdout.write(table(found), ending="")


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ArgumentTypeError("at least 1")
    return number


def _seeds(text: str) -> range:
    first, _, last = text.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    if not seeds:
        raise ArgumentTypeError("the first seed is not after the last one")
    return seeds


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _elements(text: str) -> frozenset[Element]:
    names = _names(text)
    if unknown := set(names) - set(ELEMENTS):
        raise ArgumentTypeError(f"{', '.join(sorted(unknown))}: not one of {', '.join(ELEMENTS)}")
    return frozenset(map(Element, names))


def _reader(default: object) -> Any:
    return _elements if isinstance(default, frozenset) else type(default)


def _shown(default: object) -> str:
    return ",".join(sorted(default)) if isinstance(default, frozenset) else str(default)
