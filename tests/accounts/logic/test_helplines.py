"""The shipped register claims nothing that nobody checked."""

from datetime import date
from pathlib import Path

import pytest

from accounts.enums import Audience
from accounts.logic.documents import DocumentError
from accounts.logic.helplines import dialled, parse_directories, parse_helplines

CONTENT = Path(__file__).parents[3] / "accounts/content"
TEXT = (CONTENT / "helplines.yaml").read_text(encoding="utf-8")
REGISTER = parse_helplines(TEXT)
LINE = """
helplines:
  - country: DE
    name: Somebody to talk to
    audience: anyone
    phone: "116 016"
"""


def test_emergency_numbers_are_kept_as_text() -> None:
    assert [(each.countries, each.number) for each in REGISTER.emergency] == [
        (("EU",), "112"),
        (("GB", "IE"), "999"),
        (("US", "CA"), "911"),
        (("AU",), "000"),
        (("NZ",), "111"),
    ]


def test_no_shipped_line_is_called_verified() -> None:
    assert {each.verified_on for each in REGISTER.lines} == {None}
    assert all(each.needs_checking(date(2026, 1, 1)) for each in REGISTER.lines)


def test_lines_without_a_known_name_ship_disabled() -> None:
    disabled = {each.country for each in REGISTER.lines if not each.is_enabled}
    assert disabled == {"FR", "IT", "AT", "NL", "NZ", "CA", "ZA", "IN", "SE", "GB"}
    assert REGISTER.in_country("FR") == ()


def test_register_is_there_for_men_lgbt_people_and_those_who_harm() -> None:
    assert {each.audience for each in REGISTER.in_country("GB")} == {
        Audience.WOMEN,
        Audience.MEN,
        Audience.LGBT,
        Audience.OWN_BEHAVIOUR,
        Audience.IN_CRISIS,
    }


@pytest.mark.parametrize(
    ("written", "rung"),
    [
        ("0808 2000 247", "08082000247"),
        ("(030) 12 34-5", "03012345"),
        ("+44 (0)808 2000 247", "+448082000247"),
        # Two numbers run together would ring a stranger, or nobody.
        ("116 016 (old 08000 116 016)", ""),
        ("116 016 08000 116 016", ""),
        ("0808 801 0327, 0800 999 5428", ""),
        ("0808 801 0327 / 0800 999 5428", ""),
        ("1800 RESPECT", ""),
        ("", ""),
    ],
)
def test_exactly_one_number_is_dialled(written: str, rung: str) -> None:
    assert dialled(written) == rung


@pytest.mark.parametrize(
    ("today", "expected"), [(date(2026, 6, 29), False), (date(2026, 6, 30), True)]
)
def test_line_needs_checking_after_180_days(today: date, *, expected: bool) -> None:
    line = parse_helplines(LINE + "    verified_on: 2025-12-31\n").lines[0]
    assert line.needs_checking(today) is expected


def test_line_is_disabled_unless_it_says_otherwise() -> None:
    assert not parse_helplines(LINE).lines[0].is_enabled


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("country: DE", "country: Germany", 3, "'country' is longer than 2 characters."),
        ("country: DE", "country: de", 3, "'country' is a code such as DE."),
        ("audience: anyone", "audience: cats", 5, None),
        ('    phone: "116 016"\n', "    enabled: true\n", 3,
         "Somebody to talk to needs a phone number or an address."),
        ("phone:", "url: http://example.org\n    phone:", 6, "'url' starts with https://."),
        ("phone:", "enabled: maybe\n    phone:", 6, "'enabled' is true or false."),
        ("phone:", "verified_on: May\n    phone:", 6,
         "'verified_on' is a date such as 2026-05-31, or null."),
        ("helplines:", "emergency: [{countries: [Mars], number: 1}]\nhelplines:", 2,
         "'countries' lists texts of 1 to 2 characters."),
        ("helplines:", "emergency: [{number: 1}]\nhelplines:", 2,
         "'countries' lists codes such as DE."),
        ("helplines:", "emergency: [1]\nhelplines:", 2, "'emergency' needs named fields."),
        ("name: Somebody to talk to", "name: []", 4, "'name' needs a text."),
    ],
)  # fmt: skip
def test_broken_register_says_line_and_reason(
    old: str, new: str, line: int, reason: str | None
) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_helplines(LINE.replace(old, new))
    assert caught.value.line == line
    assert reason in {caught.value.reason, None}


def test_directories_claim_nothing_and_name_their_region() -> None:
    found = parse_directories((CONTENT / "directories.yaml").read_text(encoding="utf-8"))
    assert {each.verified_on for each in found} == {None}
    assert all(each.region for each in found)
    names = {each.name for each in found if each.is_enabled}
    assert names >= {"Inclusive Therapists", "AAMFT", "UKCP", "BACP", "AFT"}


def test_a_line_that_is_to_be_filled_in_needs_no_number_while_it_is_off() -> None:
    assert {each.name for each in REGISTER.lines if not each.phone and not each.url} == {
        "Scotland’s own line",
        "Northern Ireland’s own line",
    }


@pytest.mark.parametrize(
    ("fields", "line"),
    [("name: A\n    region: B\n    url: http://c.example", 5), ("name: A", 3)],
)
def test_broken_directory_says_its_line(fields: str, line: int) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_directories(f"\ndirectories:\n  - {fields}\n")
    assert caught.value.line == line
