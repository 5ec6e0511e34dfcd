"""What both can see, from when, and that the page of one says nothing about the other."""

import re
from datetime import timedelta

import pytest

from accounts.actions.couple import set_numbers
from accounts.actor import acting_as
from checkins.enums import Element
from checkins.models import Round
from tests.factories.people import NOW
from tests.factories.weeks import (
    FIRST_DAY,
    FIRST_MOMENT,
    answer,
    full_week,
    give,
    keep_all,
    tap,
)

PICTURE = f"/us/{FIRST_DAY}/"
OPEN = f"/us/{FIRST_DAY}/open/"
NONE = "No shared picture this week"


def pairs(html: str) -> list[tuple[str, ...]]:
    """Name, my words, their words of each line."""
    found = re.findall(
        r"<h3>(.*?)</h3>.*?You: <b>(.*?)</b>.*?<span>\w+: <b>(.*?)</b>", html, flags=re.DOTALL
    )
    return [tuple(re.sub(r"\s+", " ", part).strip() for part in line) for line in found]


def test_two_voices_strengths_first_and_each_sees_themselves_as_i(couple, sign_in, clock):
    alice, bob = couple
    answer(alice, now=NOW, score=8, W_REL_1=2, W_REL_2=8)
    answer(bob, now=NOW, score=9, W_ACC_1=5)
    give(alice, now=NOW)
    give(bob, now=NOW)
    clock.move_to(FIRST_MOMENT)
    mine = pairs(sign_in(alice).get(PICTURE).content.decode())
    assert mine == [
        ("Respectful communication", "steady", "steady"),
        ("Boundaries and consent", "steady", "steady"),
        ("Repair", "steady", "steady"),
        ("Reliability", "hard", "steady"),
        ("Acceptance", "steady", "mixed"),
    ]
    theirs = pairs(sign_in(bob).get(PICTURE).content.decode())
    assert theirs == [(name, other, one) for name, one, other in mine]


def test_where_to_look_first_is_the_same_for_both(couple, sign_in, clock):
    alice, bob = couple
    answer(alice, now=NOW, score=8, W_REP_1=2, W_REP_2=8)
    answer(bob, now=NOW, score=8)
    give(alice, now=NOW)
    give(bob, now=NOW)
    clock.move_to(FIRST_MOMENT)
    openers = set()
    for person in couple:
        html = sign_in(person).get(PICTURE).content.decode()
        assert re.search(r"Where to look first</p>\s*<h2>Repair</h2>", html)
        openers.update(re.findall(r"<q[^>]*>(.*?)</q>", html))
    assert len(openers) == 1


def test_only_what_both_released_shows_and_the_rest_is_absent(couple, sign_in, clock):
    alice, bob = couple
    answer(alice, now=NOW)
    answer(bob, now=NOW)
    give(alice, now=NOW, keep_back={Element.REPAIR})
    give(bob, now=NOW, keep_back={Element.FELT, Element.BOUNDARIES})
    clock.move_to(FIRST_MOMENT)
    for person in couple:
        html = sign_in(person).get(PICTURE).content.decode()
        assert [name for name, _, _ in pairs(html)] == [
            "Reliability", "Respectful communication", "Acceptance",
        ]  # fmt: skip
        assert "Boundaries" not in html
        assert "room together" not in html


def test_appreciations_stand_on_their_own_and_on_top(couple, sign_in, clock):
    alice, bob = couple
    answer(alice, now=NOW, words="You waited with the soup.")
    answer(bob, now=NOW)
    give(alice, now=NOW, keep_back={Element.FELT})
    give(bob, now=NOW)
    clock.move_to(FIRST_MOMENT)
    html = sign_in(bob).get(PICTURE).content.decode()
    assert html.index("You waited with the soup.") < html.index("Reliability")


def test_the_picture_opens_at_its_moment_for_both(couple, sign_in, clock):
    full_week(*couple, now=NOW, words="You waited with the soup.")
    clock.move_to(FIRST_MOMENT - timedelta(microseconds=1))
    for person in couple:
        html = sign_in(person).get(PICTURE).content.decode()
        assert "Not open yet" in html
        assert "soup" not in html
    clock.move_to(FIRST_MOMENT)
    for person in couple:
        client = sign_in(person)
        for path in (PICTURE, "/us/"):
            html = client.get(path).content.decode()
            assert html.count("You waited with the soup.") == 2
            assert len(pairs(html)) == 5
        assert "Your shared picture is open" in client.get("/today/").content.decode()


