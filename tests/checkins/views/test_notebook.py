"""The notebook, cards, sections about oneself, and copies, as pages."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from checkins.actions.rupture import name_hurt, show_hurt
from checkins.enums import HurtWish
from checkins.enums.inner import EraseAfter, ProfilePart
from checkins.logic.rupture import HurtContent
from checkins.models import ReleasedText
from tests.accounts.acting import act, seen_by
from tests.conftest import Pair
from tests.factories.alone import jot, tell_of_oneself
from tests.factories.people import NOW
from tests.factories.weeks import FIRST_DAY, FIRST_MOMENT, answer, full_week

TEXT = "He said it never happened.\nI saw it."
NEW = "/mine/notebook/new/"
LATER = timedelta(minutes=6)
# Session, person and actor come first, the session's own date last.
QUERIES = 6


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return str(response.content.decode())


def key_of(page: str) -> str:
    return re.findall(r'name="key" value="([^"]+)"', page)[0]


def test_a_note_is_written_read_and_deleted(sam: User, sign_in) -> None:
    client = sign_in(sam)
    sent = {"key": key_of(text(client.get(NEW))), "text": TEXT, "after": "7"}
    note = client.post(NEW, sent)["Location"]
    page = text(client.get(note))
    assert "I saw it." in page
    assert "Wednesday, 4 March 2026" in page
    assert "Erases itself on Wednesday, 11 March 2026." in page
    listed = text(client.get("/mine/notebook/"))
    assert "He said it never happened." in listed
    assert "erases itself on 11 March 2026" in listed
    client.post(note, {"delete": "yes"})
    assert client.get(note).status_code == 404
    assert "No note yet" in text(client.get("/mine/notebook/"))


def test_a_note_is_not_there_from_its_day_on(sam: User, sign_in, clock) -> None:
    pk = jot(sam, TEXT, now=NOW, after=EraseAfter.WEEK)
    path = f"/mine/notebook/{pk}/"
    clock.move_to(NOW + timedelta(days=6))
    assert "I saw it." in text(sign_in(sam).get(path))
    clock.move_to(NOW + timedelta(days=7))
    client = sign_in(sam)
    assert client.get(path).status_code == 404
    assert "No note yet" in text(client.get("/mine/notebook/"))


def test_when_it_erases_itself_can_change(sam: User, sign_in) -> None:
    path = f"/mine/notebook/{jot(sam, TEXT, now=NOW)}/"
    client = sign_in(sam)
    assert client.post(path, {"erase": "yes", "after": "30"}).status_code == 302
    assert "Friday, 3 April 2026" in text(client.get(path))
    text(client.post(path, {"erase": "yes", "after": "soon"}), 422)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"text": "", "after": "never"}, "Please write something"),
        ({"text": "ä" * 2001, "after": "never"}, "there are 2001"),
        ({"text": TEXT, "after": "soon"}, "Select a valid choice"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_lost(
    sam: User, sign_in, sent: dict[str, str], says: str
) -> None:
    client = sign_in(sam)
    page = text(client.post(NEW, sent | {"key": key_of(text(client.get(NEW)))}), 422)
    assert says in page
    assert sent["text"] in page


def test_writing_needs_no_password_and_reading_does(sam: User, sign_in, clock) -> None:
    client = sign_in(sam)
    key = key_of(text(client.get(NEW)))
    clock.move_to(NOW + LATER)
    answered = client.post(NEW, {"key": key, "text": TEXT, "after": "never"})
    for path in (answered["Location"], "/mine/notebook/"):
        assert "reauthenticate" in client.get(path)["Location"]
    assert "I saw it." in text(sign_in(sam).get(answered["Location"]))


def test_the_list_asks_as_much_for_three_as_for_one(sam: User, sign_in) -> None:
    for count, more in ((1, 1), (3, 2)):
        for _ in range(more):
            jot(sam, TEXT, now=NOW)
        client = sign_in(sam)
        with CaptureQueriesContext(connection) as seen:
            assert text(client.get("/mine/notebook/")).count("lines__link") == count
        asked = [q["sql"] for q in seen if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(asked) == QUERIES, "\n".join(asked)


def test_words_of_danger_lead_to_support_on_the_next_page_alone(sam: User, sign_in) -> None:
    client = sign_in(sam)
    sent = {"key": key_of(text(client.get(NEW))), "text": "He choked me.", "after": "never"}
    page = text(client.post(NEW, sent))
    assert "People to talk to" in page
    (note,) = re.findall(r'href="(/mine/notebook/[-0-9a-f]{36}/)"', page)
    assert "People to talk to" not in text(client.get(note))


def test_cards_keep_only_what_was_written(sam: User, sign_in) -> None:
    client = sign_in(sam)
    page = text(client.get("/mine/cards/"))
    for words in ("something similar inside", "look down on", "ease inside me first"):
        assert words in page
    assert 'href="/help/"' in page
    sent = {"key": key_of(page), "look_down": "The slow one.", "after": "90"}
    for _ in range(2):
        assert client.post("/mine/cards/", sent)["Location"] == "/mine/notebook/"
    (note,) = re.findall(
        r'href="(/mine/notebook/[-0-9a-f]{36}/)"', text(client.get("/mine/notebook/"))
    )
    kept = text(client.get(note))
    assert "Which parts of me do I look down on?" in kept
    assert "The slow one." in kept
    again = text(client.post("/mine/cards/", {"key": key_of(page), "after": "never"}), 422)
    assert "Thinking it is enough" in again


# About oneself


def test_a_section_is_written_changed_and_deleted(sam: User, sign_in) -> None:
    client = sign_in(sam)
    path = "/mine/me/stress/"
    page = text(client.get(path))
    for words in ("I guard myself", "I draw back", "I try to please", "I keep watch"):
        assert words in page
    assert "None of them is a fault." in page
    assert "Delete this section" not in page
    client.post(path, {"picks": ["pleasing"], "text": "I say yes."})
    about = text(client.get("/mine/me/"))
    assert "I try to please" in about
    assert "I say yes." in about
    assert re.search(r'value="pleasing"[^>]*checked', text(client.get(path)))
    client.post(path, {"delete": "yes"})
    assert "I say yes." not in text(client.get("/mine/me/"))


def test_every_section_has_its_page_and_no_other_is_there(sam: User, sign_in) -> None:
    client = sign_in(sam)
    about = text(client.get("/mine/me/"))
    for part in ProfilePart:
        assert f'href="/mine/me/{part}/"' in about
        text(client.get(f"/mine/me/{part}/"))
    assert client.get("/mine/me/type/").status_code == 404
    assert not re.search(r"attachment|anxious|avoidant|disorder", about, re.IGNORECASE)


def test_what_was_typed_while_it_was_shut_waits_behind_the_password(
    sam: User, sign_in, clock
) -> None:
    tell_of_oneself(sam, ProfilePart.PAST, "As it was.", now=NOW)
    client = sign_in(sam)
    path = "/mine/me/past/"
    clock.move_to(NOW + LATER)
    for sent in ({"text": "Typed slowly."}, {"delete": "yes"}):
        assert path in unquote(client.post(path, sent)["Location"])
    open_again = sign_in(sam)
    assert "As it was." in text(open_again.get("/mine/me/"))
    page = text(open_again.get(path))
    assert "Typed slowly." in page
    assert "while your private area was closed" in page
    open_again.post(path, {"text": "Typed slowly."})
    about = text(open_again.get("/mine/me/"))
    assert "Typed slowly." in about
    assert "As it was." not in about


def test_all_about_oneself_can_be_deleted(sam: User, sign_in) -> None:
    tell_of_oneself(sam, ProfilePart.PAST, "As it was.", now=NOW)
    client = sign_in(sam)
    client.post("/mine/me/", {"delete": "yes"})
    about = text(client.get("/mine/me/"))
    assert "As it was." not in about
    assert "Delete all of this" not in about


# Copies


def test_what_is_shown_can_be_kept_and_its_author_was_told_so(couple: Pair, sign_in) -> None:
    alice, bob = couple
    content = HurtContent(areas=[], weight=None, tags=[], note="")
    hurt = act(alice, name_hurt, key=alice.pk, content=content, wish=HurtWish.SHOW)
    preview = sign_in(alice).post(f"/mine/notes/{hurt}/show/", {"words": "It hurt."})
    assert "Bob may keep a private copy" in text(preview)
    shown = act(alice, show_hurt, pk=hurt, words="It hurt.")
    keep = reverse("checkins:keep", args=["shown", shown])
    client = sign_in(bob)
    page = f"/us/notes/{shown}/"
    assert f'action="{keep}"' in text(client.get(page))
    assert keep not in text(sign_in(alice).get(page))
    for _ in range(2):
        assert client.post(keep)["Location"] == page
    (note,) = re.findall(
        r'href="(/mine/notebook/[-0-9a-f]{36}/)"', text(client.get("/mine/notebook/"))
    )
    kept = text(client.get(note))
    assert "It hurt." in kept
    assert "Alice, 4 March 2026" in kept
    assert client.post(keep.replace("/shown/", "/all/")).status_code == 404


def test_words_of_a_picture_can_be_kept_and_their_author_was_told_so(
    couple: Pair, sign_in, clock
) -> None:
    alice, bob = couple
    answer(alice, now=NOW, words="You were there.")
    preview = sign_in(alice).get(f"/week/{FIRST_DAY}/preview/")
    assert "Bob may keep a private copy" in text(preview)
    full_week(alice, bob, now=NOW, words="You were there.")
    clock.move_to(FIRST_MOMENT + timedelta(hours=1))
    pk = seen_by(bob, lambda: ReleasedText.objects.get(author=alice).pk, now=FIRST_MOMENT)
    keep = reverse("checkins:keep", args=["picture", pk])
    client = sign_in(bob)
    assert f'action="{keep}"' in text(client.get("/us/"))
    at = client.post(keep)["Location"]
    assert f'action="{keep}"' in text(client.get(at))
    assert "words of Alice" in text(client.get("/mine/notebook/"))
