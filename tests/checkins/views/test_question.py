"""The private question: its card, its page, its four answers, and that it is nobody else's."""

import re
import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.actor import acting_as
from checkins.actions.rupture import name_hurt
from checkins.enums import Element, HurtSource, HurtWish, QuestionAnswer
from checkins.logic.rupture import HurtContent
from checkins.models import Rupture
from checkins.queries.prompt import steps_of
from checkins.queries.rupture import owned_by
from tests.factories.people import NOW
from tests.factories.questions import finish, is_asked, last_question, wishes
from tests.factories.weeks import FIRST_DAY, answer, earlier_weeks, place_of

PAGE = "/mine/question/"
CARD = "Something for you alone"
THANKS = "Thank you. Only you know what you answered."
ASKED = "usually around 8"
FORM = {"key": str(uuid.uuid4()), "weight": "skip", "note": "", "wish": "keep"}


@pytest.fixture
def asked(couple):
    earlier_weeks(couple.one, [8, 8, 8, 8], now=NOW)
    finish(couple.one, score=8, W_REP_1=3, W_REP_2=6)
    return couple


def body(client, path):
    response = client.get(path, follow=True)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_today_has_one_card_that_says_nothing_of_numbers(asked, sign_in):
    today = body(sign_in(asked.one), "/today/")
    (card,) = re.findall(r'<section [^>]*="for-me-alone">.*?</section>', today)
    assert re.sub(r"<[^>]+>|\s+", " ", card).split() == [*CARD.split(), "Open"]
    assert re.findall(r'href="([^"]+)"', card) == [PAGE]
    assert CARD not in body(sign_in(asked.other), "/today/")


def test_page_says_what_was_lower_and_its_usual_value(asked, sign_in):
    page = body(sign_in(asked.one), PAGE)
    assert (
        "Your answers on <strong>Repair</strong> were lower than usual for you"
        " (3.5; usually around 8)."
    ) in page
    assert "Did something happen between you?" in page
    assert "heavy week" not in page
    assert 'href="/help/"' in page


def test_page_says_that_a_heavy_week_was_counted(couple, sign_in):
    earlier_weeks(couple.one, [8, 8, 8, 8], now=NOW)
    finish(couple.one, score=8, W_REP_1=2, W_REP_2=8, load=9)
    assert "You also had a heavy week outside." in body(sign_in(couple.one), PAGE)


def test_a_slow_slide_is_said_as_one(couple, sign_in, clock):
    earlier_weeks(couple.one, [8] * 8, now=NOW)
    for week in range(4):
        assert not is_asked(couple.one, clock.now)
        clock.move_to(NOW + timedelta(weeks=week))
        finish(couple.one, score=8, W_REP_1=6, W_REP_2=3, now=clock.now)
    page = body(sign_in(couple.one), PAGE)
    assert "Your answers on <strong>Repair</strong> have been drifting below what is usual" in page


def test_page_asks_for_the_password_where_the_private_area_is_shut(asked, sign_in, clock):
    client = sign_in(asked.one)
    clock.move_to(NOW + settings.PRIVATE_IDLE_LIMIT)
    for response in (client.get(PAGE), client.post(PAGE, {"answer": "outside"})):
        assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert is_asked(asked.one, clock.now)


def test_partner_finds_nothing_there(asked, sign_in):
    client = sign_in(asked.other)
    assert ASKED not in body(client, PAGE)
    assert "Nothing waits for you here" in body(client, PAGE)
    client.post(PAGE, {"answer": "outside"})
    assert is_asked(asked.one)


@pytest.mark.parametrize("given", ["not_rupture", "outside", "rather_not", "new_normal"])
def test_every_answer_is_thanked_for_alike_and_leaves_nothing(asked, sign_in, given):
    client = sign_in(asked.one)
    response = client.post(PAGE, {"answer": given}, follow=True)
    assert response.redirect_chain == [("/mine/", 302)]
    assert THANKS in response.content.decode()
    assert last_question(asked.one).answer is QuestionAnswer(given)
    assert "Nothing waits for you here" in body(client, PAGE)
    assert CARD not in body(client, "/today/")
    assert not re.search(r"usual|lower|question/", body(client, "/mine/"))


def test_an_answer_that_comes_twice_or_too_late_is_thanked_for_as_well(asked, sign_in):
    client = sign_in(asked.one)
    client.post(PAGE, {"answer": "outside"})
    response = client.post(PAGE, {"answer": "rather_not"}, follow=True)
    assert THANKS in response.content.decode()
    assert last_question(asked.one).answer is QuestionAnswer.OUTSIDE


