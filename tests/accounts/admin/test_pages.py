"""Who of the staff gets what at every address of the admin process, and what none of them finds."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.enums import Duty
from accounts.models import Directory, Helpline, Therapist, User
from checkins.admin.registered import site
from checkins.models import LibraryVersion, PromptSetVersion, Statistic
from tests.accounts.admin.conftest import Server
from tests.accounts.admin.process import enter
from tests.accounts.test_headers import EXACT, POLICY
from tests.conventions.test_templates import FORBIDDEN
from tests.conventions.visits import visit

# Everything that can be looked at here. Not a model of content among them (V5).
REGISTERED = {
    Therapist,
    Directory,
    User,
    LogEntry,
    PromptSetVersion,
    LibraryVersion,
    Helpline,
    Statistic,
}

EVERYBODY, VERIFIER, OPERATOR = frozenset(Duty), {Duty.VERIFIER}, {Duty.OPERATOR}
EDITOR = {Duty.PROMPT_EDITOR}
# Pages of allauth, with what a GET and a POST without anything in it come to.
FACTORS = {
    "mfa_index": (200, 405),
    "mfa_activate_totp": (302, 302),
    "mfa_deactivate_totp": (200, 302),
    "mfa_list_webauthn": (200, 405),
    "mfa_add_webauthn": (200, 200),
    "mfa_edit_webauthn": (404, 404),
    "mfa_remove_webauthn": (404, 404),
    "mfa_view_recovery_codes": (404, 405),
    "mfa_generate_recovery_codes": (200, 302),
    "account_reauthenticate": (200, 200),
    "mfa_reauthenticate": (200, 200),
    "mfa_reauthenticate_webauthn": (302, 302),
}
OPEN = {
    "account_login": (302, 302),
    "account_logout": (200, 302),
    "admin:login": (302, 302),
    "mfa_authenticate": (302, 302),
    "mfa_login_webauthn": (302, 302),
}
# Whose duty it is, and what a GET and a POST come to for them. Everybody else is refused.
PAGES: dict[str, tuple[Any, int, int]] = {
    "admin:index": (EVERYBODY, 200, 200),
    "admin:logout": (EVERYBODY, 200, 302),
    "admin:jsi18n": (EVERYBODY, 200, 405),
    "admin:app_list": (EVERYBODY, 302, 302),
    "admin:accounts_therapist_decide": (VERIFIER, 200, 422),
    "admin:accounts_helpline_new": (VERIFIER, 200, 422),
    "admin:accounts_directory_new": (VERIFIER, 200, 422),
    "admin:accounts_helpline_edit": (VERIFIER, 200, 422),
    "admin:accounts_directory_edit": (VERIFIER, 200, 422),
    "admin:accounts_helpline_checked": (VERIFIER, 200, 422),
    "admin:accounts_directory_checked": (VERIFIER, 200, 422),
}
# Of prompt sets, visited at a draft that nothing is wrong with.
SETS = {
    "new": (200, 422),
    "import": (200, 422),
    "copy": (200, 422),
    "ask": (200, 422),
    "prompt": (200, 422),
    "move": (405, 302),
    "drop": (405, 302),
    "preview": (200, 302),
    "changes": (200, 405),
    "export": (200, 405),
    "publish": (200, 302),
    "retire": (200, 422),
    "discard": (200, 302),
}
PAGES |= {f"admin:checkins_promptsetversion_{name}": (EDITOR, *its) for name, its in SETS.items()}
# Of the library, at a draft that nothing is wrong with either.
TEXTS = {
    "new": (200, 422),
    "import": (200, 422),
    "copy": (200, 422),
    "add_part": (200, 422),
    "part": (200, 422),
    "move": (405, 302),
    "drop": (405, 302),
    "preview": (200, 302),
    "preview_card": (200, 302),
    "changes": (200, 405),
    "export": (200, 405),
    "publish": (200, 302),
    "retire": (200, 422),
    "discard": (200, 302),
}
PAGES |= {f"admin:checkins_libraryversion_{name}": (EDITOR, *its) for name, its in TEXTS.items()}
for name, whose in (
    ("accounts_therapist", VERIFIER),
    ("checkins_promptsetversion", EDITOR),
    ("checkins_libraryversion", EDITOR),
    ("accounts_helpline", VERIFIER),
    ("accounts_directory", VERIFIER),
    ("checkins_statistic", OPERATOR),
    ("accounts_user", OPERATOR),
    ("admin_logentry", OPERATOR),
):
    PAGES |= {
        f"admin:{name}_changelist": (whose, 200, 200),
        f"admin:{name}_change": (whose, 200, 403),
        f"admin:{name}_history": (whose, 200, 200),
        f"admin:{name}_add": (frozenset(), 403, 403),
        f"admin:{name}_delete": (frozenset(), 403, 403),
    }


def test_what_can_be_seen_at_all_equals_the_list() -> None:
    assert set(site._registry) == REGISTERED


def test_every_address_has_its_row() -> None:
    assert {name for name, _ in addresses()} == set(PAGES) | set(FACTORS) | set(OPEN)
    # What has no name is Django's old way to one of those pages, behind the log-in as well.
    assert {str(each.pattern) for each in unnamed()} == {"<path:object_id>/"}


def test_everybody_gets_what_their_duty_says_and_nobody_a_word_of_anybody(staff: Server) -> None:
    with_rows(staff)
    written = staff.world.hidden_from(None)
    assert len(written) > 20
    wrong: list[str] = []
    for duty, person in zip(Duty, (staff.editor, staff.verifier, staff.operator), strict=True):
        client = enter(Client(), person)
        for name, url in filled(staff):
            for method, place in (("GET", 0), ("POST", 1)):
                answer = visit(client, method, url)
                if name in PAGES:
                    whose, *statuses = PAGES[name]
                    expected = statuses[place] if duty in whose else 403
                else:
                    expected = (FACTORS | OPEN)[name][place]
                if answer.status_code != expected:
                    wrong.append(f"{duty} {method} {name}: {answer.status_code} not {expected}")
                wrong += [f"{name}: {each}" for each in framed(answer)]
                body = answer.content.decode()
                wrong += [f"{name} tells {text}" for text in written if text in body]
                wrong += [f"{name}: {text}" for text in (staff.world.author.email,) if text in body]
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize(
    "who", ["nobody", "a partner", "a therapist", "somebody without a second factor"]
)
def test_nothing_else_opens_before_the_log_in_and_the_second_factor(
    staff: Server, who: str
) -> None:
    client = Client()
    open_too = set(OPEN)
    is_new = who == "somebody without a second factor"
    if who == "a partner":
        enter(client, staff.world.author)
    elif who == "a therapist":
        enter(client, staff.nora)
    elif is_new:
        enter(client, staff.newcomer)
        open_too |= {"account_reauthenticate", "mfa_activate_totp", "mfa_add_webauthn"}
        open_too |= {"mfa_index", "admin:logout"}
    for name, url in filled(staff):
        for method in ("GET", "POST"):
            answer = visit(client, method, url)
            if name in open_too - {"mfa_authenticate", "mfa_login_webauthn"}:
                continue
            assert (name, method, answer.status_code) == (name, method, 302)
            to = answer["Location"].partition("?")[0]
            expected = {reverse("account_login"), reverse("admin:login")}
            assert to in ({reverse("mfa_index")} if is_new else expected), (name, to)


def with_rows(staff: Server) -> None:
    """One line in the log, so that its pages have something to show."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.user_id', %s, false)", [str(staff.operator.pk)])
        LogEntry.objects.log_actions(staff.operator.pk, [staff.operator], 2, "seen")
        cursor.execute("select set_config('app.user_id', '', false)")


