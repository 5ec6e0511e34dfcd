"""From the landing page to the first question."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from accounts.enums import AuditAction, Purpose
from accounts.models import AuditEvent, Consent, User
from tests.factories.people import NOW, PASSWORD

CODE = re.compile(r"^ {4}([A-Z]{4}-[A-Z]{4})$", re.MULTILINE)


def agree(client: Client) -> None:
    answer = client.post(reverse("accounts:start"), {"is_adult": "on", "agrees": "on"})
    assert answer["Location"] == reverse("account_signup")


def sign_up(client: Client, email: str, password: str = PASSWORD):
    return client.post(reverse("account_signup"), {"email": email, "password1": password})


def mailed_code() -> str:
    (code,) = CODE.findall(str(mail.outbox[-1].body))
    return str(code)


def verify(client: Client, code: str | None = None):
    address = reverse("account_email_verification_sent")
    return client.post(address, {"code": code or mailed_code()})


def test_newcomer_reaches_today_in_four_screens(db, client):
    agree(client)
    assert sign_up(client, "Mira@Example.org")["Location"] == reverse(
        "account_email_verification_sent"
    )
    assert verify(client)["Location"] == reverse("accounts:welcome")
    answer = client.post(
        reverse("accounts:welcome"),
        {"display_name": " Mira ", "pronouns": "", "time_zone": "Europe/Paris", "language": "en"},
    )
    assert answer["Location"] == reverse("checkins:today")
    user = User.objects.get(email="mira@example.org")
    assert (user.display_name, user.time_zone) == ("Mira", "Europe/Paris")
    assert user.adult_confirmed_on == NOW.date()
    with acting_as(user.pk, now=NOW):
        consent = Consent.objects.get()
        assert (consent.purpose, consent.given_at) == (Purpose.DATA_USE, NOW)
        actions = set(AuditEvent.objects.values_list("action", flat=True))
        assert actions == {
            AuditAction.ACCOUNT_MADE,
            AuditAction.DATA_USE_GIVEN,
            AuditAction.SIGNED_IN,
        }


def test_sign_up_without_agreement_goes_back_to_start(db, client):
    for answer in (client.get(reverse("account_signup")), sign_up(client, "mira@example.org")):
        assert answer["Location"] == reverse("accounts:start")
    assert not User.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize("ticked", [{}, {"is_adult": "on"}, {"agrees": "on"}])
def test_start_wants_both_boxes(db, client, ticked):
    answer = client.post(reverse("accounts:start"), ticked)
    assert answer.status_code == 422
    assert client.get(reverse("account_signup"))["Location"] == reverse("accounts:start")


def test_start_ticks_nothing_beforehand(client, db):
    assert b"checked" not in client.get(reverse("accounts:start")).content


@pytest.mark.parametrize("password", ["short", "elevenchars", "password1234", "x" * 129])
def test_sign_up_refuses_weak_and_endless_passwords(db, client, password):
    agree(client)
    assert sign_up(client, "mira@example.org", password).status_code == 200
    assert not User.objects.exists()


def test_given_code_survives_sign_up_and_leads_to_connecting(db, client):
    answer = client.post(reverse("accounts:given_code"), {"code": "abcd efgh jkmn pqrs"})
    assert answer["Location"] == reverse("accounts:start")
    agree(client)
    sign_up(client, "mira@example.org")
    verify(client)
    answer = client.post(
        reverse("accounts:welcome"),
        {"display_name": "Mira", "pronouns": "", "time_zone": "UTC", "language": "en"},
    )
    assert answer["Location"] == reverse("accounts:connect")
    assert client.session["given_code"] == "abcd efgh jkmn pqrs"


def test_given_code_of_no_form_is_refused_and_kept_in_the_field(db, client):
    answer = client.post(reverse("accounts:given_code"), {"code": "ABC<b>"})
    assert answer.status_code == 422
    assert b'value="ABC&lt;b&gt;"' in answer.content
    assert "given_code" not in client.session


def test_unverified_person_is_not_let_in(db, client):
    agree(client)
    sign_up(client, "mira@example.org")
    assert client.get(reverse("accounts:more")).status_code == 302
    other = Client()
    other.post(reverse("account_login"), {"login": "mira@example.org", "password": PASSWORD})
    assert other.get(reverse("accounts:more"))["Location"].startswith(reverse("account_login"))


def test_three_wrong_codes_end_the_verification(db, client):
    agree(client)
    sign_up(client, "mira@example.org")
    right = mailed_code()
    for _ in range(3):
        verify(client, "BBBB-BBBB")
    assert verify(client, right)["Location"] == reverse("account_login")
    assert not EmailAddress.objects.get().verified


def test_person_without_a_name_is_sent_to_welcome(sign_in, sam):
    User.objects.filter(pk=sam.pk).update(display_name="")
    client = sign_in(sam)
    assert client.get(reverse("accounts:more"))["Location"] == reverse("accounts:welcome")
    assert client.get(reverse("accounts:support")).status_code == 200


def test_person_whose_agreement_is_missing_is_asked_first(sign_in, sam):
    User.objects.filter(pk=sam.pk).update(adult_confirmed_on=None)
    client = sign_in(sam)
    assert client.get(reverse("accounts:more"))["Location"] == reverse("accounts:start")
    client.post(reverse("accounts:start"), {"is_adult": "on", "agrees": "on"})
    assert client.get(reverse("accounts:more")).status_code == 200


def test_landing_sends_people_to_today(sign_in, sam, client):
    assert client.get(reverse("accounts:landing")).status_code == 200
    assert sign_in(sam).get(reverse("accounts:landing"))["Location"] == reverse("checkins:today")
