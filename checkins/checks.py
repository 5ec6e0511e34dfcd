"""What is shipped as a file must be usable before anybody asks for it."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from accounts.logic.documents import DocumentError
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
