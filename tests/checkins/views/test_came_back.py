"""What came back, on the shared picture: one line, the same for both, from shown values alone."""

import re
from datetime import timedelta

from accounts.actions.couple import set_numbers
from accounts.actor import acting_as
from checkins.enums import Element
from tests.factories.people import NOW
from tests.factories.weeks import FIRST_DAY, answer, give

AWAY = {"W_ACC_1": 5}
LINE = r'<p class="notice notice--kept">\s*(.*?)\s*</p>'


def live(couple, clock, *weeks, first=0):
    """Each week: what Bob answers otherwise than steady, and what Bob keeps back."""
    for number, (marks, kept) in enumerate(weeks, first):
        now = NOW + timedelta(weeks=number)
        for person, given, back in ((couple.one, {}, ()), (couple.other, marks, kept)):
            answer(person, now=now, **given)
            give(person, now=now, keep_back={Element.FELT, *back})
        clock.move_to(now + timedelta(weeks=1))


def said(couple, sign_in, path="/us/"):
    """The line as each of the two reads it."""
    pages = [sign_in(person).get(path).content.decode() for person in couple]
    return [re.findall(LINE, page, re.DOTALL) for page in pages]


BACK = ["Acceptance came back: steady for both of you again."]


def test_what_came_back_is_said_once_to_both(couple, sign_in, clock):
    live(couple, clock, ({}, ()), (AWAY, ()))
    assert said(couple, sign_in) == [[], []]
    live(couple, clock, ({}, ()), first=2)
    assert said(couple, sign_in) == [BACK, BACK]
    day = FIRST_DAY + timedelta(weeks=2)
    assert said(couple, sign_in, f"/us/{day}/") == [BACK, BACK]
    live(couple, clock, ({}, ()), first=3)
    assert said(couple, sign_in) == [[], []]


def test_it_stands_before_where_to_look_first(couple, sign_in, clock):
    live(couple, clock, ({}, ()), (AWAY, ()), ({"W_REP_1": 2, "W_REP_2": 8}, ()))
    page = sign_in(couple.one).get("/us/").content.decode()
    assert page.index("Acceptance came back") < page.index("Where to look first")


def test_a_low_week_that_was_kept_back_never_was(couple, sign_in, clock):
    live(couple, clock, ({}, ()), (AWAY, {Element.ACCEPTANCE}), ({}, ()))
    assert said(couple, sign_in) == [[], []]


def test_several_stand_in_one_line(couple, sign_in, clock):
    away = AWAY | {"W_REP_1": 2, "W_REP_2": 8}
    live(couple, clock, ({}, ()), (away, ()), ({}, ()))
    both = ["Repair · Acceptance came back: steady for both of you again."]
    assert said(couple, sign_in) == [both, both]


def test_numbers_say_it_too(couple, sign_in, clock):
    for person in couple:
        with acting_as(person.pk, now=NOW):
            set_numbers(by=person, wants=True, now=NOW)
    live(couple, clock, ({}, ()), (AWAY, ()), ({}, ()))
    assert said(couple, sign_in) == [BACK, BACK]
