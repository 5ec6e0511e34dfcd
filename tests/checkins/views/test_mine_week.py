"""One's own past week, and deleting it (V1)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from checkins.models import CheckIn, OpenWish, Release, ReleasedText
from tests.accounts.acting import seen_by
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW
from tests.factories.weeks import (
    FIRST_DAY,
    FIRST_MOMENT,
    answer,
    earlier_weeks,
    full_week,
    give,
    tap,
)

MINE = reverse("checkins:mine")
WEEK = reverse("checkins:mine_week", args=[FIRST_DAY])
PICTURE = reverse("checkins:picture", args=[FIRST_DAY])


def own_week(person: User) -> str:
    return str(seen_by(person, lambda: CheckIn.objects.values_list("pk", flat=True).get()))


def rows_of(person: User, now=NOW) -> int:
    return sum(
        seen_by(person, model.objects.filter(author=person).count, now=now)
        for model in (CheckIn, Release, ReleasedText, OpenWish)
    )


def erase(client: Client, pk: str) -> None:
    assert client.post(WEEK, {"delete": pk})["Location"] == MINE


def test_weeks_of_long_ago_are_folded_and_all_are_there(sam: User, sign_in) -> None:
    earlier_weeks(sam, [8] * 8, now=NOW)
    recent, folded, earlier = sign_in(sam).get(MINE).content.decode().partition("Earlier weeks")
    assert folded
    assert [half.count("/mine/weeks/") for half in (recent, earlier)] == [6, 2]


def test_few_weeks_need_no_fold(sam: User, sign_in) -> None:
    earlier_weeks(sam, [8] * 6, now=NOW)
    assert "Earlier weeks" not in sign_in(sam).get(MINE).content.decode()


def test_deleted_week_leaves_no_stub(sam: User, sign_in) -> None:
    answer(sam, now=NOW, words="Thank you for the soup.")
    client = sign_in(sam)
    day = seen_by(sam, lambda: CheckIn.objects.get().ends_on)
    address = reverse("checkins:mine_week", args=[day])
    assert "soup" in client.get(address).content.decode()
    assert client.post(address, {"delete": own_week(sam)})["Location"] == MINE
    assert rows_of(sam) == 0
    assert client.get(address).status_code == 404
    assert address not in client.get(MINE).content.decode()


def test_deleting_before_the_moment_takes_the_release_back(couple: Pair, sign_in) -> None:
    for person in couple:
        answer(person, now=NOW, words="Thank you for the soup.")
    give(couple.one, now=NOW)
    tap(couple.one, now=NOW)
    assert rows_of(couple.one) == 4
    erase(sign_in(couple.one), own_week(couple.one))
    assert rows_of(couple.one) == 0
    give(couple.other, now=NOW)
    after = FIRST_MOMENT + timedelta(hours=1)
    assert seen_by(couple.other, Release.objects.count, now=after) == 1


def test_deleting_after_the_moment_leaves_the_shared_picture(
    couple: Pair, sign_in, clock: TestClock
) -> None:
    full_week(*couple, now=NOW, words="Thank you for the soup.")
    clock.move_to(FIRST_MOMENT + timedelta(hours=1))
    client = sign_in(couple.one)
    assert "stays in the shared picture" in client.get(WEEK).content.decode()
    before = sign_in(couple.other).get(PICTURE).content.count(b"soup")
    assert before == 2
    erase(client, own_week(couple.one))
    assert client.get(WEEK).status_code == 404
    assert sign_in(couple.other).get(PICTURE).content.count(b"soup") == before
    assert client.get(PICTURE).status_code == 200
    for address in ("/today/", "/us/", f"/week/{FIRST_DAY}/done/", "/mine/"):
        assert client.get(address, follow=True).status_code == 200


def test_week_of_somebody_else_is_not_deleted(couple: Pair, sign_in) -> None:
    for person in couple:
        answer(person, now=NOW)
    erase(sign_in(couple.one), own_week(couple.other))
    assert rows_of(couple.one) == rows_of(couple.other) == 1


@pytest.mark.parametrize("posted", [{}, {"delete": "x"}])
def test_nothing_is_deleted_unless_it_is_named(
    couple: Pair, sign_in, posted: dict[str, str]
) -> None:
    answer(couple.one, now=NOW)
    sign_in(couple.one).post(WEEK, posted)
    assert rows_of(couple.one) == 1


def test_deleting_asks_for_the_password_after_five_minutes(
    couple: Pair, sign_in, clock: TestClock
) -> None:
    answer(couple.one, now=NOW)
    client = sign_in(couple.one)
    clock.move_to(NOW + timedelta(minutes=6))
    asked = client.post(WEEK, {"delete": own_week(couple.one)})
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert rows_of(couple.one) == 1
