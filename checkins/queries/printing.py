"""What stands at the head of a page that is made to be printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checkins.logic.printing import PrintChoice

PSEUDONYMS: tuple[Promise, Promise] = (_("Partner A"), _("Partner B"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The head of a sheet. `who` are the two as they stand everywhere on it, in the order of their
    lines; `scope` says what is on it; `first` to `last` are the days it is about; `on` is the day
    of printing where the reader is.
    """

    who: tuple[str | Promise, str | Promise]
    scope: Sequence[str | Promise]
    first: date
    last: date
    on: date
    choice: PrintChoice


def sheet_of(
    names: tuple[str, str],
    *,
    choice: PrintChoice,
    scope: Sequence[str | Promise],
    first: date,
    last: date,
    on: date,
) -> Sheet:
    """The head for two people: by their names only where the reader asked for them, else by
    pseudonyms. Take what names them anywhere on the sheet from its `who`.
    """
    who = names if choice.with_names else PSEUDONYMS
    return Sheet(who=who, scope=scope, first=first, last=last, on=on, choice=choice)
