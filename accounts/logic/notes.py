"""A person's data as files: flat for a table, and in one archive. Pure."""

import csv
import io
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

# A cell that begins like this is run as a formula by what opens tables, not read (quality.md 24).
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - the wide forms count, too
NEUTRAL: Final = "'"
# Where the sign between cells is another one, as in much of Europe, a cell ends at it or at a new
# line also within quotation marks, and what comes after begins a cell of its own.
_RUNS: Final = re.escape("".join(sign for sign in FORMULA if not sign.isspace()))
_BEGINS: Final = re.compile(rf'(?<=[;\t\r\n])([ "]*)(?=[{_RUNS}])')

Path = tuple[str, ...]


def lines(row: Mapping[str, Any], *, without: Collection[str] = ()) -> list[tuple[Path, Any]]:
    """A row's values with the way that leads to each, in order; what is empty is left out.

    A question with its answer, or a label with its text, is one line. Lists of plain values are
    one line as well.
    """
    return [
        (path, value)
        for name, each in row.items()
        if name not in without
        for path, value in _walk((name,), each)
        if value not in (None, "", [], {})
    ]


def _walk(path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    match value:
        case {"question": str(label), "answer": text} | {"label": str(label), "text": text}:
            yield (*path[:-1], label), text
        case Mapping():
            for name, each in value.items():
                yield from _walk((*path, str(name)), each)
        case list() if any(isinstance(each, Mapping | list) for each in value):
            for number, each in enumerate(value, start=1):
                yield from _walk((*path, str(number)), each)
        case list():
            yield path, ", ".join(map(str, value))
        case _:
            yield path, value


def table(rows: Sequence[Mapping[str, Any]], *, without: Collection[str] = ()) -> str:
    """The rows as CSV with one heading for each way, and no cell that is a formula."""
    flat = [
        {" / ".join(path): value for path, value in lines(row, without=without)} for row in rows
    ]
    headings = list(dict.fromkeys(heading for row in flat for heading in row))
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([neutral(heading) for heading in headings])
    for row in flat:
        writer.writerow([neutral(row.get(heading, "")) for heading in headings])
    return out.getvalue()


def neutral(value: Any) -> Any:
    """The same, with an apostrophe before text that a table would run, wherever a table could take
    it for the beginning of a cell. Numbers stay numbers.
    """
    if not isinstance(value, str):
        return value
    value = _BEGINS.sub(rf"\1{NEUTRAL}", value)
    return NEUTRAL + value if value.lstrip(" ").startswith(FORMULA) else value


def archive(files: Mapping[str, str], made_on: date) -> bytes:
    """One file that holds them all, in memory. The day is known, the time of day is not."""
    day = (made_on.year, made_on.month, made_on.day, 0, 0, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            # The mark at the beginning has tables read it as UTF-8.
            mark = "\ufeff" if name.endswith(".csv") else ""
            packed.writestr(
                zipfile.ZipInfo(name, day), (mark + text).encode(), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()
