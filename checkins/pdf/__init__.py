"""A page as a PDF, set by a program of its own (typesetter.py) that knows nothing but the page.

Nothing here imports the typesetter's libraries: where the machine lacks them, everything else goes
on, and :func:`is_available` says so.
"""

import json
import logging
import os
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from checkins.enums.printing import Paper

TYPESETTER: Final = Path(__file__).with_name("typesetter.py")
STYLES: Final = Path(__file__).resolve().parents[2] / "static" / "css"

# Two years of five panels with their tables are 150,000 characters on 15 pages; they take 2.5
# seconds of a processor and 130 MB. A web process that has not answered after 30 seconds is ended
# (config/gunicorn.py).
MOST_CHARACTERS: Final = 600_000
SECONDS: Final = 20
MEGABYTES: Final = 1_024

# Where programs, libraries and fonts lie. Secrets and addresses of databases stay behind.
_PASSED_ON: Final = {
    "DYLD_FALLBACK_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "HOME",
    "LD_LIBRARY_PATH",
    "PATH",
    "PYTHONPATH",
    "TMPDIR",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_DIRS",
    "XDG_DATA_HOME",
}
# The same page makes the same file, on the same machine.
_SETTLED: Final = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "LC_ALL": "C", "TZ": "UTC"}

_ANY_DAY: Final = date(2000, 1, 1)

_logger = logging.getLogger("twofold.pdf")


class NoPdfError(Exception):
    """The page could not be set: libraries are missing, or it takes too long or too much."""


def pdf_of(html: str, *, paper: Paper, on: date, title: str = "") -> bytes:
    """A whole HTML document as PDF, in the print sheet alone.

    No address in it is followed, not even one of our own, so pictures have to be inline SVG. The
    file says `title` and the day `on` of itself, and nothing else: give a neutral one.
    Equal arguments give equal bytes. Takes about a second, for very long pages many. Raises
    NoPdfError.
    """
    if len(html) > MOST_CHARACTERS:
        raise NoPdfError(f"A page of {len(html)} characters is too long.")
    job = {
        "html": html,
        "styles": [_style(name) for name in ("print", "print-lines", f"paper-{paper}")],
        "in_drawings": _style("print-lines"),
        "title": title,
        "on": f"{on:%Y%m%d}",
        "seconds": SECONDS,
        "megabytes": MEGABYTES,
    }
    environment = {name: os.environ[name] for name in _PASSED_ON & os.environ.keys()} | _SETTLED
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(TYPESETTER)],
            check=True,
            input=json.dumps(job).encode(),
            capture_output=True,
            cwd=os.sep,
            env=environment,
            timeout=SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as error:
        # What the program says of a page may quote it; how it ended does not.
        ended = getattr(error, "returncode", "no answer")
        _logger.warning("The typesetter made no PDF: %s (%s)", type(error).__name__, ended)
        raise NoPdfError("The typesetter made no PDF.") from None
    return done.stdout


@cache
def is_available() -> bool:
    """Whether this machine can make PDFs: a page of one letter is tried, once in each process.

    After a library was installed, processes have to be started anew.
    """
    try:
        return bool(pdf_of("<p>a</p>", paper=Paper.A4, on=_ANY_DAY))
    except NoPdfError:
        return False


def _style(name: str) -> str:
    return (STYLES / f"{name}.css").read_text(encoding="utf-8")
