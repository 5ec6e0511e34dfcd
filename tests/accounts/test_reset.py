"""Who reads the mailbox is not always whose mailbox it is: the takeover suite (AB3, AB5)."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from accounts.enums import AuditAction
from accounts.models import AuditEvent, User
from tests.accounts.test_signup import agree, mailed_code, sign_up, verify
from tests.factories.people import NOW, PASSWORD

NEW = "a stone in the river"
HOUR = timedelta(hours=1)


def reset(client: Client, email: str) -> None:
    client.post(reverse("account_reset_password"), {"email": email})
    client.post(reverse("account_confirm_password_reset_code"), {"code": mailed_code()})
    done = client.post(
        reverse("account_complete_password_reset"), {"password1": NEW, "password2": NEW}
    )
    assert done.status_code == 302, done.content


def log_in(client: Client, email: str, password: str = NEW):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def actions_of(user: User) -> list[str]:
    with acting_as(user.pk, now=NOW):
        return list(AuditEvent.objects.values_list("action", flat=True))


def test_reset_seals_the_private_history_for_three_days_and_says_so_for_thirty(sam, client):
    reset(client, sam.email)
    sam.refresh_from_db()
    assert sam.private_sealed_until == NOW + 72 * HOUR
    assert sam.reset_notice_until == NOW + timedelta(days=30)
    assert AuditAction.PASSWORD_RESET in actions_of(sam)


def test_reset_does_not_sign_in(sam, client):
    reset(client, sam.email)
    assert client.get(reverse("accounts:more")).status_code == 302


def test_notice_stands_on_every_page_until_it_ends(sam, client, clock):
    reset(client, sam.email)
    log_in(client, sam.email)
    words = b"was set anew by mail"
    assert words in client.get(reverse("accounts:more")).content
    clock.move_to(NOW + timedelta(days=30))
    log_in(client, sam.email)
    answer = client.get(reverse("accounts:more"))
    assert answer.status_code == 200
    assert words not in answer.content


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_generate_recovery_codes",
    ],
)
def test_sealed_account_cannot_be_made_ones_own(sam, client, clock, name):
    reset(client, sam.email)
    log_in(client, sam.email)
    client.post(reverse("account_reauthenticate"), {"password": NEW})
    assert client.get(reverse(name)).status_code == 403
    assert (
        client.post(reverse(name), {"action_add": "", "email": "jon@example.org"}).status_code
        == 403
    )
    clock.move_to(NOW + 72 * HOUR)
    client = Client()
    log_in(client, sam.email)
    client.post(reverse("account_reauthenticate"), {"password": NEW})
    assert client.get(reverse(name)).status_code in {200, 302}


def test_reset_ends_every_session(sam, sign_in, client):
    elsewhere = Client()
    log_in(elsewhere, sam.email, PASSWORD)
    assert elsewhere.get(reverse("accounts:more")).status_code == 200
    reset(client, sam.email)
    assert elsewhere.get(reverse("accounts:more")).status_code == 302


def test_reset_with_totp_on_still_wants_the_second_factor(sam, client):
    TOTP.activate(sam, "JBSWY3DPEHPK3PXP")
    reset(client, sam.email)
    assert log_in(client, sam.email)["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("accounts:more")).status_code == 302


def test_recovery_code_at_log_in_lifts_the_seal_and_works_once(sam, client):
    TOTP.activate(sam, "JBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(sam).get_unused_codes()[0]
    reset(client, sam.email)
    log_in(client, sam.email)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.get(reverse("accounts:more")).status_code == 200
    sam.refresh_from_db()
    assert sam.private_sealed_until is None
    assert AuditAction.SEAL_LIFTED in actions_of(sam)
    again = Client()
    log_in(again, sam.email)
    again.post(reverse("mfa_authenticate"), {"code": code})
    assert again.get(reverse("accounts:more")).status_code == 302


def test_seal_is_lifted_from_its_own_page_with_a_code(sam, sign_in):
    TOTP.activate(sam, "JBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(sam).get_unused_codes()[0]
    client = sign_in(sam)
    User.objects.filter(pk=sam.pk).update(private_sealed_until=NOW + HOUR)
    page = client.get(reverse("accounts:unseal"))
    assert reverse("mfa_reauthenticate") in page.content.decode()
    client.post(reverse("mfa_reauthenticate"), {"code": code})
    sam.refresh_from_db()
    assert sam.private_sealed_until is None


def test_seal_is_not_lifted_by_the_password(sam, sign_in):
    client = sign_in(sam)
    User.objects.filter(pk=sam.pk).update(private_sealed_until=NOW + HOUR)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    sam.refresh_from_db()
    assert sam.private_sealed_until == NOW + HOUR
    page = client.get(reverse("accounts:unseal"))
    assert b"only" in page.content
    assert b"mfa_reauthenticate" not in page.content


# The five ways to be in an account before its owner is (Sudhodanan and Paverd, 2022).


def test_prehijack_unverified_account_is_not_entered_with_the_first_password(db):
    jon, mira = Client(), Client()
    agree(jon)
    sign_up(jon, "mira@example.org", "a trap for somebody")
    reset(mira, "mira@example.org")
    assert log_in(Client(), "mira@example.org", "a trap for somebody").status_code == 200
    assert jon.get(reverse("accounts:more")).status_code == 302


def test_prehijack_unexpired_log_in_does_not_end_in_a_session(db):
    jon = Client()
    agree(jon)
    sign_up(jon, "mira@example.org", "a trap for somebody")
    code = mailed_code()
    reset(Client(), "mira@example.org")
    # Even with the code that only the mailbox knew.
    verify(jon, code)
    assert jon.get(reverse("accounts:more")).status_code == 302


def test_prehijack_agreement_of_somebody_else_does_not_count(db):
    jon, mira = Client(), Client()
    agree(jon)
    sign_up(jon, "mira@example.org", "a trap for somebody")
    reset(mira, "mira@example.org")
    log_in(mira, "mira@example.org")
    assert mira.get(reverse("accounts:more"))["Location"] == reverse("accounts:start")
    user = User.objects.get()
    assert user.adult_confirmed_on is None
    assert user.private_sealed_until is None


def test_prehijack_pending_address_change_ends_with_the_reset(sam, sign_in):
    jon = sign_in(sam)
    jon.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    jon.post(reverse("account_email"), {"action_add": "", "email": "jon@example.org"})
    code = mailed_code()
    reset(Client(), sam.email)
    jon.post(reverse("account_email_verification_sent"), {"code": code})
    assert [a.email for a in sam.emailaddress_set.all()] == [sam.email]


def test_log_in_that_waits_for_the_second_factor_does_not_survive_a_reset(sam):
    TOTP.activate(sam, "JBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(sam).get_unused_codes()[0]
    waiting = Client()
    log_in(waiting, sam.email, PASSWORD)
    reset(Client(), sam.email)
    waiting.post(reverse("mfa_authenticate"), {"code": code})
    assert waiting.get(reverse("accounts:more")).status_code == 302


def test_address_change_needs_the_password_and_tells_the_old_address(sam, sign_in):
    old = sam.email
    client = sign_in(sam)
    data = {"action_add": "", "email": "new@example.org"}
    assert client.post(reverse("account_email"), data)["Location"].startswith(
        reverse("account_reauthenticate")
    )
    assert mail.outbox == []
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("account_email"), data)
    client.post(reverse("account_email_verification_sent"), {"code": mailed_code()})
    sam.refresh_from_db()
    assert sam.email == "new@example.org"
    assert [a.email for a in sam.emailaddress_set.all()] == ["new@example.org"]
    assert mail.outbox[-1].to == [old]
    assert mail.outbox[-1].subject == "A note is waiting"
    assert AuditAction.EMAIL_CHANGED in actions_of(sam)


def test_address_change_ends_the_other_sessions(sam, sign_in):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        log_in(client, sam.email, PASSWORD)
    here.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    here.post(reverse("account_email"), {"action_add": "", "email": "new@example.org"})
    here.post(reverse("account_email_verification_sent"), {"code": mailed_code()})
    assert here.get(reverse("accounts:more")).status_code == 200
    assert elsewhere.get(reverse("accounts:more")).status_code == 302


def test_address_changes_are_three_a_day(sam, sign_in):
    client = sign_in(sam)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    here = reverse("account_email")
    answers = [
        client.post(here, {"action_add": "", "email": f"n{number}@example.org"}).status_code
        for number in range(4)
    ]
    assert answers == [302, 302, 302, 200]
    assert len(mail.outbox) == 3


def test_secrets_of_second_factors_are_sealed_in_the_database(sam):
    secret = "JBSWY3DPEHPK3PXP"
    totp, codes = TOTP.activate(sam, secret), RecoveryCodes.activate(sam)
    rows = [str(row.data) for row in Authenticator.objects.filter(user=sam)]
    assert len(rows) == 2
    assert all(secret not in row for row in rows)
    assert totp.instance.data["secret"].startswith("local:")
    assert codes.instance.data["seed"].startswith("local:")
    assert len(codes.get_unused_codes()) == 10
