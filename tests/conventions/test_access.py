"""Every address × every identity × every method, against the table."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from accounts.gate import PRACTICE
from checkins import pdf
from tests.accounts.test_headers import EXACT, POLICY
from tests.conventions.access_cells import ALLOWED, Cells, Outcome
from tests.conventions.access_table import LET_NOBODY_IN, PUBLIC, ROWS
from tests.conventions.addresses import (
    SHADOWED,
    Address,
    addresses,
    all_names,
    fill,
    fill_missing,
)
from tests.conventions.identities import (
    INSIDE,
    OUTSIDE,
    PARTNERS,
    STAFF,
    THERAPISTS,
    Who,
    browser_of,
    person_of,
)
from tests.conventions.sources import files
from tests.conventions.visits import masked, visit
from tests.conventions.words import tells
from tests.conventions.world import LATER, World

FRAGMENT = {"HX-Request": "true", "HX-Target": "kept", "HX-Current-URL": "http://testserver/"}
# The lines and directories have pages of their own.
LEADING_AWAY = {"accounts:support", "checkins:screen"}
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
# Planting takes a while, so one world does for a few of them.
GROUPS = {
    "outside": OUTSIDE,
    "two": frozenset({Who.AUTHOR, Who.PARTNER}),
    "others": PARTNERS - {Who.AUTHOR, Who.PARTNER},
    "practice": THERAPISTS | STAFF,
}
LIKE_ERIN = THERAPISTS - {Who.LET_IN}
ABOUT_ONESELF = {"accounts:more", "accounts:record", "accounts:codes"}


@pytest.fixture
def world(planted: World) -> World:
    return planted


@pytest.fixture(autouse=True)
def pdf_as_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be set, in place of setting it: read here, and made once elsewhere."""
    monkeypatch.setattr(pdf, "pdf_of", lambda html, **_more: html.encode())


def test_every_address_has_its_row() -> None:
    assert {address.name for address in addresses()} == set(ROWS)


def test_every_row_has_a_cell_for_everybody() -> None:
    for name, row in ROWS.items():
        assert (name, set(row.read), set(row.act)) == (name, set(Who), set(Who))


def test_every_row_lets_somebody_in_and_keeps_somebody_out() -> None:
    """Methods a row does not know keep out by themselves; the walk below sees to that."""
    closed = {
        name
        for name, row in ROWS.items()
        if not ALLOWED & (set(row.read.values()) | set(row.act.values()))
    }
    assert closed == set(LET_NOBODY_IN)


def test_every_address_needs_a_log_in_unless_listed() -> None:
    found = {
        address.name for address in addresses() if not _needs_login(resolve(_any(address)).func)
    }
    assert found == set(PUBLIC)


def test_addresses_tell_nothing() -> None:
    assert [address.route for address in addresses() if tells(address.route)] == []
    static = [str(path) for path in files(".css", ".js", ".svg") if path.parts[0] == "static"]
    assert [path for path in static if tells(path)] == []


def test_addresses_hold_no_number_that_counts_what_people_do() -> None:
    """Steps of a week, parts of a month and allauth's own passkeys are no trace of answers."""
    counting = {a.name for a in addresses() if "IntConverter" in a.parameters.values()}
    assert counting == {
        "checkins:step",
        "checkins:month_part",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
    }


def test_shadowed_addresses_lead_to_our_own_pages(world: World) -> None:
    assert set(SHADOWED) <= all_names()
    for name in SHADOWED:
        assert resolve(reverse(name)).view_name.startswith("accounts:")
    for address in addresses():
        assert (address.name, resolve(fill(address, world)).view_name) == (address.name,) * 2


@pytest.mark.parametrize("group", GROUPS)
def test_everybody_gets_what_the_table_says_and_nothing_meant_for_others(
    world: World, group: str
) -> None:
    """And of a thing of somebody else what they get of none (V9)."""
    wrong: list[str] = []
    for who, client in _each_of(GROUPS[group], world):
        compared = 0
        for address in _worth_a_visit(who):
            row, url = ROWS[address.name], fill(address, world)
            at = f"{who}: {address.name}"
            answers = {method: visit(client, method, url) for method in METHODS}
            wrong += [f"{at} {each}" for each in _cells(row.read, row.act, who, answers)]
            # Whoever was let in once is told on their own caseload that it has ended.
            is_told = who is Who.ENDED and address.name in PRACTICE
            if who in INSIDE and not is_told and set(address.parameters) & {"pk", "day"}:
                for method in _missing(answers):
                    nothing = visit(client, method, fill_missing(address, world))
                    compared += 1
                    if masked(answers[method]) != masked(nothing):
                        wrong.append(f"{at} {method}: foreign and missing differ")
            answers["fragment"] = visit(client, "GET", url, headers=FRAGMENT)
            for method, answer in answers.items():
                wrong += [
                    f"{at} {method}: {each}"
                    for each in _leaks(answer, who, world, address) + _frame(answer, address)
                ]
        assert compared > 0 or who is Who.AUTHOR or who in LIKE_ERIN or who not in INSIDE
    assert "\n".join(wrong) == ""


