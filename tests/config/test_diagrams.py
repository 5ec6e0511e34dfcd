"""The diagrams in docs/ are what the transition tables say."""

from enum import StrEnum

from config import diagrams
from tests.conventions.test_life_cycles import tables


class Lamp(StrEnum):
    DARK = "dark"
    LIT = "lit"
    BROKEN = "broken"


def test_file_is_what_the_tables_say():
    """After a change to a table: python -m config.diagrams."""
    assert diagrams.PAGE.read_text(encoding="utf-8") == diagrams.page()


def test_every_table_is_drawn_with_every_step_and_no_other():
    assert {each.module: each.table for each in diagrams.life_cycles()} == tables()
    for each in diagrams.life_cycles():
        drawn = diagrams.drawing(each.table).splitlines()[1:]
        steps = {tuple(line.split(" --> ")) for line in map(str.strip, drawn) if "[*]" not in line}
        assert steps == {
            (state.value, other.value) for state in each.table for other in each.table[state]
        }


def test_drawing_begins_at_the_first_state_and_ends_where_nothing_follows():
    table = {
        Lamp.LIT: frozenset({Lamp.BROKEN, Lamp.DARK}),
        Lamp.BROKEN: frozenset(),
        Lamp.DARK: frozenset({Lamp.LIT}),
    }
    assert diagrams.drawing(table).splitlines() == [
        "stateDiagram-v2",
        "    [*] --> dark",
        "    dark --> lit",
        "    lit --> dark",
        "    lit --> broken",
        "    broken --> [*]",
    ]
