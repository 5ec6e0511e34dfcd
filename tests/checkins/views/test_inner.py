"""The inner check-in, a minute of calm, and what the area about oneself says of them."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions.user import seal_private
from accounts.actor import acting_as
from accounts.models import User
from checkins.enums.inner import InnerCode, InnerResponse, InnerStep, ProfilePart
from checkins.models import InnerCheckIn
from checkins.queries.inner import entries_of
from checkins.queries.note import notes_of
from checkins.queries.profile import sections_of
from tests.accounts.acting import act, seen_by
from tests.conftest import Pair
from tests.factories.alone import jot, look_inward, tell_of_oneself
from tests.factories.people import NOW

NEW = "/mine/inner/new/"
FRAGMENT = {"HX-Request": "true", "HX-Target": "kept"}
# Session, person and actor come first, the session's own date last.
QUERIES = 6


def text(response: Any) -> str:
    return str(response.content.decode())


def key_of(page: str) -> str:
    (key,) = re.findall(r'name="key" value="([^"]+)"', page)
    return key


def begin(client: Client, **sent: object) -> str:
    """Sends the first step; returns the address of the entry."""
    answer = client.post(NEW, {"key": key_of(text(client.get(NEW)))} | sent)
    assert answer.status_code == 302
    return answer["Location"].removesuffix("name/")


def test_every_item_is_asked_in_its_own_words(sam: User, sign_in) -> None:
    for _ in range(3):
        look_inward(sam, {}, now=NOW)
    client = sign_in(sam)
    pages = text(client.get(NEW))
    entry = begin(client)
    pages += "".join(text(client.get(f"{entry}{step}/")) for step in list(InnerStep)[1:])
    for words in (
        "heart fast|breath shallow|muscles tight|stomach off|slept badly",
        "shoulders down|warm|breath slow|rested",
        "safety|acceptance|being tuned-in to|being calmed together|love &amp; affection",
        "connection|saying what is true for me|space|having a say|running my own life",
        "sad|afraid|angry|ashamed|grieving|despairing|lonely|numb|glad|relieved|tender|other",
        "listened|comforted|brushed off|shamed|judged|ignored|pushed away|attacked",
        "hid it|said it|froze|pushed away or blamed|tried to steer the other|went silent",
        "stayed with it|asked",
        "what was lost?|what would make it safer?|which line was crossed?",
        "What met that feeling — from others or from me?|What I did with it",
        "I was on my own side.|A harsh inner voice ran the show.",
        "I trusted my own sense of what happened.|Now I feel…|empty, tight|full, loose",
        "Something I can give myself|Something I’d like to ask for",
        "This relationship is costing me health, work, parenting, or friendships.",
        "Notice|Name|Stay",
    ):
        for each in words.split("|"):
            assert each in pages, each
    needs = re.findall(r'name="I-NEED" value="(\w+)"', pages)
    assert len(needs) == 10
    assert not re.search(r"attachment|anxious|avoidant|disorder", pages, re.IGNORECASE)


def test_a_whole_walk_is_kept_as_one_entry_and_read_back(sam: User, sign_in) -> None:
    client = sign_in(sam)
    entry = begin(client, **{"I-BODY": ["warm", "rested"]})
    sent: dict[str, dict[str, object]] = {
        "name": {"I-FEEL": ["sad", "tender"]},
        "stay": {"I-WORDS": "It is quiet here.", "I-FULL": "7"},
        "need": {"I-NEED": ["space", "love"]},
        "met": {"I-MET": ["listened"], "I-RESP": ["asked"], "I-VOICE": "The small one."},
        "self": {"I-KIND": "8", "I-CRIT": "skip", "I-TRUST": "9"},
        "ask": {"I-GIVE": "An early night.", "I-ASK": "Ten minutes.", "done": "1"},
    }
    led_to = [client.post(f"{entry}{step}/", answers)["Location"] for step, answers in sent.items()]
    assert led_to == [*[f"{entry}{step}/" for step in list(sent)[1:]], entry]
    page = text(client.get(entry))
    for words in (
        "warm, rested",
        "sad, tender",
        "It is quiet here.",
        "<strong>7</strong>",
        "space, love",
        "The small one.",
        "An early night.",
    ):
        assert words in page
    assert "A harsh inner voice" not in page
    copied = re.findall(r"<output[^>]*>(.*?)</output>", page)
    assert copied == ["Ten minutes."]
    assert text(client.get("/mine/inner/")).count("lines__link") == 1


def test_nobody_else_reads_it_or_that_it_exists(couple: Pair, sign_in) -> None:
    alice, bob = couple
    pk = look_inward(alice, {InnerCode.WORDS: "As it was."}, now=NOW)
    assert "As it was." in text(sign_in(alice).get(f"/mine/inner/{pk}/"))
    client = sign_in(bob)
    for path in (f"/mine/inner/{pk}/", f"/mine/inner/{pk}/stay/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"delete": "yes"}).status_code == 404
    assert "Nothing here yet" in text(client.get("/mine/inner/"))
    with acting_as(bob.pk, now=NOW):
        assert not InnerCheckIn.objects.exists()


def test_everything_may_be_left_out(sam: User, sign_in) -> None:
    client = sign_in(sam)
    entry = begin(client)
    for step in list(InnerStep)[1:]:
        assert client.post(f"{entry}{step}/", {"done": "1"}).status_code == 302
    page = text(client.get(entry))
    assert "as good as any answer" in page
    assert "Thank you for looking" in page


def test_one_can_stop_at_each_step_and_go_on_later(sam: User, sign_in) -> None:
    client = sign_in(sam)
    entry = begin(client, **{"I-BODY": ["warm"]})
    answer = client.post(f"{entry}name/", {"I-FEEL": ["glad"], "later": "1"})
    assert answer["Location"] == "/mine/"
    assert "begun" in text(client.get("/mine/inner/"))
    assert f'href="{entry}name/"' in text(client.get(entry))
    assert re.search(r'value="glad"[^>]*checked', text(client.get(f"{entry}name/")))


def test_the_pause_asks_what_the_named_feelings_ask(sam: User, sign_in) -> None:
    client = sign_in(sam)
    entry = begin(client)
    client.post(f"{entry}name/", {"I-FEEL": ["afraid"]})
    page = text(client.get(f"{entry}stay/"))
    assert "what would make it safer?" in page
    assert "which line was crossed?" not in page
    assert "Stop here" in page


def test_the_same_first_form_twice_begins_one(sam: User, sign_in) -> None:
    client = sign_in(sam)
    key = key_of(text(client.get(NEW)))
    for signs in (["warm"], ["rested"]):
        client.post(NEW, {"key": key, "I-BODY": signs}, headers=FRAGMENT)
    with acting_as(sam.pk, now=NOW):
        (row,) = InnerCheckIn.objects.all()
        assert row.read()["answers"] == {"I-BODY": ["rested"]}


def test_the_first_form_sent_again_changes_no_finished_one(sam: User, sign_in, clock) -> None:
    client = sign_in(sam)
    key = key_of(text(client.get(NEW)))
    entry = client.post(NEW, {"key": key, "I-BODY": ["warm"]})["Location"].removesuffix("name/")
    client.post(f"{entry}ask/", {"done": "1"})
    clock.move_to(NOW + timedelta(minutes=6))
    client.post(NEW, {"key": key, "I-BODY": ["rested"]})
    (kept,) = seen_by(sam, entries_of, sam)
    assert list(kept.answers.values()) == [["warm"]]


def test_answers_are_kept_as_they_are_given(sam: User, sign_in) -> None:
    client = sign_in(sam)
    entry = begin(client)
    answer = client.post(f"{entry}self/", {"I-KIND": "4"}, headers=FRAGMENT)
    assert (answer.status_code, "kept" in text(answer), "<html" in text(answer)) == (
        200,
        True,
        False,
    )
    assert re.search(r'value="4"[^>]*checked', text(client.get(f"{entry}self/")))


@pytest.mark.parametrize("step", ["stay", "met", "ask"])
def test_what_is_too_long_is_refused_and_nothing_is_lost(sam: User, sign_in, step: str) -> None:
    client = sign_in(sam)
    entry = begin(client)
    field = {"stay": "I-WORDS", "met": "I-VOICE", "ask": "I-ASK"}[step]
    long = "ä" * 1001
    answer = client.post(f"{entry}{step}/", {field: long})
    assert answer.status_code == 422
    assert "there are 1001" in text(answer)
    assert long in text(answer)


def test_what_it_costs_is_asked_every_fourth_time_and_much_of_it_leads_to_support(
    sam: User, sign_in
) -> None:
    client = sign_in(sam)
    for _ in range(3):
        assert "costing me" not in text(client.get(f"{begin(client)}self/"))
    entry = begin(client)
    assert "costing me" in text(client.get(f"{entry}self/"))
    assert client.post(f"{entry}self/", {"I-FUNC": "5"}).status_code == 302
    answer = client.post(f"{entry}self/", {"I-FUNC": "6"})
    assert answer.status_code == 200
    assert 'href="/help/"' in text(answer)
    assert f'href="{entry}ask/"' in text(answer)


def test_freezing_leads_to_support(sam: User, sign_in) -> None:
    client = sign_in(sam)
    assert "If you froze" in text(client.get(f"{begin(client)}met/"))
    froze = look_inward(sam, {InnerCode.RESPONSE: [InnerResponse.FROZE]}, now=NOW)
    said = look_inward(sam, {InnerCode.RESPONSE: [InnerResponse.SAID]}, now=NOW)
    link = "Support, for you alone"
    assert link in text(client.get(f"/mine/inner/{froze}/"))
    assert link not in text(client.get(f"/mine/inner/{said}/"))


def test_words_of_danger_lead_to_support_on_the_next_page_alone(sam: User, sign_in) -> None:
    client = sign_in(sam)
    entry = begin(client)
    sent = {"I-WORDS": "I want to kill myself."}
    answer = client.post(f"{entry}stay/", sent)
    assert answer.status_code == 200
    assert "People to talk to" in text(answer)
    assert "People to talk to" not in text(client.get(f"{entry}need/"))


def test_deleting_leaves_no_stub(sam: User, sign_in) -> None:
    client = sign_in(sam)
    entry = begin(client)
    client.post(entry, {"delete": "yes"})
    assert "Nothing here yet" in text(client.get("/mine/inner/"))
    assert client.get(entry).status_code == 404
    with acting_as(sam.pk, now=NOW):
        assert not InnerCheckIn.objects.exists()


def test_a_shut_area_keeps_what_is_typed_and_shows_nothing(sam: User, sign_in, clock) -> None:
    client = sign_in(sam)
    entry = begin(client)
    clock.move_to(NOW + timedelta(minutes=6))
    answer = client.post(f"{entry}stay/", {"I-WORDS": "Typed slowly."})
    assert answer["Location"] == f"{entry}need/"
    for path in (f"{entry}need/", entry, "/mine/inner/", f"{entry}stay/"):
        assert "reauthenticate" in client.get(path)["Location"]
    open_again = sign_in(sam)
    assert "Typed slowly." in text(open_again.get(f"{entry}stay/"))


def test_a_finished_one_does_not_change_while_the_area_is_shut(sam: User, sign_in, clock) -> None:
    pk = look_inward(sam, {InnerCode.WORDS: "As it was."}, now=NOW)
    client = sign_in(sam)
    clock.move_to(NOW + timedelta(minutes=6))
    path = f"/mine/inner/{pk}/stay/"
    answer = client.post(path, {"I-WORDS": "Changed."})
    assert path in unquote(answer["Location"])
    assert "As it was." in text(sign_in(sam).get(path))


def test_somebody_sealed_changes_nothing_of_it(sam: User, sign_in) -> None:
    """Whoever came in by the mailbox alone (security.md 5.5)."""
    pk = look_inward(sam, {InnerCode.WORDS: "As it was."}, now=NOW)
    tell_of_oneself(sam, ProfilePart.PAST, "As it was.", now=NOW)
    note = jot(sam, "As it was.", now=NOW)
    act(sam, seal_private)
    client = sign_in(sam)
    for path, sent in (
        (f"/mine/inner/{pk}/stay/", {"I-WORDS": "Changed."}),
        (f"/mine/inner/{pk}/", {"delete": "yes"}),
        ("/mine/me/past/", {"text": "Changed."}),
        ("/mine/me/past/", {"delete": "yes"}),
        ("/mine/me/", {"delete": "yes"}),
        (f"/mine/notebook/{note}/", {"delete": "yes"}),
        ("/mine/day/", {"wish": "on"}),
        (f"/mine/months/{NOW.date().replace(day=1)}/1/", {"M-N1": "0"}),
    ):
        assert "Closed for now" in text(client.post(path, sent))
        assert "As it was." not in text(client.get(path))
    found = [
        *seen_by(sam, entries_of, sam)[0].answers.values(),
        *(each.content.text for each in seen_by(sam, sections_of, sam) if each.content),
        *(each.text for each in seen_by(sam, notes_of, sam, NOW)),
    ]
    assert found == ["As it was."] * 3


def test_a_minute_of_calm_asks_for_nothing(sam: User, sign_in, clock) -> None:
    client = sign_in(sam)
    clock.move_to(NOW + timedelta(minutes=6))
    page = text(client.get("/mine/calm/"))
    for words in ("a teacher, a friend", "an animal", "shoulders", "belly", "warmth"):
        assert words in page
    assert "<form" not in page


def test_the_list_asks_as_much_for_three_as_for_one(sam: User, sign_in) -> None:
    for count in (1, 3):
        while True:
            with acting_as(sam.pk, now=NOW):
                if InnerCheckIn.objects.count() == count:
                    break
            look_inward(sam, {}, now=NOW)
        client = sign_in(sam)
        with CaptureQueriesContext(connection) as seen:
            assert text(client.get("/mine/inner/")).count("lines__link") == count
        asked = [q["sql"] for q in seen if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(asked) == QUERIES, "\n".join(asked)


def test_the_room_of_ones_own_leads_everywhere(sam: User, sign_in) -> None:
    page = text(sign_in(sam).get("/mine/"))
    for path in (
        "/mine/inner/",
        "/mine/calm/",
        "/mine/cards/",
        "/mine/me/",
        "/mine/notebook/",
        "/mine/notes/",
        "/mine/said/",
    ):
        assert f'href="{path}"' in page
