"""What must hold before production serves people."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connections

from accounts import checks
from accounts.vault.keys import read_master_keys
from config import local_secrets

ROOT = Path(__file__).resolve().parents[2]


def ids(messages) -> list[str]:
    return [message.id for message in messages]


@pytest.fixture
def key_file(tmp_path, settings) -> Iterator[Path]:
    path = local_secrets.master_keys(tmp_path)
    settings.MASTER_KEYS_FILE = path
    yield path
    read_master_keys.cache_clear()


@pytest.mark.parametrize("mode", [0o440, 0o404, 0o600, 0o700, 0o644])
def test_key_file_may_be_read_by_its_owner_alone(key_file, mode):
    assert ids(checks.check_keys()) == []
    key_file.chmod(mode)
    assert ids(checks.check_keys()) == ["twofold.E002"]


def test_key_file_that_is_missing_or_broken_is_named(key_file, tmp_path, settings):
    settings.MASTER_KEYS_FILE = tmp_path / "elsewhere"
    assert ids(checks.check_keys()) == ["twofold.E001"]
    settings.MASTER_KEYS_FILE = tmp_path / "broken"
    (tmp_path / "broken").write_text("old: not base64\n")
    assert ids(checks.check_keys()) == ["twofold.E001"]


def test_argon2_must_come_first(settings):
    settings.PASSWORD_HASHERS = ["accounts.passwords.Argon2id"]
    assert ids(checks.check_hasher()) == []
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    assert ids(checks.check_hasher()) == ["twofold.E003"]


def test_demo_mailbox_is_for_the_demo(settings):
    assert ids(checks.check_mailbox()) == []
    settings.EMAIL_BACKEND = "accounts.demo_mailbox.EmailBackend"
    assert ids(checks.check_mailbox()) == ["twofold.E004"]


def test_cookies_want_their_prefix(settings):
    assert ids(checks.check_cookies()) == ["twofold.W001"]
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-sid", "__Host-csrf"
    assert ids(checks.check_cookies()) == []


def test_uncounted_proxy_is_named(settings):
    assert ids(checks.check_hops()) == []
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert ids(checks.check_hops()) == ["twofold.W002"]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert ids(checks.check_hops()) == []


def test_marked_database_is_not_for_production(db, settings):
    settings.PASSWORD_HASHERS = ["accounts.passwords.Argon2id"]
    assert ids(checks.check_database()) == []
    settings.IS_PRODUCTION = True
    assert ids(checks.check_database()) == ["twofold.E007"]
    with pytest.raises(ImproperlyConfigured, match=r"twofold\.E007"):
        checks.insist()


@pytest.mark.django_db(databases=["default", "owner"])
def test_owner_is_no_role_for_the_web():
    assert ids(checks.check_database()) == []
    assert ids(checks.check_database(using="owner")) == ["twofold.E006"]


PRODUCTION = {
    "TWOFOLD_MODE": "production",
    "SECRET_KEY": "x" * 25 + "0123456789" * 4,
    "ALLOWED_HOSTS": "app.example",
    "BEHIND_TLS_PROXY": "1",
    "TRUSTED_PROXY_COUNT": "1",
}


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    ours = {"DJANGO_SETTINGS_MODULE", "TWOFOLD_MODE"}
    kept = {key: value for key, value in os.environ.items() if key not in ours}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=kept | PRODUCTION | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("missing", ["SECRET_KEY", "MASTER_KEYS_FILE", "ALLOWED_HOSTS"])
def test_production_does_not_start_without_its_secrets(tmp_path, missing):
    keys = {"MASTER_KEYS_FILE": str(local_secrets.master_keys(tmp_path))}
    done = run("-c", "import config.settings", **keys | {missing: ""})
    assert done.returncode != 0
    assert f"Set the environment variable {missing}" in done.stderr


@pytest.mark.slow
def test_production_does_not_serve_from_a_marked_database(db, tmp_path):
    name = connections["default"].settings_dict["NAME"]
    host = connections["default"].settings_dict["HOST"]
    done = run(
        "-c",
        "import config.wsgi",
        MASTER_KEYS_FILE=str(local_secrets.master_keys(tmp_path)),
        DATABASE_URL=f"postgresql://app_web@/{name}?host={host}",
    )
    assert done.returncode != 0
    assert "twofold.E007" in done.stderr


@pytest.mark.slow
def test_deploy_checks_of_a_sound_production_find_nothing_but_the_mark(db, tmp_path):
    name = connections["default"].settings_dict["NAME"]
    host = connections["default"].settings_dict["HOST"]
    done = run(
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        MASTER_KEYS_FILE=str(local_secrets.master_keys(tmp_path)),
        DATABASE_URL=f"postgresql://app_web@/{name}?host={host}",
    )
    assert done.stderr.count("twofold.") + done.stderr.count("security.") == 1, done.stderr
    assert "twofold.E007" in done.stderr


def test_ordinary_check_needs_no_database():
    call_command("check")
