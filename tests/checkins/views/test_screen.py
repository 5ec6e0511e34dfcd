"""SR-07: the seven questions. Nothing is sent, nothing is kept, and what follows is one page."""

import itertools
import logging
import random
import re

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actor import acting_as
from accounts.queries.support import register
from checkins.forms.screen import ANSWERS, QUESTIONS
from checkins.safety import is_quiet
from checkins.views import screen
from tests.checkins.every_page import mask
from tests.factories.people import NOW, connect, make_user
from tests.factories.questions import finish, wishes
from tests.journeys.dump import dump

PAGE = "/help/questions/"
CHOICES = [value for value, _ in ANSWERS]
EVERY_WAY = list(itertools.product(CHOICES, repeat=len(QUESTIONS)))
# The corners, some between them, and screens of which some or all is left out.
ALL_ALIKE = [(each,) * len(QUESTIONS) for each in CHOICES]
SOME = ALL_ALIKE + random.Random(7).sample(EVERY_WAY, 40)
WAYS = [dict(zip(QUESTIONS, way, strict=True)) for way in SOME]
WAYS += [{}, *({code: value} for code in QUESTIONS for value in CHOICES)]


def text(response):
    return response.content.decode()


def main_of(body):
    (found,) = re.findall(r"<main.*</main>", body, re.DOTALL)
    return found


def is_set(person):
    with acting_as(person.pk, now=NOW):
        return is_quiet(person)


@pytest.fixture
def logged(caplog):
    logger = logging.getLogger("twofold")
    logger.addHandler(caplog.handler)
    caplog.set_level(logging.DEBUG)
    yield caplog
    logger.removeHandler(caplog.handler)


def test_questions_stand_in_the_exact_words_and_none_is_chosen(sam, sign_in):
    body = text(sign_in(sam).get(PAGE))
    legends = re.findall(r'<legend class="field__legend">(.*?)</legend>', body)
    assert [each.replace("&#x27;", "'") for each in legends] == list(map(str, QUESTIONS.values()))
    assert "checked" not in main_of(body)
    assert "not a tested instrument" in re.sub(r"\s+", " ", body)


def test_no_answer_belongs_to_a_form_so_none_is_ever_sent(sam, sign_in):
    body = main_of(text(sign_in(sam).get(PAGE)))
    answers = re.findall(r'<input type="radio"[^>]*>', body)
    assert len(answers) == len(QUESTIONS) * len(ANSWERS)
    assert [each for each in answers if ' form=""' not in each] == []
    (form,) = re.findall(r"<form.*?</form>", body, re.DOTALL)
    assert re.findall(r'name="(\w+)"', form) == ["csrfmiddlewaretoken"]
    assert "hx-" not in body


def test_whatever_is_sent_nevertheless_brings_the_same_page_by_the_same_work(couple, sam, sign_in):
    wishes(couple.one, none=True)
    finish(couple.other, score=1)
    answers = set()
    for person in (*couple, sam):
        client = sign_in(person)
        client.get(PAGE)
        for way in WAYS if person == sam else WAYS[:4]:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                response = client.post(PAGE, way)
            assert response.status_code == 200
            assert response["Cache-Control"] == "no-store"
            answers.add((len(response.content), mask(main_of(text(response))), len(captured)))
    assert len(answers) == 1


def test_page_afterwards_names_everybody_and_promises_nothing(sam, sign_in):
    body = re.sub(r"\s+", " ", text(sign_in(sam).post(PAGE)))
    lines = [line for line in register().lines if line.is_enabled]
    assert all(line.phone in body for line in lines)
    assert "your own behaviour" in body
    assert body.index("tel:112") < body.index(f"tel:{lines[0].phone.replace('-', '')}")
    assert "not a tested instrument" in body
    assert not re.search(r"(you are|you're|you’re|is) safe\b", body, re.IGNORECASE)


def test_page_afterwards_begins_with_whom_to_call(sam, sign_in):
    body = sign_in(sam).post("/help/questions/").content.decode()
    assert body.index("In danger now") < body.index("Read your own answers")


def test_it_leaves_no_byte_in_the_database(transactional_db, logged):
    """A dump of every table, read past all policies, is the same before and after."""
    person, other = make_user("Alice"), make_user("Bob")
    connect(person, other)
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    client.get("/today/")
    before = _dumped()
    logged.clear()
    assert client.get(PAGE).status_code == 200
    for way in WAYS[:12]:
        assert client.post(PAGE, way).status_code == 200
    assert _dumped() == before
    assert b"accounts_user" in before
    assert logged.records == []
    assert mail.outbox == []


def _dumped():
    # The newest pg_dump guards its output with a random word.
    return re.sub(rb"\\(un)?restrict \w+", b"", dump())


def test_a_failure_reports_no_answer(sam, sign_in, logged, monkeypatch, capfd):
    def fail(today):
        raise RuntimeError("S-4")

    monkeypatch.setattr(screen, "support_page", fail)
    client = sign_in(sam)
    client.raise_request_exception = False
    response = client.post(PAGE, dict.fromkeys(QUESTIONS, "not_sure"))
    assert response.status_code == 500
    said = logged.text + "".join(capfd.readouterr()) + text(response)
    assert "RuntimeError" in said
    assert [word for word in (*QUESTIONS, "not_sure") if word in said] == []
    assert mail.outbox == []


def test_button_sets_the_wish_whoever_presses_it_and_nothing_else_does(couple, sign_in):
    client = sign_in(couple.one)
    client.get(PAGE)
    for way in WAYS[:6]:
        client.post(PAGE, way)
    assert [is_set(person) for person in couple] == [False, False]
    bodies = set()
    for _ in range(2):
        bodies.add(mask(text(client.post(PAGE, {"no_prompts": "1"}))))
        assert [is_set(person) for person in couple] == [True, False]
    (body,) = bodies
    assert "Nobody is told." in body


def test_page_does_not_tell_whether_the_wish_stands(sam, sign_in):
    client = sign_in(sam)
    before = [mask(text(client.get(PAGE))), mask(text(client.post(PAGE)))]
    wishes(sam, none=True)
    assert [mask(text(client.get(PAGE))), mask(text(client.post(PAGE)))] == before


def test_session_holds_what_it_held(sam, sign_in):
    client = sign_in(sam)
    client.get("/today/")
    before = dict(client.session)
    client.post(PAGE, WAYS[0])
    assert dict(client.session) == before


def test_everybody_is_led_there_in_the_same_words(couple, sam, sign_in):
    wishes(couple.one, none=True)
    for path in ("/more/", "/help/"):
        found = {
            tuple(re.findall(rf'<a [^>]*href="{PAGE}".*?</a>', text(sign_in(person).get(path)), 16))
            for person in (*couple, sam)
        }
        assert [len(links) for links in found] == [1]


def test_a_therapist_finds_the_questions_and_nothing_to_switch_off(sign_in, frank):
    client = sign_in(frank)
    assert PAGE in text(client.get("/help/"))
    body = text(client.post(PAGE, {"no_prompts": "1"}))
    assert "What this can mean" in text(client.get(PAGE))
    assert "No prompts" not in body
    assert re.findall(r'href="(/today/)"', body) == []
    assert not is_set(frank)
