"""Rules about the code that no linter knows."""

import ast
import re
from pathlib import Path

import pytest

from tests.conventions.sources import calls, files, imports, own_code, text, tree

# "About 300 lines", migrations and data aside.
LONGEST = 330

# Where .values() and .values_list() are read, and why that is no way around a sealed row.
PLAIN_VALUES = {
    "accounts/actions/therapist.py": "keys of people, for a subquery",
    "accounts/actions/retention.py": "keys of sessions, for a subquery",
    "accounts/management/commands/rotate_keys.py": "keys of authenticators, each read anew",
    "accounts/management/commands/tell_everybody.py": "addresses, which stand in clear",
    "accounts/personal_data/therapist.py": "keys of people, for a subquery",
    "accounts/queries/audit.py": "keys of lines in the own record",
    "checkins/queries/case.py": "days of own looks and of rounds within reach",
    "checkins/queries/case_own.py": "days of shown hurts of the own couple",
    "accounts/queries/looks.py": "days of the own record, and names in own consents",
    "accounts/queries/therapist.py": "names of therapists, which stand in clear",
    "accounts/queries/user.py": "kinds of authenticators",
    "checkins/actions/prompt_draft.py": "keys of questions, in their order: no content",
    "checkins/personal_data/rows.py": "a day of leaving, and keys of conversations for a subquery",
    "checkins/queries/beside.py": "the key of a conversation, for a subquery",
    "checkins/queries/conversation.py": "keys of hurts, for a subquery",
    "checkins/queries/invitation.py": "keys of invitations, for a subquery",
    "checkins/queries/prompt.py": "which version is published: no content",
    "checkins/queries/library_editing.py": "numbers of library versions: no content",
    "checkins/queries/prompt_editing.py": "ids of questions: no content",
    "checkins/queries/set_choice.py": "names and titles of prompt sets: no content",
    "checkins/queries/rupture.py": "which shown hurts were answered: keys, no content",
}

# Where SQL is written by hand.
OWN_SQL = {
    "accounts/actor.py": "names who acts",
    "accounts/checks.py": "asks the database about itself before production starts",
    "accounts/courier.py": "asks for every constraint before a commit that cannot be taken back",
    "accounts/models/functions.py": "calls the functions of migration 0002",
    "accounts/rate.py": "counts in one atomic statement",
    "checkins/management/commands/seed_demo.py": "marks the demo's database, as its owner",
    "checkins/management/commands/seed_practice.py": "verifies the demo's therapist, as its owner",
    "checkins/models/functions.py": "calls the functions of migration 0002",
    "checkins/queries/opened.py": "asks my_open_rounds() inside a query",
}

# Who may go on without a CSRF token (decisions.md 29).
WITHOUT_TOKEN = {
    "accounts/views/exit.py": "ends one's own session, and nothing else",
    "checkins/views/stop.py": "acts by the secret in its address, and by no cookie",
}

# Strings that are taken for HTML without escaping.
TRUSTED_HTML = {
    "accounts/logging.py": "a traceback without values, for nobody's browser",
    "accounts/templatetags/ui.py": "the type of a rendered component",
}

# The person a request carries is part of the web's vocabulary (accounts/http.py).
OF_THE_VOCABULARY = {"accounts.models", "accounts.models.User"}

# Layers that fetch rows, and who else does.
FETCHING = (
    "queries",
    "actions",
    "access",
    "audit",
    "models",
    "vault",
    "safety",
    "personal_data",
)
FETCHING_ELSEWHERE = {
    "accounts/adapter.py": "the person an address belongs to, before anybody has signed in",
    "accounts/admin/adapter.py": "somebody of the staff, before they have signed in",
    "accounts/forms/account.py": "one person's own addresses, in allauth's table",
    "accounts/management/commands/rotate_keys.py": "wraps second factors anew, whosever they are",
    "accounts/management/commands/tell_everybody.py": "every proven address, each for one mail",
    "accounts/management/commands/seed_staff.py": "the one of the staff whom the demo has",
    "accounts/rate.py": "forgets counters that have run out",
    "checkins/management/commands/seed_demo.py": "makes the demo's people",
    "checkins/management/commands/seed_practice.py": "finds the demo's people",
    "checkins/management/people.py": "makes the demo's people",
}


def names(paths: list[Path]) -> set[str]:
    return {str(path) for path in paths}


def layer(path: Path) -> str:
    return path.parts[1].removesuffix(".py") if len(path.parts) > 1 else ""


@pytest.mark.parametrize(
    "path", [p for p in files(".py", ".html", ".css", ".js", ".sql") if "migrations" not in p.parts]
)
def test_file_can_be_read_in_one_go(path: Path) -> None:
    assert len(text(path).splitlines()) <= LONGEST


def test_no_form_takes_every_field_of_a_model() -> None:
    found = [
        path
        for path in own_code()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id in {"fields", "exclude"} for t in node.targets)
        and isinstance(node.value, ast.Constant | ast.List | ast.Tuple)
        and (
            "exclude" in ast.dump(node.targets[0]) or getattr(node.value, "value", "") == "__all__"
        )
        and layer(path) == "forms"
    ]
    assert found == []


def test_no_form_saves() -> None:
    found = [
        path
        for path in own_code()
        if layer(path) == "forms"
        and any(
            isinstance(node, ast.Name | ast.Attribute)
            and (getattr(node, "id", "") or getattr(node, "attr", "")) == "ModelForm"
            for node in ast.walk(tree(path))
        )
    ]
    assert found == []


def test_plain_values_are_read_only_where_listed() -> None:
    found = [
        path
        for path in own_code()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"values", "values_list"}
        and (node.args or node.keywords)
    ]
    assert names(found) == set(PLAIN_VALUES)


