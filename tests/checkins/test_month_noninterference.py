"""V3 for days and months: whatever somebody keeps there, the other's pages are the same byte for
byte; and a freedom shows only where both added it.
"""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from checkins.enums import FREEDOMS, Element
from checkins.enums.month import Often
from tests.checkins.every_page import OURS, Week
from tests.checkins.test_noninterference import (
    PLANTED,
    bob_did_nothing,
    bob_released,
    compare,
    released,
)
from tests.conftest import Pair, TestClock
from tests.factories.copies import copy_of, sections
from tests.factories.months import keeps_days, one_day, whole_month
from tests.factories.people import NOW
from tests.factories.weeks import FIRST_DAY, FIRST_MOMENT, answer, give

MONTH = FIRST_DAY.replace(day=1)
PICTURE = reverse("checkins:picture", args=[FIRST_DAY])
NAME = "Free to draw a line"


def kept_days(alice: User, client: Client, now: datetime) -> None:
    keeps_days(alice, now=now)
    one_day(alice, now=now, close=0, ease=0, words=PLANTED)


def answered_a_month(alice: User, client: Client, now: datetime) -> None:
    whole_month(alice, now=now, score=1, words=PLANTED, often=Often.OFTEN)


def said_often(alice: User, client: Client, now: datetime) -> None:
    """Over HTTP: the way to support is the answer itself, and leaves nothing behind."""
    answered_a_month(alice, client, now)
    path = reverse("checkins:month_part", args=[MONTH, 8])
    assert b"People to talk to" in client.post(path, {"M-T1": "often"}).content


def looked_at_trends(alice: User, client: Client, now: datetime) -> None:
    answered_a_month(alice, client, now)
    assert client.get(reverse("checkins:trends")).status_code == 200


def added_freedoms(alice: User, client: Client, now: datetime) -> None:
    answered_a_month(alice, client, now)
    answer(alice, now=now, score=1, words=PLANTED)
    give(alice, now=now, keep_back=(), added=FREEDOMS)


STORIES = (kept_days, answered_a_month, said_often, looked_at_trends, added_freedoms)
OPENING = {added_freedoms}


@pytest.fixture
def week(couple: Pair, sign_in, clock: TestClock) -> Week:
    return Week(couple, sign_in, clock, NOW, OURS)


def test_the_partner_s_pages_do_not_tell_of_days_and_months(week: Week) -> None:
    compare(replace(week, before=("",)), bob_did_nothing, STORIES, OPENING)


def test_they_do_not_tell_somebody_who_released(week: Week) -> None:
    compare(week, bob_released, STORIES, OPENING)


def test_freedoms_that_one_added_change_nothing_on_the_other_s_pages(week: Week) -> None:
    """Beside the same release without them, also after the moment."""
    bob_released(week.couple.other, NOW)
    plain, added = week.told(released), week.told(added_freedoms)
    assert (plain.before, plain.after) == (added.before, added.after)
    assert plain.own != added.own


@pytest.mark.parametrize(
    ("added", "shows"),
    [
        (({Element.FREE_LINES}, {Element.FREE_LINES}), True),
        (({Element.FREE_LINES}, {Element.FREE_CHANGE}), False),
        (({Element.FREE_LINES}, frozenset()), False),
        ((frozenset(), frozenset(FREEDOMS)), False),
    ],
)
def test_a_freedom_shows_where_both_added_it(couple, sign_in, clock, added, shows) -> None:
    for person, its in zip(couple, added, strict=True):
        whole_month(person, now=NOW)
        answer(person, now=NOW)
        give(person, now=NOW, added=its)
    clock.move_to(FIRST_MOMENT + timedelta(hours=1))
    for person in couple:
        body = sign_in(person).get(PICTURE).content.decode()
        assert (NAME in body) is shows
        assert "Free to change" not in body
        # And so in the file that somebody takes along.
        (picture,) = sections(copy_of(person, now=FIRST_MOMENT + timedelta(hours=1)))["pictures"]
        assert [line["name"] for line in picture["freedoms"]] == [NAME] * shows


@pytest.mark.parametrize(("deletes_at", "shows"), [(timedelta(0), False), (timedelta(8), True)])
def test_a_deleted_month_goes_out_of_what_has_not_opened(
    couple, sign_in, clock, deletes_at, shows
) -> None:
    for person in couple:
        whole_month(person, now=NOW)
        answer(person, now=NOW)
        give(person, now=NOW, added={Element.FREE_LINES})
    clock.move_to(NOW + deletes_at)
    client = sign_in(couple.one)
    assert (
        client.post(reverse("checkins:month", args=[MONTH]), {"delete": "yes"}).status_code == 302
    )
    clock.move_to(max(clock.now, FIRST_MOMENT + timedelta(hours=1)))
    for person in couple:
        body = sign_in(person).get(PICTURE).content.decode()
        assert ("Reliability" in body, NAME in body) == (True, shows)
