"""There are two mails, and within each only the address and the code differ (SR-04)."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.test_signup import CODE, agree, mailed_code, sign_up
from tests.factories.people import PASSWORD

LOGIN = "http://testserver/account/login/"


def texts() -> set[tuple[str, str, str]]:
    """Subject, body without the code, sender of what was sent."""
    return {(str(m.subject), CODE.sub("    CODE", str(m.body)), m.from_email) for m in mail.outbox}


def ask_reset(email: str) -> None:
    Client().post(reverse("account_reset_password"), {"email": email})


def signed_in_with_password(sign_in, person: User) -> Client:
    client = sign_in(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def change_address(client: Client, email: str) -> None:
    client.post(reverse("account_email"), {"action_add": "", "email": email})


def test_code_mails_are_one_mail(db, sam, sign_in):
    newcomer = Client()
    agree(newcomer)
    sign_up(newcomer, "mira@example.org")
    ask_reset(sam.email)
    change_address(signed_in_with_password(sign_in, sam), "other@example.org")
    assert len(mail.outbox) == 3
    assert [subject for subject, _, _ in texts()] == ["A code for you"]


def test_notes_are_one_mail(db, sam, sign_in):
    newcomer = Client()
    agree(newcomer)
    sign_up(newcomer, sam.email)
    ask_reset("nobody@example.org")
    client = signed_in_with_password(sign_in, sam)
    change_address(client, "other@example.org")
    code = mailed_code()
    del mail.outbox[-1]
    client.post(reverse("account_email_verification_sent"), {"code": code})
    assert [m.to for m in mail.outbox] == [[sam.email], ["nobody@example.org"], [sam.email]]
    assert [subject for subject, _, _ in texts()] == ["A note is waiting"]


@pytest.mark.parametrize("kind", ["code", "note"])
def test_mail_names_nobody_and_nothing(db, sam, kind):
    agent = "Mozilla/5.0 (X11; Canary)"
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR="203.0.113.77")
    email = sam.email if kind == "code" else "nobody@example.org"
    client.post(reverse("account_reset_password"), {"email": email})
    sent = mail.outbox[0]
    whole = str(sent.message())
    for forbidden in ("203.0.113", "Mozilla", "Canary", "Sam", "partner", "check-in", "relation"):
        assert forbidden not in whole
    assert sent.message().get_content_type() == "text/plain"
    assert re.findall(r"https?://\S+", str(sent.body)) == [LOGIN]
    assert settings.SITE_NAME not in f"{sent.subject} {sent.body}"


def test_changes_to_how_one_signs_in_send_nothing(db, sam, sign_in):
    client = signed_in_with_password(sign_in, sam)
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": PASSWORD + "!", "password2": PASSWORD + "!"},
    )
    assert User.objects.get(pk=sam.pk).check_password(PASSWORD + "!")
    assert mail.outbox == []