def test_sql_is_written_by_hand_only_where_listed() -> None:
    by_hand = {"cursor", "raw", "extra", "RawSQL"}
    found = [path for path in own_code() if calls(path) & by_hand and path.parts[0] != "config"]
    assert names(found) == set(OWN_SQL)


def test_tokens_are_waived_only_where_listed() -> None:
    found = [path for path in own_code() if "django.views.decorators.csrf" in imports(path)]
    assert names(found) == set(WITHOUT_TOKEN)


def test_html_is_trusted_only_where_listed() -> None:
    trusting = {"SafeString", "SafeText", "mark_safe", "format_html", "html_safe"}
    found = [
        path
        for path in own_code()
        if any(module.rpartition(".")[2] in trusting for module in imports(path))
    ]
    assert names(found) == set(TRUSTED_HTML)


def test_views_and_forms_and_tags_import_no_models() -> None:
    found = {
        (str(path), module)
        for path in own_code()
        if layer(path) in {"views", "forms", "templatetags", "urls"}
        for module in imports(path)
        if re.match(r"(accounts|checkins)\.models\b", module)
    }
    assert {(path, module) for path, module in found if module not in OF_THE_VOCABULARY} == set()


def test_queries_run_only_in_the_layers_that_know_the_reader() -> None:
    found = [
        path
        for path in own_code()
        if re.search(r"\.objects\b", text(path))
        and layer(path) not in FETCHING
        and "migrations" not in path.parts
    ]
    assert names(found) == set(FETCHING_ELSEWHERE)


def test_logic_knows_no_framework() -> None:
    found = {
        (str(path), module)
        for path in own_code()
        if layer(path) in {"logic", "enums"}
        for module in imports(path)
        if module.partition(".")[0] in {"django", "allauth", "psycopg"}
    }
    assert found == set()


def test_people_know_nothing_of_the_practice() -> None:
    found = {
        (str(path), module)
        for path in own_code()
        if path.parts[0] == "accounts"
        for module in imports(path)
        if module.partition(".")[0] == "checkins"
    }
    assert found == set()


def test_only_the_vault_opens_and_wraps() -> None:
    found = [
        path
        for path in own_code()
        if any(module.startswith("cryptography") for module in imports(path))
    ]
    assert {path.parts[:2] for path in found} == {("accounts", "vault")}


def test_only_the_typesetter_knows_its_libraries() -> None:
    """Where they are missing, importing them fails; and they stay away from keys and rows."""
    libraries = {"weasyprint", "pydyf", "tinycss2", "PIL", "fontTools"}
    typesetter = Path("checkins/pdf/typesetter.py")
    knowing = [
        path
        for path in own_code()
        if libraries & {module.partition(".")[0] for module in imports(path)}
    ]
    assert knowing == [typesetter]
    ours = {"accounts", "checkins", "config", "django"}
    assert ours & {module.partition(".")[0] for module in imports(typesetter)} == set()


def test_content_is_sealed_through_the_models_alone() -> None:
    sealing = {"seal", "unseal"}
    found = [
        path
        for path in own_code()
        if calls(path) & sealing and path.parts[:2] != ("accounts", "vault")
    ]
    assert names(found) == {"accounts/models/base.py"}


# Who may ask the one door to quiet mode (architecture.md 2), and why.
ASKING_THE_DOOR = {
    "checkins/actions/invitation.py": "who wants no prompts invites nobody, either",
    "checkins/queries/beside.py": "whoever wants no prompts is not asked to look back",
    "checkins/personal_data/own.py": "one's own wish is handed out and erased like any other",
    "checkins/views/prompts.py": "the page of that very wish",
    "checkins/actions/question.py": "whoever wants no prompts is asked nothing",
}


def test_only_the_door_knows_where_quiet_mode_stands() -> None:
    knowing = [path for path in own_code() if "checkins.models.support" in imports(path)]
    assert names(knowing) == {"checkins/models/__init__.py", "checkins/safety.py"}
    loading = tree(Path("checkins/models/__init__.py")).body
    assert not any("support" in ast.dump(n) for n in loading if isinstance(n, ast.ImportFrom))


def test_the_door_is_asked_only_where_listed() -> None:
    asking = [path for path in own_code() if "checkins.safety" in imports(path)]
    assert names(asking) <= set(ASKING_THE_DOOR)


def test_every_silenced_check_says_why() -> None:
    # The pattern is put together here, so that this line does not find itself.
    silenced = re.compile("# no" + r"qa: [A-Z0-9, ]+(?P<reason>.*)")
    found = [
        f"{path}: {line.strip()}"
        for path in files(".py")
        for line in text(path).splitlines()
        if (match := silenced.search(line)) and not re.search("[a-z]{3}", match["reason"])
    ]
    assert found == []


def test_nothing_is_left_for_later() -> None:
    later = re.compile("TO" + "DO|FIX" + "ME|X" + "XX|pragma: no " + "cover")
    found = [
        str(path)
        for path in files(".py", ".html", ".css", ".js", ".sql", ".yaml", ".toml", ".md")
        if later.search(text(path))
    ]
    assert found == []


def test_no_module_is_called_after_nothing() -> None:
    vague = {"utils", "util", "helpers", "helper", "misc", "common", "base_utils"}
    assert [path for path in files(".py") if path.stem in vague] == []


def test_locks_name_the_public_index_alone() -> None:
    sources = set(re.findall(r'registry = "([^"]+)"', text(Path("uv.lock"))))
    assert sources == {"https://pypi.org/simple"}
