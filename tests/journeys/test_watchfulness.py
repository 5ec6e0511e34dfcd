"""Controls: what the journeys watch for would be noticed."""

import base64

import pytest
from playwright.sync_api import Browser

from tests.factories.people import make_user
from tests.journeys.conftest import PersonMaker
from tests.journeys.dump import assert_holds_none, dump
from tests.journeys.guard import Guard
from tests.journeys.looks import broken_rules, too_wide
from tests.journeys.storage import assert_little_is_kept


@pytest.mark.parametrize(
    ("doing", "complaint"),
    [
        ("open('http://example.org/')", "request to another host"),
        ("document.body.setAttribute('style', 'color: red')", "securitypolicyviolation"),
        ("setTimeout(() => { throw new Error('a slip') })", "a slip"),
        ("console.error('something went wrong')", "something went wrong"),
    ],
)
def test_guard_complains(
    browser: Browser, server: str, doing: str, complaint: str, meet: PersonMaker
) -> None:
    context = browser.new_context(base_url=server)
    watchful = Guard(server, "http://127.0.0.1/")
    watchful.watch(context)
    page = context.new_page()
    page.goto("/")
    watchful.assert_calm()
    page.evaluate(f"() => {{ {doing} }}")
    page.goto("/help/")
    context.close()
    assert any(complaint in each for each in watchful.complaints)


def test_looks_notice_a_field_without_a_name_and_a_wide_page(meet: PersonMaker) -> None:
    page = meet("Visitor").page
    page.set_content(
        f"<!doctype html><html lang=en><title>Page</title><main><h1>Page</h1><input><p>{'w' * 999}"
    )
    assert "label" in broken_rules(page)[0]
    assert too_wide(page)


def test_storage_is_noticed(meet: PersonMaker) -> None:
    visitor = meet("Visitor")
    visitor.go("/")
    visitor.page.evaluate("sessionStorage.setItem('draft', 'x')")
    with pytest.raises(AssertionError):
        assert_little_is_kept(visitor.page)


def test_dump_is_read_in_every_spelling(server: str) -> None:
    make_user("In plain letters")
    stolen = dump()
    with pytest.raises(AssertionError):
        assert_holds_none(stolen, ["In plain letters"])
    text = "a sentence of some length"
    for hidden in (base64.b64encode(b"ab" + text.encode()), text.encode("utf-16-le")):
        with pytest.raises(AssertionError):
            assert_holds_none(hidden, [text])
