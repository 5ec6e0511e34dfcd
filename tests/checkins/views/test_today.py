"""Home: what is there for me now, in one glance."""

from datetime import timedelta

from accounts.actions.couple import leave
from accounts.actor import acting_as
from tests.factories.people import NOW
from tests.factories.weeks import (
    FIRST_MOMENT,
    answer,
    full_week,
    give,
    keep,
    keep_all,
)


def home(client) -> str:
    return client.get("/today/").content.decode()


def test_the_first_check_in_glows_whatever_the_weekday(couple, sam, sign_in):
    for person in (couple.one, sam):
        html = home(sign_in(person))
        assert f"Good afternoon, {person.display_name}" in html
        assert html.count("card--now") == 1
        assert 'href="/week/"' in html


def test_later_ones_glow_in_the_last_three_days(couple, sign_in, clock):
    full_week(*couple, now=NOW)
    clock.move_to(FIRST_MOMENT + timedelta(days=4) - timedelta(seconds=1))
    html = home(sign_in(couple.one))
    assert "How was it between you?" in html
    assert html.index("card--now") < html.index("Your shared picture is open")
    clock.move_to(FIRST_MOMENT + timedelta(days=4))
    html = home(sign_in(couple.one))
    assert html.index("card--now") > html.index("Your shared picture is open")
    assert html.count("card--now") == 1


def test_home_says_where_my_check_in_stands(couple, sign_in):
    client = sign_in(couple.one)
    assert "Begin" in home(client)
    keep(couple.one, {"W-REL-1": 7}, now=NOW)
    assert "Go on" in home(client)
    answer(couple.one, now=NOW)
    keep_all(couple.one, now=NOW)
    assert "Your check-in is kept." in home(client)
    give(couple.one, now=NOW)
    assert "What you released waits for Sunday, 19:00." in home(client)


def test_moments_are_told_by_the_reader_s_own_clock(couple, sign_in):
    couple.one.time_zone = "America/New_York"
    couple.one.save()
    html = home(sign_in(couple.one))
    assert "Good morning" in html
    assert "Sunday, 14:00" in html


def test_people_alone_are_invited_to_connect_and_others_are_not(couple, sam, sign_in):
    assert "/connect/" in home(sign_in(sam))
    assert "/connect/" not in home(sign_in(couple.one))


def test_the_end_of_a_connection_is_told_once_and_says_nothing_else(couple, sign_in):
    full_week(*couple, now=NOW, words="Words of each.")
    with acting_as(couple.one.pk, now=NOW):
        leave(by=couple.one, keeps_door_closed=True, now=NOW)
    bob = sign_in(couple.other)
    html = home(bob)
    assert "You are no longer connected" in html
    assert "Alice" not in html
    bob.post("/connection/ended/")
    assert "You are no longer connected" not in home(bob)
    assert "You are no longer connected" not in home(sign_in(couple.one))


def test_a_missed_week_is_offered_only_to_somebody_who_has_begun(couple, sign_in, clock):
    clock.move_to(FIRST_MOMENT + timedelta(days=1))
    assert "Last week is still open" not in home(sign_in(couple.one))
    keep(couple.one, {"W-REL-1": 7}, now=NOW)
    assert "Last week is still open" in home(sign_in(couple.one))


def test_nobody_is_asked_to_connect_beside_the_news_of_an_end(couple, sign_in):
    with acting_as(couple.one.pk, now=NOW):
        leave(by=couple.one, keeps_door_closed=True, now=NOW)
    client = sign_in(couple.other)
    html = home(client)
    assert ("no longer connected" in html, "For two, when you want" in html) == (True, False)
    assert client.post("/connection/ended/").status_code == 302
    html = home(client)
    assert ("no longer connected" in html, "For two, when you want" in html) == (False, True)
