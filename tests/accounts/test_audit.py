"""The record: written about oneself, and about the other only that two connected."""

from typing import Any

import pytest
from django.db import DatabaseError

from accounts import audit
from accounts.actor import acting_as
from accounts.enums import AuditAction
from accounts.models import AuditEvent, User
from tests.accounts.acting import seen_by
from tests.conftest import Pair
from tests.factories.people import NOW


def test_own_line_is_written_and_read(sam: User) -> None:
    with acting_as(sam.pk, now=NOW):
        audit.record(AuditAction.PASSWORD_CHANGED, subject=sam.pk, actor=sam.pk, now=NOW)
    assert seen_by(sam, AuditEvent.objects.count) == 1


def test_line_about_the_other_is_the_connection_without_an_actor(couple: Pair) -> None:
    mira, jon = couple
    before = seen_by(mira, AuditEvent.objects.count)
    with acting_as(jon.pk, now=NOW):
        audit.record(AuditAction.CONNECTION_MADE, subject=mira.pk, now=NOW)
    assert seen_by(mira, AuditEvent.objects.count) == before + 1


FORGED: dict[str, dict[str, Any]] = {
    "another act": {"action": AuditAction.PASSWORD_RESET},
    "an act with an actor": {"action": AuditAction.CONNECTION_MADE, "by": "jon"},
    "an act by herself": {"action": AuditAction.CONNECTION_MADE, "by": "mira"},
    "a stranger's connection": {"action": AuditAction.CONNECTION_MADE, "about": "sam"},
    "an own act by the other": {
        "action": AuditAction.PASSWORD_CHANGED,
        "by": "mira",
        "about": "jon",
    },
}


@pytest.mark.parametrize("what", FORGED)
@pytest.mark.parametrize("acts", ["jon", "nobody"])
def test_line_is_not_forged(what: str, acts: str, couple: Pair, sam: User) -> None:
    people: dict[str, Any] = {
        "mira": couple.one.pk,
        "jon": couple.other.pk,
        "sam": sam.pk,
        "nobody": None,
    }
    forged = FORGED[what]
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        acting_as(people[acts], now=NOW),
    ):
        audit.record(
            forged["action"],
            subject=people[forged.get("about", "mira")],
            actor=people[forged.get("by", "nobody")],
            now=NOW,
        )
