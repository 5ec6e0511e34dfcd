"""Several wordings of one question: the same for both, kept with the answer, one line in trends."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from accounts.actor import acting_as
from checkins.models import CheckIn, Prompt
from checkins.personal_data.own import answers_in
from checkins.queries.prompt import prompts_of, questions_of, steps_of
from checkins.queries.round import around
from checkins.queries.trend_rows import read_own
from tests.conftest import Pair
from tests.factories.people import NOW
from tests.factories.weeks import FIRST_DAY, answer, keep

LEGEND = re.compile(r'<legend class="scale__legend">\s*(.*?)\s*</legend>', re.DOTALL)
CODE = "W-REL-1"


def texts_of(person, now) -> tuple[str, ...]:
    with acting_as(person.pk, now=now):
        version = around(person, now).running.version_id
        return next(each.texts for each in prompts_of(version) if each.code == CODE)


def asked(client, day) -> str:
    """The wording of the first question as it stands on the page."""
    return unescape(LEGEND.findall(client.get(f"/week/{day}/1/").content.decode())[0])


def test_both_meet_the_same_words_and_others_in_the_next_round(couple: Pair, sign_in, clock):
    clients = [sign_in(person) for person in couple]
    texts = texts_of(couple.one, NOW)
    assert len(texts) == 3
    met = []
    for week in range(4):
        clock.move_to(NOW + timedelta(weeks=week))
        clients = [sign_in(person) for person in couple]
        mine, theirs = (asked(client, FIRST_DAY + timedelta(weeks=week)) for client in clients)
        assert mine == theirs
        met.append(mine)
        # That the other has answered changes nothing of it.
        keep(couple.one, {CODE: 7}, now=clock.now)
        assert asked(clients[1], FIRST_DAY + timedelta(weeks=week)) == theirs
    assert set(met[:3]) == set(texts)
    assert met[3] == met[0]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_what_was_answered_is_shown_and_handed_out_in_its_own_words(
    couple: Pair, sign_in, number: int
):
    """Also where the round asks in other words by now: an answer never changes its question."""
    keep(couple.one, {CODE: 7, "W-REL-2": 3}, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        row = CheckIn.objects.get()
        document = row.read()
        assert set(document["asked"]) == {CODE, "W-REL-2"}
        row.write(document | {"asked": {CODE: number}})
        row.save()
    words = texts_of(couple.one, NOW)[number - 1]
    client = sign_in(couple.one)
    assert asked(client, FIRST_DAY) == words
    # Saved again, it stays with these words.
    client.post(f"/week/{FIRST_DAY}/1/", {CODE: "8"})
    assert asked(client, FIRST_DAY) == words
    assert words in client.get(reverse("checkins:mine_week", args=[FIRST_DAY])).content.decode()
    with acting_as(couple.one.pk, now=NOW):
        row = CheckIn.objects.get()
        exported = answers_in(row.prompt_set_version_id, row.read())
        assert row.read()["asked"][CODE] == number
    assert exported[0] == {"question": words, "answer": "8 of 10"}


def test_an_answer_without_a_number_met_the_first_words(couple: Pair, sign_in):
    keep(couple.one, {CODE: 7}, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        row = CheckIn.objects.get()
        document = row.read()
        del document["asked"]
        row.write(document)
        row.save()
    assert asked(sign_in(couple.one), FIRST_DAY) == texts_of(couple.one, NOW)[0]


def test_refused_answer_leaves_the_words_on_the_page(couple: Pair, sign_in):
    client = sign_in(couple.one)
    before = asked(client, FIRST_DAY)
    response = client.post(f"/week/{FIRST_DAY}/1/", {CODE: "11"})
    assert response.status_code == 422
    assert LEGEND.findall(response.content.decode())[0] == before


def test_trends_take_all_wordings_as_one_question(couple: Pair, clock):
    for week in range(3):
        clock.move_to(NOW + timedelta(weeks=week))
        answer(couple.one, now=clock.now)
    with acting_as(couple.one.pk, now=clock.now):
        rows = CheckIn.objects.order_by("ends_on")
        assert len({row.read()["asked"][CODE] for row in rows}) == 3
        version = rows[0].prompt_set_version_id
        read = read_own(couple.one, clock.now.date() + timedelta(weeks=2), 8)
    element = steps_of(version)[0].element
    points = [week.point(element) for week in read.weeks]
    assert len(points) == 3
    assert len({point.wording for point in points}) == 1
    # A version in which one of them is worded otherwise is another question.
    questions = questions_of(version, element)
    assert (len(questions), questions[0]) == (2, "\n".join(texts_of(couple.one, NOW)))
    with acting_as(couple.one.pk, now=clock.now):
        assert Prompt.objects.get(version=version, code=CODE).also == list(
            texts_of(couple.one, NOW)[1:]
        )