@pytest.mark.parametrize("given", ["", "lapsed", "everything"])
def test_what_is_no_answer_changes_nothing(asked, sign_in, given):
    response = sign_in(asked.one).post(PAGE, {"answer": given})
    assert response.status_code == 422
    assert ASKED in response.content.decode()
    assert is_asked(asked.one)


def test_yes_leads_to_naming_it_with_the_areas_filled_in(asked, sign_in):
    client = sign_in(asked.one)
    response = client.post(PAGE, {"answer": "named"})
    assert response["Location"] == "/mine/notes/new/?asked=1"
    form = client.get(response["Location"])
    assert THANKS in form.content.decode()
    assert form.context["form"]["areas"].value() == [Element.REPAIR]
    assert form.context["form"]["source"].value() == "asked"
    client.post("/mine/notes/new/", FORM | {"areas": ["repair"], "source": "asked"})
    with acting_as(asked.one.pk, now=NOW):
        (hurt,) = owned_by(asked.one)
        assert hurt.read()["source"] == HurtSource.ASKED
    client.post(f"/mine/notes/{hurt.pk}/edit/", {"weight": "3", "note": "Changed."})
    with acting_as(asked.one.pk, now=NOW):
        document = Rupture.objects.get(pk=hurt.pk).read()
    assert (document["note"], document["source"]) == ("Changed.", HurtSource.ASKED)


def test_areas_are_filled_in_only_after_yes_and_while_the_private_area_is_open(
    asked, sign_in, clock
):
    client = sign_in(asked.one)
    assert client.get("/mine/notes/new/?asked=1").context["form"]["areas"].value() in (None, [])
    client.post(PAGE, {"answer": "named"})
    assert not client.get("/mine/notes/new/").context["form"]["areas"].value()
    clock.move_to(NOW + settings.PRIVATE_IDLE_LIMIT)
    shut = client.get("/mine/notes/new/?asked=1")
    assert not shut.context["form"]["areas"].value()
    assert not shut.context["form"]["source"].value()


def test_a_week_in_which_an_area_came_back_says_so_to_its_author(asked, sign_in, clock):
    later = NOW + timedelta(weeks=1)
    clock.move_to(later)
    finish(asked.one, score=8, now=later)
    client = sign_in(asked.one)
    line = "Repair came back this week: near what was usual for you before."
    assert line in body(client, f"/mine/weeks/{FIRST_DAY + timedelta(weeks=1)}/")
    assert "came back this week" not in body(client, f"/mine/weeks/{FIRST_DAY}/")
    finish(asked.other, score=8, now=later)
    theirs = body(sign_in(asked.other), f"/mine/weeks/{FIRST_DAY + timedelta(weeks=1)}/")
    assert "came back this week" not in theirs


@pytest.mark.parametrize(("hurts", "expected"), [(0, False), (2, False), (3, True), (5, True)])
def test_much_that_hurt_points_to_people_and_counts_nothing(couple, sign_in, hurts, expected):
    for _ in range(hurts):
        content = HurtContent(areas=[], weight=None, tags=[], note="")
        with acting_as(couple.one.pk, now=NOW):
            name_hurt(by=couple.one, key=uuid.uuid4(), content=content, wish=HurtWish.KEEP, now=NOW)
    mine = body(sign_in(couple.one), "/mine/")
    assert ("more than a page like this can hold" in mine) is expected
    (main,) = re.findall(r"<main.*</main>", mine)
    assert not re.search(rf"\b{max(hurts, 2)}\b", re.sub(r"<[^>]+>", " ", main))
    assert "more than a page" not in body(sign_in(couple.other), "/mine/")


def test_people_alone_are_asked_as_well(sam, sign_in):
    earlier_weeks(sam, [8, 8, 8, 8], now=NOW)
    finish(sam, score=2)
    client = sign_in(sam)
    assert CARD in body(client, "/today/")
    assert ASKED in body(client, PAGE)


def test_finishing_through_the_pages_asks(sam, sign_in):
    earlier_weeks(sam, [8, 8, 8, 8], now=NOW)
    answer(sam, now=NOW, score=2)
    client = sign_in(sam)
    assert CARD not in body(client, "/today/")
    with acting_as(sam.pk, now=NOW):
        place = place_of(sam, NOW)
        last = len(steps_of(place.version_id))
    client.post(f"/week/{place.day}/{last}/", {"done": "1"})
    assert CARD in body(client, "/today/")


def test_wanting_no_prompts_takes_card_and_page_away(asked, sign_in):
    wishes(asked.one, none=True)
    client = sign_in(asked.one)
    assert CARD not in body(client, "/today/")
    assert ASKED not in body(client, PAGE)
