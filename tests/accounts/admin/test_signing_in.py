"""Who comes in at the admin process, with what, for how long; and who does not."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts import vault
from accounts.actor import acting_as
from accounts.models import StaffSession, User
from tests.accounts.admin.conftest import SECRET, Server
from tests.accounts.admin.process import enter
from tests.accounts.test_enumeration import TOKEN
from tests.accounts.test_factors import code_of
from tests.accounts.test_limits import TOO_MANY
from tests.conftest import TestClock
from tests.conventions.world import LATER
from tests.factories.people import PASSWORD
from tests.hashers import counting


@pytest.fixture(autouse=True)
def fresh_limits(staff: Server) -> None:
    cache.clear()


def log_in(email: str, password: str = PASSWORD) -> tuple[Client, Any]:
    client = Client()
    data = {"login": email, "password": password}
    return client, client.post(reverse("account_login"), data)


def test_partners_and_therapists_are_nobody_here(staff: Server) -> None:
    """Their right password, a wrong one of the staff and an unknown address get one answer."""
    seen = set()
    for email, password in (
        (staff.world.author.email, PASSWORD),
        (staff.nora.email, PASSWORD),
        (staff.verifier.email, "a lamp in the cellar"),
        ("nobody@example.org", PASSWORD),
    ):
        with counting() as hashes:
            client, answer = log_in(email, password)
        body = TOKEN.sub(b"", answer.content).replace(email.encode(), b"ADDRESS")
        seen.add((answer.status_code, body, len(hashes)))
        assert settings.SESSION_COOKIE_NAME not in client.cookies
    ((status, body, count),) = seen
    assert (status, count, b"do not belong together" in body) == (200, 1, True)


def test_a_partners_session_opens_nothing_here(staff: Server) -> None:
    client = enter(Client(), staff.world.author)
    assert client.get(reverse("admin:index")).status_code == 302


def test_wrong_passwords_are_limited_as_on_the_web(staff: Server) -> None:
    for _ in range(5):
        assert TOO_MANY not in log_in(staff.verifier.email, "a lamp in the cellar")[1].content
    assert TOO_MANY in log_in(staff.verifier.email)[1].content


def test_the_password_alone_lets_nobody_in_and_the_code_does_once(staff: Server) -> None:
    client, answer = log_in(staff.verifier.email)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("admin:index")).status_code == 302
    # One code for both: half a minute may end between the two.
    code = {"code": code_of(SECRET)}
    answer = client.post(reverse("mfa_authenticate"), code)
    assert answer["Location"] == reverse("admin:index")
    assert client.get(reverse("admin:index")).status_code == 200
    again, _ = log_in(staff.verifier.email)
    assert again.post(reverse("mfa_authenticate"), code).status_code == 200


def test_somebody_new_sets_a_factor_up_and_whoever_else_is_in_is_out(
    staff: Server,
) -> None:
    elsewhere = enter(Client(), staff.newcomer)
    client, answer = log_in(staff.newcomer.email)
    assert answer["Location"] == reverse("admin:index")
    assert client.get(reverse("admin:index"))["Location"] == reverse("mfa_index")
    again = client.get(reverse("mfa_activate_totp"))["Location"]
    assert client.post(again, {"password": PASSWORD}).status_code == 302
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(reverse("admin:index")).status_code == 200
    assert elsewhere.get(reverse("mfa_index")).status_code == 302
    with acting_as(staff.newcomer.pk, now=LATER):
        (stored,) = Authenticator.objects.filter(type="totp")
        assert secret not in str(stored.data)
        Authenticator.objects.all().delete()


def test_nobody_goes_on_as_somebody_else_by_djangos_own_log_in(staff: Server) -> None:
    client = enter(Client(), staff.verifier)
    data = {"username": staff.operator.email, "password": PASSWORD}
    assert client.post(reverse("admin:login"), data).status_code == 302
    assert client.session["_auth_user_id"] == str(staff.verifier.pk)


def test_fifteen_idle_minutes_and_twelve_hours_end_it(staff: Server, clock: TestClock) -> None:
    client = enter(Client(), staff.verifier)
    page = reverse("admin:index")
    assert client.get(page).status_code == 200
    for minutes in range(14, 12 * 60, 14):
        clock.move_to(LATER + timedelta(minutes=minutes))
        assert client.get(page).status_code == 200
    clock.move_to(LATER + timedelta(hours=12))
    assert client.get(page).status_code == 302
    clock.move_to(LATER)
    client = enter(Client(), staff.verifier)
    assert client.get(page).status_code == 200
    clock.move_to(LATER + timedelta(minutes=15))
    assert client.get(page).status_code == 302


def test_sessions_and_cookies_are_not_the_webs(staff: Server) -> None:
    client = enter(Client(), staff.verifier)
    assert set(client.cookies) == {"staff-sid"}
    assert StaffSession.objects.filter(session_key=client.cookies["staff-sid"].value).exists()


def test_the_process_opens_nothing_and_sees_rows_of_staff_alone(staff: Server) -> None:
    with pytest.raises(ImproperlyConfigured, match="has no key"):
        vault.unwrap_secret("local:AAAA")
    everybody = {staff.editor, staff.verifier, staff.operator, staff.newcomer}
    assert set(User.objects.all()) == everybody
    with acting_as(staff.verifier.pk, now=LATER):
        assert set(User.objects.all()) == everybody
        assert {each.user_id for each in Authenticator.objects.all()} == {staff.verifier.pk}


@pytest.mark.parametrize(
    "statement",
    [
        "update accounts_user set language = 'de'",
        "update accounts_user set password = ''",
        "update accounts_user set kind = 'partner'",
        "insert into accounts_heldduty values (gen_random_uuid(), 'operator', actor())",
        (
            "insert into mfa_authenticator (user_id, type, data, created_at)"
            " select user_id, 'totp', '{}', now() from accounts_therapist"
        ),
        "delete from django_admin_log",
        "select 1 from checkins_checkin",
        "select 1 from accounts_datakey",
    ],
)
def test_the_database_refuses_what_no_page_offers(staff: Server, statement: str) -> None:
    with acting_as(staff.verifier.pk, now=LATER):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        with connection.cursor() as cursor:
            cursor.execute("select 1")
