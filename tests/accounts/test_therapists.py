"""What the database lets a therapist know, and what it lets nobody do (V4, TR-01, TR-02)."""

from datetime import timedelta

import pytest
from django.db import Error, transaction

from accounts.actions import therapist as actions
from accounts.actions.couple import leave
from accounts.actor import acting_as
from accounts.enums import AccountKind, AuditAction, Scope, SecretsPolicy
from accounts.models import AuditEvent, Therapist, TherapistConsent, User, functions
from tests.conftest import Pair
from tests.factories.people import NOW, connect, make_user
from tests.factories.therapists import end_access, introduce, let_in, make_therapist, verify

pytestmark = pytest.mark.django_db
TRENDS = (Scope.TRENDS,)
LATER = NOW + timedelta(days=1)


def open_scopes(therapist: User, now=NOW) -> set[str]:
    with acting_as(therapist.pk, now=now):
        return {each.scope for each in functions.my_open_scopes()}


def cases(therapist: User, now=NOW) -> list[tuple[str, str, bool]]:
    with acting_as(therapist.pk, now=now):
        return [(each.first_name, each.other_name, each.is_open) for each in functions.my_cases()]


def test_nothing_is_open_and_nobody_is_named_until_both_said_yes(couple: Pair) -> None:
    erin = make_therapist()
    known = introduce(erin, couple.one)
    assert (open_scopes(erin), cases(erin)) == (set(), [])
    let_in(couple.one, known)
    assert (open_scopes(erin), cases(erin)) == (set(), [])
    let_in(couple.other, known, (Scope.TRENDS, Scope.TEXTS))
    assert open_scopes(erin) == {"trends", "texts"}
    assert [(sorted(each[:2]), each[2]) for each in cases(erin)] == [(["Alice", "Bob"], True)]


@pytest.mark.parametrize("who", [0, 1])
def test_either_ends_it_at_once_and_the_row_says_so_without_saying_who(
    couple: Pair, who: int
) -> None:
    erin = make_therapist()
    known = introduce(erin, couple.other)
    for person in couple:
        let_in(person, known)
    end_access(couple[who], known, now=LATER)
    assert open_scopes(erin, LATER) == set()
    assert [each[2] for each in cases(erin, LATER)] == [False]


def test_a_consent_runs_out_by_the_clock_and_saying_yes_again_begins_anew(couple: Pair) -> None:
    erin = make_therapist()
    known = introduce(erin, couple.one)
    for person in couple:
        let_in(person, known, TRENDS, last_day=NOW.date())
    # Midnight in Berlin is 23:00 UTC.
    before, after = NOW.replace(hour=22, minute=59), NOW.replace(hour=23)
    assert open_scopes(erin, before) == {"trends"}
    assert open_scopes(erin, after) == set()
    for person in couple:
        let_in(person, known, TRENDS, now=LATER)
    with acting_as(erin.pk, now=LATER):
        assert [each.since for each in functions.my_open_scopes()] == [LATER]


def test_a_first_day_to_come_opens_nothing_before_it(couple: Pair) -> None:
    erin = make_therapist()
    known = introduce(erin, couple.one)
    tomorrow = NOW.date() + timedelta(days=1)
    for person in couple:
        let_in(person, known, TRENDS, first_day=tomorrow)
    assert open_scopes(erin, NOW.replace(hour=22)) == set()
    assert open_scopes(erin, NOW.replace(hour=23)) == {"trends"}


def test_a_longer_end_keeps_the_beginning(couple: Pair) -> None:
    erin = make_therapist()
    known = introduce(erin, couple.one)
    for person in couple:
        let_in(person, known, TRENDS)
    let_in(couple.one, known, TRENDS, now=LATER)
    with acting_as(couple.one.pk, now=LATER):
        (row,) = TherapistConsent.objects.filter(user=couple.one)
    assert (row.since, row.ended_at) == (NOW, None)


def test_another_policy_asks_both_again(couple: Pair) -> None:
    erin = make_therapist()
    known = introduce(erin, couple.one)
    for person in couple:
        let_in(person, known, TRENDS)
    with acting_as(erin.pk, now=NOW):
        actions.change_policy(by=erin, policy=SecretsPolicy.NONE, policy_words="", now=NOW)
    assert open_scopes(erin) == set()
    for person in couple:
        let_in(person, known, TRENDS)
    assert open_scopes(erin) == {"trends"}


def test_leaving_ends_it_and_a_new_connection_does_not_bring_it_back(couple: Pair) -> None:
    erin = make_therapist()
    known = introduce(erin, couple.one)
    for person in couple:
        let_in(person, known)
    with acting_as(couple.other.pk, now=NOW):
        leave(by=couple.other, keeps_door_closed=False, now=NOW)
    assert open_scopes(erin) == set()
    connect(couple.one, couple.other, now=NOW)
    assert open_scopes(erin) == set()


