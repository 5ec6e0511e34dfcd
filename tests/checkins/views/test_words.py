"""A second look at the wording: while writing and by a button, for its author alone."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import acting_as
from accounts.models import User
from accounts.sessions import PRIVATE_SEEN, SEEN
from checkins.enums import DraftField
from checkins.queries.rupture import hurts_of
from tests.accounts.test_logging import logged
from tests.checkins.views.test_rupture import address, form, named, text
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW

__all__ = ["logged"]

SignIn = Callable[[User], Client]
LOOK = reverse("checkins:words")
NEVER = "You never come home when you said."
NAMES = "Could you name one time it happened?"
FEAR = "You hit me on Sunday."
SUPPORT = "You do not have to carry this alone."
NONE = "No hint for these words."
TONE = (NAMES, "Describe the moment and what you wish for.")
WAY_TO_SUPPORT = r'<a href="/help/">\s*Support, for you alone'


def gist(answer: Any) -> str:
    (found,) = re.findall(r'<output form="" name="shown" hidden>(.*?)</output>', text(answer))
    return found


def tags(answer: Any) -> list[str]:
    """Whether the button stands there, and how the fold does."""
    return re.findall(
        r'name="look"|hx-post="/words/"|<details class="fold[^>]*\sopen', text(answer)
    )


def test_words_bring_their_hint_and_harmless_words_none(sign_in: SignIn, sam: User) -> None:
    client = sign_in(sam)
    assert NAMES in text(client.post(LOOK, {"words": NEVER}))
    answer = client.post(LOOK, {"words": "I waited at the station until nine."})
    assert (NONE in text(answer), NAMES in text(answer), gist(answer)) == (True, False, "none")


def test_a_hint_speaks_in_its_own_field(sign_in: SignIn, sam: User) -> None:
    client = sign_in(sam)
    assert gist(client.post(LOOK, {"felt": "You left."})) == "you_start"
    assert gist(client.post(LOOK, {"happened": "You left."})) == "none"


@pytest.mark.parametrize("field", DraftField)
def test_every_field_of_a_draft_is_looked_at(sign_in: SignIn, sam: User, field: str) -> None:
    assert "criticism" in gist(sign_in(sam).post(LOOK, {field: "You are so selfish."}))


def test_several_fields_bring_each_kind_once(sign_in: SignIn, sam: User) -> None:
    drafts = {"happened": NEVER, "meant": "You never listen. You are so selfish."}
    assert gist(sign_in(sam).post(LOOK, drafts)) == "absolutes criticism"


def test_fear_in_one_field_silences_all(sign_in: SignIn, sam: User) -> None:
    body = text(sign_in(sam).post(LOOK, {"happened": NEVER, "felt": FEAR}))
    assert SUPPORT in body
    assert [tone for tone in TONE if tone in body] == []


def test_question_about_one_text_hears_of_fear_in_another(sign_in: SignIn, sam: User) -> None:
    client, drafts = sign_in(sam), {"about": "happened", "happened": NEVER, "felt": "You left."}
    assert gist(client.post(LOOK, drafts)) == "absolutes"
    assert gist(client.post(LOOK, drafts | {"need": FEAR})) == "support"


def test_component_sends_every_text_of_its_form(sign_in: SignIn, sam: User) -> None:
    body = text(sign_in(sam).get(reverse("checkins:hurt_new")))
    (sent,) = re.findall(r'hx-params="(.*?)"', body)
    assert sent.split(",") == [*DraftField, "about", "tags", "shown"]


@pytest.mark.parametrize("tag", ["frightened", "controlled"])
def test_fear_that_was_ticked_silences_all(sign_in: SignIn, sam: User, tag: str) -> None:
    client = sign_in(sam)
    assert gist(client.post(LOOK, {"note": NEVER, "tags": ["other", tag]})) == "support"
    assert gist(client.post(LOOK, {"note": NEVER, "tags": ["other"]})) == "absolutes"


def test_what_stands_on_the_screen_is_not_said_again(sign_in: SignIn, sam: User) -> None:
    client = sign_in(sam)
    for words in (NEVER, FEAR, "I waited."):
        shown = gist(client.post(LOOK, {"words": words}))
        again = client.post(LOOK, {"words": words, "shown": shown})
        assert (again.status_code, again.content) == (204, b"")


def test_an_empty_draft_takes_back_what_was_said(sign_in: SignIn, sam: User) -> None:
    client = sign_in(sam)
    assert client.post(LOOK, {"words": ""}).status_code == 204
    answer = client.post(LOOK, {"words": "", "shown": "absolutes"})
    assert (answer.status_code, gist(answer), "<p" in text(answer)) == (200, "", False)


def test_too_long_a_draft_says_nothing(sign_in: SignIn, sam: User) -> None:
    answer = sign_in(sam).post(LOOK, {"words": NEVER * 200})
    assert (answer.status_code, gist(answer)) == (422, "")
    assert NAMES not in text(answer)


def test_reading_is_no_way_to_ask(sign_in: SignIn, sam: User) -> None:
    assert sign_in(sam).get(LOOK, {"words": NEVER}).status_code == 405


def test_a_stranger_is_sent_to_the_log_in(db: None) -> None:
    answer = Client().post(LOOK, {"words": NEVER})
    assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={LOOK}")


def test_asking_writes_nothing_and_leaves_no_trace(
    sign_in: SignIn, sam: User, logged: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    client, planted = sign_in(sam), "You never saw the canary in the mine."
    client.post(LOOK)  # a first request begins the session's clocks
    logged.clear()
    before = dict(client.session.items())
    with CaptureQueriesContext(connection) as seen:
        assert NAMES in text(client.post(LOOK, {"words": planted}))
    asked = [query["sql"] for query in seen]
    assert [sql for sql in asked if sql.startswith(("INSERT", "UPDATE", "DELETE"))] == []
    assert [sql for sql in asked if "canary" in sql] == []
    assert dict(client.session.items()) == before
    lines = [record.getMessage() for record in logged.records]
    assert [re.sub(r"^\w{8} | \d+ms$", "", line) for line in lines] == ["POST checkins:words 200"]
    assert "canary" not in logged.text + "".join(capfd.readouterr())
    assert mail.outbox == []
    assert [each for each in Session.objects.all() if "canary" in str(each.get_decoded())] == []


def test_writing_needs_no_password_and_holds_nothing_open(
    sign_in: SignIn, sam: User, clock: TestClock
) -> None:
    client = sign_in(sam)
    clock.move_to(NOW + timedelta(minutes=4))
    assert NAMES in text(client.post(LOOK, {"words": NEVER}))
    assert client.session[PRIVATE_SEEN] == NOW.isoformat()
    clock.move_to(NOW + timedelta(minutes=6))
    assert NAMES in text(client.post(LOOK, {"words": NEVER}))
    assert client.get(reverse("checkins:hurts")).status_code == 302
    # Whoever writes is here: a long text must not end with the log-in.
    assert client.session[SEEN] == clock.now.isoformat()


def test_support_stands_beside_every_draft(sign_in: SignIn, couple: Pair) -> None:
    client = sign_in(couple.one)
    frightened = named(client, couple.one, tags=["frightened"])
    pages = [reverse("checkins:hurt_new"), address("hurt_edit", frightened)]
    for path in (*pages, address("hurt_show", frightened)):
        assert len(re.findall(WAY_TO_SUPPORT, text(client.get(path)))) == 1


def test_button_shows_the_form_again_with_hints_and_keeps_nothing(
    sign_in: SignIn, sam: User
) -> None:
    client, sent = sign_in(sam), form(note=NEVER, weight="7", tags=["other"], look="yes")
    answer = client.post(reverse("checkins:hurt_new"), sent)
    body = text(answer)
    assert answer.status_code == 200
    assert body.index(NEVER) < body.index(NAMES)
    assert str(sent["key"]) in body
    assert len(re.findall(r'value="(?:7|other|keep)"[^>]*checked', body)) == 3
    with acting_as(sam.pk, now=NOW):
        assert hurts_of(sam) == []


def test_button_beside_a_mistake_keeps_what_was_typed(sign_in: SignIn, sam: User) -> None:
    answer = sign_in(sam).post(reverse("checkins:hurt_new"), form(note="n" * 1001, look="yes"))
    assert (answer.status_code, "n" * 1001 in text(answer)) == (422, True)


def test_button_of_a_changed_note_changes_nothing_yet(sign_in: SignIn, sam: User) -> None:
    client = sign_in(sam)
    pk = named(client, sam)
    body = text(client.post(address("hurt_edit", pk), {"note": NEVER, "look": "yes"}))
    assert NAMES in body
    with acting_as(sam.pk, now=NOW):
        assert [hurt.note == NEVER for hurt in hurts_of(sam)] == [False]


def test_button_of_the_exact_words_shows_nothing_to_anybody(sign_in: SignIn, couple: Pair) -> None:
    one, other = sign_in(couple.one), sign_in(couple.other)
    pk = named(one, couple.one)
    before = text(other.get(reverse("checkins:us")))
    body = text(one.post(address("hurt_show", pk), {"words": NEVER, "look": "yes"}))
    assert NAMES in body
    assert "This is all Bob will read" not in body
    with acting_as(couple.one.pk, now=NOW):
        assert hurts_of(couple.one)[0].shown is None
    after = text(other.get(reverse("checkins:us")))
    token = r"[A-Za-z0-9]{64}"
    assert re.sub(token, "", after) == re.sub(token, "", before)


@pytest.mark.parametrize("name", ["hurt_new", "hurt_edit", "hurt_show"])
def test_button_says_nothing_about_tone_where_there_is_fear(
    sign_in: SignIn, couple: Pair, name: str
) -> None:
    client = sign_in(couple.one)
    pk = named(client, couple.one)
    path = reverse("checkins:hurt_new") if name == "hurt_new" else address(name, pk)
    words = f"{NEVER} {FEAR}"
    body = text(client.post(path, form(note=words, words=words, look="yes")))
    assert SUPPORT in body
    assert [tone for tone in TONE if tone in body] == []


@pytest.mark.parametrize("told", [{"tags": ["frightened"]}, {"note": FEAR}])
def test_words_to_show_of_a_note_of_fear_are_left_alone(
    sign_in: SignIn, couple: Pair, clock: TestClock, told: dict[str, object]
) -> None:
    client = sign_in(couple.one)
    pk = named(client, couple.one, **told)
    assert tags(client.get(address("hurt_show", pk))) == []
    for sent in ({"words": NEVER}, {"words": NEVER, "look": "yes"}):
        body = text(client.post(address("hurt_show", pk), sent))
        assert [tone for tone in TONE if tone in body] == []
    clock.move_to(NOW + timedelta(minutes=6))
    shut = client.post(address("hurt_show", pk), {"words": NEVER, "look": "yes"})
    assert tags(shut) == []
    assert [tone for tone in (*TONE, "First of all, you") if tone in text(shut)] == []


def test_hints_are_folded_in_a_note_and_open_where_words_are_to_be_read(
    sign_in: SignIn, couple: Pair
) -> None:
    client = sign_in(couple.one)
    pk = named(client, couple.one)
    parts = {'name="look"', 'hx-post="/words/"'}
    assert set(tags(client.get(reverse("checkins:hurt_new")))) == parts
    (fold,) = set(tags(client.get(address("hurt_show", pk)))) - parts
    assert fold.endswith("open")


def test_a_look_reads_nothing_behind_the_password(
    sign_in: SignIn, couple: Pair, clock: TestClock
) -> None:
    client, stood = sign_in(couple.one), "the gate was painted without asking me"
    pk = named(client, couple.one)
    clock.move_to(NOW + timedelta(minutes=6))
    for name, field in (("hurt_edit", "note"), ("hurt_show", "words")):
        body = text(client.post(address(name, pk), {field: NEVER, "look": "yes"}))
        assert (NAMES in body, NEVER in body, stood in body) == (True, True, False)


def test_nobody_looks_through_a_foreign_note(sign_in: SignIn, couple: Pair) -> None:
    pk = named(sign_in(couple.one), couple.one)
    other = sign_in(couple.other)
    for name in ("hurt_edit", "hurt_show"):
        sent = {"note": NEVER, "words": NEVER, "look": "yes"}
        assert other.post(address(name, pk), sent).status_code == 404
