"""The registers of helplines and of directories as files (content.md 8, SR-23)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import yaml

from accounts.enums import Audience
from accounts.logic.documents import DocumentError, Fields, read

CHECKED_FOR = timedelta(days=180)

_COUNTRY = re.compile(r"[A-Z]{2}")
# One number, as people write one.
_NUMBER = re.compile(r"\+?[0-9(][0-9 ().-]*")
# No number of the world is longer (ITU-T E.164).
_MOST_DIGITS = 15
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class EmergencyNumber:
    """Whom to call in danger; ``countries`` are ISO 3166 codes, and EU for all its states."""

    countries: tuple[str, ...]
    number: str


@dataclass(frozen=True, slots=True)
class Helpline:
    """One line. Empty texts are not known; ``verified_on`` None: nobody has checked it yet."""

    country: str
    name: str
    audience: Audience
    phone: str
    text_or_chat: str
    hours: str
    languages: tuple[str, ...]
    url: str
    note: str
    source: str
    verified_by: str
    verified_on: date | None
    is_enabled: bool

    def needs_checking(self, today: date) -> bool:
        """Whether to say "check before relying": never verified, or longer ago than 180 days."""
        return needs_checking(self.verified_on, today)


@dataclass(frozen=True, slots=True)
class Directory:
    """Where people of a trade are listed, and the region in which it is of use."""

    name: str
    region: str
    about: str
    url: str
    source: str
    verified_by: str
    verified_on: date | None
    is_enabled: bool


@dataclass(frozen=True, slots=True)
class HelplineRegister:
    """Emergency numbers first, then lines and directories in the order of the file."""

    emergency: tuple[EmergencyNumber, ...]
    lines: tuple[Helpline, ...]
    directories: tuple[Directory, ...] = ()

    def in_country(self, country: str) -> tuple[Helpline, ...]:
        """The enabled lines of one country."""
        return tuple(each for each in self.lines if each.is_enabled and each.country == country)

    def for_audience(self, audience: Audience) -> tuple[Helpline, ...]:
        """The enabled lines for some people, of all countries."""
        return tuple(each for each in self.lines if each.is_enabled and each.audience == audience)


def needs_checking(verified_on: date | None, today: date) -> bool:
    """Whether an entry was never verified, or longer ago than 180 days (SR-23)."""
    return verified_on is None or today - verified_on > CHECKED_FOR


def dialled(phone: str) -> str:
    """A number as a telephone dials it; empty where ``phone`` is not exactly one number.

    Two numbers run together, or a word beside them, would ring somebody else.
    """
    number = phone.strip()
    # The nought in +49 (0) 30 is dialled by those alone who leave out what stands before it.
    left_out = r"\(0\)|[^0-9]" if number.startswith("+") else r"[^0-9]"
    digits = re.sub(left_out, "", number)
    if not _NUMBER.fullmatch(number) or len(digits) > _MOST_DIGITS:
        return ""
    return f"+{digits}" if number.startswith("+") else digits


def parse_helplines(text: str) -> HelplineRegister:
    """Read the YAML ``text`` of the register; DocumentError names the line and the reason."""
    fields = read(text)
    fields.only("emergency", "helplines", "directories")
    return HelplineRegister(
        emergency=tuple(map(_emergency, fields.nested("emergency"))),
        lines=tuple(map(_helpline, fields.nested("helplines"))),
        directories=tuple(map(_directory, fields.nested("directories"))),
    )


def written(lines: Iterable[Helpline], directories: Iterable[Directory] = ()) -> str:
    """Both as YAML, which ``parse_helplines`` reads back as they were."""
    told: list[dict[str, Any]] = [
        {
            "country": line.country,
            "name": line.name,
            "audience": line.audience.value,
            "phone": line.phone,
            "text_or_chat": line.text_or_chat,
            "hours": line.hours,
            "languages": list(line.languages),
            "url": line.url,
            "note": line.note,
            "source": line.source,
            "verified_by": line.verified_by,
            "verified_on": line.verified_on.isoformat() if line.verified_on else "",
            "enabled": line.is_enabled,
        }
        for line in lines
    ]
    listed: list[dict[str, Any]] = [
        {
            "name": each.name,
            "region": each.region,
            "about": each.about,
            "url": each.url,
            "source": each.source,
            "verified_by": each.verified_by,
            "verified_on": each.verified_on.isoformat() if each.verified_on else "",
            "enabled": each.is_enabled,
        }
        for each in directories
    ]
    whole = {"helplines": [*map(_filled, told)], "directories": [*map(_filled, listed)]}
    return yaml.safe_dump(_filled(whole), allow_unicode=True, sort_keys=False)


def _filled(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value}


def _emergency(fields: Fields) -> EmergencyNumber:
    fields.only("countries", "number")
    countries = fields.texts("countries", longest=2)
    if not countries or not all(map(_COUNTRY.fullmatch, countries)):
        raise DocumentError(fields.line_at("countries"), "'countries' lists codes such as DE.")
    return EmergencyNumber(countries, fields.text("number", longest=_LONGEST))


def _helpline(fields: Fields) -> Helpline:
    fields.only(
        "country", "name", "audience", "phone", "text_or_chat", "hours", "languages", "url",
        "note", "source", "verified_by", "verified_on", "enabled",
    )  # fmt: skip
    country = fields.text("country", longest=2)
    if not _COUNTRY.fullmatch(country):
        raise DocumentError(fields.line_at("country"), "'country' is a code such as DE.")
    line = Helpline(
        country=country,
        name=fields.text("name", longest=_LONGEST),
        audience=fields.one_of("audience", Audience),
        phone=fields.text("phone", longest=_LONGEST, default=""),
        text_or_chat=fields.text("text_or_chat", longest=_LONGEST, default=""),
        hours=fields.text("hours", longest=_LONGEST, default=""),
        languages=fields.texts("languages", longest=10),
        url=fields.text("url", longest=_LONGEST, default=""),
        note=fields.text("note", longest=_LONGEST, default=""),
        source=fields.text("source", longest=_LONGEST, default=""),
        verified_by=fields.text("verified_by", longest=_LONGEST, default=""),
        verified_on=_verified_on(fields),
        is_enabled=fields.flag("enabled", default=False),
    )
    _check_url(fields, line.url)
    if line.is_enabled and not line.phone and not line.url:
        raise DocumentError(fields.line, f"{line.name} needs a phone number or an address.")
    return line


def parse_directories(text: str) -> tuple[Directory, ...]:
    """Read the YAML ``text`` of the directories; DocumentError names the line and the reason."""
    fields = read(text)
    fields.only("directories")
    return tuple(map(_directory, fields.nested("directories")))


def _directory(fields: Fields) -> Directory:
    fields.only("name", "region", "about", "url", "source", "verified_by", "verified_on", "enabled")
    found = Directory(
        name=fields.text("name", longest=_LONGEST),
        region=fields.text("region", longest=_LONGEST),
        about=fields.text("about", longest=_LONGEST, default=""),
        url=fields.text("url", longest=_LONGEST, default=""),
        source=fields.text("source", longest=_LONGEST, default=""),
        verified_by=fields.text("verified_by", longest=_LONGEST, default=""),
        verified_on=_verified_on(fields),
        is_enabled=fields.flag("enabled", default=False),
    )
    _check_url(fields, found.url)
    return found


def _check_url(fields: Fields, url: str) -> None:
    if url and not url.startswith("https://"):
        raise DocumentError(fields.line_at("url"), "'url' starts with https://.")


def _verified_on(fields: Fields) -> date | None:
    value = fields.text("verified_on", longest=10, default="null")
    if value == "null":
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        reason = "'verified_on' is a date such as 2026-05-31, or null."
        raise DocumentError(fields.line_at("verified_on"), reason) from None
