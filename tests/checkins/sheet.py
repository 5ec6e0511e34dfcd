"""A sheet to try printing on: two lines in two panels, with their numbers."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from django.http import HttpResponse
from django.urls import include, path, reverse
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from accounts.http import AuthedRequest
from checkins.enums.month import TrendMark
from checkins.forms.printing import PrintForm
from checkins.logic.trends import Mark, Point, Range
from checkins.queries.panels import Panel, panel_of
from checkins.queries.printing import Sheet, sheet_of
from checkins.queries.shared_panels import MARKS
from checkins.views import printing
from tests.factories.people import NOW

ON = NOW.date()
WEEKS = 26
FIRST, LAST = ON - timedelta(weeks=WEEKS), ON - timedelta(days=3)
NAMES = ("Alice", "Bob")
# In a folder of templates that only tests know.
TEMPLATE = "try_sheet.html"
TEMPLATES = Path(__file__).with_name("templates")


def panels(who: Sequence[str | Promise]) -> list[Panel]:
    return [_panel("reliability", "Reliability", who, 31), _panel("repair", "Repair", who, 47)]


def head(form: PrintForm) -> Sheet:
    return sheet_of(
        NAMES, choice=form.chosen(), scope=["Lines over time"], first=FIRST, last=LAST, on=ON
    )


@require_safe
def on_screen(request: AuthedRequest) -> HttpResponse:
    return _answer(request, printing.sheet_page)


@require_safe
def as_file(request: AuthedRequest) -> HttpResponse:
    return _answer(request, printing.sheet_file)


# Under `pytest.mark.urls`, beside all that is ours.
urlpatterns = [
    path("sheet/", on_screen, name="sheet"),
    path("sheet/file/", as_file, name="sheet_file"),
    path("", include("config.urls")),
]


def _answer(request: AuthedRequest, respond) -> HttpResponse:
    sheet = head(PrintForm(request.GET))
    context = {"panels": panels(sheet.who)}
    addresses = {"sheet_url": reverse("sheet"), "pdf_url": reverse("sheet_file")}
    return respond(request, TEMPLATE, context, sheet=sheet, **addresses)


def _panel(key: str, name: str, who: Sequence[str | Promise], seed: int) -> Panel:
    """Values that differ from week to week, with gaps and one change of the wording."""
    lines = [[_point(week, seed + person) for week in range(WEEKS)] for person in (0, 2)]
    marks = [Mark(FIRST + timedelta(days=60), TrendMark.HURT)]
    return panel_of(
        key,
        name,
        lines,
        first=FIRST,
        last=LAST,
        says=MARKS,
        names=list(who),
        usual=[Range(6, 4.5, 8), None],
        marks=marks,
    )


def _point(week: int, seed: int) -> Point:
    ends_on = FIRST + timedelta(weeks=week, days=6)
    value = None if (week + seed) % 9 == 0 else (week * seed % 61) / 10 + 3
    wording = "first" if week < WEEKS // 2 else "second"
    return Point(ends_on - timedelta(days=6), ends_on, value, wording)
