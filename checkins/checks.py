"""What is shipped as a file must be usable before anybody asks for it."""

from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - the name of what Django warns with

from accounts.logic.documents import DocumentError
from checkins import pdf
from checkins.logic.library import parse_library
from checkins.queries.library import CONTENT


@register()
def check_library(**kwargs: Any) -> list[CheckMessage]:
    """Every language's library can be read."""
    found: list[CheckMessage] = []
    for file in sorted(CONTENT.glob("library.*.yaml")):
        try:
            parse_library(file.read_text(encoding="utf-8"))
        except DocumentError as error:
            found.append(Error(f"{file.name}, {error}", id="twofold.E011"))
    return found


@register(deploy=True)
def check_typesetting(**kwargs: Any) -> list[CheckMessage]:
    """PDFs can be made. Where not, pages offer printing alone, so nobody is refused anything."""
    if pdf.is_available():
        return []
    return [
        Warning(
            "No PDF can be made: Pango, HarfBuzz or every font is missing.",
            hint="README.md names the packages. Printing works without.",
            id="twofold.W003",
        )
    ]
