"""What is shipped as a file must be usable before anybody asks for it."""

from collections.abc import Callable
from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - the name of what Django warns with

from accounts.logic.documents import DocumentError
from checkins import pdf
from checkins.logic.friendship import parse_questions
from checkins.logic.library_rules import parse_library
from checkins.logic.ritual import parse_ideas
from checkins.queries.library import CONTENT

# By the beginning of a file's name: what reads its text, in its language.
READERS: dict[str, Callable[[str, str], object]] = {
    "library": parse_library,
    "friendship": lambda text, _language: parse_questions(text),
    "rituals": lambda text, _language: parse_ideas(text),
}


@register()
def check_content(**kwargs: Any) -> list[CheckMessage]:
    """The files of every language can be read."""
    found: list[CheckMessage] = []
    for name, parse in READERS.items():
        for file in sorted(CONTENT.glob(f"{name}.*.yaml")):
            try:
                parse(file.read_text(encoding="utf-8"), file.name.split(".")[1])
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
