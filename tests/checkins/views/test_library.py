"""The library: the same for everybody, and nothing is kept of what was read or sought."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from checkins.checks import check_content
from checkins.queries.library import library
from tests.accounts.test_logging import logged
from tests.conftest import Pair

__all__ = ["logged"]

SignIn = Callable[[User], Client]
LIBRARY = reverse("checkins:library")
# Session, person, actor, and which texts are in force.
COUNT = 4
FRAGMENT = {"HX-Request": "true", "HX-Target": "found"}


def text(answer: Any) -> str:
    return answer.content.decode()


def card(slug: str) -> str:
    return reverse("checkins:card", args=[slug])


def found(body: str) -> list[str]:
    """Cards in the list of what was found, by their addresses."""
    part = re.search(r'id="found-head"(.*?)</section>', body, re.DOTALL)
    return re.findall(r'href="(/library/[a-z-]+/)"', part[1]) if part else []


def test_every_card_stands_in_the_list_and_has_its_page(sign_in: SignIn, sam: User) -> None:
    client = sign_in(sam)
    body = text(client.get(LIBRARY))
    for each in library().cards():
        assert f'href="{card(each.slug)}"' in body
        answer = client.get(card(each.slug))
        assert answer.status_code == 200
        shown = unescape(text(answer))
        parts = [each.title, *each.text, *each.points, each.close]
        assert [part for part in parts if part not in shown] == []


def test_unknown_card_is_missing(sign_in: SignIn, sam: User) -> None:
    assert sign_in(sam).get(card("no-such-card")).status_code == 404


def test_way_leads_to_the_library_from_three_rooms(sign_in: SignIn, couple: Pair) -> None:
    client = sign_in(couple.one)
    for room in ("accounts:more", "checkins:mine", "checkins:us"):
        assert f'href="{LIBRARY}"' in text(client.get(reverse(room)))


def test_titles_of_the_tab_do_not_name_the_card(sign_in: SignIn, sam: User) -> None:
    client = sign_in(sam)
    titles = {re.findall("<title>(.*?)</title>", text(client.get(card(each.slug))))[0]
              for each in library().cards()}  # fmt: skip
    assert titles == {"Card – Twofold"}


def test_words_that_were_sent_find_their_cards(sign_in: SignIn, sam: User) -> None:
    body = text(sign_in(sam).post(LIBRARY, {"words": "borrowed calm"}))
    assert found(body) == [card("borrowed-calm")]
    assert 'value="borrowed calm"' in body


def test_fragment_is_what_was_found_alone(sign_in: SignIn, sam: User) -> None:
    body = text(sign_in(sam).post(LIBRARY, {"words": "myths"}, headers=FRAGMENT))
    assert found(body) == [card("ten-myths")]
    assert "<html" not in body


def test_words_without_a_card_are_met_kindly(sign_in: SignIn, sam: User) -> None:
    body = text(sign_in(sam).post(LIBRARY, {"words": "elephants"}))
    assert "No card has these words" in body
    assert f'href="{card("ten-myths")}"' in body


def test_too_many_words_are_said_so_beside_the_field_and_stay(sign_in: SignIn, sam: User) -> None:
    client, words = sign_in(sam), "word " * 30
    for headers in ({}, FRAGMENT):
        answer = client.post(LIBRARY, {"words": words}, headers=headers)
        assert answer.status_code == 422
        assert text(answer).count("A few words are enough, up to 100 characters.") == 1
    assert words.strip() in text(client.post(LIBRARY, {"words": words}))


def test_words_in_an_address_are_not_looked_at(sign_in: SignIn, sam: User) -> None:
    body = text(sign_in(sam).get(LIBRARY, {"words": "borrowed calm", "q": "borrowed calm"}))
    assert "found-head" not in body
    assert 'value="borrowed calm"' not in body


def test_page_is_the_same_for_everybody(sign_in: SignIn, sam: User, couple: Pair) -> None:
    def masked(body: str) -> str:
        return re.sub(r"[A-Za-z0-9]{64}", "", body)

    for path in (LIBRARY, card("lines-crossed")):
        bodies = {masked(text(sign_in(person).get(path))) for person in (sam, *couple)}
        assert len(bodies) == 1


@pytest.mark.parametrize("path", [LIBRARY, card("me-or-them")])
def test_reading_asks_only_who_reads(sign_in: SignIn, sam: User, path: str) -> None:
    client = sign_in(sam)
    client.get(path)  # a first request begins the session's clocks
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    asked = [query["sql"] for query in seen if not query["sql"].startswith(("SAVEP", "RELEASE"))]
    assert len(asked) == COUNT, "\n".join(asked)
    assert [sql for sql in asked if sql.startswith(("INSERT", "UPDATE", "DELETE"))] == []


def test_what_was_sought_and_read_leaves_no_trace(sign_in: SignIn, sam: User, logged: Any) -> None:
    client = sign_in(sam)
    client.get(LIBRARY)
    before = dict(client.session.items())
    logged.clear()
    with CaptureQueriesContext(connection) as seen:
        client.post(LIBRARY, {"words": "canary harm"})
        client.get(card("own-eyes"))
    assert [query for query in seen if "canary" in query["sql"] or "own-eyes" in query["sql"]] == []
    assert dict(client.session.items()) == before
    assert "canary" not in logged.text
    assert "own-eyes" not in logged.text


def test_cards_that_speak_of_harm_lead_to_support(sign_in: SignIn, sam: User) -> None:
    client = sign_in(sam)
    for each in library().cards():
        body = text(client.get(card(each.slug)))
        assert ("Support, for you alone" in body) == each.is_beside_support


def test_no_card_leads_off_the_site(sign_in: SignIn, sam: User) -> None:
    client = sign_in(sam)
    for path in (LIBRARY, *(card(each.slug) for each in library().cards())):
        assert re.findall(r'(?:href|src)="(?:https?:)?//', text(client.get(path))) == []


def test_shipped_libraries_pass_the_check_and_a_broken_one_does_not(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check_content() == []
    (tmp_path / "library.xx.yaml").write_text("groups: []", encoding="utf-8")
    monkeypatch.setattr("checkins.checks.CONTENT", tmp_path)
    (error,) = check_content()
    assert (error.id, str(error.msg).startswith("library.xx.yaml, line 1: ")) == (
        "twofold.E011",
        True,
    )
