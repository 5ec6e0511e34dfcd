"""The support page: registers in files, by country chosen by hand. No database, no cookie.

Lines and directories are those of HELPLINES_FILE, written from what verifiers look after. Where
there is none, or it cannot be read or shows nothing, the shipped ones stand there (decisions/0024).
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import Audience
from accounts.logic.documents import DocumentError
from accounts.logic.helplines import (
    Directory,
    Helpline,
    HelplineRegister,
    dialled,
    needs_checking,
    parse_directories,
    parse_helplines,
)

logger = logging.getLogger(__name__)

CONTENT = Path(__file__).resolve().parent.parent / "content"

COUNTRIES: Mapping[str, Promise] = MappingProxyType(
    {
        "AT": _("Austria"),
        "AU": _("Australia"),
        "BR": _("Brazil"),
        "CA": _("Canada"),
        "CZ": _("Czechia"),
        "DE": _("Germany"),
        "ES": _("Spain"),
        "EU": _("European Union"),
        "FR": _("France"),
        "GB": _("United Kingdom"),
        "IE": _("Ireland"),
        "IN": _("India"),
        "IT": _("Italy"),
        "NL": _("Netherlands"),
        "NZ": _("New Zealand"),
        "SE": _("Sweden"),
        "US": _("United States"),
        "ZA": _("South Africa"),
    }
)
AUDIENCES: Mapping[Audience, Promise] = MappingProxyType(
    {
        Audience.ANYONE: _("for anyone"),
        Audience.WOMEN: _("for women"),
        Audience.MEN: _("for men"),
        Audience.LGBT: _("for LGBT+ people"),
        Audience.OWN_BEHAVIOUR: _("for people worried about how they treat someone"),
        Audience.IN_CRISIS: _("for anyone who is in crisis"),
        Audience.VICTIMS_OF_CRIME: _("for people a crime was done to"),
    }
)


@dataclass(frozen=True, slots=True)
class Emergency:
    number: str
    countries: list[Promise]


@dataclass(frozen=True, slots=True)
class Line:
    """One helpline; ``call`` is as a telephone dials it, empty where there is not one number."""

    helpline: Helpline
    audience: Promise
    call: str
    needs_checking: bool


@dataclass(frozen=True, slots=True)
class Country:
    name: Promise
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Listed:
    """One directory of people whose trade it is."""

    directory: Directory
    needs_checking: bool


@dataclass(frozen=True, slots=True)
class SupportPage:
    """``own_behaviour`` are lines for people who worry about themselves, by their country: they
    stand under it, too, but who needs one should not have to look for it.
    """

    emergency: list[Emergency]
    countries: list[Country]
    own_behaviour: list[Country]
    directories: list[Listed]


def register() -> HelplineRegister:
    """This server's own lines and directories, else the shipped; emergency numbers always so."""
    file = settings.HELPLINES_FILE
    if not file:
        return shipped()
    try:
        stands = Path(file).stat()
        own = _own(file, stands.st_mtime_ns, stands.st_size)
    except (OSError, UnicodeDecodeError, DocumentError):
        logger.warning("HELPLINES_FILE cannot be read: the shipped lines are shown")
        return shipped()
    can_be_shown = all(line.country in COUNTRIES for line in own.lines)
    if not can_be_shown or not any(line.is_enabled for line in own.lines):
        return shipped()
    return own


@cache
def shipped() -> HelplineRegister:
    """The shipped files; a broken one stops the first request with its line and reason."""
    lines = parse_helplines((CONTENT / "helplines.yaml").read_text(encoding="utf-8"))
    listed = parse_directories((CONTENT / "directories.yaml").read_text(encoding="utf-8"))
    return replace(lines, directories=listed)


@lru_cache(maxsize=1)
def _own(file: str, changed_at: int, size: int) -> HelplineRegister:
    """Read again where the file is another one than before."""
    own = parse_helplines(Path(file).read_text(encoding="utf-8"))
    is_listed = any(each.is_enabled for each in own.directories)
    return HelplineRegister(
        emergency=shipped().emergency,
        lines=own.lines,
        directories=own.directories if is_listed else shipped().directories,
    )


def support_page(today: date) -> SupportPage:
    """Emergency numbers first, then countries by name, each with its lines; no query."""
    lines = register()
    codes = sorted(
        {line.country for line in lines.lines if line.is_enabled},
        key=lambda code: str(COUNTRIES[code]),
    )
    return SupportPage(
        emergency=[
            Emergency(each.number, [COUNTRIES[code] for code in each.countries])
            for each in lines.emergency
        ],
        countries=[
            Country(
                COUNTRIES[code],
                [_line(line, today) for line in lines.in_country(code)],
            )
            for code in codes
        ],
        own_behaviour=[
            Country(COUNTRIES[line.country], [_line(line, today)])
            for line in lines.for_audience(Audience.OWN_BEHAVIOUR)
        ],
        directories=[
            Listed(each, needs_checking(each.verified_on, today))
            for each in lines.directories
            if each.is_enabled
        ],
    )


def _line(helpline: Helpline, today: date) -> Line:
    call, is_due = dialled(helpline.phone), helpline.needs_checking(today)
    return Line(helpline, AUDIENCES[helpline.audience], call, is_due)