def addresses() -> Iterator[tuple[str, URLPattern]]:
    """Every named address of the process, by its full name."""
    return ((name, each) for name, each in patterns() if each.name)


def unnamed() -> Iterator[URLPattern]:
    return (each for _name, each in patterns() if not each.name)


def patterns() -> Iterator[tuple[str, URLPattern]]:
    def walk(resolver: URLResolver, space: str) -> Iterator[tuple[str, URLPattern]]:
        for each in resolver.url_patterns:
            if isinstance(each, URLResolver):
                inner = f"{space}{each.namespace}:" if each.namespace else space
                yield from walk(each, inner)
            else:
                yield f"{space}{each.name}", each

    return walk(get_resolver("config.admin_urls"), "")


def filled(staff: Server) -> Iterator[tuple[str, str]]:
    keys = {
        "therapist": staff.applied.pk,
        "user": staff.operator.pk,
        "logentry": _one_line(staff),
        "promptsetversion": staff.draft,
        "libraryversion": staff.texts,
        "helpline": staff.line,
        "directory": staff.listed,
        "statistic": staff.number,
    }
    told = {
        "pk": staff.texts,
        "part": "card",
        "name": "two-words",
        "where": "up",
        "card": "two-words",
    }
    drafted = {"pk": staff.draft, "prompt": staff.question, "where": "up", "number": 1}
    for name, pattern in addresses():
        parameters = pattern.pattern.converters
        parameters = dict.fromkeys(parameters, "x")
        kind = name.split("_")[1] if "_" in name else ""
        if "object_id" in parameters:
            parameters["object_id"] = keys[kind]
        if name.endswith("_decide"):
            parameters = {"pk": staff.applied.pk, "to": "verified"}
        elif kind == "promptsetversion":
            parameters |= {key: value for key, value in drafted.items() if key in parameters}
        elif kind == "libraryversion":
            parameters |= {key: value for key, value in told.items() if key in parameters}
        elif "pk" in parameters:
            parameters["pk"] = keys.get(kind, 7)
        if name == "admin:app_list":
            parameters = {"app_label": "accounts"}
        yield name, reverse(name, kwargs=parameters)


def _one_line(staff: Server) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.user_id', %s, false)", [str(staff.operator.pk)])
        found = LogEntry.objects.first()
        cursor.execute("select set_config('app.user_id', '', false)")
    return found.pk if found else 0


def framed(answer: HttpResponse) -> list[str]:
    """Headers as the web's; nothing inline, and nothing from elsewhere but a register's address."""
    wrong = [f"{name}: {answer.get(name)}" for name in EXACT if answer.get(name) != EXACT[name]]
    if set(answer.get("Content-Security-Policy", "").split("; ")) != POLICY:
        wrong.append("policy")
    if "html" not in answer["Content-Type"]:
        return wrong
    body = answer.content.decode()
    data = r"<script[^>]*type=\"application/json\"[^>]*>"
    body = re.sub(data, "", body)
    inline = ("an inline script", "an inline style", "an inline handler")
    wrong += [what for what in inline if re.search(FORBIDDEN[what], body)]
    away = set(re.findall(r'(?:href|src|action)="((?:https?:)?//[^"]+)"', body))
    wrong += [f"leads to {to}" for to in away if "register.example.org" not in to]
    return wrong
