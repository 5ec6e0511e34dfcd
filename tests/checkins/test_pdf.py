"""Sheets as PDF: what stands on them, what they say of themselves, and what is out of reach."""

import logging
import re
import socket
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader
from pypdf.generic import StreamObject

from checkins import pdf
from checkins.enums.printing import Paper
from checkins.forms.printing import PrintForm
from config.typesetting import MISSING
from tests.checkins import sheet
from tests.conventions.sources import ROOT


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content), strict=True)


def words(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(content).pages)


@pytest.fixture(scope="module", autouse=True)
def _typesetter() -> None:
    assert pdf.is_available(), MISSING


@pytest.fixture
def html(settings) -> str:
    """The sheet as it is given to the typesetter."""
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [engine | {"DIRS": [*engine["DIRS"], sheet.TEMPLATES]}]
    head = sheet.head(PrintForm({"paper": "a4"}))
    context = {"sheet": head, "panels": sheet.panels(head.who)}
    return render_to_string(sheet.TEMPLATE, context | {"for_pdf": True, "sheet_frame": "bare.html"})


def test_sheet_on_paper(html: str) -> None:
    content = pdf.pdf_of(html, paper=Paper.A4, on=sheet.ON, title="Overview")
    pages = read(content).pages
    texts = [page.extract_text() for page in pages]
    assert len(pages) == 3
    assert {tuple(round(float(each)) for each in page.mediabox) for page in pages} == {
        (0, 0, 595, 842)
    }
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of 3" in text
        assert "Keep it safe or destroy it" in text
    # Whose table it is stands above each part of it, also overleaf.
    assert [text.count("Beside it") for text in texts] == [1, 2, 1]
    assert "Released values only." in texts[0]
    assert "Not a diagnosis" in texts[0]
    assert "Lines over time" in texts[0]

    for panel in sheet.panels(("Partner A", "Partner B")):
        for row in panel.rows:
            mine, other = ("–" if value is None else f"{value:g}" for value in row.values)
            assert f"{row.words} {mine} {other}" in re.sub(r"\s+", " ", " ".join(texts))

    # Rules reach into the drawings: a dash of its own for the second line, and two fills of dots.
    drawn = pages[0].get_contents()
    assert drawn is not None
    assert b"[4 3] 0 d" in drawn.get_data()
    assert b"[1 3] 0 d" in drawn.get_data()

    told = {name: str(value) for name, value in (read(content).metadata or {}).items()}
    assert told == {"/Title": "Overview", "/CreationDate": f"D:{sheet.ON:%Y%m%d}"}
    assert read(content).xmp_metadata is None
    everything = _unpacked(content)
    telling = [str(ROOT), f"{Path.home()}/", socket.gethostname(), "WeasyPrint", "Alice", "/URI"]
    # Shorter ones would be found anywhere in what is packed.
    assert [each for each in telling if len(each) > 3 and each.encode() in everything] == []

    assert pdf.pdf_of(html, paper=Paper.A4, on=sheet.ON, title="Overview") == content


def test_letter_is_another_size(html: str) -> None:
    content = pdf.pdf_of(html, paper=Paper.LETTER, on=sheet.ON)
    assert {tuple(map(float, page.mediabox)) for page in read(content).pages} == {(0, 0, 612, 792)}


def test_nothing_is_fetched(tmp_path: Path) -> None:
    asked = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    plan = tmp_path / "plan.css"
    plan.write_text("p::after { content: 'planted' }")
    picture = "<svg xmlns='http://www.w3.org/2000/svg'><text y='9'>planted</text></svg>"
    (tmp_path / "plan.svg").write_text(picture)
    with HTTPServer(("127.0.0.1", 0), Listening) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        there = f"http://127.0.0.1:{server.server_port}"
        content = pdf.pdf_of(
            f"""
            <base href="{there}/"><link rel="stylesheet" href="{plan.as_uri()}">
            <link rel="stylesheet" href="/static/css/app.css"><link rel="icon" href="/icon.svg">
            <link rel="attachment" href="file:///etc/passwd" title="planted">
            <style>@import "{plan.as_uri()}"; body {{ background: url({there}/background.svg) }}
            @font-face {{ font-family: far; src: url({there}/font.ttf) }} p {{ font-family: far }}
            </style><p>Here</p><img src="{there}/picture.png" alt="gone">
            <img src="{(tmp_path / "plan.svg").as_uri()}" alt="">
            <img src="file:///etc/passwd" alt="">
            <object data="{there}/object.svg"></object><embed src="{there}/embed.svg">
            <svg xmlns="http://www.w3.org/2000/svg"><image href="{there}/inner.svg" width="9"
            height="9"/><use href="{(tmp_path / "plan.svg").as_uri()}#x"/></svg>
            """,
            paper=Paper.A4,
            on=sheet.ON,
        )
        server.shutdown()
    assert asked == []
    assert "Here" in words(content)
    assert "planted" not in words(content)
    assert list(read(content).attachments) == []
    assert b"root:" not in _unpacked(content)


def test_typesetter_gets_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = tmp_path / "told.py"
    told.write_text("import os, json, sys; sys.stdout.write(json.dumps(sorted(os.environ)))")
    monkeypatch.setattr(pdf, "TYPESETTER", told)
    for name in ("SECRET_KEY", "MASTER_KEYS_FILE", "DATABASE_URL", "EMAIL_HOST_PASSWORD"):
        monkeypatch.setenv(name, "planted")
    names = pdf.pdf_of("", paper=Paper.A4, on=sheet.ON).decode()
    assert '"PATH"' in names
    assert [name for name in ("SECRET", "KEY", "DATABASE", "PASSWORD") if name in names] == []


@pytest.mark.parametrize(
    ("program", "seconds"), [("import sys; sys.exit(1)", 20), ("while True: pass", 0.3)]
)
def test_page_that_cannot_be_set_is_refused(
    program: str,
    seconds: float,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text(program)
    monkeypatch.setattr(pdf, "TYPESETTER", broken)
    monkeypatch.setattr(pdf, "SECONDS", seconds)
    monkeypatch.setattr(logging.getLogger("twofold"), "propagate", True)
    with pytest.raises(pdf.NoPdfError) as refusal:
        pdf.pdf_of("<p>planted</p>", paper=Paper.A4, on=sheet.ON)
    assert "The typesetter made no PDF" in caplog.text
    assert "planted" not in caplog.text + repr(refusal.value) + repr(refusal.value.__cause__)


def test_page_that_is_too_long_is_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "TYPESETTER", Path("/nowhere"))
    with pytest.raises(pdf.NoPdfError, match="too long"):
        pdf.pdf_of("a" * (pdf.MOST_CHARACTERS + 1), paper=Paper.A4, on=sheet.ON)


def _unpacked(content: bytes) -> bytes:
    """A file with every stream in it unpacked."""
    reader = read(content)
    streams = []
    for number in range(1, len(reader.xref[0]) + 1):
        found = reader.get_object(number)
        if isinstance(found, StreamObject):
            streams.append(found.get_data())
    return content + b"".join(streams)
