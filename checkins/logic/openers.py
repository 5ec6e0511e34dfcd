"""First sentences for a conversation, a few per element."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from accounts.logic.documents import DocumentError, read
from checkins.enums import ELEMENTS, Element

_LONGEST = 200
_STEADY = "steady"

# None: both are steady in everything that is shown.
Openers = Mapping[Element | None, tuple[str, ...]]


def parse_openers(text: str) -> Openers:
    """Read the YAML ``text`` of a language's openers; each element and ``steady`` has some.

    Raises DocumentError with the line and the reason.
    """
    fields = read(text)
    names: dict[Element | None, str] = {element: element.value for element in ELEMENTS}
    names[None] = _STEADY
    fields.only(*names.values())
    openers = {key: fields.texts(name, longest=_LONGEST) for key, name in names.items()}
    for key, name in names.items():
        if not openers[key]:
            raise DocumentError(fields.line_at(name), f"{name!r} needs at least one opener.")
    return MappingProxyType(openers)


def opener_for(openers: Openers, element: Element | None, day: date) -> str:
    """The opener of a round named ``day``: the same for both, another one each week.

    ``element`` is where to look first; None where both are steady.
    """
    choice = openers[element]
    return choice[day.toordinal() // 7 % len(choice)]
