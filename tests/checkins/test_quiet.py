"""V3 and V7: *No prompts, please* is nobody else's to notice, and own questions stop."""

import pytest
from django.db import connection

from accounts.actor import acting_as
from checkins.actions.rupture import show_hurt
from checkins.enums import Preset
from checkins.models.support import QuietMode
from checkins.queries.question import preset_in_force
from tests.checkins.actions.test_rupture import named
from tests.checkins.every_page import EVERY, OURS, everything
from tests.factories.people import NOW
from tests.factories.questions import finish, is_asked, wishes
from tests.factories.weeks import FIRST_MOMENT, earlier_weeks, full_week


def pages(person, sign_in, spaces=OURS):
    return everything(sign_in(person), spaces)


def test_every_page_of_the_partner_is_the_same_with_it_on_or_off(couple, sign_in):
    before = pages(couple.other, sign_in, EVERY)
    wishes(couple.one, none=True)
    assert pages(couple.other, sign_in, EVERY) == before
    wishes(couple.one)
    assert pages(couple.other, sign_in, EVERY) == before


def test_beside_an_open_picture_and_a_shown_hurt_it_is_the_same(couple, sign_in, clock):
    full_week(*couple, now=NOW, words="Of this week.")
    pk = named(couple.one)
    with acting_as(couple.one.pk, now=NOW):
        show_hurt(by=couple.one, pk=pk, words="Shown before the wish.", now=NOW)
    clock.move_to(FIRST_MOMENT)
    before = pages(couple.other, sign_in)
    wishes(couple.one, none=True, now=FIRST_MOMENT)
    assert pages(couple.other, sign_in) == before


def test_the_own_page_does_change(couple, sign_in):
    """The control: the comparison above could tell."""
    before = pages(couple.one, sign_in)
    wishes(couple.one, none=True)
    after = pages(couple.one, sign_in)
    assert [path for path in before if before[path] != after[path]] == ["/mine/prompts/"]


def test_a_question_that_was_put_is_nowhere_on_the_partner_s_pages(couple, sign_in):
    earlier_weeks(couple.one, [8, 8, 8, 8], now=NOW)
    before = pages(couple.other, sign_in, EVERY)
    finish(couple.one, score=1)
    assert is_asked(couple.one)
    assert pages(couple.other, sign_in, EVERY) == before


@pytest.mark.parametrize("preset", Preset)
def test_own_questions_stop_however_readily_they_came(couple, preset):
    for person in couple:
        wishes(person, none=person == couple.one, preset=preset)
        earlier_weeks(person, [8, 8, 8, 8], now=NOW)
        finish(person, score=1)
    assert [is_asked(person) for person in couple] == [False, True]


def test_the_wish_does_not_show_in_what_both_chose(couple):
    for person in couple:
        wishes(person, preset=Preset.ATTENTIVE)
    wishes(couple.one, none=True, preset=Preset.ATTENTIVE)
    with acting_as(couple.other.pk, now=NOW):
        assert preset_in_force(couple.other) is Preset.ATTENTIVE


def test_the_wish_has_no_reason_no_date_and_is_its_owner_s_row_alone(couple):
    wishes(couple.one, none=True)
    assert [field.name for field in QuietMode._meta.get_fields()] == ["id", "author"]
    for person, rows in ((couple.one, 1), (couple.other, 0)):
        with acting_as(person.pk, now=NOW), connection.cursor() as cursor:
            cursor.execute("select count(*) from checkins_quietmode")
            assert cursor.fetchone() == (rows,)


def test_button_after_the_seven_questions_silences_what_the_preference_does(couple, sign_in):
    earlier_weeks(couple.one, [8, 8, 8, 8], now=NOW)
    finish(couple.one, score=1)
    assert is_asked(couple.one)
    before = pages(couple.other, sign_in, EVERY)
    client = sign_in(couple.one)
    assert client.post("/help/questions/", {"no_prompts": "1"}).status_code == 200
    assert not is_asked(couple.one)
    assert client.get("/mine/prompts/").context["form"]["wants_none"].value() is True
    assert pages(couple.other, sign_in, EVERY) == before