def test_everybody_sees_what_is_meant_for_them(world: World) -> None:
    """Without this the walk above would be content with empty pages."""
    for who in (Who.AUTHOR, Who.PARTNER, Who.LET_IN, Who.NOT_LET_IN):
        person = person_of(who, world)
        assert person is not None
        client = browser_of(who, world)
        read = "".join(
            visit(client, "GET", fill(address, world)).content.decode() for address in addresses()
        )
        read += "".join(_linked(client, read))
        assert [text for text in world.meant_for(person) if text not in read] == []


def _each_of(group: Iterable[Who], world: World) -> Iterator[tuple[Who, Client]]:
    """Each in turn, in the world as it was planted."""
    for who in sorted(group):
        with transaction.atomic():
            yield who, browser_of(who, world)
            transaction.set_rollback(True)


def _worth_a_visit(who: Who) -> list[Address]:
    """All of them; where one therapist is like another, the pages on which they could differ."""
    return [
        address
        for address in addresses()
        if who not in LIKE_ERIN
        or address.name in PRACTICE | ABOUT_ONESELF
        or any(
            cells[who] is not cells[Who.LET_IN]
            for cells in (ROWS[address.name].read, ROWS[address.name].act)
        )
    ]


def _any(address: Address) -> str:
    samples = {"UUIDConverter": "0" * 8 + "-0000" * 3 + "-" + "0" * 12, "IntConverter": 1}
    arguments: dict[str, Any] = {
        name: samples.get(kind, LATER.date() if kind == "DayConverter" else "x")
        for name, kind in address.parameters.items()
    }
    return reverse(address.name, kwargs=arguments)


def _needs_login(view: Any) -> bool:
    return bool(getattr(view, "login_required", True))


def _missing(answers: dict[str, HttpResponse]) -> list[str]:
    return [name for name, answer in answers.items() if _outcome(answer) is Outcome.MISSING]


def _outcome(answer: HttpResponse) -> Outcome:
    if answer.status_code in {301, 302}:
        return _direction(answer["Location"])
    # Whatever else there is, a 5xx above all, has no place in the table.
    return {
        200: Outcome.PAGE,
        204: Outcome.PAGE,
        403: Outcome.REFUSED,
        404: Outcome.MISSING,
        405: Outcome.REFUSED,
        422: Outcome.ASKS,
    }[answer.status_code]


def _direction(to: str) -> Outcome:
    if to == settings.EXIT_TARGET:
        return Outcome.OUT
    assert to.startswith("/")
    assert not to.startswith("//")
    return Outcome.LOGIN if to.partition("?")[0] == reverse("account_login") else Outcome.ON


def _cells(read: Cells, act: Cells, who: Who, answers: dict[str, HttpResponse]) -> list[str]:
    """Which methods answer otherwise than the table says."""
    outcomes = {method: _outcome(answer) for method, answer in answers.items()}
    expected = {
        "GET": {read[who]},
        "HEAD": {read[who]},
        "POST": {act[who]},
        # Nothing of ours knows these; allauth's forms take a PUT for a POST.
        "PUT": {Outcome.REFUSED, Outcome.LOGIN, act[who]},
        "DELETE": {Outcome.REFUSED, Outcome.LOGIN, Outcome.MISSING, Outcome.ON},
    }
    return [
        f"{method}: {outcomes[method]} instead of {' or '.join(sorted(expected[method]))}"
        for method in METHODS
        if outcomes[method] not in expected[method]
    ]


def _leaks(answer: HttpResponse, who: Who, world: World, address: Address) -> list[str]:
    """What stands in an answer and is for other eyes."""
    everything = answer.content.decode() + str(answer.headers) + str(answer.cookies)
    found = [
        f"tells {text}" for text in world.hidden_from(person_of(who, world)) if text in everything
    ]
    if who is Who.FORMER:
        gone = world.shown_to(world.partner)
        found += [f"still tells {text}" for text in gone if text in everything]
    return found


def _frame(answer: HttpResponse, address: Address) -> list[str]:
    """Headers, title and links that every answer has to keep to."""
    wrong = [f"{name}: {answer.get(name)}" for name in EXACT if answer.get(name) != EXACT[name]]
    if set(answer.get("Content-Security-Policy", "").split("; ")) != POLICY:
        wrong.append(f"policy: {answer.get('Content-Security-Policy')}")
    body = answer.content.decode()
    if "text/html" in answer.get("Content-Type", "") and "<html" in body:
        (title,) = re.findall(r"<title>(.*?)</title>", body, re.DOTALL)
        if not re.fullmatch(r"[^–]{2,40} – Twofold", title.strip()) or tells(title):
            wrong.append(f"title: {title}")
        # The button at the top, and one among the links that skip (SR-01).
        ways_out = re.findall(
            rf'<a [^>]*href="{reverse("accounts:exit")}"[^>]*data-exit[^>]*>', body
        )
        if len(ways_out) != 2 or body.count("data-exit-button") != 1:
            wrong.append(f"ways out: {ways_out}")
    away = set(re.findall(r'(?:href|src|action)="((?:https?:)?//[^"]+)"', body))
    if address.name not in LEADING_AWAY and away:
        wrong.append(f"leads away: {away}")
    return wrong


def _linked(client: Client, read: str) -> list[str]:
    """The pages that pages lead to: lists name their things by links alone."""
    links = set(re.findall(r'href="(/(?:mine|us|people)/[^"]+)"', read))
    return [visit(client, "GET", link).content.decode() for link in links]