@pytest.mark.parametrize("cause", ["neither", "only me", "only the other", "kept all", "disjoint"])
def test_a_week_without_a_picture_reads_the_same_for_every_cause(couple, sign_in, clock, cause):
    alice, bob = couple
    if cause in {"only me", "disjoint"}:
        answer(alice, now=NOW)
        give(alice, now=NOW, keep_back=set(Element) - {Element.REPAIR})
    if cause in {"only the other", "disjoint"}:
        answer(bob, now=NOW)
        give(bob, now=NOW, keep_back=set(Element) - {Element.ACCEPTANCE})
    if cause == "kept all":
        for person in couple:
            answer(person, now=NOW)
            keep_all(person, now=NOW)
    clock.move_to(FIRST_MOMENT)
    client = sign_in(alice)
    html = client.get(PICTURE).content.decode()
    assert NONE in html
    assert pairs(html) == []
    assert NONE in client.get("/us/").content.decode()
    assert NONE in client.get("/today/").content.decode()


def test_an_older_week_without_a_picture_is_missing_whoever_touched_it(couple, sign_in, clock):
    alice, bob = couple
    client = sign_in(alice)
    answer(bob, now=NOW)
    give(bob, now=NOW)
    clock.move_to(FIRST_MOMENT + timedelta(days=8))
    client = sign_in(alice)
    assert client.get(PICTURE).status_code == 404  # bob touched it
    assert client.get("/us/2026-03-15/").status_code == 200  # the last one, untouched
    assert client.get("/us/2026-03-01/").status_code == 404  # never was


def test_older_pictures_stay_within_reach(couple, sign_in, clock):
    now = NOW
    for _ in range(3):
        full_week(*couple, now=now)
        now += timedelta(days=7)
    clock.move_to(now)
    client = sign_in(couple.one)
    html = client.get("/us/").content.decode()
    assert re.findall(r'href="/us/(\d{4}-\d\d-\d\d)/"', html) == ["2026-03-15", "2026-03-08"]
    assert len(pairs(client.get(PICTURE).content.decode())) == 5


def test_different_weeks_are_named_from_the_fifth_round_on(couple, sign_in, clock):
    alice, bob = couple
    now = NOW
    for week in range(5):
        answer(alice, now=now, score=8)
        answer(bob, now=now, score=8 if week < 4 else 2)
        give(alice, now=now)
        give(bob, now=now)
        now += timedelta(days=7)
        clock.move_to(now)
        html = sign_in(alice).get("/us/").content.decode()
        assert ("You two had different weeks" in html) is (week == 4)


