"""How long a session lives, and what the list of sessions keeps."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from accounts.actor import acting_as
from accounts.enums import AuditAction
from accounts.http import AuthedRequest, keep_private_open, private_page
from accounts.models import AuditEvent, User
from accounts.sessions import polled
from config.urls import urlpatterns as real_urlpatterns
from tests.factories.people import NOW, PASSWORD

MINUTE = timedelta(minutes=1)
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148"
COMPUTER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@polled
def poll(request: HttpRequest) -> HttpResponse:
    return HttpResponse("still here")


@private_page
def diary(request: AuthedRequest) -> HttpResponse:
    return HttpResponse("dear diary")


def write(request: AuthedRequest) -> HttpResponse:
    keep_private_open(request)
    return HttpResponse("kept")


urlpatterns = [
    path("poll/", poll),
    path("diary/", diary),
    path("write/", write),
    *real_urlpatterns,
]
here = pytest.mark.urls(__name__)


def log_in(person: User, agent: str = COMPUTER) -> Client:
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR="203.0.113.77")
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def is_in(client: Client, address: str = "/more/") -> bool:
    return client.get(address).status_code == 200


@here
def test_session_ends_after_fifteen_idle_minutes(sam, clock):
    client = log_in(sam)
    clock.move_to(NOW + 14 * MINUTE)
    assert is_in(client)
    clock.move_to(NOW + 28 * MINUTE)
    assert is_in(client)
    clock.move_to(NOW + 43 * MINUTE)
    assert not is_in(client)


@here
def test_session_that_was_never_used_ends_too(sam, clock):
    client = log_in(sam)
    clock.move_to(NOW + 15 * MINUTE)
    assert not is_in(client)


@here
def test_session_ends_after_twelve_hours_of_use(sam, clock):
    client = log_in(sam)
    for step in range(1, 72):
        clock.move_to(NOW + 10 * step * MINUTE)
        assert is_in(client)
    clock.move_to(NOW + timedelta(hours=12))
    assert not is_in(client)


@here
@pytest.mark.parametrize("header", [{}, {"HX-Request": "true"}, {"HX-Polling": "false"}])
def test_polling_keeps_no_session_alive_whatever_the_client_says(sam, clock, header):
    client = log_in(sam)
    for step in range(1, 15):
        clock.move_to(NOW + step * MINUTE)
        assert client.get("/poll/", headers=header).status_code == 200
    clock.move_to(NOW + 15 * MINUTE)
    assert client.get("/poll/", headers=header).status_code == 302


@here
def test_missing_pages_keep_no_session_alive(sam, clock):
    client = log_in(sam)
    clock.move_to(NOW + 10 * MINUTE)
    client.get("/no-such-page/")
    clock.move_to(NOW + 15 * MINUTE)
    assert not is_in(client)


@here
def test_ended_session_is_gone_on_the_server(sam, clock):
    client = log_in(sam)
    key = client.session.session_key
    clock.move_to(NOW + 15 * MINUTE)
    client.get("/more/")
    assert not client.session.exists(str(key))


@here
def test_private_page_asks_for_the_password_after_five_idle_minutes(sam, clock):
    client = log_in(sam)
    assert client.get("/diary/").content == b"dear diary"
    clock.move_to(NOW + 4 * MINUTE)
    assert client.get("/diary/").content == b"dear diary"
    clock.move_to(NOW + 9 * MINUTE)
    answer = client.get("/diary/")
    assert answer["Location"] == "/account/reauthenticate/?next=%2Fdiary%2F"
    answer = client.post(answer["Location"], {"password": PASSWORD})
    assert answer["Location"] == "/diary/"
    assert client.get("/diary/").content == b"dear diary"


@here
def test_writing_keeps_the_private_area_open_and_never_opens_it(sam, clock):
    client = log_in(sam)
    clock.move_to(NOW + 4 * MINUTE)
    client.get("/write/")
    clock.move_to(NOW + 8 * MINUTE)
    assert client.get("/diary/").status_code == 200
    clock.move_to(NOW + 13 * MINUTE)
    assert client.get("/write/").content == b"kept"
    assert client.get("/diary/").status_code == 302


@here
def test_sealed_private_page_says_so(sam):
    client = log_in(sam)
    User.objects.filter(pk=sam.pk).update(private_sealed_until=NOW + MINUTE)
    answer = client.get("/diary/")
    assert b"dear diary" not in answer.content
    assert reverse("accounts:unseal") in answer.content.decode()


def test_wrong_password_does_not_open_the_private_area(sam, clock):
    client = log_in(sam)
    clock.move_to(NOW + 6 * MINUTE)
    client.post(reverse("account_reauthenticate"), {"password": "a lamp in the cellar"})
    assert client.session["private_seen_at"] == NOW.isoformat()


def test_log_in_makes_a_new_session_key_and_no_lasting_cookie(sam, client):
    client.post(reverse("accounts:given_code"), {"code": "ABCD-EFGH-JKMN-PQRS"})
    before = client.session.session_key
    answer = client.post(reverse("account_login"), {"login": sam.email, "password": PASSWORD})
    assert client.session.session_key != before
    assert client.session["given_code"] == "ABCD-EFGH-JKMN-PQRS"
    cookie = answer.cookies["sid"]
    assert cookie["expires"] == cookie["max-age"] == ""
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_showing_the_password_again_makes_a_new_session_key(sam):
    client = log_in(sam)
    before = client.session.session_key
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.session.session_key != before
    assert not client.session.exists(str(before))
    assert UserSession.objects.get().session_key == client.session.session_key


@pytest.mark.parametrize("how", ["sign out", "idle"])
def test_ended_session_is_gone_from_the_list(sam, clock, how):
    client = log_in(sam)
    if how == "idle":
        clock.move_to(NOW + 15 * MINUTE)
        client.get("/more/")
    else:
        client.post(reverse("account_logout"))
    assert not UserSession.objects.exists()


def test_session_row_keeps_a_label_and_a_day(sam):
    log_in(sam, PHONE)
    row = UserSession.objects.get()
    assert (row.ip, row.user_agent, row.data) == ("0.0.0.0", "phone", {})
    assert row.created_at == row.last_seen_at == NOW.replace(hour=0)
    row.save()
    assert UserSession.objects.get().user_agent == "phone"


def test_devices_shows_labels_and_the_current_one(sam):
    log_in(sam, PHONE)
    answer = log_in(sam, COMPUTER).get(reverse("accounts:devices"))
    text = answer.content.decode()
    assert text.index("Computer") < text.index("This one") < text.index("Phone or tablet")
    assert "since 4 March 2026" in text
    assert "203.0.113" not in text
    assert "Firefox" not in text


def handles(client: Client) -> list[str]:
    devices = client.get(reverse("accounts:devices")).context["devices"]
    return [device.handle for device in devices if not device.is_current]


def test_one_device_can_be_signed_out(sam):
    here, phone, tablet = log_in(sam), log_in(sam, PHONE), log_in(sam, PHONE)
    first, _ = handles(here)
    here.post(reverse("accounts:devices"), {"device": first})
    assert [is_in(phone), is_in(tablet)].count(True) == 1
    assert is_in(here)
    with acting_as(sam.pk, now=NOW):
        assert AuditEvent.objects.filter(action=AuditAction.SESSIONS_ENDED).count() == 1


def test_all_other_devices_can_be_signed_out(sam):
    here, phone, tablet = log_in(sam), log_in(sam, PHONE), log_in(sam, PHONE)
    here.post(reverse("accounts:devices"))
    assert (is_in(here), is_in(phone), is_in(tablet)) == (True, False, False)


def test_nobody_signs_out_somebody_else(sam, alice):
    phone = log_in(sam, PHONE)
    (handle,) = handles(log_in(sam))
    log_in(alice).post(reverse("accounts:devices"), {"device": handle})
    assert is_in(phone)


def test_password_change_ends_all_sessions(sam):
    here, phone = log_in(sam), log_in(sam, PHONE)
    here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": PASSWORD + "!", "password2": PASSWORD + "!"},
    )
    assert (is_in(here), is_in(phone)) == (False, False)
    assert not UserSession.objects.exists()


def test_deactivated_person_is_out_at_the_next_request(sam):
    client = log_in(sam)
    User.objects.filter(pk=sam.pk).update(is_active=False)
    assert not is_in(client)


def test_signing_out_ends_the_session_and_clears_the_browser(sam):
    client = log_in(sam)
    key = client.session.session_key
    answer = client.post(reverse("account_logout"))
    assert answer["Clear-Site-Data"] == '"cookies", "storage"'
    assert answer["Location"] == reverse("accounts:landing")
    assert not client.session.exists(str(key))
    assert not is_in(client)


def test_signing_out_by_get_only_asks(sam):
    client = log_in(sam)
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_in(client)
