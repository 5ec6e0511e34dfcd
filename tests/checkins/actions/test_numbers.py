"""Numbers that go along for a therapist: with consent, said beforehand, never for the partner."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.actions.couple import pause
from accounts.actor import acting_as
from accounts.enums import Scope
from accounts.models import User
from checkins.access import HasChanged
from checkins.actions import release as actions
from checkins.enums import Element
from checkins.models import ReleasedNumbers
from tests.conftest import Pair
from tests.factories.people import NOW
from tests.factories.therapists import introduce, let_in, make_therapist
from tests.factories.weeks import FIRST_MOMENT, answer, give, place_of

pytestmark = pytest.mark.django_db
SCOPES = (Scope.TRENDS, Scope.NUMBERS)
NEXT_WEEK = FIRST_MOMENT + timedelta(days=1)
OPENED = FIRST_MOMENT + timedelta(days=8)


def read_by(person: User, now=OPENED) -> list[dict[str, float]]:
    with acting_as(person.pk, now=now):
        return [row.read()["elements"] for row in ReleasedNumbers.objects.all()]


def week(couple: Pair, *, now=NEXT_WEEK) -> None:
    for person in couple:
        answer(person, now=now, score=6, W_REL_1=9)
        give(person, now=now, keep_back=(Element.FELT, Element.REPAIR))


def test_numbers_go_along_for_whom_both_let_in_and_for_nobody_else(couple: Pair) -> None:
    erin, frank = make_therapist(), make_therapist("Frank")
    known = introduce(erin, couple.one)
    introduce(frank, couple.one)
    for person in couple:
        let_in(person, known, SCOPES, now=NOW + timedelta(hours=1))
    # This round began before the consents: no number goes along.
    week(couple, now=NOW + timedelta(hours=2))
    week(couple)
    mine = read_by(couple.one)
    assert len(mine) == 1
    assert set(mine[0]) == {"reliability", "communication", "boundaries", "acceptance"}
    assert mine[0]["communication"] == 6
    assert read_by(erin, NEXT_WEEK) == []
    assert len(read_by(erin)) == 2  # both partners'
    assert read_by(frank) == []
    assert read_by(couple.other) == mine


def test_whoever_may_see_lines_alone_sees_no_numbers(couple: Pair) -> None:
    erin = make_therapist()
    known = introduce(erin, couple.one)
    for person in couple:
        let_in(person, known, SCOPES)
    week(couple)
    assert len(read_by(erin)) == 2
    let_in(couple.one, known, (Scope.TRENDS,), now=OPENED)
    assert read_by(erin) == []


def test_the_partner_reaches_none_of_them(couple: Pair) -> None:
    erin = make_therapist()
    let_in(couple.one, introduce(erin, couple.one), SCOPES)
    week(couple)
    assert len(read_by(couple.one)) == 1
    assert (read_by(couple.other), read_by(erin)) == ([], [])


def test_without_consent_to_numbers_there_are_none(couple: Pair) -> None:
    let_in(couple.one, introduce(make_therapist(), couple.one), (Scope.TRENDS,))
    week(couple)
    assert read_by(couple.one) == []


def test_pausing_takes_them_back_with_what_was_released(couple: Pair) -> None:
    let_in(couple.one, introduce(make_therapist(), couple.one), SCOPES)
    week(couple)
    with acting_as(couple.one.pk, now=NEXT_WEEK):
        pause(by=couple.one, now=NEXT_WEEK)
    assert read_by(couple.one) == []


def test_nobody_gives_numbers_to_somebody_of_whom_the_page_said_nothing(
    couple: Pair, sign_in, clock
) -> None:
    clock.move_to(NEXT_WEEK)
    alice, client = couple.one, sign_in(couple.one)
    answer(alice, now=NEXT_WEEK)
    with acting_as(alice.pk, now=NEXT_WEEK):
        place = place_of(alice, NEXT_WEEK)
    url = reverse("checkins:preview", args=[place.day])
    before = client.get(url).content.decode()
    assert "Erin Example" not in before
    known = introduce(make_therapist(now=FIRST_MOMENT), alice, now=FIRST_MOMENT)
    let_in(alice, known, SCOPES, now=FIRST_MOMENT)
    (seen,) = re.findall(r'name="seen" value="(\w+)"', before)
    with acting_as(alice.pk, now=NEXT_WEEK), pytest.raises(HasChanged):
        actions.release(by=alice, place=place, keep_back=(), seen=seen, now=NEXT_WEEK)
    after = client.get(url).content.decode()
    assert "For Erin Example, the numbers behind these words go along." in after
