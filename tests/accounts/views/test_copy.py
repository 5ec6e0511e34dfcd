"""The page of the copy: the password at the very act, three a day, and nothing left behind."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions.user import seal_private
from accounts.actor import acting_as
from accounts.enums import AuditAction
from accounts.models import AuditEvent, User
from accounts.sessions import SHOWN
from tests.accounts.acting import act, actions_of, body_of
from tests.conftest import Pair, TestClock
from tests.factories.copies import unpacked
from tests.factories.people import NOW, PASSWORD

COPY = reverse("accounts:copy")


def get_file(client: Client, password: str = PASSWORD) -> Any:
    return client.post(COPY, {"password": password})


def test_file_comes_for_the_password_and_is_kept_nowhere(
    sign_in, couple: Pair, mailoutbox: list[Any]
) -> None:
    response = get_file(sign_in(couple.one))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="notes.zip"'
    assert response["Cache-Control"] == "no-store"
    assert couple.one.email in unpacked(response.content)["notes.json"]
    assert mailoutbox == []


def test_own_record_says_so_and_nobody_elses(sign_in, couple: Pair) -> None:
    get_file(sign_in(couple.one))
    assert AuditAction.DATA_TAKEN_ALONG in actions_of(couple.one)
    assert AuditAction.DATA_TAKEN_ALONG not in actions_of(couple.other)
    assert "A copy of your data was made" in body_of(
        sign_in(couple.one), reverse("accounts:record")
    )


@pytest.mark.parametrize("password", ["", "not the one", PASSWORD.upper()])
def test_wrong_password_gets_a_sentence_and_no_file(sign_in, alice: User, password: str) -> None:
    response = get_file(sign_in(alice), password)
    body = response.content.decode()
    assert response.status_code == 422
    assert "not the password" in body or "fill this in" in body
    assert not password or password not in body
    assert AuditAction.DATA_TAKEN_ALONG not in actions_of(alice)


def test_guessing_ends_as_at_the_log_in(sign_in, alice: User) -> None:
    client = sign_in(alice)
    for _ in range(6):
        get_file(client, "not the one")
    assert get_file(client).status_code == 422


def test_fourth_copy_within_a_day_has_to_wait(sign_in, alice: User, clock: TestClock) -> None:
    client = sign_in(alice)
    assert [get_file(client).status_code for _ in range(4)] == [200, 200, 200, 422]
    assert "possible tomorrow" in get_file(client).content.decode()
    clock.move_to(NOW + timedelta(days=1, minutes=1))
    assert get_file(sign_in(alice)).status_code == 200


def test_sealed_account_hands_nothing_out(sign_in, alice: User) -> None:
    """Whoever came in by the mailbox has a password that works, and no right to the history."""
    act(alice, seal_private)
    client = sign_in(alice)
    for response in (client.get(COPY), get_file(client)):
        assert response.status_code == 403
        assert "Closed for now" in response.content.decode()


def test_whoever_has_no_password_shows_a_passkey_first(
    sign_in, alice: User, clock: TestClock
) -> None:
    alice.set_unusable_password()
    alice.save()
    client = sign_in(alice)
    page = client.get(COPY).content.decode()
    assert "Show that it is me" in page
    assert "Get the file" not in page
    assert client.post(COPY).status_code == 302
    session = client.session
    session[SHOWN] = NOW.isoformat()
    session.save()
    assert "Get the file" in client.get(COPY).content.decode()
    assert client.post(COPY)["Content-Type"] == "application/zip"
    clock.move_to(NOW + timedelta(minutes=2))
    assert client.post(COPY).status_code == 302


def test_making_it_writes_one_line_and_counts_once(sign_in, couple: Pair) -> None:
    before = len(actions_of(couple.one))
    get_file(sign_in(couple.one))
    assert len(actions_of(couple.one)) == before + 1
    with acting_as(couple.one.pk, now=NOW):
        (row,) = AuditEvent.objects.filter(action=AuditAction.DATA_TAKEN_ALONG)
    assert (row.subject_id, row.actor_id, row.result) == (couple.one.pk, couple.one.pk, "done")


def test_it_says_what_this_is_not(sign_in, alice: User) -> None:
    files = unpacked(get_file(sign_in(alice)).content)
    for text in (files["notes.html"], " ".join(json.loads(files["notes.json"])["about"])):
        assert "not therapy, not a diagnosis and not treatment" in text
        assert "Whoever has this file can read it" in text


def test_page_to_read_loads_nothing_from_anywhere(sign_in, alice: User) -> None:
    alice.display_name = "<script>alert(1)</script>"
    alice.save()
    page = unpacked(get_file(sign_in(alice)).content)["notes.html"]
    assert "<script" not in page
    assert "//" not in page.replace("<!DOCTYPE html>", "")


def test_words_that_begin_like_a_formula_are_words(sign_in, alice: User) -> None:
    alice.display_name = "=1+1"
    alice.save()
    packed = zipfile.ZipFile(io.BytesIO(get_file(sign_in(alice)).content))
    assert '"\'=1+1"' in packed.read("tables/you.csv").decode()
