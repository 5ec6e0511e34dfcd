"""The record: plain sentences for the one person it speaks of, and for nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from accounts import audit
from accounts.actor import acting_as
from accounts.enums import AuditAction
from accounts.models import User
from accounts.queries.audit import SENTENCES, TIMED
from tests.accounts.acting import body_of
from tests.conftest import Pair, TestClock
from tests.conventions.visits import masked
from tests.factories.copies import copy_of, words_of
from tests.factories.people import NOW

RECORD = reverse("accounts:record")


def write(person: User, action: AuditAction, *, at: datetime = NOW, result: str = "done") -> None:
    with acting_as(person.pk, now=at):
        audit.record(action, subject=person.pk, actor=person.pk, now=at, result=result)


def test_every_kind_of_line_has_its_sentence_on_the_page(sign_in, sam: User) -> None:
    for action in AuditAction:
        write(sam, action)
    body = body_of(sign_in(sam), RECORD)
    assert [a for a, words in SENTENCES.items() if str(words) not in body] == []
    assert [action for action in AuditAction if action.value in body] == []


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 3, 4, 4, 30, tzinfo=UTC), "4 Mar 2026, at night"),
        (datetime(2026, 3, 4, 10, 59, tzinfo=UTC), "4 Mar 2026, in the morning"),
        (datetime(2026, 3, 4, 11, 0, tzinfo=UTC), "4 Mar 2026, in the afternoon"),
        (datetime(2026, 3, 4, 22, 59, tzinfo=UTC), "4 Mar 2026, in the evening"),
        (datetime(2026, 3, 4, 23, 0, tzinfo=UTC), "5 Mar 2026, at night"),
    ],
)
def test_sign_ins_have_their_part_of_the_day_and_a_coarse_device(
    sign_in, sam: User, at: datetime, said: str
) -> None:
    """By Berlin's clock."""
    write(sam, AuditAction.SIGNED_IN, at=at, result="phone")
    assert f"{said} · Phone or tablet" in " ".join(body_of(sign_in(sam), RECORD).split())


def test_what_concerns_two_people_has_its_day_alone(sign_in, sam: User) -> None:
    concerns_two = [each for each in AuditAction if each.value.partition(".")[0] in TWO]
    assert not TIMED & set(concerns_two)
    for action in concerns_two:
        write(sam, action)
    body = body_of(sign_in(sam), RECORD)
    assert "in the afternoon" not in body
    assert body.count("4 Mar 2026") == len(concerns_two) > 10


TWO = {"connection", "weekly_sharing", "hurts_sharing", "repair", "data_use", "door"}


def test_reading_it_asks_for_the_password_after_five_idle_minutes(
    sign_in, sam: User, clock: TestClock
) -> None:
    client = sign_in(sam)
    assert client.get(RECORD).status_code == 200
    clock.move_to(NOW + timedelta(minutes=5))
    response = client.get(RECORD)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_reauthenticate"))


def test_lines_of_one_stand_on_no_page_and_in_no_file_of_the_other(sign_in, couple: Pair) -> None:
    mira, jon = couple
    theirs = sign_in(jon)
    pages = [RECORD, reverse("accounts:consents"), reverse("accounts:devices")]
    before = ([masked(theirs.get(page)) for page in pages], words_of(copy_of(jon)))
    for action in AuditAction:
        write(mira, action)
    assert ([masked(theirs.get(page)) for page in pages], words_of(copy_of(jon))) == before
    assert str(SENTENCES[AuditAction.PASSWORD_RESET]) in words_of(copy_of(mira))


def test_hub_leads_to_all_of_it(sign_in, sam: User) -> None:
    body = body_of(sign_in(sam), reverse("accounts:data"))
    for name in ("consents", "kept", "record", "devices", "copy", "close"):
        assert f'href="{reverse(f"accounts:{name}")}"' in body
