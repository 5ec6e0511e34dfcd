"""What a restored backup must not bring back (security.md 5.9, quality.md 33)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from accounts import ledger
from accounts.access import couple_of, require_couple
from accounts.actions.consent import withdraw_own, withdraw_sharing
from accounts.actions.couple import leave
from accounts.actions.restore import replay
from accounts.actions.therapist import end_access, take_off
from accounts.actions.user import note_password
from accounts.actor import acting_as
from accounts.enums import Purpose, Undone
from accounts.logic.rhythm import local_day
from accounts.models import Consent, User, functions
from accounts.queries.therapist import known_by
from checkins.models import Release
from checkins.queries.case import caseload
from tests.accounts.acting import act
from tests.conftest import Pair
from tests.factories.passkeys import add_passkey
from tests.factories.people import NOW, PASSWORD
from tests.factories.therapists import introduce, let_in
from tests.factories.weeks import answer, give

LATER = NOW + timedelta(hours=3)
RESTORED = NOW + timedelta(hours=6)


class Lost:
    """A day after the backup: its block is in the ledger afterwards, and not in the database."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @contextmanager
    def day(self) -> Iterator[None]:
        waiting = transaction.get_connection().run_on_commit
        before = len(waiting)
        with transaction.atomic():
            yield
            for _, write, _ in waiting[before:]:
                write()
            transaction.set_rollback(True)


@pytest.fixture
def lost(settings, tmp_path: Path) -> Lost:
    settings.ERASURE_LEDGER_FILE = str(tmp_path / "ledger")
    return Lost(tmp_path / "ledger")


def cases_of(therapist: User) -> list[bool]:
    with acting_as(therapist.pk, now=RESTORED):
        return [line.is_open for line in caseload(therapist)]


def test_connection_that_was_left_is_left_again_and_its_door_closed(
    couple: Pair, other_couple: Pair, lost: Lost
) -> None:
    with lost.day():
        act(couple.one, leave, keeps_door_closed=True, now=LATER)
    assert str(couple.one.pk) not in lost.file.read_text()
    assert replay(now=RESTORED)[Undone.SHUT] == 1
    for person in couple:
        with acting_as(person.pk, now=RESTORED):
            assert couple_of(person) is None
    with acting_as(couple.one.pk, now=RESTORED):
        assert len(functions.my_blocks()) == 1
    with acting_as(other_couple.one.pk, now=RESTORED):
        assert couple_of(other_couple.one) is not None
    assert not replay(now=RESTORED)


def test_therapist_whose_consent_ended_sees_nothing_again(
    couple: Pair, erin: User, lost: Lost
) -> None:
    assert cases_of(erin) == [True]
    with lost.day(), acting_as(couple.one.pk, now=LATER):
        (known,) = known_by(require_couple(couple.one), couple.one, LATER)
        end_access(by=couple.one, known=known.pk, now=LATER)
    assert cases_of(erin) == [True]
    assert replay(now=RESTORED)[Undone.ENDED] > 1
    assert cases_of(erin) == [False]


def test_therapist_who_was_taken_off_the_list_is_off_it_again_and_not_one_who_came_back(
    couple: Pair, erin: User, lost: Lost
) -> None:
    with acting_as(couple.one.pk, now=LATER):
        (known,) = known_by(require_couple(couple.one), couple.one, LATER)
    with lost.day():
        act(couple.one, take_off, known=known.pk, now=LATER)
    assert replay(now=RESTORED)[Undone.OFF_THE_LIST] == 1
    assert cases_of(erin) == [False]
    introduce(erin, couple.other, now=RESTORED)
    for person in couple:
        let_in(person, known.pk, now=RESTORED)
    assert not replay(now=RESTORED)
    assert cases_of(erin) == [True]


