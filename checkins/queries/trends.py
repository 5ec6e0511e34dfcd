"""One's own trends, in words and drawings. Nobody else's rows are read (trend_rows.py)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.enums import ELEMENTS, Element
from checkins.enums.inner import InnerCode
from checkins.enums.month import DipCause, PulseCode, TrendMark
from checkins.logic import inward
from checkins.logic import month as months
from checkins.logic import trends as logic
from checkins.logic.patterns import LOW_WITHIN, stays_low
from checkins.logic.trends import Days, Mark, Point, Range
from checkins.queries.inner import RESPONSES
from checkins.queries.moments import say_week
from checkins.queries.panels import Panel, Text, panel_of
from checkins.queries.prompt import ELEMENT_NAMES
from checkins.queries.trend_rows import OwnRows, read_own

# Beyond this, single days are drawn as weeks.
_DAYS_UP_TO = 13
_MOST_DIPS = 6

CAUSES: Mapping[DipCause, Text] = MappingProxyType(
    {
        DipCause.LOAD: gettext_lazy("a heavy load from outside"),
        DipCause.BODY: gettext_lazy("a body on guard"),
        DipCause.DAYS: gettext_lazy("days that were not at ease"),
        DipCause.HURT: gettext_lazy("something that hurt"),
    }
)
MARKS: Mapping[TrendMark, Text] = MappingProxyType(
    {
        TrendMark.HURT: gettext_lazy("something that hurt was put down"),
        TrendMark.CAME_BACK: gettext_lazy("came back to what was usual"),
    }
)


@dataclass(frozen=True, slots=True)
class DipLine:
    """A lower week in words: its areas, and what went before."""

    words: str
    areas: Sequence[str]
    causes: Sequence[Text]


@dataclass(frozen=True, slots=True)
class InwardLine:
    """A month of looking inward in words: of how many times, which needs, and what was done."""

    words: str
    entries: int
    being_close: int
    being_oneself: int
    responses: str


@dataclass(frozen=True, slots=True)
class TrendsPage:
    """Panels, notes, and lower weeks. There is no panel for everything together."""

    weeks: int
    panels: Sequence[Panel]
    notes: Sequence[str]
    dips: Sequence[DipLine]
    inward: Sequence[InwardLine]
    calls_for_people: bool


def trends_page(user: User, now: datetime, *, weeks: int) -> TrendsPage:
    """The trends of the last ``weeks``; six queries and the key, whatever there is."""
    read = read_own(user, local_day(now, user.time_zone), weeks)
    areas = {each: [week.point(each) for week in read.weeks] for each in ELEMENTS}
    held_back = (read.silence, inward.hidden(read.inward))
    quieter = sorted(
        {area for silence in held_back for area in logic.only_quieter(areas, silence)},
        key=ELEMENTS.index,
    )
    dips = logic.before_dips(
        areas,
        read.usual,
        load=[week.point(Element.CONTEXT) for week in read.weeks],
        body=[week.point(Element.FELT) for week in read.weeks],
        ease=read.days[PulseCode.EASE],
        hurts=[mark.on for mark in read.hurts],
    )
    recent = [week for week in read.weeks if week.row.ends_on > read.last - LOW_WITHIN]
    return TrendsPage(
        weeks=weeks,
        panels=_panels(read, areas, quieter, weeks),
        notes=[*_quieter_notes(quieter), *_swing_notes(areas)],
        dips=[_dip_line(dip) for dip in dips[:_MOST_DIPS]],
        inward=[_inward_line(month) for month in inward.by_month(read.inward)],
        calls_for_people=stays_low(week.scores for week in reversed(recent))
        or months.wears_out(reversed(read.calm)),
    )


def _panels(
    read: OwnRows, areas: Mapping[Element, Sequence[Point]], quieter: Sequence[Element], weeks: int
) -> list[Panel]:
    load = [week.point(Element.CONTEXT) for week in read.weeks]
    heavy = logic.heavy_weeks(load)
    panels = [
        _panel(
            each,
            ELEMENT_NAMES[each],
            [areas[each]],
            read,
            usual=read.usual.get(each),
            # What rose in silence did not come back.
            marks=[*read.hurts, *(() if each in quieter else read.back[each])],
            heavy=heavy,
        )
        for each in ELEMENTS
    ]
    body = [week.point(Element.FELT) for week in read.weeks]
    panels.append(_panel(Element.FELT, _("My body, in a room together"), [body], read))
    hint = _("Here, high is heavy.")
    panels.append(_panel(Element.CONTEXT, ELEMENT_NAMES[Element.CONTEXT], [load], read, hint=hint))
    days = [list(read.days[code]) for code in (PulseCode.CLOSE, PulseCode.EASE)]
    hint = ""
    if weeks > _DAYS_UP_TO:
        days, hint = [logic.by_week(each) for each in days], _("Each dot is the middle of a week.")
    names = (_("Close"), _("At ease"))
    panels.append(_panel("days", _("My days"), days, read, names=names, hint=hint))
    ground = [read.months[code] for code in (months.SAFE, months.SECURE)]
    names = (_("Respected and heard in conflict"), _("Trusting that we both stay"))
    panels.append(_panel("ground", _("Two kinds of solid ground"), ground, read, names=names))
    hint = _("From “wears me out” to “restores me”.")
    calm = [read.months[months.CALM]]
    panels.append(_panel("calm", _("On balance"), calm, read, hint=hint))
    panels += _inward_panels(read)
    return [panel for panel in panels if panel.has_values]


def _inward_panels(read: OwnRows) -> list[Panel]:
    """Single times of looking inward, as weeks."""
    signs = [inward.signs(read.inward, of) for of in (inward.EASE, inward.STRAIN)]
    sense = [inward.ratings(read.inward, code) for code in (InnerCode.TRUST, InnerCode.KIND)]
    full = [inward.ratings(read.inward, InnerCode.FULL)]
    body, own, after = (
        [logic.by_week(points) for points in lines] for lines in (signs, sense, full)
    )
    names = (_("Signs of ease"), _("Signs of strain"))
    hint = _("How many of the signs there were, as 0 to 10.")
    own_names = (_("I trusted my own sense"), _("I was on my own side"))
    after_hint = _("From “empty, tight” to “full, loose”.")
    return [
        _panel("body", _("What my body told me"), body, read, names=names, hint=hint),
        _panel("sense", _("My own ground"), own, read, names=own_names),
        _panel("full", _("After a pause"), after, read, hint=after_hint),
    ]


def _panel(
    key: str,
    name: Text,
    lines: Sequence[Sequence[Point]],
    read: OwnRows,
    *,
    usual: Range | None = None,
    marks: Sequence[Mark] = (),
    heavy: Sequence[Days] = (),
    names: Sequence[str] = (),
    hint: str = "",
) -> Panel:
    return panel_of(
        key,
        name,
        lines,
        first=read.first,
        last=max([read.last, *(point.ends_on for line in lines for point in line)]),
        says=MARKS,
        names=names,
        hints=(hint, _say_usual(usual)),
        usual=(usual,),
        marks=marks,
        strip=heavy,
        notes=dict.fromkeys(heavy, (CAUSES[DipCause.LOAD],)),
    )


def _say_usual(usual: Range | None) -> str:
    if usual is None:
        return ""
    low, high = round(usual.low, 1), round(usual.high, 1)
    return _("Usual for you: %(low)g to %(high)g.") % {"low": low, "high": high}


def _quieter_notes(areas: Sequence[Element]) -> list[str]:
    if not areas:
        return []
    names = " · ".join(str(ELEMENT_NAMES[each]) for each in areas)
    return [
        _(
            "%(areas)s went up, and in the same time you kept quiet or kept watch more. That can "
            "be calm, or it can be a price you pay. It is not counted as getting better."
        )
        % {"areas": names}
    ]


def _swing_notes(areas: Mapping[Element, Sequence[Point]]) -> list[str]:
    return [
        _(
            "%(area)s has gone up and down a lot lately. Not knowing what comes is hard in itself, "
            "whatever the middle is."
        )
        % {"area": ELEMENT_NAMES[each]}
        for each, points in areas.items()
        if logic.swings(points)
    ]


def _inward_line(month: inward.MonthInward) -> InwardLine:
    return InwardLine(
        date_format(month.month, "F Y"),
        month.entries,
        month.being_close,
        month.being_oneself,
        " · ".join(f"{RESPONSES[did]} ({count})" for did, count in month.responses),
    )


def _dip_line(dip: logic.Dip) -> DipLine:
    return DipLine(
        say_week(dip.starts_on, dip.ends_on),
        [
            _("%(area)s (%(value)g; usually around %(usual)g)")
            % {
                "area": ELEMENT_NAMES[area],
                "value": round(value, 1),
                "usual": round(usual, 1),
            }
            for area, value, usual in dip.areas
        ],
        [CAUSES[cause] for cause in dip.causes],
    )
