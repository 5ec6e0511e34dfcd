"""Panels of two people, from opened rounds alone: for the two, and for whom both let in.

What is read, and for whom, is the caller's: it brings the rounds and the two names.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checkins.enums.month import TrendMark
from checkins.logic.reveal import Picture
from checkins.logic.schedule import Span, local_day, round_day
from checkins.logic.scoring import HIGHEST
from checkins.logic.shared_trends import SharedLines, SharedRound, shared_lines
from checkins.logic.trends import Mark, Range
from checkins.models import Round
from checkins.queries.panels import Panel, Text, panel_of
from checkins.queries.prompt import ELEMENT_NAMES, questions_of

MARKS: Mapping[TrendMark, Text] = MappingProxyType(
    {
        TrendMark.HURT: gettext_lazy("something that hurt was shown"),
        TrendMark.REPAIRED: gettext_lazy("repaired, both said so"),
        TrendMark.REOPENED: gettext_lazy("taken up again"),
        TrendMark.CAME_BACK: gettext_lazy("came back: steady for both again"),
        TrendMark.DIP: gettext_lazy("far below what was usual"),
        TrendMark.SLIDE: gettext_lazy("lower step by step"),
        TrendMark.SESSION: gettext_lazy("a session"),
    }
)
DIFFERENT = gettext_lazy("different weeks")


def shared_round(row: Round, picture: Picture, time_zone: str) -> SharedRound:
    """What lines are made of, from a round that has opened and its picture.

    ``picture`` names the two in the order of the lines; ``time_zone`` is the couple's.
    """
    return SharedRound(
        starts_on=local_day(row.starts_at, time_zone),
        ends_on=round_day(Span(row.starts_at, row.ends_at), time_zone),
        asked={
            line.element: questions_of(row.prompt_set_version_id, line.element)
            for line in picture.lines
        },
        voices={line.element: (line.mine, line.theirs) for line in picture.lines},
    )


def shared_panels(
    rounds: Sequence[SharedRound],
    names: tuple[Text, Text],
    *,
    since: date,
    last: date,
    marks: Sequence[Mark] = (),
    with_change: bool = False,
) -> list[Panel]:
    """A panel for each element that both released after ``since``, up to ``last``.

    ``rounds`` oldest first, with some from before ``since`` to compare with; ``marks`` stand on
    every panel. Without ``with_change`` the first of the two is the one who reads, and what is
    usual is told of that line alone; with it, of both, beside what is for a therapist.
    """
    found = shared_lines(rounds, since=since, with_change=with_change)
    shown = [each for each in rounds if each.ends_on > since]
    days = [each.starts_on for each in shown] + [mark.on for mark in marks if mark.on > since]
    # No room is drawn for a time before there was anything.
    first = max(since, min(days, default=since))
    last = max([last, *(each.ends_on for each in shown)])
    return [_panel(each, names, first, last, marks, with_change=with_change) for each in found]


def _panel(
    lines: SharedLines,
    names: tuple[Text, Text],
    first: date,
    last: date,
    marks: Sequence[Mark],
    *,
    with_change: bool,
) -> Panel:
    usual = _usual(lines, with_change=with_change)
    starts = {point.ends_on: point.starts_on for point in lines.lines[0]}
    return panel_of(
        lines.element,
        ELEMENT_NAMES[lines.element],
        lines.lines,
        first=first,
        last=last,
        says=MARKS,
        names=names,
        hints=[
            *_say_usual(usual, names, with_change=with_change),
            *_say_change(lines.change, names),
        ],
        usual=usual,
        change=lines.change,
        marks=[*marks, *lines.marks],
        notes={(starts[day], day): (DIFFERENT,) for day in lines.different},
    )


def _usual(lines: SharedLines, *, with_change: bool) -> tuple[Range | None, Range | None]:
    """On zones of words there is no room for a range of numbers."""
    if lines.bands:
        return None, None
    one, other = lines.usual
    return one, other if with_change else None


def _say_usual(
    usual: Sequence[Range | None], names: Sequence[Text], *, with_change: bool
) -> list[str]:
    said = (
        _("Usual for %(name)s: %(low)g to %(high)g.")
        if with_change
        else _("Usual for you: %(low)g to %(high)g.")
    )
    return [
        said % {"name": name, "low": round(each.low, 1), "high": round(each.high, 1)}
        for each, name in zip(usual, names, strict=True)
        if each is not None
    ]


def _say_change(change: Sequence[Range | None], names: Sequence[Text]) -> list[str]:
    said = []
    for each, name in zip(change, names, strict=True):
        if each is None:
            continue
        low, high = round(each.low, 1), round(each.high, 1)
        beyond = _("below %(low)g or above %(high)g")
        if low <= 0:
            beyond = _("above %(high)g")
        elif high >= HIGHEST:
            beyond = _("below %(low)g")
        said.append(
            _("%(name)s began around %(usual)g; %(beyond)s is a change.")
            % {
                "name": name,
                "usual": round(each.usual, 1),
                "beyond": beyond % {"low": low, "high": high},
            }
        )
    return [*said, _("Provisional, not normed.")] if said else []
