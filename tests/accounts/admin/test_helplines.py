"""Lines of the support page are checked by a person, marked by their age, and read from a file."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client, override_settings
from django.urls import reverse

from accounts.actions.staff import OWNER
from accounts.actor import acting_as
from accounts.logic.helplines import parse_helplines, written
from accounts.models import Directory, Helpline
from accounts.queries.support import register, shipped
from tests.accounts.admin.conftest import Server
from tests.accounts.admin.process import admin_process_here, enter
from tests.conftest import TestClock
from tests.conventions.world import LATER

MARK = "Check before relying"


@pytest.fixture
def file(web: Server, tmp_path: Path) -> Iterator[Path]:
    """What the web reads; the table is as it was afterwards."""
    with override_settings(HELPLINES_FILE=str(tmp_path / "lines.yaml")):
        yield tmp_path / "lines.yaml"
    before = Helpline.objects.using(OWNER).get(pk=web.line)
    with connections[OWNER].cursor() as owner:
        owner.execute("delete from accounts_helpline")
        owner.execute("delete from accounts_directory")
    call_command("helplines", verbosity=0)
    Helpline.objects.using(OWNER).filter(name=before.name).update(id=web.line)
    Directory.objects.using(OWNER).filter(name="UKCP").update(id=web.listed)


def at(name: str, *keys: Any, of: str = "helpline") -> str:
    return reverse(f"admin:accounts_{of}_{name}", args=keys)


def as_posted(client: Client, address: str, **changed: str) -> dict[str, str]:
    form = client.get(address).context["form"]
    standing = {field.name: field.value() for field in form}
    typed = {name: str(value) for name, value in standing.items() if value not in (None, False)}
    return typed | changed


def first_page(client: Client) -> str:
    return " ".join(client.get(reverse("admin:index")).content.decode().split())


def page() -> str:
    """The support page of the web, to anybody."""
    return Client().get(reverse("accounts:support")).content.decode()


def test_shipped_lines_are_written_and_read_back_as_they_were(file: Path) -> None:
    lines, listed = shipped().lines, shipped().directories
    read = parse_helplines(written(lines, listed))
    assert (read.lines, read.directories) == (lines, listed)
    call_command("helplines", verbosity=0)
    assert register() == shipped()
    assert file.stat().st_mode & 0o777 == 0o644


def test_a_line_is_checked_marked_by_age_and_unchecked_by_a_change(
    file: Path, web: Server, clock: TestClock
) -> None:
    with admin_process_here():
        client = enter(Client(), web.verifier)
        answer = client.post(at("checked", web.line), {"seen": "016", "source": "its own page"})
        assert answer.status_code == 422
        data = {"seen": "015", "source": "its own page", "called": "on"}
        answer = client.post(at("checked", web.line), data)
        assert (answer.status_code, b"changed meanwhile" in answer.content) == (422, True)
        assert client.post(at("checked", web.line), data | {"seen": "016"}).status_code == 302
        shown = client.get(at("change", web.line)).content.decode()
        assert (MARK in shown, web.verifier.email in shown) == (False, True)
    lines = {line.name: line for line in register().lines}
    assert (lines["016"].verified_on, lines["016"].source) == (LATER.date(), "its own page")
    assert "Checked on 10 March 2026" in page()
    clock.move_to(LATER + timedelta(days=181))
    assert "Checked on 10 March 2026, which is a while ago: check before relying" in page()
    with admin_process_here():
        client = enter(Client(), web.verifier)
        assert MARK in client.get(at("change", web.line)).content.decode()
        assert "016" in client.get(at("changelist"), {"check": "due"}).content.decode()
        many = sum(line.is_enabled for line in register().lines)
        assert f"Helplines: {many} on the page to be checked" in first_page(client)
        clock.move_to(LATER)
        client = enter(Client(), web.verifier)
        assert f"Helplines: {many - 1} on the page to be checked" in first_page(client)
        assert "to be checked" not in first_page(enter(Client(), web.editor))
        address = at("edit", web.line)
        data = as_posted(client, address, phone="017")
        assert client.post(address, data).status_code == 302
        with acting_as(web.verifier.pk, now=LATER):
            line = Helpline.objects.get(pk=web.line)
            assert (line.phone, line.verified_on, line.verified_by) == ("017", None, "")
    assert "017" in page()


def test_a_directory_is_added_checked_and_stands_on_the_page(file: Path, web: Server) -> None:
    call_command("helplines", verbosity=0)
    assert "Somewhere" not in page()
    data = {"name": "Everybody’s register", "region": "Somewhere", "url": "http://r.example/"}
    with admin_process_here():
        client = enter(Client(), web.verifier)
        assert client.post(at("new", of="directory"), data).status_code == 422
        data |= {"url": "https://r.example/", "is_enabled": "on"}
        answer = client.post(at("new", of="directory"), data)
        key = UUID(answer["Location"].strip("/").split("/")[-2])
        assert client.post(at("new", of="directory"), data).status_code == 422
    body = page()
    assert ('href="https://r.example/"' in body, "Somewhere" in body, "UKCP" in body) == (True,) * 3
    assert "Checked on" not in body
    with admin_process_here():
        seen = {"seen": "https://r.example/", "source": "its own page", "called": "on"}
        assert client.post(at("checked", key, of="directory"), seen).status_code == 302
        address = at("edit", web.listed, of="directory")
        standing = as_posted(client, address)
        standing.pop("is_enabled")
        assert client.post(address, standing).status_code == 302
    body = page()
    assert ("Checked on 10 March 2026" in body, "UKCP" in body) == (True, False)


def test_the_page_stands_whatever_becomes_of_the_file(
    file: Path, web: Server, django_assert_num_queries: Any
) -> None:
    as_shipped = page()
    own = [line for line in shipped().lines if line.country == "DE"]
    off = written(own).replace("enabled: true", "enabled: false")
    for text, is_own in (
        (written(own), True),
        ("helplines: [", False),
        ("", False),
        (off, False),
        (written(own).replace("country: DE", "country: XX"), False),
        (written(own), True),
    ):
        file.write_text(text, encoding="utf-8")
        with django_assert_num_queries(0):
            shown = page()
        assert (shown == as_shipped) is not is_own
        assert 'href="tel:112"' in shown
    file.unlink()
    file.mkdir()
    assert page() == as_shipped


def test_other_duties_see_no_line_and_no_directory(staff: Server) -> None:
    for person, many in ((staff.editor, False), (staff.verifier, True), (staff.operator, False)):
        with acting_as(person.pk, now=LATER):
            assert Helpline.objects.exists() is many
            assert Directory.objects.exists() is many
