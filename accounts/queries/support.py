"""The support page: the shipped register of helplines by country. No database, no cookie."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import Audience
from accounts.logic.helplines import Helpline, HelplineRegister, parse_helplines

FILE = Path(__file__).resolve().parent.parent / "content" / "helplines.yaml"

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
    """One helpline; ``call`` is the number as a telephone dials it, empty where there is none."""

    helpline: Helpline
    audience: Promise
    call: str
    needs_checking: bool


@dataclass(frozen=True, slots=True)
class Country:
    name: Promise
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class SupportPage:
    emergency: list[Emergency]
    countries: list[Country]


@cache
def register() -> HelplineRegister:
    """The shipped file; a broken one stops the first request with its line and reason."""
    return parse_helplines(FILE.read_text(encoding="utf-8"))


def support_page(today: date) -> SupportPage:
    """Emergency numbers first, then countries by name, each with its lines."""
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
    )


def _line(helpline: Helpline, today: date) -> Line:
    call = "".join(letter for letter in helpline.phone if letter.isdigit())
    return Line(helpline, AUDIENCES[helpline.audience], call, helpline.needs_checking(today))
