"""Every life cycle is a table that covers its vocabulary."""

import pkgutil
from collections.abc import Mapping
from enum import Enum
from importlib import import_module
from types import ModuleType

import pytest

import accounts.enums
import accounts.logic
import checkins.enums
import checkins.enums.repair
import checkins.logic


def modules() -> list[ModuleType]:
    return [
        import_module(f"{package.__name__}.{found.name}")
        for package in (accounts.logic, checkins.logic)
        for found in pkgutil.iter_modules(package.__path__)
    ]


def tables() -> dict[str, Mapping[Enum, frozenset[Enum]]]:
    return {
        module.__name__: module.TRANSITIONS
        for module in modules()
        if hasattr(module, "TRANSITIONS")
    }


def states() -> set[type[Enum]]:
    """Vocabularies that name where something stands."""
    return {
        value
        for module in (accounts.enums, checkins.enums, checkins.enums.repair)
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, Enum) and name.endswith(("State", "Phase"))
    }


def test_there_are_life_cycles_to_look_at() -> None:
    assert {"accounts.logic.consent", "checkins.logic.rupture"} <= set(tables())


def test_every_state_vocabulary_has_its_table() -> None:
    assert {type(next(iter(table))) for table in tables().values()} == states()


@pytest.mark.parametrize("name", tables())
def test_table_covers_its_vocabulary(name: str) -> None:
    table = tables()[name]
    vocabulary = type(next(iter(table)))
    assert set(table) == set(vocabulary)
    assert set().union(*table.values()) <= set(vocabulary)


@pytest.mark.parametrize("name", tables())
def test_every_state_can_be_reached_from_the_first(name: str) -> None:
    table = tables()[name]
    reached, waiting = set(), [next(iter(type(next(iter(table)))))]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting.extend(table[state])
    assert reached == set(table)


@pytest.mark.parametrize("name", tables())
def test_staying_is_not_a_step(name: str) -> None:
    assert [state for state, following in tables()[name].items() if state in following] == []
