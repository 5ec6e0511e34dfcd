"""Second factors through the pages: set up, used, taken away."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from accounts.enums import AuditAction
from accounts.models import AuditEvent, User
from tests.factories.people import NOW, PASSWORD


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))  # noqa: TID251 - as allauth


def set_up(client: Client) -> str:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def recorded(person: User) -> set[str]:
    with acting_as(person.pk, now=NOW):
        return set(AuditEvent.objects.values_list("action", flat=True))


def log_in(person: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_setting_up_asks_for_the_password_first(sign_in, sam, name):
    answer = sign_in(sam).get(reverse(name))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_log_in_asks_for_the_second_factor(sign_in, sam, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        set_up(sign_in(sam))
    client = log_in(sam)
    assert client.get(reverse("accounts:more")).status_code == 302
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert client.get(reverse("accounts:more")).status_code == 302
    assert recorded(sam) >= {AuditAction.FACTOR_ADDED, AuditAction.CODES_RENEWED}


def test_a_new_factor_ends_the_other_sessions(sam, django_capture_on_commit_callbacks):
    here, elsewhere = log_in(sam), log_in(sam)
    with django_capture_on_commit_callbacks(execute=True):
        set_up(here)
    assert here.get(reverse("accounts:more")).status_code == 200
    assert elsewhere.get(reverse("accounts:more")).status_code == 302


def test_recovery_codes_are_shown_once(sign_in, sam):
    client = sign_in(sam)
    set_up(client)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    first = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert all(code in first for code in codes)
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert not any(code in again for code in codes)


def test_when_a_factor_was_used_is_not_kept(sign_in, sam):
    set_up(sign_in(sam))
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    client = log_in(sam)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.get(reverse("accounts:more")).status_code == 200
    assert set(Authenticator.objects.values_list("last_used_at", flat=True)) == {None}


def test_taking_a_factor_away_is_recorded(sign_in, sam):
    client = sign_in(sam)
    set_up(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert AuditAction.FACTOR_REMOVED in recorded(sam)


def test_passkey_sign_up_wants_the_agreement_too(db, client):
    here = reverse("account_signup_by_passkey")
    assert client.get(here)["Location"] == reverse("accounts:start")


def test_reauthentication_page_says_nothing_of_why(sign_in, sam):
    text = sign_in(sam).get(reverse("account_reauthenticate") + "?next=/mine/").content.decode()
    title = text.partition("<title>")[2].partition("</title>")[0]
    assert title.split("–")[-1].strip() == "Twofold"
    assert "mine" not in title.lower()


def test_no_log_in_by_mailed_code(db, client, sam):
    assert client.get("/account/login/code/").status_code == 404
    assert client.get(reverse("account_confirm_login_code")).status_code == 302
