"""Texts of the library are drafted, looked at, checked, published, taken back and carried over."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db import Error, connection, connections, transaction
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from accounts.actions.staff import OWNER
from accounts.actor import acting_as
from checkins.actions.library_draft import DraftStands
from checkins.logic.library_file import written
from checkins.models import LibraryVersion
from checkins.queries.library import library, shipped
from tests.accounts.admin.conftest import Server, begin_texts
from tests.accounts.admin.process import admin_process_here, enter
from tests.accounts.admin.test_prompt_sets import HARD, key_in
from tests.conventions.world import LATER

SLUG = "being-yourself"
NEW = "You may be here as you are."


@pytest.fixture(autouse=True)
def again(web: Server) -> Iterator[None]:
    """With one draft, of the shipped texts, afterwards."""
    yield
    empty_the_shelf()
    with admin_process_here():
        web.texts = begin_texts(web.editor)


def empty_the_shelf() -> None:
    """As on a server on which nobody has written any text."""
    with connections[OWNER].cursor() as owner:
        owner.execute("truncate checkins_libraryversion")


def at(name: str, *keys: Any) -> str:
    return reverse(f"admin:checkins_libraryversion_{name}", args=keys)


def change_card(client: Client, draft: Any, slug: str, **changed: Any) -> Any:
    """Post the form of a card as it stands, with something changed."""
    address = at("part", draft, "card", slug)
    standing = {field.name: field.value() for field in client.get(address).context["form"]}
    data = {name: value for name, value in standing.items() if value not in (None, False)}
    return client.post(address, {name: v for name, v in (data | changed).items() if v})


def article(body: str) -> str:
    (found,) = re.findall(r"<article.*?</article>", body, re.DOTALL)
    return " ".join(re.sub(r'href="[^"]*"', "", found).split())


def as_read(web: Server, slug: str) -> Any:
    """The page of a card on the web, as a partner opens it."""
    client = Client()
    client.force_login(web.world.author, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.get(reverse("checkins:card", args=[slug]))


def test_a_card_is_mended_previewed_published_and_taken_back(web: Server) -> None:
    before = as_read(web, SLUG).content.decode()
    with admin_process_here():
        client = enter(Client(), web.editor)
        assert change_card(client, web.texts, SLUG, text=HARD, more=[]).status_code == 302
        page = unescape(client.get(at("change", web.texts)).content.decode())
        for sentence in (
            f"{SLUG} is hard to read: use shorter words or shorter sentences.",
            f"{SLUG} names nothing to read further: choose at least one.",
        ):
            assert sentence in page
        assert at("publish", web.texts) not in page
        answer = client.post(at("publish", web.texts))
        assert (answer.status_code, b"breaks a rule" in answer.content) == (422, True)
        change_card(client, web.texts, SLUG, text=NEW, more=["R-3"], points="One.\nTwo.")
        preview = client.get(at("preview_card", web.texts, SLUG)).content.decode()
        changed = client.get(at("changes", web.texts)).content.decode()
        assert (NEW in changed, "two-words" in changed) == (True, False)
    # A draft is nothing that anybody reads.
    assert article(as_read(web, SLUG).content.decode()) == article(before)
    with admin_process_here():
        assert client.post(at("publish", web.texts)).status_code == 302
        with acting_as(web.editor.pk, now=LATER):
            (line, *_others) = LogEntry.objects.filter(user=web.editor)
            assert (line.object_repr, line.change_message) == ("library version", "published")
        assert change_card(client, web.texts, SLUG, text="Another.").status_code == 422
    after = as_read(web, SLUG).content.decode()
    assert NEW in after
    assert article(after) == article(preview) != article(before)
    with admin_process_here():
        assert ">In use<" in client.get(at("changelist")).content.decode()
        assert client.post(at("retire", web.texts)).status_code == 302
        assert ">Retired<" in client.get(at("changelist")).content.decode()
    assert article(as_read(web, SLUG).content.decode()) == article(before)


def test_texts_are_carried_to_an_empty_server_as_they_are(web: Server) -> None:
    with admin_process_here():
        client = enter(Client(), web.editor)
        change_card(client, web.texts, SLUG, title="Anew")
        reading = {"id": "R-11", "title": "More", "publisher": "Somebody", "host": "c.example"}
        assert client.post(at("add_part", web.texts, "reading"), reading).status_code == 302
        assert client.post(at("add_part", web.texts, "reading"), reading).status_code == 422
        group = {"slug": "last", "title": "Last"}
        assert client.post(at("add_part", web.texts, "group"), group).status_code == 302
        card = {"slug": "new", "title": "New", "group": "last", "text": NEW, "more": "R-11"}
        assert client.post(at("add_part", web.texts, "card"), card).status_code == 302
        assert client.post(at("move", web.texts, "group", "last", "up")).status_code == 302
        client.post(at("drop", web.texts, "group", "last"))
        text = client.get(at("export", web.texts)).content.decode()
        empty_the_shelf()
        nothing = client.get(at("changelist")).content.decode()
        assert ("texts that came with" in nothing, "0 library" in nothing) == (True, False)
        # One that would end in an error, or be written so that nobody sees it.
        for bad in ("[" * 5_000, text.replace("Anew", "An\u202eew")):
            answer = client.post(at("import"), {"text": bad, "language": "en"})
            assert (answer.status_code, "Line" in answer.content.decode()) == (422, True)
        draft = key_in(client.post(at("import"), {"text": text, "language": "en"}))
        assert client.post(at("publish", draft)).status_code == 302
        assert client.get(at("export", draft)).content.decode() == text
        answer = client.post(at("import"), {"text": text.replace("host:", "at:"), "language": "en"})
        assert (answer.status_code, "&#x27;at&#x27; is not known" in answer.content.decode()) == (
            422,
            True,
        )
    with acting_as(web.world.author.pk, now=LATER):
        assert written(library()) == text != written(shipped("en"))
    assert NEW in as_read(web, "new").content.decode()


def test_what_leads_to_support_goes_on_leading_there(web: Server) -> None:
    with admin_process_here():
        client = enter(Client(), web.editor)
        assert (
            change_card(client, web.texts, "two-words", is_beside_support=None).status_code == 302
        )
        assert client.post(at("drop", web.texts, "card", "ten-myths")).status_code == 302
        page = client.get(at("change", web.texts)).content.decode()
        assert "two-words shows the way to support, and has to go on showing it." in page
        assert "The card ten-myths shows the way to support and has to stay." in page
        assert client.post(at("publish", web.texts)).status_code == 422


def test_the_database_gives_drafts_to_their_duty_alone_and_keeps_what_is_published(
    web: Server,
) -> None:
    with acting_as(web.world.author.pk, now=LATER):
        assert not LibraryVersion.objects.exists()
        for statement in (
            "insert into checkins_libraryversion values (gen_random_uuid(), 'en', 9, 'x')",
            "update checkins_libraryversion set text = 'x'",
        ):
            refused(statement)
    with admin_process_here():
        for person, many in ((web.editor, 1), (web.verifier, 0), (web.operator, 0)):
            with acting_as(person.pk, now=LATER):
                assert LibraryVersion.objects.count() == many
                assert LibraryVersion.objects.update(text=written(shipped("en"))) == many
        with acting_as(web.editor.pk, now=LATER):
            assert LibraryVersion.objects.update(published_at=LATER) == 1
            for statement in (
                "update checkins_libraryversion set text = 'x'",
                "update checkins_libraryversion set published_at = null",
                "delete from checkins_libraryversion",
            ):
                refused(statement)
    with acting_as(web.world.author.pk, now=LATER):
        assert LibraryVersion.objects.exists()


def refused(statement: str) -> None:
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_two_who_begin_at_once_begin_one(web: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second has seen no draft yet when the first one's stands."""
    monkeypatch.setattr(QuerySet, "exists", lambda _rows: False)
    with admin_process_here(), pytest.raises(DraftStands):
        begin_texts(web.editor)
