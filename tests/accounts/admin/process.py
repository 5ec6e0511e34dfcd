"""The admin process inside the tests' own: its settings, its role, its ears."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.conf import settings
from django.contrib.auth import signals as auth
from django.db import connections
from django.dispatch import Signal
from django.test import Client, override_settings

from accounts.admin import receivers
from config import admin_process, env
from tests.conventions.identities import FAR_AHEAD

HEARD = (
    account.authentication_step_completed,
    account.user_logged_in,
    auth.user_logged_out,
    mfa.authenticator_added,
    mfa.authenticator_removed,
    mfa.authenticator_reset,
)


@contextmanager
def admin_process_here() -> Iterator[None]:
    """What runs inside runs as app_admin, without a key, and with the admin process's addresses."""
    differences = admin_process.differences(
        settings.MIDDLEWARE, settings.TEMPLATES, settings.CACHES, uses_tls=False
    )
    alone = {"PROCESS": "admin", "IS_ADMIN": True, "MASTER_KEYS_FILE": None}
    web = connections["default"]
    connections["default"] = _as_admin(web)
    try:
        with override_settings(**differences, **alone, SECRET_KEY="the admin’s own"), _own_ears():
            yield
    finally:
        connections["default"].close()
        connections["default"] = web


def _as_admin(web: Any) -> Any:
    """The same database under the other role, whose password an external server may want."""
    url = env.optional("DATABASE_ADMIN_URL")
    found = env.database(url) if url else {"USER": "app_admin"}
    own = {key: found[key] for key in ("USER", "PASSWORD") if key in found}
    return type(web)(web.settings_dict | own, alias="default")


@contextmanager
def _own_ears() -> Iterator[None]:
    before = [signal.receivers for signal in HEARD]
    try:
        for signal in HEARD:
            _give(signal, [])
        receivers.listen()
        yield
    finally:
        for signal, those in zip(HEARD, before, strict=True):
            _give(signal, those)


def _give(signal: Signal, those: list[Any]) -> None:
    signal.receivers = those
    signal.sender_receivers_cache.clear()


def enter(client: Client, person: Any) -> Client:
    """As somebody of the staff who has just logged in, second factor and all."""
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["account_authentication_methods_user"] = str(person.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": FAR_AHEAD, "reauthenticated": True}
    ]
    session.save()
    return client
