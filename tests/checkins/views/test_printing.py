"""A sheet on the screen, on paper and as a file, for whoever may read what is on it."""

import re

import pytest
from django.test import Client

from accounts.models import User
from checkins import checks, pdf
from config import typesetting
from tests.checkins import sheet
from tests.checkins.test_pdf import words

pytestmark = pytest.mark.urls(sheet.__name__)
SHEET, FILE = "/sheet/", "/sheet/file/"
HINT = "This server makes no PDF files."
FAILED = "No file could be made just now."


@pytest.fixture
def client(sam: User, sign_in, settings) -> Client:
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [engine | {"DIRS": [*engine["DIRS"], sheet.TEMPLATES]}]
    return sign_in(sam)


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_paper_and_names_are_chosen_in_the_address(client: Client) -> None:
    page = body(client, SHEET)
    assert re.findall(r'href="\S+css/(\S+)\.css" media="(\w+)"', page) == [
        ("app", "screen"),
        ("print", "print"),
        ("print-lines", "print"),
        ("paper-a4", "print"),
    ]
    assert f'action="{SHEET}"' in page
    assert f'formaction="{FILE}"' in page
    assert "Exit now" in page
    assert "Partner A · Partner B" in page
    assert "Alice" not in page
    assert HINT not in page
    # The numbers stand open, and the running lines of a file are not on the page.
    assert page.count('<details class="fold" open>') == 2
    assert "sheet__running" not in page

    page = body(client, SHEET + "?paper=letter&names=on")
    assert 'css/paper-letter.css" media="print"' in page
    assert "paper-a4" not in page
    assert "Alice · Bob" in page
    assert "Partner A ·" not in page
    # What is no paper of ours asks for nothing else, either.
    assert "Alice" not in body(client, SHEET + "?paper=a9&names=on")


def test_file_is_the_same_sheet_and_nothing_around_it(client: Client) -> None:
    answer = client.get(FILE + "?paper=letter&names=on")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="overview.pdf"'
    assert answer["Cache-Control"] == "no-store"
    said = words(answer.content)
    assert "Alice · Bob" in said
    assert "Page 1 of 3" in said
    for of_the_screen in ("Exit now", "Save as PDF", "Print this page", "Support"):
        assert of_the_screen not in said


def test_without_typesetter_the_page_says_so_and_can_be_printed(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checks.check_typesetting() == []
    assert typesetting.main() == 0
    assert capsys.readouterr() == ("", "")

    monkeypatch.setattr(pdf, "TYPESETTER", tmp_path / "none")
    pdf.is_available.cache_clear()
    try:
        page = body(client, SHEET)
        assert HINT in page
        assert "formaction" not in page
        assert "Partner A · Partner B" in page
        # Whoever asks for the file all the same gets the page: nothing is rolled back.
        page = body(client, FILE)
        assert FAILED in page
        assert "Partner A · Partner B" in page
        assert [(each.id, each.is_serious()) for each in checks.check_typesetting()] == [
            ("twofold.W003", False)
        ]
        monkeypatch.setenv("PATH", str(tmp_path))
        assert typesetting.main() == 0
        assert "apt install libpango-1.0-0 " in capsys.readouterr().err
    finally:
        pdf.is_available.cache_clear()
