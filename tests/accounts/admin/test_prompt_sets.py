"""Prompt sets are drafted, looked at, checked, published and retired; rounds keep their wording."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import escape
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from checkins.enums import ReleaseClass
from checkins.logic.prompt_file import written
from checkins.logic.prompt_rules import LOCKED_PREFIXES, examine, parse
from checkins.models import Prompt, PromptSetVersion
from checkins.queries.prompt_editing import document_of
from checkins.queries.round import around
from tests.accounts.admin.conftest import Server, begin, take_back_sets
from tests.accounts.admin.process import admin_process_here, enter
from tests.checkins.logic.test_prompt_rules import WEEKLY
from tests.conftest import TestClock
from tests.conventions.world import LATER

SPARE = WEEKLY.replace("slug: weekly", "slug: spare")
OLD, NEW = "What we had agreed on held this week.", "What we had agreed on stood this week."
OLD_WORDINGS = next((each.text, *each.also) for each in parse(WEEKLY).prompts)
HARD = "Notwithstanding extraordinary circumstances, communication facilitated understanding."


@pytest.fixture(autouse=True)
def again(web: Server) -> Iterator[None]:
    """With the draft of the weekly set as it was afterwards."""
    yield
    take_back_sets()
    with admin_process_here():
        web.draft, web.question = begin(web.editor)


def at(name: str, *keys: Any) -> str:
    return reverse(f"admin:checkins_promptsetversion_{name}", args=keys)


def key_in(answer: Any) -> UUID:
    assert answer.status_code == 302, answer.content.decode()
    return UUID(answer["Location"].strip("/").split("/")[-2])


def as_posted(client: Client, address: str, **changed: str) -> dict[str, str]:
    """What the form on a page holds, with something changed."""
    form = client.get(address).context["form"]
    return {field.name: str(field.value() or "") for field in form} | changed


def first_of(staff: Server, version: UUID) -> UUID:
    with acting_as(staff.editor.pk, now=LATER):
        return Prompt.objects.filter(version=version).values_list("pk", flat=True)[0]


def weekly_pages(web: Server, now: datetime, *numbers: int) -> list[str]:
    person = web.world.strangers_partner
    with acting_as(person.pk, now=now):
        day = around(person, now).running.day
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return [client.get(f"/week/{day}/{number}/").content.decode() for number in numbers]


def test_a_set_is_imported_mended_published_and_exported(staff: Server) -> None:
    client = enter(Client(), staff.editor)
    draft = key_in(client.post(at("import"), {"text": SPARE.replace(OLD, HARD)}))
    page = client.get(at("change", draft)).content.decode()
    assert "W-REL-1 is hard to read: use shorter words or shorter sentences." in page
    assert at("publish", draft) not in page
    answer = client.post(at("publish", draft))
    assert (answer.status_code, b"breaks a rule" in answer.content) == (422, True)
    with acting_as(staff.editor.pk, now=LATER):
        first, second = Prompt.objects.filter(version=draft).values_list("pk", flat=True)[:2]
    address = at("prompt", draft, first)
    assert client.post(address, as_posted(client, address, text=OLD)).status_code == 302
    # Turned around, hard answers would look like good ones under a name that both know.
    client.post(address, as_posted(client, address, direction="negative"))
    assert "needs an id of its own" in client.get(at("change", draft)).content.decode()
    client.post(address, as_posted(client, address, direction="positive"))
    client.post(at("move", draft, first, "down"))
    client.post(at("move", draft, second, "down"))
    assert client.post(at("publish", draft)).status_code == 302
    text = client.get(at("export", draft)).content.decode()
    document, failures = examine(text)
    assert (written(document), failures) == (text, ())
    assert document.prompts[1].code == "W-REL-2"
    mended = next(each for each in document.prompts if each.code == "W-REL-1")
    assert (mended.text, *mended.also) == OLD_WORDINGS
    with acting_as(staff.editor.pk, now=LATER):
        version = PromptSetVersion.objects.get(pk=draft)
        assert document_of(version).text_hash == examine(text)[0].text_hash
        assert LogEntry.objects.filter(user=staff.editor).values_list(
            "object_repr", "change_message"
        )[0] == ("prompt set version", "published")
    # On a server that has no such set, the file makes the same one.
    take_back_sets()
    again = key_in(client.post(at("import"), {"text": text}))
    assert client.post(at("publish", again)).status_code == 302
    assert client.get(at("export", again)).content.decode() == text
    draft, address = again, at("prompt", again, first_of(staff, again))
    # A version that stands changes in nothing, by a page or by a statement.
    assert client.post(address, {"text": HARD}).status_code == 422
    for change in ("text = 'x'", "position = 99"):
        statement = f"update checkins_prompt set {change} where version_id = %s"
        with (
            acting_as(staff.editor.pk, now=LATER),
            connection.cursor() as cursor,
            pytest.raises(Error, match="immutable"),
            transaction.atomic(),
        ):
            cursor.execute(statement, [draft])


def test_what_cannot_be_read_is_refused_with_its_line(staff: Server) -> None:
    client = enter(Client(), staff.editor)
    for text, sentence in (
        (
            SPARE.replace("    na:", "    weight: 3\n    na:", 1),
            "the field &#x27;weight&#x27; is not",
        ),
        (SPARE.replace("id: W-REL-2", "id: W-REL-1"), "Two questions of one set"),
        (SPARE.replace("slug: spare", "slug: weekly"), "There is a draft of this set already"),
        (SPARE.replace("cadence: weekly", "cadence: daily").replace("spare", "weekly"), "another"),
    ):
        answer = client.post(at("import"), {"text": text})
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True), sentence
        assert "slug:" in answer.content.decode()


def test_an_open_round_keeps_its_wording_and_the_next_has_the_new(
    web: Server, clock: TestClock
) -> None:
    def asked() -> str:
        """The first page of the week that runs, to one of two who has not begun it."""
        (page,) = weekly_pages(web, clock.now, 1)
        return page

    def is_new() -> bool:
        """Whether the new words are asked, or else one of the old wordings, whose turn it is."""
        page = asked()
        assert (NEW in page) is not any(text in page for text in OLD_WORDINGS)
        return NEW in page

    assert not is_new()
    clock.move_to(LATER + timedelta(minutes=5))
    with admin_process_here():
        client = enter(Client(), web.editor)
        address = at("prompt", web.draft, web.question)
        client.post(address, as_posted(client, address, text=NEW, also=""))
        changed = client.get(at("changes", web.draft)).content.decode()
        assert (OLD in changed, NEW in changed, "W-REL-2" in changed) == (True, True, False)
        assert client.post(at("publish", web.draft)).status_code == 302
    assert not is_new()
    clock.move_to(LATER + timedelta(days=7))
    assert is_new()
    with admin_process_here():
        client = enter(Client(), web.editor)
        assert client.post(at("retire", web.draft)).status_code == 302
        with acting_as(web.editor.pk, now=LATER):
            first = PromptSetVersion.objects.get(prompt_set__slug="weekly", number=2)
        answer = client.post(at("retire", first.pk))
        assert (answer.status_code, b"Nothing would be left" in answer.content) == (422, True)
    assert is_new()
    clock.move_to(LATER + timedelta(days=14))
    assert not is_new()


def test_a_preview_is_the_page_that_a_partner_gets(web: Server) -> None:
    def cards(body: str) -> list[str]:
        """Each question in its first wording, whosever turn it is in this round."""
        for each in parse(WEEKLY).prompts:
            for text in each.also:
                body = body.replace(escape(text), escape(each.text))
        found = re.findall(r'<section class="card">.*?</section>', body, re.DOTALL)
        return [" ".join(each.split()) for each in found]

    theirs = weekly_pages(web, LATER, 1, 2)
    with admin_process_here():
        client = enter(Client(), web.editor)
        ours = [client.get(at("preview", web.draft, number)).content.decode() for number in (1, 2)]
        assert client.post(at("preview", web.draft, 1))["Location"] == at("preview", web.draft, 2)
    assert len(cards(ours[0])) == 2
    assert [cards(each) for each in ours] == [cards(each) for each in theirs]


def test_what_was_private_never_opens(staff: Server) -> None:
    client = enter(Client(), staff.editor)
    address = at("ask", staff.draft)
    for prefix in LOCKED_PREFIXES:
        code = f"{prefix}X-1" if prefix.endswith("-") else f"{prefix}1"
        data = {
            "code": code,
            "text": "A line that stays with me.",
            "element": "note",
            "direction": "none",
            "scale": "text",
            "release_class": ReleaseClass.AUTHOR.value,
        }
        assert client.post(address, data).status_code == 302, code
        if prefix == LOCKED_PREFIXES[0]:
            page = client.get(at("change", staff.draft)).content.decode()
            assert f"{data['code']} is private for good" in page
            assert client.post(at("publish", staff.draft)).status_code == 422
        with acting_as(staff.editor.pk, now=LATER):
            rows = PromptSetVersion.objects.filter(pk=staff.draft)
            with pytest.raises(Error, match="stays private"), transaction.atomic():
                rows.update(published_at=LATER)
            Prompt.objects.filter(version=staff.draft, code=data["code"]).delete()
    # W-NOTE-1 is not locked by its name: it was private in the version before.
    with acting_as(staff.editor.pk, now=LATER):
        rows = PromptSetVersion.objects.filter(pk=staff.draft)
        note = Prompt.objects.filter(version=staff.draft, code="W-NOTE-1")
        assert note.update(release_class=ReleaseClass.AUTHOR) == 1
        with pytest.raises(Error, match="stays private"), transaction.atomic():
            rows.update(published_at=LATER)
    page = client.get(at("change", staff.draft)).content.decode()
    assert "W-NOTE-1 was private before and stays so" in page


def test_the_database_shows_questions_to_their_duty_alone(staff: Server) -> None:
    for person, many in ((staff.editor, True), (staff.verifier, False), (staff.operator, False)):
        with acting_as(person.pk, now=LATER):
            assert Prompt.objects.exists() is many
            with transaction.atomic():
                assert bool(Prompt.objects.filter(pk=staff.question).update(text=OLD)) is many