def test_therapist_whose_time_was_made_shorter_has_the_shorter_one(
    couple: Pair, erin: User, lost: Lost
) -> None:
    today = local_day(LATER, "Europe/Berlin")
    with acting_as(couple.one.pk, now=LATER):
        (known,) = known_by(require_couple(couple.one), couple.one, LATER)
    with lost.day():
        let_in(couple.one, known.pk, now=LATER, last_day=today)
    assert replay(now=RESTORED)[Undone.ENDS] > 1
    tomorrow = NOW + timedelta(days=1)
    with acting_as(erin.pk, now=tomorrow):
        assert [line.is_open for line in caseload(erin)] == [False]


def test_consents_taken_back_are_taken_back_again(couple: Pair, lost: Lost) -> None:
    with lost.day():
        act(couple.one, withdraw_sharing, purpose=Purpose.WEEKLY_SHARING, now=LATER)
        act(couple.other, withdraw_own, purpose=Purpose.DATA_USE, now=LATER)
    before = {}
    for person in couple:
        with acting_as(person.pk, now=RESTORED):
            standing = Consent.objects.filter(user=person, withdrawn_at__isnull=True)
            before[person] = {row.purpose for row in standing}
    replay(now=RESTORED)
    for person, gone in ((couple.one, Purpose.WEEKLY_SHARING), (couple.other, Purpose.DATA_USE)):
        with acting_as(person.pk, now=RESTORED):
            standing = Consent.objects.filter(user=person, withdrawn_at__isnull=True)
            assert {row.purpose for row in standing} == before[person] - {gone}


def test_password_that_was_changed_lets_nobody_in_again(sam: User, alice: User, lost: Lost) -> None:
    with lost.day():
        sam.set_password("another lamp by the window")
        sam.save()
        act(sam, note_password, now=LATER)
    alice.refresh_from_db()
    assert User.objects.get(pk=sam.pk).check_password("a lamp by the window")
    assert replay(now=RESTORED)[Undone.PASSWORD] == 1
    assert not User.objects.get(pk=sam.pk).has_usable_password()
    assert User.objects.get(pk=alice.pk).has_usable_password()


def test_password_that_is_the_one_of_the_ledger_stays(sam: User, lost: Lost) -> None:
    with lost.day():
        act(sam, note_password, now=LATER)
    assert not replay(now=RESTORED)[Undone.PASSWORD]
    assert User.objects.get(pk=sam.pk).has_usable_password()


def test_nobody_is_signed_in_and_nothing_opens_that_was_not_released_anew(
    couple: Pair, lost: Lost, sign_in
) -> None:
    for person in couple:
        answer(person, now=NOW, score=7)
        give(person, now=NOW)
    sign_in(couple.one)
    replay(now=RESTORED)
    assert not Session.objects.exists()
    for person in couple:
        with acting_as(person.pk, now=RESTORED):
            assert not Release.objects.filter(author=person).exists()


def test_half_a_line_is_passed_over_and_no_ledger_is_said(sam: User, lost: Lost, settings) -> None:
    lost.file.write_text(f"{ledger.mark(sam.pk)} era")
    assert ledger.lines() == []
    settings.ERASURE_LEDGER_FILE = None
    with pytest.raises(CommandError):
        call_command("after_restore")


def test_what_is_changed_on_its_page_stands_in_the_ledger_and_ends_again(
    sam: User, lost: Lost, sign_in
) -> None:
    """A password by the page that changes it, and a passkey that somebody else may hold."""
    with acting_as(sam.pk, now=NOW):
        kept = TOTP.activate(sam, generate_totp_secret()).instance
        passkey = add_passkey(sam, "not mine")
    client = sign_in(sam)
    with lost.day():
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        client.post(reverse("mfa_remove_webauthn", args=[passkey]))
        new = "another lamp by the window"
        client.post(
            reverse("account_change_password"),
            {"oldpassword": PASSWORD, "password1": new, "password2": new},
        )
    assert {line.what for line in ledger.lines()} == {Undone.FACTOR, Undone.PASSWORD}
    done = replay(now=RESTORED)
    assert done == {Undone.FACTOR: 1, Undone.PASSWORD: 1}
    assert list(Authenticator.objects.filter(user=sam)) == [kept]
