"""The web and the admin process beside each other: what is made in one and refused in the other."""

import os
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client, override_settings
from django.urls import Resolver404, get_resolver, reverse

from accounts import checks
from accounts.actions.staff import OWNER
from accounts.actor import acting_as
from accounts.enums import AuditAction
from accounts.models import AuditEvent, DataKey, HeldDuty, User
from tests.accounts.admin.conftest import SECRET, Server
from tests.accounts.admin.process import admin_process_here, enter
from tests.conventions.world import LATER
from tests.factories.people import PASSWORD

ROOT = Path(__file__).parents[3]


@pytest.fixture
def ida(web: Server) -> Iterator[str]:
    """An address of nobody, and nobody's again afterwards."""
    yield "ida@example.org"
    nobody = User.objects.using(OWNER).filter(email="ida@example.org").values("pk")
    for rows in (HeldDuty.objects, EmailAddress.objects, Authenticator.objects):
        rows.using(OWNER).filter(user__in=nobody).delete()
    with connections[OWNER].cursor() as owner:
        owner.execute("delete from accounts_user where email = 'ida@example.org'")


def make_staff(*arguments: str) -> str:
    said = StringIO()
    call_command("make_staff", *arguments, stdout=said)
    return said.getvalue()


def test_neither_has_an_address_of_the_other() -> None:
    web, admin = get_resolver("config.urls"), get_resolver("config.admin_urls")
    assert "admin" not in web.namespace_dict
    assert set(admin.namespace_dict) == {"admin"}
    with pytest.raises(Resolver404):
        web.resolve("/accounts/therapist/")
    for path in ("/today/", "/week/", "/help/", "/account/signup/", "/account/password/reset/"):
        with pytest.raises(Resolver404):
            admin.resolve(path)


@override_settings(ADMIN_ADDRESS="https://after.example.org/")
def test_staff_are_shown_where_to_go_by_the_web_and_get_no_session(web: Server) -> None:
    client = Client()
    answer = client.post(
        reverse("account_login"), {"login": web.verifier.email, "password": PASSWORD}
    )
    assert b"https://after.example.org/" in answer.content
    assert client.get(reverse("accounts:more")).status_code == 302
    client.force_login(web.verifier, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get(reverse("accounts:more")).status_code == 404
    answer = client.get(reverse("accounts:landing"), follow=True)
    assert b"https://after.example.org/" in answer.content


def test_a_therapist_reads_what_was_decided_and_by_nobody(web: Server) -> None:
    with acting_as(web.nora.pk, now=LATER):
        before = AuditEvent.objects.filter(action=AuditAction.THERAPIST_DECLINED).count()
    with admin_process_here():
        url = reverse("admin:accounts_therapist_decide", args=[web.applied.pk, "declined"])
        data = {"seen": web.applied.applied_at.isoformat(), "typed": "Nora Example"}
        assert enter(Client(), web.verifier).post(url, data).status_code == 302
    with acting_as(web.nora.pk, now=LATER):
        lines = AuditEvent.objects.filter(action=AuditAction.THERAPIST_DECLINED)
        assert (lines.count(), lines[0].actor_id) == (before + 1, None)


def test_make_staff_makes_changes_and_ends(ida: str) -> None:
    said = make_staff(ida.upper(), "--duty", "operator", "--duty", "verifier")
    assert "Forgot your password?" in said
    user = User.objects.get(email=ida)
    assert (user.kind, user.has_usable_password(), user.is_active) == ("staff", False, True)
    assert not DataKey.objects.filter(user=user).exists()
    make_staff(ida, "--duty", "operator")
    assert [held.duty for held in HeldDuty.objects.using(OWNER).filter(user=user)] == ["operator"]
    with admin_process_here():
        with acting_as(user.pk, now=LATER):
            TOTP.activate(user, SECRET)
        client = enter(Client(), user)
        assert client.get(reverse("admin:index")).status_code == 200
    assert make_staff(ida, "--forget-factors").startswith("1 ")
    with admin_process_here():
        assert client.get(reverse("admin:index"))["Location"] == reverse("mfa_index")
    make_staff(ida, "--end")
    with admin_process_here():
        assert client.get(reverse("mfa_index")).status_code == 302


def test_make_staff_takes_nobodys_account(web: Server) -> None:
    with pytest.raises(CommandError, match="one of their own"):
        make_staff(web.world.author.email, "--duty", "operator")
    with pytest.raises(CommandError, match="valid"):
        make_staff("ida", "--duty", "operator")
    with pytest.raises(CommandError, match="Say --duty"):
        make_staff("ida@example.org")


def test_the_webs_role_does_not_serve_the_admin_process(web: Server) -> None:
    with override_settings(IS_ADMIN=True):
        assert [found.id for found in checks.check_admin_role()] == ["twofold.E008"]
    with admin_process_here():
        assert [*checks.check_keys(), *checks.check_admin_role(), *checks.check_database()] == []


@pytest.mark.slow
def test_the_process_starts_without_a_key_or_anything_else_of_the_webs() -> None:
    """As in production, whose secrets are named by ADMIN_ alone."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DJANGO_")}
    script = (
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        "from django.urls import reverse\n"
        "print(settings.MASTER_KEYS_FILE, sorted(settings.DATABASES), reverse('admin:index'))\n"
        "print(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=kept
        | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "TWOFOLD_MODE": "production",
            "TWOFOLD_PROCESS": "admin",
            "ADMIN_SECRET_KEY": "x" * 50,
            "ADMIN_ALLOWED_HOSTS": "after.example.org",
            "MASTER_KEYS_FILE": "/nowhere",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines() == [
        "None ['default'] /",
        "__Host-staff-sid __Host-staff-csrf",
    ], done.stderr
