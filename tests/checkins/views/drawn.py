"""What a panel of lines over time says: read out of its drawing, and out of its table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from itertools import chain

DOT = r"M([\d.]+) (\d+)h\.1"
PLOT = r'<svg class="trend__lines".*?</svg>'
LINE = r'<g class="trend__line trend__line--(\d)"[^>]*>(.*?)</g>'

# A place of the drawing, in days would do: x of 360, and the value from 0 to 10.
Place = tuple[float, float]


@dataclass(frozen=True)
class Row:
    words: str
    cells: Sequence[str]
    notes: str


@dataclass(frozen=True)
class Figure:
    """``lines`` are the dots of each line from left to right, the first line first; ``stretches``
    those that are joined; ``marks`` the kinds above them, ``rows`` the table from the newest on.
    """

    source: str
    lines: Sequence[Sequence[Place]]
    stretches: Sequence[Sequence[Sequence[Place]]]
    marks: Sequence[str]
    rows: Sequence[Row]

    def values(self, line: int = 0) -> list[float]:
        return [value for _, value in self.lines[line]]

    def column(self, at: int = 0) -> list[str]:
        return [row.cells[at] for row in self.rows]


def names(page: str) -> list[str]:
    """The headings of all panels."""
    return re.findall(r"<h3 id=\"trend-[^>]*>([^<]+)</h3>", page)


def panel(page: str, name: str) -> Figure:
    """One panel with its table, by its heading."""
    found = re.findall(r"<figure.*?</figure>", page, re.DOTALL)
    source = next(each for each in found if f">{name}</h3>" in each)
    plot = re.search(PLOT, source, re.DOTALL)
    assert plot is not None
    lines = dict(re.findall(LINE, plot[0], re.DOTALL))
    joined = [_stretches(lines[number]) for number in sorted(lines)]
    dots = [_dots(lines[number]) for number in sorted(lines)]
    return Figure(
        source=source,
        lines=[sorted({*dots[at], *chain(*joined[at])}) for at in range(len(lines))],
        stretches=joined,
        marks=re.findall(r'href="#mark-(\w+)"', source),
        rows=[_row(each) for each in re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", source)],
    )


def _dots(line: str) -> list[Place]:
    (path,) = re.findall(r'class="trend__dot" d="([^"]*)"', line)
    return [_place(x, y) for x, y in re.findall(DOT, path)]


def _stretches(line: str) -> list[list[Place]]:
    (path,) = re.findall(r'class="trend__stretch" d="([^"]*)"', line)
    return [
        [_place(x, y) for x, y in re.findall(r"([\d.]+) (\d+)", each)]
        for each in path.split("M")
        if each
    ]


def _place(x: str, y: str) -> Place:
    return float(x), (100 - int(y)) / 10


def _row(source: str) -> Row:
    words, *cells = re.findall(r"(?:^|<td>)(.*?)</t[hd]>", source)
    return Row(unescape(words), cells[:-1], unescape(cells[-1]))
