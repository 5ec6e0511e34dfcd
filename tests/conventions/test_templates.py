"""What may stand in a template, a style sheet or a script, and in the words a history keeps."""

import re
from pathlib import Path

import pytest

from tests.conventions.sources import files, text, without_comments
from tests.conventions.words import tells

TEMPLATES = [path for path in files(".html", ".txt") if path.parts[0] == "templates"]
PAGES = [path for path in TEMPLATES if "{% extends" in text(path)]
STATIC = [path for path in files(".css", ".js", ".svg") if path.parts[0] == "static"]

FORBIDDEN = {
    "an inline script": r"<script(?![^>]*\ssrc=)",
    "an inline style": r"<style|\sstyle\s*=",
    "an inline handler": r"\son[a-z]+\s*=",
    "a handler of htmx": r"hx-on|hx-vars|hx-vals\s*=\s*['\"]?js",
    "script in an address": (
        r"(?:href|src|action|hx-\w+)\s*=\s*['\"]?\s*(?:javascript|js|data|vbscript):"
    ),
    "a trigger with a filter": r"hx-trigger\s*=\s*(?:\"[^\"]*\[|'[^']*\[)",
    "text taken for HTML": r"\|\s*(?:safe|safeseq)\b|autoescape\s+off",
    "another host": r"(?:https?:)?//[a-z0-9-]+\.[a-z]",
    "a frame or a plug-in": r"<(?:iframe|frame|object|embed|applet|base)\b",
    "a refresh": r"http-equiv\s*=\s*['\"]?refresh",
    "debugging": r"\{%\s*debug",
}

# Where one of these stands nevertheless, and why.
EXCEPTIONS = {
    ("templates/django/forms/field.html", "text taken for HTML"): (
        "help texts are ours; Django's list of password rules is HTML"
    ),
    ("templates/emails/code/body.txt", "text taken for HTML"): "plain text, no HTML",
    ("templates/emails/note/body.txt", "text taken for HTML"): "plain text, no HTML",
}


def found_in(path: Path, pattern: str) -> list[str]:
    return re.findall(pattern, without_comments(text(path)), re.IGNORECASE)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what: str) -> None:
    found = {str(path) for path in TEMPLATES if found_in(path, FORBIDDEN[what])}
    allowed = {path for path, thing in EXCEPTIONS if thing == what}
    assert found == allowed


@pytest.mark.parametrize("what", FORBIDDEN)
def test_lint_finds_what_it_looks_for(what: str) -> None:
    seeded = {
        "an inline script": "<script>alert(1)</script>",
        "an inline style": '<p style="color: red">',
        "an inline handler": '<body onload="x()">',
        "a handler of htmx": '<p hx-on:click="x()">',
        "script in an address": '<a href="javascript:x()">',
        "a trigger with a filter": '<p hx-trigger="click[ctrlKey]">',
        "text taken for HTML": "{{ note|safe }}",
        "another host": '<script src="//cdn.example.org/a.js"></script>',
        "a frame or a plug-in": "<iframe>",
        "a refresh": '<meta http-equiv="refresh" content="1">',
        "debugging": "{% debug %}",
    }
    assert re.search(FORBIDDEN[what], seeded[what], re.IGNORECASE)


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_every_form_has_an_address_and_its_token(path: Path) -> None:
    for head, body in re.findall(r"<form\b([^>]*)>(.*?)</form>", text(path), re.DOTALL):
        assert re.search(r"\baction\s*=\s*\"[^\"]+\"", head), head
        is_post = bool(re.search(r"method\s*=\s*\"post\"", head, re.IGNORECASE))
        assert is_post == ("{% csrf_token %}" in body), head


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_titles_tell_nothing(path: Path) -> None:
    titles = re.findall(r"\{% block (?:head_)?title %\}(.*?)\{% endblock", text(path), re.DOTALL)
    assert [title for title in titles if tells(title)] == []


@pytest.mark.parametrize("path", STATIC, ids=str)
def test_static_files_reach_no_other_host_and_keep_nothing_in_the_browser(path: Path) -> None:
    source = re.sub(r"/\*.*?\*/", "", text(path), flags=re.DOTALL)
    source = source.replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", source) == []
    keeping = r"localStorage|sessionStorage|indexedDB|caches\.|serviceWorker|document\.cookie"
    assert re.findall(keeping, source) == []
    running = r"\beval\(|new Function|innerHTML|outerHTML|document\.write|insertAdjacentHTML"
    assert re.findall(running, source) == []


@pytest.mark.parametrize("path", [p for p in STATIC if p.suffix == ".css"], ids=str)
def test_style_sheets_need_no_force(path: Path) -> None:
    source = re.sub(r"/\*.*?\*/", "", text(path), flags=re.DOTALL)
    selectors = re.findall(r"([^{}]+)\{", source)
    assert "!important" not in source
    assert [selector for selector in selectors if re.search(r"#[a-zA-Z]", selector)] == []


def test_no_form_is_included_without_its_token() -> None:
    """With ``only`` a part gets nothing of the request, and its forms would be refused."""
    with_forms = {
        str(path.relative_to("templates")) for path in TEMPLATES if "csrf_token %}" in text(path)
    }
    isolated = {
        (str(path), part)
        for path in TEMPLATES
        for part in re.findall(r'\{%\s*include\s+"([^"]+)"[^%]*\sonly\s*%\}', text(path))
    }
    assert with_forms
    assert {(path, part) for path, part in isolated if part in with_forms} == set()
