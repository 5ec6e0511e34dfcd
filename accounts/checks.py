"""What must hold before this may serve people.

`manage.py check --deploy` names all of it; the web process of production refuses to start
without it (`insist`).
"""

import stat
from collections import Counter
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 - the name of what Django warns with
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections

from accounts.personal_data import register as personal_data
from accounts.vault.keys import load_master_keys

READABLE_BY_OTHERS = stat.S_IRWXG | stat.S_IRWXO | stat.S_IWUSR | stat.S_IXUSR


@register(Tags.security, deploy=True)
def check_keys(**kwargs: Any) -> list[CheckMessage]:
    """The file of master keys can be read, by its owner alone, and by nobody changed."""
    if settings.MASTER_KEYS_FILE is None:
        return []  # the admin process is given none
    try:
        load_master_keys()
        mode = stat.S_IMODE(Path(settings.MASTER_KEYS_FILE).stat().st_mode)
    except (OSError, ImproperlyConfigured) as error:
        return [Error(f"MASTER_KEYS_FILE cannot be used: {error}", id="twofold.E001")]
    if mode & READABLE_BY_OTHERS:
        return [
            Error(
                f"MASTER_KEYS_FILE has mode {mode:04o}.",
                hint="chmod 0400, and let the web process own it.",
                id="twofold.E002",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def check_hasher(**kwargs: Any) -> list[CheckMessage]:
    if settings.PASSWORD_HASHERS[0] == "accounts.passwords.Argon2id":
        return []
    return [Error("Argon2id must come first in PASSWORD_HASHERS.", id="twofold.E003")]


@register(Tags.security, deploy=True)
def check_mailbox(**kwargs: Any) -> list[CheckMessage]:
    if settings.EMAIL_BACKEND == "accounts.demo_mailbox.EmailBackend" and not settings.IS_DEMO:
        return [Error("The demo's mailbox shows codes to everybody.", id="twofold.E004")]
    return []


@register(Tags.security, deploy=True)
def check_cookies(**kwargs: Any) -> list[CheckMessage]:
    """Cookies that a neighbouring host cannot set."""
    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    if all(name.startswith("__Host-") for name in names):
        return []
    return [Warning("The names of both cookies should begin with __Host-.", id="twofold.W001")]


@register(Tags.security, deploy=True)
def check_hops(**kwargs: Any) -> list[CheckMessage]:
    """Behind a proxy that nobody counted, everybody has one address and shares one limit."""
    behind_proxy = getattr(settings, "SECURE_PROXY_SSL_HEADER", None) is not None
    if behind_proxy and settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0:
        return [
            Warning(
                "BEHIND_TLS_PROXY is on and TRUSTED_PROXY_COUNT is 0.",
                hint="Set it to the number of proxies between people and this process.",
                id="twofold.W002",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def check_database(using: str = "default", **kwargs: Any) -> list[CheckMessage]:
    """Neither a demo's database, nor a role whom no policy holds."""
    try:
        with connections[using].cursor() as cursor:
            cursor.execute(
                "select rolsuper or rolbypassrls, exists (select from pg_class c"
                " join pg_namespace n on n.oid = c.relnamespace"
                " where n.nspname = 'app' and c.relkind = 'r' and c.relowner = r.oid)"
                " from pg_roles r where rolname = current_user"
            )
            is_above_policies, owns_tables = cursor.fetchone()
            cursor.execute("select exists (select from demo_mark)")
            (is_marked,) = cursor.fetchone()
    except DatabaseError as error:
        return [
            Error(
                f"The database cannot be asked ({type(error).__name__}).",
                hint="docs/roles.sql, then manage.py migrate --database owner",
                id="twofold.E005",
            )
        ]
    found: list[CheckMessage] = []
    if is_above_policies or owns_tables:
        found.append(
            Error(
                "DATABASE_URL names a superuser, a role with BYPASSRLS, or the owner.",
                hint="It must be the web's role of docs/roles.sql.",
                id="twofold.E006",
            )
        )
    if is_marked and settings.IS_PRODUCTION:
        found.append(
            Error("This database is marked as one of a demo or of tests.", id="twofold.E007")
        )
    return found


@register(Tags.security, deploy=True)
def check_admin_role(using: str = "default", **kwargs: Any) -> list[CheckMessage]:
    """The admin process with the web's role would have a grant on what people write."""
    if not settings.IS_ADMIN:
        return []
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select bool_or(has_table_privilege(current_user, c.oid, 'SELECT')) from pg_class c"
            " where c.relnamespace = 'app'::regnamespace"
            " and c.relname in ('checkins_checkin', 'checkins_release', 'accounts_datakey')"
        )
        (reads_content,) = cursor.fetchone()
    if not reads_content:
        return []
    return [
        Error(
            "DATABASE_ADMIN_URL names a role that may read what people write.",
            hint="It must be app_admin of docs/roles.sql.",
            id="twofold.E008",
        )
    ]


@register(Tags.models)
def check_personal_data(**kwargs: Any) -> list[CheckMessage]:
    """Every field of every model is in one section of personal data, or says why it is nobody's.

    What no section names would be missing from an export and survive an erasure.
    """
    named = Counter(
        f"{label}.{name}"
        for section in personal_data
        for label, names in section.covers.items()
        for name in names
    )
    models = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
    fields = {
        f"{label}.{field.name}"
        for label, model in models.items()
        for field in model._meta.local_concrete_fields
    }
    left_out = personal_data.impersonal
    impersonal = {each for each in fields if left_out.keys() & {each, each.rpartition(".")[0]}}
    found: list[tuple[str, str, str]] = [
        *(("E010", each, "is in no section") for each in fields - named.keys() - impersonal),
        *(("E011", each, "does not exist") for each in named.keys() - fields),
        *(("E011", each, "does not exist") for each in left_out.keys() - fields - models.keys()),
        *(("E012", each, "is in two places") for each, n in named.items() if n > 1),
        *(("E012", each, "is in two places") for each in named.keys() & impersonal),
        *(("E013", each, "has no reason") for each, reason in left_out.items() if not reason),
    ]
    return [
        Error(
            f"Personal data: {each} {what}.",
            hint="accounts/personal_data/ or checkins/personal_data/",
            id=f"twofold.{number}",
        )
        for number, each, what in sorted(found)
    ]


def insist() -> None:
    """Raise ImproperlyConfigured with every reason not to serve."""
    checks = (check_keys, check_hasher, check_mailbox, check_database, check_admin_role)
    found = [message for check in checks for message in check()]
    if found:
        raise ImproperlyConfigured("\n".join(f"{message.id}: {message.msg}" for message in found))