def test_what_one_agreed_to_opens_nothing_once_the_membership_has_ended(couple: Pair) -> None:
    erin = make_therapist()
    known = introduce(erin, couple.one)
    for person in couple:
        let_in(person, known)
    with acting_as(couple.other.pk, now=NOW):
        functions.leave(block_return=False)  # as if the action forgot the consents
    assert open_scopes(erin) == set()


def test_only_a_verified_and_trained_therapist_sees_anything(couple: Pair) -> None:
    erin = make_therapist(trained=False)
    known = introduce(erin, couple.one)
    for person in couple:
        let_in(person, known)
    assert (open_scopes(erin), cases(erin)) == (set(), [])
    with acting_as(erin.pk, now=NOW):
        actions.finish_training(by=erin, now=NOW)
    assert open_scopes(erin) != set()
    verify(erin, state="ended")
    assert (open_scopes(erin), cases(erin)) == (set(), [])


def test_another_therapist_of_the_couple_needs_both_for_themselves(couple: Pair) -> None:
    erin, frank = make_therapist(), make_therapist("Frank")
    for partner, therapist in zip(couple, (erin, frank), strict=True):
        let_in(partner, introduce(therapist, partner))
    let_in(couple.other, introduce(erin, couple.other), TRENDS)
    assert (open_scopes(erin), open_scopes(frank)) == ({"trends"}, set())


def test_a_code_works_in_either_direction_and_only_between_the_two_kinds(couple: Pair) -> None:
    erin, sam = make_therapist(), make_user("Sam")
    with acting_as(couple.one.pk, now=NOW):
        by_partner = actions.make_code(by=couple.one, now=NOW)

    def types(person: User) -> bool:
        with acting_as(person.pk, now=NOW):
            return actions.redeem_code(by=person, typed=by_partner.text, network="-", now=NOW)

    assert [types(person) for person in (couple.other, sam, couple.one)] == [False] * 3
    assert (types(erin), types(erin)) == (True, False)


def test_a_partners_account_does_not_become_a_therapists(couple: Pair) -> None:
    alice = couple.one
    with acting_as(alice.pk, now=NOW), pytest.raises(actions.IsAPartner):
        actions.apply(
            by=alice,
            name="A",
            licence="1",
            register_url="https://register.example.org/",
            policy=SecretsPolicy.NONE,
            policy_words="",
            now=NOW,
        )
    alice.refresh_from_db()
    assert alice.kind == AccountKind.PARTNER


def test_a_therapist_cannot_connect_as_a_partner() -> None:
    erin, sam = make_therapist(), make_user("Sam")
    with pytest.raises(AssertionError):
        connect(sam, erin)


@pytest.mark.parametrize("kind", ["therapist", "staff"])
def test_the_web_cannot_make_an_account_something_else(kind: str, sam: User) -> None:
    with (
        acting_as(sam.pk, now=NOW),
        pytest.raises(Error, match="does not change its kind"),
        transaction.atomic(),
    ):
        User.objects.filter(pk=sam.pk).update(kind=kind)


def test_a_therapist_cannot_verify_themselves() -> None:
    erin = make_therapist(verified=False)
    with (
        acting_as(erin.pk, now=NOW),
        pytest.raises(Error, match="permission denied"),
        transaction.atomic(),
    ):
        Therapist.objects.filter(user=erin).update(state="verified", decided_at=NOW)


def test_what_is_over_stays_over_and_nobody_agrees_for_the_other(couple: Pair) -> None:
    erin = make_therapist()
    known = introduce(erin, couple.one)
    let_in(couple.one, known, TRENDS)
    end_access(couple.one, known)
    with acting_as(couple.one.pk, now=LATER):
        row = TherapistConsent.objects.get(user=couple.one)
        with pytest.raises(Error, match="stays over"), transaction.atomic():
            TherapistConsent.objects.filter(pk=row.pk).update(ended_at=None)
        row.pk, row.user, row.ended_at = None, couple.other, None
        with pytest.raises(Error, match="row-level security"), transaction.atomic():
            row.save(force_insert=True)


def test_a_look_is_written_down_only_at_those_who_let_one_look(couple: Pair, sam: User) -> None:
    erin = make_therapist()
    known = introduce(erin, couple.one)
    line = {"at": NOW, "actor_id": erin.pk, "action": AuditAction.THERAPIST_VIEWED}
    with (
        acting_as(erin.pk, now=NOW),
        pytest.raises(Error, match="row-level security"),
        transaction.atomic(),
    ):
        AuditEvent.objects.create(subject_id=couple.one.pk, **line)
    for person in couple:
        let_in(person, known)
    with acting_as(erin.pk, now=NOW):
        AuditEvent.objects.create(subject_id=couple.one.pk, **line)
        with pytest.raises(Error, match="row-level security"), transaction.atomic():
            AuditEvent.objects.create(subject_id=sam.pk, **line)
        with pytest.raises(Error, match="permission denied"), transaction.atomic():
            AuditEvent.objects.filter(subject_id=couple.one.pk).delete()
