"""The demo's mailbox, which exists in the demo only."""

import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.urls import NoReverseMatch, path, reverse

from accounts import demo_mailbox
from accounts.urls import app_name
from accounts.urls import urlpatterns as accounts_urlpatterns
from accounts.views.mailbox import mailbox
from config.urls import urlpatterns as real_urlpatterns

ROOT = Path(__file__).resolve().parents[2]
ours = [*accounts_urlpatterns, path("mailbox/", mailbox, name="mailbox")]
urlpatterns = [path("", (ours, app_name, app_name)), *real_urlpatterns]


@pytest.fixture(autouse=True)
def box(tmp_path, settings) -> Path:
    settings.DEMO_MAILBOX = tmp_path / "mailbox.json"
    return settings.DEMO_MAILBOX


def send(number: int = 1) -> str:
    stream = io.StringIO()
    mail = EmailMessage(f"Subject {number}", f"Body {number}", to=["mira@example.org"])
    demo_mailbox.EmailBackend(stream=stream).send_messages([mail])
    return stream.getvalue()


def test_mail_is_printed_and_kept():
    assert demo_mailbox.mails() == []
    printed = send()
    assert "mira@example.org" in printed
    assert "Body 1" in printed
    assert demo_mailbox.mails() == [
        {"to": "mira@example.org", "subject": "Subject 1", "body": "Body 1"}
    ]


def test_the_last_fifty_are_kept_newest_first():
    for number in range(60):
        send(number)
    kept = demo_mailbox.mails()
    assert len(kept) == 50
    assert (kept[0]["subject"], kept[-1]["subject"]) == ("Subject 59", "Subject 10")


def test_mails_sent_at_once_are_all_kept():
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(40)))
    assert len(demo_mailbox.mails()) == 40


@pytest.mark.urls(__name__)
def test_page_shows_mails_as_text(client, settings):
    settings.IS_DEMO = True
    demo_mailbox.keep([{"to": "mira@example.org", "subject": "S", "body": "<b>bold</b>\nline"}])
    answer = client.get("/mailbox/")
    assert answer.status_code == 200
    assert b"&lt;b&gt;bold&lt;/b&gt;" in answer.content


def test_address_does_not_exist_outside_the_demo(client, db):
    with pytest.raises(NoReverseMatch):
        reverse("accounts:mailbox")
    assert client.get("/mailbox/").status_code == 404


@pytest.mark.slow
def test_address_exists_in_the_demo():
    ours = {"DJANGO_SETTINGS_MODULE", "TWOFOLD_MODE"}
    kept = {key: value for key, value in os.environ.items() if key not in ours}
    code = (
        "import django; django.setup();"
        "from django.urls import reverse; print(reverse('accounts:mailbox'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=kept | {"TWOFOLD_MODE": "demo", "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "/mailbox/"
