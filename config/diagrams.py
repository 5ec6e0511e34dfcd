"""Draw every life cycle from its transition table: writes docs/life-cycles.md."""

import pkgutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import accounts.logic
import checkins.logic

State = TypeVar("State", bound=StrEnum)
PAGE = Path(__file__).resolve().parent.parent / "docs" / "life-cycles.md"
HEAD = """\
# Life cycles

Written by `python -m config.diagrams` from the tables named `TRANSITIONS`; a test compares. Change
a table, run it again, and keep both in one commit. A state may always stay as it is.
"""


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """A transition table, the module it stands in, and what that module says it is."""

    module: str
    caption: str
    table: Mapping[StrEnum, frozenset[StrEnum]]


def life_cycles() -> list[LifeCycle]:
    """Every module of logic that has a table, by its name; a new one is found by itself."""
    modules = [
        import_module(f"{package.__name__}.{found.name}")
        for package in (accounts.logic, checkins.logic)
        for found in pkgutil.iter_modules(package.__path__)
    ]
    return [
        LifeCycle(module.__name__, (module.__doc__ or "").partition("\n")[0], module.TRANSITIONS)
        for module in modules
        if hasattr(module, "TRANSITIONS")
    ]


def drawing(table: Mapping[State, frozenset[State]]) -> str:
    """A Mermaid state diagram; states and arrows stand in the order of the vocabulary."""
    states = list(type(next(iter(table))))
    lines = [f"    [*] --> {states[0].value}"]
    for state in states:
        following = [each for each in states if each in table[state]]
        lines += [f"    {state.value} --> {each.value}" for each in following]
        if not following:
            lines.append(f"    {state.value} --> [*]")
    return "\n".join(["stateDiagram-v2", *lines])


def page() -> str:
    """The whole file; the same tables give the same text."""
    parts = [
        f"## {type(next(iter(each.table))).__name__}\n\n"
        f"`{each.module}`: {each.caption}\n\n"
        f"```mermaid\n{drawing(each.table)}\n```\n"
        for each in life_cycles()
    ]
    return "\n".join([HEAD, *parts])


def main() -> int:
    PAGE.write_text(page(), encoding="utf-8")
    print(f"Wrote {PAGE.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
