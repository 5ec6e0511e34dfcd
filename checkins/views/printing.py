"""A sheet on the screen, where a browser can print it, and the same sheet as a PDF."""

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.http import AuthedRequest, page
from checkins import pdf
from checkins.forms.printing import PrintForm
from checkins.queries.printing import Sheet

# Neutral, and the same for everybody: it stays in a folder of downloads.
FILE_NAME = "overview.pdf"


def sheet_page(
    request: AuthedRequest,
    template: str,
    context: dict[str, Any],
    *,
    sheet: Sheet,
    sheet_url: str,
    pdf_url: str,
    has_failed: bool = False,
) -> HttpResponse:
    """The page, from a `template` that extends sheet.html. The addresses are those of this page and
    of its PDF; each reads a PrintForm from its query.
    """
    more = {
        "sheet": sheet,
        "form": PrintForm.showing(sheet.choice),
        "sheet_url": sheet_url,
        "pdf_url": pdf_url,
        "can_pdf": pdf.is_available(),
        "has_failed": has_failed,
    }
    return page(request, template, context | more)


def sheet_file(
    request: AuthedRequest,
    template: str,
    context: dict[str, Any],
    *,
    sheet: Sheet,
    sheet_url: str,
    pdf_url: str,
) -> HttpResponse:
    """The PDF of the same page; where none can be made, the page, which can be printed.

    That page is no error to the server: whatever was written down of this view stays written.
    """
    more = {"sheet": sheet, "for_pdf": True, "sheet_frame": "bare.html"}
    html = render_to_string(template, context | more)
    try:
        content = pdf.pdf_of(html, paper=sheet.choice.paper, on=sheet.on, title=_("Overview"))
    except pdf.NoPdfError:
        return sheet_page(
            request,
            template,
            context,
            sheet=sheet,
            sheet_url=sheet_url,
            pdf_url=pdf_url,
            has_failed=True,
        )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response
