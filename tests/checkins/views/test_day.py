"""Three taps a day: off by default, for their author alone, and deleted at will."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from accounts.models import User
from checkins.models import Pulse, PulseWish
from tests.accounts.acting import seen_by
from tests.conftest import Pair, TestClock
from tests.factories.months import keeps_days, one_day, some_days
from tests.factories.people import NOW
from tests.factories.weeks import FIRST_DAY

DAY = reverse("checkins:day")
DAYS = reverse("checkins:days")
TAPS = {"D-CLOSE-1": "6", "D-EASE-1": "na", "D-LATER-1": "The soup."}


def body(client: Client, path: str = DAY) -> str:
    return client.get(path).content.decode()


def documents(person: User) -> list[dict]:
    return seen_by(person, lambda: [row.read() for row in Pulse.objects.all()])


def test_nothing_is_asked_until_it_is_wanted(sam: User, sign_in) -> None:
    client = sign_in(sam)
    page = body(client)
    assert "This is off until you want it." in page
    assert "D-CLOSE-1" not in page
    client.post(DAY, TAPS)
    assert documents(sam) == []
    assert client.post(DAY, {"wish": "on"})["Location"] == DAY
    page = body(client)
    assert [code in page for code in TAPS] == [True, True, True]
    assert "No contact" in page


def test_today_is_kept_once_and_changes_with_a_second_tap(sam: User, sign_in) -> None:
    keeps_days(sam, now=NOW)
    client = sign_in(sam)
    assert client.post(DAY, TAPS)["Location"] == reverse("checkins:today")
    client.post(DAY, {"D-CLOSE-1": "9"})
    (document,) = documents(sam)
    assert document["answers"] == {"D-CLOSE-1": 9, "D-EASE-1": "na"}
    assert document["texts"] == {"D-LATER-1": "The soup."}


def test_today_s_page_is_the_same_whether_days_are_kept_or_not(sam: User, sign_in) -> None:
    before = body(sign_in(sam), reverse("checkins:today"))
    keeps_days(sam, now=NOW)
    one_day(sam, now=NOW, words="The soup.")
    after = body(sign_in(sam), reverse("checkins:today"))
    assert DAY in before
    assert before.count(DAY) == after.count(DAY)
    assert len(before) == len(after)


def test_note_of_a_day_waits_at_the_note_of_the_week(
    couple: Pair, sign_in, clock: TestClock
) -> None:
    keeps_days(couple.one, now=NOW)
    one_day(couple.one, now=NOW - timedelta(days=30), words="Long ago.")
    one_day(couple.one, now=NOW, words="The soup.")
    client = sign_in(couple.one)
    pages = {
        number: body(client, reverse("checkins:step", args=[FIRST_DAY, number]))
        for number in range(1, 11)
    }
    (shown,) = [number for number, page in pages.items() if "The soup." in page]
    assert "Anything to remember about this week?" in pages[shown]
    assert "Long ago." not in pages[shown]
    clock.move_to(NOW + timedelta(minutes=6))
    assert "The soup." not in body(client, reverse("checkins:step", args=[FIRST_DAY, shown]))


def test_own_days_are_read_back_a_month_at_a_time(sam: User, sign_in) -> None:
    some_days(sam, now=NOW, count=33)
    page = body(sign_in(sam), DAYS)
    assert page.count("Delete this day") == 31
    (more,) = [part.split('"')[0] for part in page.split('href="')[1:] if "until=" in part]
    assert body(sign_in(sam), more).count("Delete this day") == 2
    assert body(sign_in(sam), f"{DAYS}?until=nonsense").count("Delete this day") == 31


def test_one_day_goes_or_all_of_them_go(sam: User, sign_in) -> None:
    keeps_days(sam, now=NOW)
    some_days(sam, now=NOW, count=3)
    client = sign_in(sam)
    pk = seen_by(sam, lambda: str(Pulse.objects.order_by("day")[0].pk))
    client.post(DAYS, {"delete": pk})
    client.post(DAYS, {"delete": "x"})
    assert len(documents(sam)) == 2
    client.post(DAYS, {"delete": "all"})
    assert documents(sam) == []
    assert not seen_by(sam, PulseWish.objects.exists)
    assert "No days here" in body(client, DAYS)


def test_somebody_else_s_day_is_not_deleted(couple: Pair, sign_in) -> None:
    one_day(couple.one, now=NOW)
    pk = seen_by(couple.one, lambda: str(Pulse.objects.get().pk))
    sign_in(couple.other).post(DAYS, {"delete": pk})
    sign_in(couple.other).post(DAYS, {"delete": "all"})
    assert len(documents(couple.one)) == 1


def test_stopping_keeps_what_was_put_down(sam: User, sign_in) -> None:
    keeps_days(sam, now=NOW)
    one_day(sam, now=NOW)
    client = sign_in(sam)
    client.post(DAY, {"wish": "off"})
    assert "This is off until you want it." in body(client)
    assert len(documents(sam)) == 1


def test_fear_in_a_note_leads_to_support_once(sam: User, sign_in) -> None:
    keeps_days(sam, now=NOW)
    client = sign_in(sam)
    answer = client.post(DAY, {"D-LATER-1": "I am afraid of him, he hit me."})
    assert "People to talk to" in answer.content.decode()
    assert "People to talk to" not in body(client)


def test_what_was_tapped_is_covered_after_five_minutes(
    sam: User, sign_in, clock: TestClock
) -> None:
    keeps_days(sam, now=NOW)
    one_day(sam, now=NOW, words="The soup.")
    client = sign_in(sam)
    assert "The soup." in body(client)
    clock.move_to(NOW + timedelta(minutes=6))
    assert "The soup." not in body(client)
    assert client.get(DAYS)["Location"].startswith(reverse("account_reauthenticate"))
