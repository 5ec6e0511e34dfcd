"""Dates at the edge of what a date can be: an address, or none, and never a failure."""

import pytest


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2201-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "route", ["/us/{}/", "/us/{}/withdraw/", "/mine/weeks/{}/", "/week/{}/1/", "/week/{}/done/"]
)
def test_a_day_that_no_round_can_have_is_no_address(couple, sign_in, day, route):
    client = sign_in(couple.one)
    assert client.get(route.format(day)).status_code == 404
    assert client.post(route.format(day)).status_code == 404


@pytest.mark.parametrize("day", ["2000-01-01", "2200-12-31"])
def test_the_first_and_the_last_day_are_answered(couple, sign_in, day):
    client = sign_in(couple.one)
    assert client.get(f"/us/{day}/").status_code == 404
    assert client.post(f"/us/{day}/withdraw/").status_code == 302
    assert client.get(f"/mine/weeks/{day}/").status_code == 404
