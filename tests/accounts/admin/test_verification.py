"""Therapists are verified, declined and stopped, and learn it in their own record alone."""

from contextlib import suppress
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from accounts.enums import AuditAction, TherapistState
from accounts.logic.verification import decisions_from, says_it
from accounts.models import AuditEvent, Therapist
from tests.accounts.admin.conftest import Server, stand_at
from tests.accounts.admin.process import enter
from tests.conftest import TestClock
from tests.conventions.world import LATER

APPLIED, VERIFIED, DECLINED, ENDED = TherapistState


@pytest.fixture
def client(staff: Server) -> Client:
    return enter(Client(), staff.verifier)


def decide(client: Client, staff: Server, to: TherapistState, **data: str) -> Any:
    url = reverse("admin:accounts_therapist_decide", args=[staff.applied.pk, to])
    seen = {"seen": staff.applied.applied_at.isoformat()}
    return client.post(url, seen | data)


def standing(staff: Server) -> TherapistState:
    with acting_as(staff.verifier.pk, now=LATER):
        return TherapistState(Therapist.objects.get(pk=staff.applied.pk).state)


def test_list_shows_whoever_applied_and_where_to_look_them_up(
    client: Client, staff: Server
) -> None:
    body = client.get(reverse("admin:accounts_therapist_changelist")).content.decode()
    for words in ("Nora Example", "LIC-Nora", "Waiting", "March 4, 2026"):
        assert words in body
    link = '<a href="https://register.example.org/" rel="noreferrer noopener">'
    assert link in body
    first = " ".join(client.get(reverse("admin:index")).content.decode().split())
    assert "Therapists: 1 waiting for a decision" in first
    other = enter(Client(), staff.editor).get(reverse("admin:index"))
    assert other.context["waiting"] == 0


def test_verifying_asks_that_they_were_looked_up_and_tells_them_alone(
    client: Client, staff: Server, clock: TestClock
) -> None:
    clock.move_to(LATER + timedelta(minutes=5))
    assert decide(client, staff, VERIFIED).status_code == 422
    assert standing(staff) is APPLIED
    assert decide(client, staff, VERIFIED, looked_up="on").status_code == 302
    assert standing(staff) is VERIFIED
    with acting_as(staff.verifier.pk, now=LATER):
        assert Therapist.objects.get(pk=staff.applied.pk).decided_by == staff.verifier.pk
        (line,) = LogEntry.objects.filter(user=staff.verifier)
        assert (line.object_repr, line.change_message) == ("therapist", "verified")
        assert "Nora" not in str(line.__dict__)
    assert mail.outbox == []


@pytest.mark.parametrize(("before", "to"), [(APPLIED, DECLINED), (VERIFIED, ENDED)])
def test_what_takes_something_away_asks_for_the_name(
    client: Client, staff: Server, before: TherapistState, to: TherapistState
) -> None:
    stand_at(before)
    for typed in ("", "Nora", "yes"):
        answer = decide(client, staff, to, typed=typed)
        assert (answer.status_code, standing(staff)) == (422, before)
    assert decide(client, staff, to, typed=" nora  example").status_code == 302
    assert standing(staff) is to


def test_what_changed_meanwhile_is_looked_at_again(client: Client, staff: Server) -> None:
    old = (LATER - timedelta(days=1)).isoformat()
    answer = decide(client, staff, VERIFIED, looked_up="on", seen=old)
    change = reverse("admin:accounts_therapist_change", args=[staff.applied.pk])
    assert (answer["Location"], standing(staff)) == (change, APPLIED)
    assert decide(client, staff, ENDED, typed="Nora Example")["Location"] == change
    assert standing(staff) is APPLIED


def test_the_database_knows_the_same_steps(staff: Server) -> None:
    """Every step from every state, tried as the admin process by a verifier."""
    taken = set()
    for before, to in product(TherapistState, repeat=2):
        stand_at(before)
        with acting_as(staff.verifier.pk, now=LATER):
            try:
                with transaction.atomic():
                    rows = Therapist.objects.filter(pk=staff.applied.pk)
                    rows.update(state=to, decided_at=LATER, decided_by=staff.verifier.pk)
                taken.add((before, to))
            except Error:
                pass
    assert taken == {(before, to) for before in TherapistState for to in decisions_from(before)}


def test_nobody_decides_in_another_name_or_without_the_duty(staff: Server) -> None:
    for who, name in ((staff.verifier, staff.operator.pk), (staff.operator, staff.operator.pk)):
        with acting_as(who.pk, now=LATER):
            rows = Therapist.objects.filter(pk=staff.applied.pk)
            with suppress(Error), transaction.atomic():
                assert rows.update(state=VERIFIED, decided_at=LATER, decided_by=name) == 0
    assert standing(staff) is APPLIED
    with acting_as(staff.operator.pk, now=LATER):
        assert not Therapist.objects.exists()


def test_only_what_was_decided_is_written_into_a_therapists_record(staff: Server) -> None:
    with acting_as(staff.verifier.pk, now=LATER), connection.cursor() as cursor:
        for subject, actor, action in (
            (staff.world.author.pk, None, AuditAction.THERAPIST_VERIFIED),
            (staff.nora.pk, staff.verifier.pk, AuditAction.THERAPIST_VERIFIED),
            (staff.nora.pk, None, AuditAction.THERAPIST_VIEWED),
        ):
            with pytest.raises(Error), transaction.atomic():
                AuditEvent(at=LATER, subject_id=subject, actor_id=actor, action=action).save(
                    force_insert=True
                )
        cursor.execute("select 1")


def test_a_name_is_typed_in_full() -> None:
    assert says_it(" nora  EXAMPLE", "Nora Example")
    assert not says_it("", "")
    assert not says_it("Nora", "Nora Example")
