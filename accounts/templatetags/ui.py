"""Components that need a little arithmetic before they can be drawn.

Everything else is an include of ``templates/components/<name>.html`` with its contract in the
first comment. Nothing here asks who is looking: a component shows what it is given.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

TOP = 10
# Closer than this two marks would lie on each other; they step aside instead.
TOUCHING_PERCENT = 8
STEP_ASIDE_PX = 12
QR_PATH = re.compile(r'<path[^>]*\sd="([MmLlHhVvZz0-9 .,-]+)"')
QR_BOX = re.compile(r'viewBox="0 0 (\d+) \1"')


@dataclass(frozen=True, slots=True)
class Step:
    """One of the eleven buttons. ``said`` is its name for a screen reader, where it has words."""

    value: int
    is_chosen: bool
    said: str


@dataclass(frozen=True, slots=True)
class Other:
    """An answer beside the eleven: it does not apply, or it is skipped."""

    value: str
    label: str
    is_chosen: bool


@register.simple_block_tag
def rooms(content: str, kind: str = "") -> SafeString:
    """The rooms of an account of this kind; ``content`` names the one that is current, or none."""
    return render_to_string("components/tabs.html", {"room": content.strip(), "kind": kind})


@register.inclusion_tag("components/scale.html")
def scale(
    name: str,
    legend: str,
    *,
    value: object = None,
    low: str = "",
    middle: str = "",
    high: str = "",
    na: str = "",
    skip: bool = True,
    help: str = "",  # noqa: A002 - the name the field template uses, too
    error: str = "",
) -> dict[str, object]:
    """Eleven radio buttons, nothing preselected.

    ``value`` is what was kept: 0 to 10, ``"na"``, ``"skip"`` or nothing. ``na`` is the label of
    *doesn't apply* and offers it; ``skip`` offers *skip this one*. The posted value is the text
    of a number, ``na`` or ``skip``.
    """
    chosen = "" if value is None else str(value)
    words = {0: low or _("not at all"), 5: middle or _("partly"), TOP: high or _("completely")}
    ids = {"help_id": f"{name}_helptext", "error_id": f"{name}_error"}
    steps = [
        Step(number, str(number) == chosen, f"{number}, {words[number]}" if number in words else "")
        for number in range(TOP + 1)
    ]
    others = []
    if na:
        others.append(Other("na", na, chosen == "na"))
    if skip:
        others.append(Other("skip", _("Skip this one"), chosen == "skip"))
    described = [ids["help_id"]] * bool(help) + [ids["error_id"]] * bool(error)
    return ids | {
        "name": name,
        "legend": legend,
        "help": help,
        "error": error,
        "describedby": " ".join(described),
        "steps": steps,
        "others": others,
        "low": words[0],
        "middle": words[5],
        "high": words[TOP],
    }


@register.inclusion_tag("components/pair.html")
def pair(
    label: str,
    *,
    mine: str = "",
    mine_at: float | None = None,
    theirs: str = "",
    theirs_at: float | None = None,
    partner: str = "",
) -> dict[str, object]:
    """Two voices on one track, 0 to 100 %: the middle of a band, or ten times a number.

    ``mine`` and ``theirs`` are the words below the track; an empty one draws no mark.
    """
    left = mine_at if mine_at is not None and mine else None
    right = theirs_at if theirs_at is not None and theirs else None
    mine_shift = theirs_shift = 0
    has_span = False
    if left is not None and right is not None:
        if abs(left - right) < TOUCHING_PERCENT:
            mine_shift = -STEP_ASIDE_PX if left <= right else STEP_ASIDE_PX
            theirs_shift = -mine_shift
        else:
            has_span = True
    return {
        "label": label,
        "mine": mine,
        "theirs": theirs,
        "partner": partner,
        "mine_at": _percent(left),
        "theirs_at": _percent(right),
        "mine_shift": mine_shift,
        "theirs_shift": theirs_shift,
        "has_span": has_span,
    }


@register.inclusion_tag("components/progress.html")
def progress(done: int, total: int) -> dict[str, object]:
    """``total`` strokes, the first ``done`` of them filled."""
    return {"steps": [number < done for number in range(total)]}


@register.inclusion_tag("components/qr.html")
def qr(svg: str) -> dict[str, str]:
    """The drawing of a QR code, rebuilt from its path alone, so that no mark-up comes along."""
    path, box = QR_PATH.search(svg), QR_BOX.search(svg)
    return {"path": path.group(1) if path else "", "size": box.group(1) if box else "0"}


@register.simple_tag
def table_rows(rows: Iterable[Any]) -> SafeString:
    """The rows of a table, each with ``words`` at its head, ``cells`` and ``notes``.

    In one go: looped over by a template, two years take as long as the rest of their page.
    """
    drawn = []
    for row in rows:
        cells = "".join([f"<td>{escape(each)}</td>" for each in (*row.cells, row.notes)])
        drawn.append(f'<tr><th scope="row">{escape(row.words)}</th>{cells}</tr>')
    return SafeString("\n".join(drawn))


def _percent(value: float | None) -> str:
    # SVG wants a point, whatever the language's decimal sign.
    return "" if value is None else f"{value:g}"