def test_numbers_show_only_where_both_chose_them(couple, sign_in, clock):
    for person in couple:
        answer(person, now=NOW, score=8, W_REL_1=7, W_REL_2=2)
    give(couple.one, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        set_numbers(by=couple.one, wants=True, now=NOW)
    give(couple.one, now=NOW)
    with acting_as(couple.other.pk, now=NOW):
        set_numbers(by=couple.other, wants=True, now=NOW)
    give(couple.one, now=NOW)
    give(couple.other, now=NOW)
    clock.move_to(FIRST_MOMENT)
    html = sign_in(couple.one).get(PICTURE).content.decode()
    assert ("Reliability", "7.5 · steady", "7.5 · steady") in pairs(html)


def test_numbers_of_one_stay_bands_beside_bands_of_the_other(couple, sign_in, clock):
    for person in couple:
        answer(person, now=NOW)
    give(couple.other, now=NOW)
    for person in couple:
        with acting_as(person.pk, now=NOW):
            set_numbers(by=person, wants=True, now=NOW)
    give(couple.one, now=NOW)
    clock.move_to(FIRST_MOMENT)
    for person in couple:
        html = sign_in(person).get(PICTURE).content.decode()
        assert ("Reliability", "steady", "steady") in pairs(html)
        assert "8 ·" not in html


def test_own_words_can_be_withdrawn_after_the_moment(couple, sign_in, clock):
    alice, bob = couple
    answer(alice, now=NOW, words="Words of Alice.")
    answer(bob, now=NOW, words="Words of Bob.")
    give(alice, now=NOW)
    give(bob, now=NOW)
    clock.move_to(FIRST_MOMENT)
    reader = sign_in(bob)
    assert "Words of Alice." in reader.get(PICTURE).content.decode()
    sign_in(alice).post(f"/us/{FIRST_DAY}/withdraw/")
    for person in couple:
        html = sign_in(person).get(PICTURE).content.decode()
        assert "Words of Alice." not in html
        assert "Words of Bob." in html
        assert len(pairs(html)) == 5


def test_open_now_needs_both_and_says_nothing_before(couple, sign_in, clock):
    full_week(*couple, now=NOW, words="You waited with the soup.")
    alice, bob = (sign_in(person) for person in couple)
    before = bob.get(PICTURE).content.decode()
    html = alice.post(OPEN, follow=True).content.decode()
    assert "You would open it now." in html
    assert "soup" not in html
    assert mask(bob.get(PICTURE).content.decode()) == mask(before)
    html = bob.post(OPEN, follow=True).content.decode()
    assert html.count("You waited with the soup.") == 2
    assert "You waited with the soup." in alice.get(PICTURE).content.decode()


def mask(html: str) -> str:
    html = re.sub(r'"X-CSRFToken": "\w+"', "", html)
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


def test_open_now_closes_both_check_ins_until_the_next_round(couple, sign_in, clock):
    full_week(*couple, now=NOW)
    for person in couple:
        tap(person, now=NOW)
    client = sign_in(couple.one)
    assert client.post(f"/week/{FIRST_DAY}/1/", {"W-REL-1": "1"}).url == f"/week/{FIRST_DAY}/done/"
    assert "This week is closed" in client.get(f"/week/{FIRST_DAY}/done/").content.decode()
    assert "Nothing due" in client.get("/today/").content.decode()
    with acting_as(couple.one.pk, now=NOW):
        row = Round.objects.get()
    assert (row.opens_at, row.ends_at) == (NOW, FIRST_MOMENT)
    clock.move_to(FIRST_MOMENT)
    assert sign_in(couple.one).get("/week/").url == "/week/2026-03-15/1/"


def test_open_now_needs_an_own_release(couple, sign_in):
    answer(couple.one, now=NOW)
    response = sign_in(couple.one).post(OPEN, follow=True)
    assert "Release something first" in response.content.decode()


def test_a_tap_can_be_taken_back(couple, sign_in):
    full_week(*couple, now=NOW)
    alice, bob = (sign_in(person) for person in couple)
    alice.post(OPEN)
    assert "open it now" in alice.post(OPEN, {"not": "1"}, follow=True).content.decode()
    assert "You would open it now." in bob.post(OPEN, follow=True).content.decode()


def test_open_now_waits_until_a_day_after_connecting(couple, sign_in, clock, settings):
    settings.FIRST_OPENING_NOTICE = timedelta(hours=24)
    assert "You two can open it early from Thursday, 13:00" in (
        sign_in(couple.one).get("/today/").content.decode()
    )
    full_week(*couple, now=NOW)
    clock.move_to(NOW + timedelta(hours=23, minutes=59))
    for person in couple:
        client = sign_in(person)
        done = client.get(f"/week/{FIRST_DAY}/done/").content.decode()
        assert "From Thursday, 13:00 on" in done
        html = client.post(OPEN, follow=True).content.decode()
        assert "connected only a short while ago" in html
    clock.move_to(NOW + timedelta(hours=24))
    assert "You two can" not in sign_in(couple.one).get("/today/").content.decode()
    alice, bob = (sign_in(person) for person in couple)
    alice.post(OPEN)
    assert len(pairs(bob.post(OPEN, follow=True).content.decode())) == 5


def test_without_a_connection_there_is_no_picture_and_a_kind_page(sam, sign_in):
    client = sign_in(sam)
    assert "Here is room for two" in client.get("/us/").content.decode()
    assert client.get(PICTURE).status_code == 404
    assert client.post(OPEN).status_code == 404
    assert client.post(f"/us/{FIRST_DAY}/withdraw/").status_code == 404
