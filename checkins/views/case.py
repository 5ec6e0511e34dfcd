"""The caseload, and the page of one couple. Every look is written down before it is answered."""

import csv
from collections.abc import Callable
from contextlib import suppress
from functools import update_wrapper
from http import HTTPStatus
from io import StringIO
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import AuditAction, Scope
from accounts.http import AuthedRequest, leave_for, page
from accounts.logic.rhythm import local_day
from accounts.practice import practice_page
from checkins.access import CaseEnded
from checkins.actions import case as actions
from checkins.forms.case import CaseNoteForm
from checkins.forms.printing import PrintForm
from checkins.forms.trends import PeriodForm
from checkins.queries import case as queries
from checkins.queries.case import Case, OpenScope
from checkins.queries.case_file import rows_of
from checkins.queries.printing import sheet_of
from checkins.views.printing import sheet_file, sheet_page

P = ParamSpec("P")
FILE_NAME = "lines.csv"

CaseView = Callable[Concatenate[AuthedRequest, Case, dict[Scope, OpenScope], P], HttpResponse]


@require_safe
@practice_page
def caseload(request: AuthedRequest) -> HttpResponse:
    """A plain list by name."""
    return page(request, "checkins/caseload.html", {"cases": queries.caseload(request.user)})


def _open_case(view: CaseView[P]) -> Callable[..., HttpResponse]:
    """Whatever is asked of a case that is not open is not there. That it has ended, the therapist
    is told as on the caseload, and nothing more (decisions.md 18).
    """

    def guarded(
        request: AuthedRequest, /, pk: UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        case = queries.case_of(pk)
        if case is None:
            raise Http404
        scopes = queries.open_scopes(case) if case.is_open else {}
        with suppress(CaseEnded):
            if scopes:
                return view(request, case, scopes, *args, **kwargs)
        return page(request, "checkins/case_ended.html", status=HTTPStatus.NOT_FOUND)

    update_wrapper(guarded, view)
    return practice_page(guarded)


@require_safe
@_open_case
def case(request: AuthedRequest, case: Case, scopes: dict[Scope, OpenScope]) -> HttpResponse:
    """The couple's page."""
    return _page(request, case, scopes, CaseNoteForm(initial={"on": _today(request)}))


@require_safe
@_open_case
def case_sheet(request: AuthedRequest, case: Case, scopes: dict[Scope, OpenScope]) -> HttpResponse:
    """The same on paper."""
    actions.look(
        by=request.user,
        case=case,
        scopes=scopes,
        how=AuditAction.THERAPIST_PRINTED,
        now=request.now,
    )
    return sheet_page(request, "checkins/case_sheet.html", **_sheet(request, case, scopes))


@require_safe
@_open_case
def case_pdf(request: AuthedRequest, case: Case, scopes: dict[Scope, OpenScope]) -> HttpResponse:
    """The same as a file."""
    actions.look(
        by=request.user,
        case=case,
        scopes=scopes,
        how=AuditAction.THERAPIST_TOOK_ALONG,
        now=request.now,
    )
    return sheet_file(request, "checkins/case_sheet.html", **_sheet(request, case, scopes))


@require_safe
@_open_case
def case_csv(request: AuthedRequest, case: Case, scopes: dict[Scope, OpenScope]) -> HttpResponse:
    """The released values of the lines, for a program; without names."""
    if Scope.TRENDS not in scopes:
        raise Http404
    seen = [scope for scope in (Scope.TRENDS, Scope.NUMBERS) if scope in scopes]
    actions.look(
        by=request.user,
        case=case,
        scopes=seen,
        how=AuditAction.THERAPIST_TOOK_ALONG,
        now=request.now,
    )
    shown = queries.case_page(
        request.user,
        case,
        {scope: scopes[scope] for scope in seen},
        request.now,
        weeks=PeriodForm(request.GET).chosen(),
        who=queries.PSEUDONYMS,
    )
    text = StringIO()
    csv.writer(text).writerows(rows_of(shown.panels))
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


@require_POST
@_open_case
def case_note(request: AuthedRequest, case: Case, scopes: dict[Scope, OpenScope]) -> HttpResponse:
    """Keep an own note, or a session."""
    form = CaseNoteForm(request.POST)
    if not form.is_valid():
        return _page(request, case, scopes, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    key, on, text, is_session = form.given()
    actions.write_case_note(
        by=request.user,
        case=case,
        key=key,
        on=on,
        text=text,
        is_session=is_session,
        now=request.now,
    )
    messages.info(request, _("Kept. Only you can read it."))
    return leave_for(request, "checkins:case", case.id)


@require_POST
@_open_case
def case_note_end(
    request: AuthedRequest, case: Case, scopes: dict[Scope, OpenScope], note: UUID
) -> HttpResponse:
    """Delete an own note."""
    actions.delete_case_note(by=request.user, case=case, pk=note, now=request.now)
    messages.info(request, _("Deleted."))
    return leave_for(request, "checkins:case", case.id)


def _page(
    request: AuthedRequest,
    case: Case,
    scopes: dict[Scope, OpenScope],
    form: CaseNoteForm,
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    actions.look(
        by=request.user, case=case, scopes=scopes, how=AuditAction.THERAPIST_VIEWED, now=request.now
    )
    weeks = PeriodForm(request.GET).chosen()
    context = {
        "case": queries.case_page(request.user, case, scopes, request.now, weeks=weeks),
        "period": PeriodForm(initial={"weeks": weeks}),
        "form": form,
        "weeks": weeks,
    }
    return page(request, "checkins/case.html", context, status=status)


def _sheet(request: AuthedRequest, case: Case, scopes: dict[Scope, OpenScope]) -> dict[str, Any]:
    choice = PrintForm(request.GET).chosen()
    names = (case.first_name, case.other_name)
    weeks = PeriodForm(request.GET).chosen()
    shown = queries.case_page(
        request.user,
        case,
        scopes,
        request.now,
        weeks=weeks,
        who=names if choice.with_names else queries.PSEUDONYMS,
    )
    sheet = sheet_of(
        names,
        choice=choice,
        scope=[each.title for each in shown.scopes],
        first=shown.first,
        last=shown.last,
        on=_today(request),
    )
    return {
        "context": {"case": shown, "weeks": weeks},
        "sheet": sheet,
        "sheet_url": reverse("checkins:case_sheet", args=[case.id]),
        "pdf_url": reverse("checkins:case_pdf", args=[case.id]),
    }


def _today(request: AuthedRequest) -> Any:
    return local_day(request.now, request.user.time_zone)
