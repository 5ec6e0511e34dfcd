"""SR-26: words of fear, violence or self-harm lead to support once, and leave nothing behind."""

import json
import logging
import re
import uuid

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from accounts.actor import acting_as
from checkins.models import CheckIn, Rupture
from tests.checkins.every_page import EVERY, everything
from tests.factories.people import NOW
from tests.factories.weeks import FIRST_DAY

LAST = f"/week/{FIRST_DAY}/10/"
NEW = reverse("checkins:hurt_new")
FEAR = "He locked me in and I was afraid of him."
DESPAIR = "I wish I was dead."
CALM = "We talked about the garden."
PANEL = "First of all, you"


def hurt(note, **fields):
    return {"key": str(uuid.uuid4()), "note": note, "wish": "keep"} | fields


def own_hurt(person):
    with acting_as(person.pk, now=NOW):
        return Rupture.objects.get()


@pytest.mark.parametrize("words", [FEAR, DESPAIR])
@pytest.mark.parametrize("button", ["done", "later"])
def test_note_of_the_week_is_kept_and_support_comes_once(couple, sign_in, words, button):
    alice = sign_in(couple.one)
    response = alice.post(LAST, {"W-NOTE-1": words, button: "1"})
    body = response.content.decode()
    assert response.status_code == 200
    assert PANEL in body
    assert words not in body
    assert f'href="{reverse("accounts:support")}"' in body
    onward = "/today/" if button == "later" else f"/week/{FIRST_DAY}/preview/"
    assert f'href="{onward}"' in body
    with acting_as(couple.one.pk, now=NOW):
        assert CheckIn.objects.get().read()["texts"]["W-NOTE-1"] == words
    for path in (onward, "/today/", "/mine/", f"/week/{FIRST_DAY}/1/"):
        assert PANEL not in alice.get(path).content.decode()


def test_other_words_lead_on_at_once(couple, sign_in):
    response = sign_in(couple.one).post(LAST, {"W-NOTE-1": CALM})
    assert (response.status_code, response["Location"]) == (302, f"/week/{FIRST_DAY}/preview/")


def test_while_typing_nothing_is_said_but_kept(couple, sign_in):
    headers = {"HX-Request": "true", "HX-Target": "kept"}
    response = sign_in(couple.one).post(LAST, {"W-NOTE-1": FEAR}, headers=headers)
    assert PANEL not in response.content.decode()
    assert "kept" in response.content.decode()


@pytest.mark.parametrize("wish", ["keep", "look_again", "show", "invite"])
def test_note_about_a_hurt_is_kept_and_nothing_is_promoted(couple, sign_in, wish):
    alice = sign_in(couple.one)
    response = alice.post(NEW, hurt(FEAR, wish=wish))
    body = response.content.decode()
    assert response.status_code == 200
    assert PANEL in body
    page = reverse("checkins:hurt", args=[own_hurt(couple.one).pk])
    assert f'href="{page}"' in body
    assert "talk/new" not in body
    assert "/show/" not in body


def test_the_tag_has_its_panel_on_the_page_of_the_hurt_and_is_not_asked_twice(couple, sign_in):
    response = sign_in(couple.one).post(NEW, hurt(FEAR, tags=["frightened"]))
    assert response.status_code == 302


def test_changing_the_note_looks_again(couple, sign_in):
    alice = sign_in(couple.one)
    alice.post(NEW, hurt(CALM))
    edit = reverse("checkins:hurt_edit", args=[own_hurt(couple.one).pk])
    assert alice.post(edit, {"note": CALM}).status_code == 302
    assert PANEL in alice.post(edit, {"note": DESPAIR}).content.decode()
    assert own_hurt(couple.one).read()["note"] == DESPAIR


def test_it_leaves_nothing_in_the_session_nor_in_any_other_row(couple, sign_in):
    """The same request with other words of the same length leaves the same, but for the seal."""
    left = []
    for person, words in zip(couple, (FEAR, "He looked in and I was ahead of him."), strict=True):
        client = sign_in(person)
        client.post(LAST, {"W-NOTE-1": words, "done": "1"})
        with acting_as(person.pk, now=NOW):
            row = CheckIn.objects.values().get()
        sizes = len(bytes(row["sealed"]))
        left.append((sorted(client.session.keys()), sizes, row["is_done"]))
    assert left[0] == left[1]
    assert not any(PANEL in json.dumps(s.get_decoded()) for s in Session.objects.all())


def test_nobody_else_s_page_changes(couple, sign_in):
    def pages():
        return everything(sign_in(couple.other), EVERY)

    before = pages()
    sign_in(couple.one).post(LAST, {"W-NOTE-1": FEAR, "done": "1"})
    sign_in(couple.one).post(NEW, hurt(DESPAIR))
    assert pages() == before


def test_the_log_does_not_tell_them_from_other_words(couple, sign_in, caplog):
    """Whoever runs the server may be the one who is feared."""
    logger = logging.getLogger("twofold")
    logger.addHandler(caplog.handler)
    caplog.set_level(logging.INFO, logger="twofold.access")
    alice = sign_in(couple.one)
    try:
        statuses = [alice.post(NEW, hurt(words)).status_code for words in (FEAR, CALM)]
    finally:
        logger.removeHandler(caplog.handler)
    assert statuses == [200, 302]
    lines = [record.getMessage() for record in caplog.records if record.name == "twofold.access"]
    assert [re.sub(r"^\w+ (.*) \d+ms$", r"\1", line) for line in lines] == [
        "POST checkins:hurt_new 200"
    ] * 2
