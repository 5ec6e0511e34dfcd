"""Every address the web process answers, taken from the resolver itself."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from tests.conventions.world import World

EMPTY: Mapping[str, str] = MappingProxyType({})

# Patterns whose address another one answers first.
SHADOWED = {
    "account_logout": "accounts:sign_out ends the session and clears the browser, too",
    "account_email_verification_sent": "accounts:confirm_address",
    "usersessions_list": "accounts:devices shows coarse labels alone",
}


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern: its name, its route, and what fills it."""

    name: str
    route: str
    parameters: dict[str, str]


def addresses() -> list[Address]:
    """Every pattern that can be reached, in the resolver's order."""
    return [address for address in _walk(get_resolver()) if address.name not in SHADOWED]


def all_names() -> set[str]:
    """Every pattern, reached or not."""
    return {address.name for address in _walk(get_resolver())}


def _walk(
    resolver: URLResolver, route: str = "", space: str = "", outer: Mapping[str, str] = EMPTY
) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        own = {
            name: type(converter).__name__ for name, converter in pattern.pattern.converters.items()
        }
        if isinstance(pattern, URLPattern):
            yield Address(f"{space}{pattern.name}", here, {**outer, **own})
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern, here, inner, {**outer, **own})


def fill(address: Address, world: World) -> str:
    """The address of the author's thing that this pattern is about."""
    return reverse(address.name, kwargs=_arguments(address, world))


def fill_missing(address: Address, world: World) -> str:
    """The same address for a thing that does not exist."""
    missing: dict[str, Any] = {
        "UUIDConverter": uuid.uuid4(),
        "IntConverter": 987_654,
        "DayConverter": date(2020, 2, 2),
    }
    arguments = _arguments(address, world)
    for name, kind in address.parameters.items():
        arguments[name] = missing.get(kind, arguments[name])
    return reverse(address.name, kwargs=arguments)


def answers_itself(address: Address, world: World) -> bool:
    """Whether an address leads to the pattern it is named for."""
    return resolve(fill(address, world)).view_name == address.name


def _arguments(address: Address, world: World) -> dict[str, Any]:
    return {name: _argument(address, name, world) for name in address.parameters}


def _argument(address: Address, name: str, world: World) -> Any:
    if name == "day":
        return _day(address, world)
    if name == "pk":
        return world.things[THINGS[address.name]]
    if name in {"turn", "draft", "token", "note"}:
        return world.things[name]
    return WORDS[name]


def _day(address: Address, world: World) -> date:
    if address.name == "checkins:look_entry":
        week: date = world.things["look"]
        return week
    if address.name in ABOUT_A_MONTH:
        month: date = world.things["month"]
        return month
    day: date = world.things["past day" if address.name in ABOUT_THE_PAST else "running day"]
    return day


# What the key of an address is a key of (tests/conventions/world.py).
THINGS = {
    "accounts:door": "block",
    "accounts:person": "known",
    "accounts:person_end": "known",
    "accounts:person_off": "known",
    "accounts:rhythm_answer": "proposal",
    "checkins:agreed_end": "agreement",
    "checkins:case": "known",
    "checkins:case_csv": "known",
    "checkins:case_note": "known",
    "checkins:case_note_end": "known",
    "checkins:case_of_us": "known",
    "checkins:case_pdf": "known",
    "checkins:case_sheet": "known",
    "checkins:glad": "unsent",
    "checkins:hear": "shown",
    "checkins:hurt": "hurt",
    "checkins:hurt_edit": "hurt",
    "checkins:hurt_show": "hurt",
    "checkins:inner_entry": "inner",
    "checkins:inner_step": "inner",
    "checkins:invite_about": "hurt",
    "checkins:invite_again": "talk that ended",
    "checkins:invited": "invitation",
    "checkins:keep": "shown",
    "checkins:note": "private note",
    "checkins:own_statement_end": "own statement",
    "checkins:promise": "promise",
    "checkins:ritual_answer": "ritual",
    "checkins:set_answer": "set proposal",
    "checkins:rules_answer": "suggestion",
    "checkins:shown": "shown",
    "checkins:statement_answer": "statement",
    "checkins:talk": "talk",
    "checkins:talk_aside": "talk",
    "checkins:talk_close": "talk that ended",
    "checkins:talk_drop": "talk",
    "checkins:talk_later": "talk that ended",
    "checkins:talk_leave": "talk",
    "checkins:talk_not_back": "talk",
    "checkins:talk_pause": "talk",
    "checkins:talk_turn": "talk",
    "checkins:talk_unsay": "talk",
    "mfa_edit_webauthn": "passkey",
    "mfa_remove_webauthn": "passkey",
}
ABOUT_A_MONTH = {"checkins:month", "checkins:month_done", "checkins:month_part"}
ABOUT_THE_PAST = {"checkins:mine_week", "checkins:picture", "checkins:withdraw"}
WORDS: dict[str, Any] = {
    "purpose": "hurts_sharing",
    "number": 1,
    "step": "body",
    "part": "triggers",
    "what": "shown",
    "card": "ten-myths",
    "slug": "work",
}
