"""The account of a therapist: applying, what comes next, and what stands before any couple."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from accounts.actions.user import seal_private
from accounts.enums import AccountKind, TherapistState
from accounts.models import Therapist, User
from tests.accounts.acting import act, body_of, seen_by
from tests.accounts.test_signup import agree, sign_up
from tests.accounts.test_signup import verify as verify_address
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW
from tests.factories.therapists import make_therapist, verify

APPLY = reverse("accounts:practice_apply")
PRACTICE = reverse("accounts:practice")
BEFORE = reverse("accounts:practice_before")
POLICY = reverse("accounts:practice_policy")
CASELOAD = reverse("checkins:caseload")
SENT = {
    "name": "Dr  Sam Example",
    "licence": "PT 123",
    "register_url": "register.example.org/find",
    "policy": "limited",
    "policy_words": "Violence stays with me.",
    "attests": "on",
}


def row_of(person: User) -> Therapist:
    row: Therapist = seen_by(person, lambda: Therapist.objects.get(user=person))
    return row


def test_one_form_makes_an_account_a_practice_s_and_can_be_changed_while_it_waits(
    sign_in, sam: User
) -> None:
    client: Client = sign_in(sam)
    assert "Make this the account of a practice" in body_of(client, reverse("accounts:more"))
    assert client.post(APPLY, SENT)["Location"] == PRACTICE
    sam.refresh_from_db()
    row = row_of(sam)
    assert (sam.kind, row.state) == (AccountKind.THERAPIST, TherapistState.APPLIED)
    assert (row.name, row.register_url) == ("Dr Sam Example", "https://register.example.org/find")
    assert "Waiting to be looked up" in body_of(client, PRACTICE)
    assert 'value="PT 123"' in body_of(client, APPLY)
    client.post(APPLY, SENT | {"licence": "PT 124"})
    assert row_of(sam).licence == "PT 124"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("attests", ""),
        ("register_url", "http://register.example.org/"),
        ("policy_words", "a" * 601),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    sign_in, sam: User, field: str, value: str
) -> None:
    answer = sign_in(sam).post(APPLY, SENT | {field: value})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in body
    assert "PT 123" in body
    sam.refresh_from_db()
    assert sam.kind == AccountKind.PARTNER


def test_somebody_who_was_a_partner_reads_what_to_do(sign_in, couple: Pair) -> None:
    client = sign_in(couple.one)
    assert "the account of a practice" not in body_of(client, reverse("accounts:more"))
    for body in (body_of(client, APPLY), client.post(APPLY, SENT).content.decode()):
        assert "Please make another one, with another address" in body
    couple.one.refresh_from_db()
    assert couple.one.kind == AccountKind.PARTNER


def test_whoever_comes_for_it_without_an_account_is_brought_back_to_it(db, client) -> None:
    assert "For therapists" in body_of(client, APPLY)
    assert client.post(APPLY)["Location"] == reverse("accounts:start")
    agree(client)
    sign_up(client, "erin@example.org")
    verify_address(client)
    named = {"display_name": "Erin", "pronouns": "", "time_zone": "UTC", "language": "en"}
    assert client.post(reverse("accounts:welcome"), named)["Location"] == APPLY


@pytest.mark.parametrize(
    ("state", "said", "leads_to"),
    [
        ("declined", "Not found in the register", APPLY),
        ("ended", "This account was stopped", reverse("accounts:data")),
    ],
)
def test_every_end_says_one_thing_to_do(sign_in, state: str, said: str, leads_to: str) -> None:
    therapist = make_therapist()
    verify(therapist, state=state)
    client = sign_in(therapist)
    body = body_of(client, PRACTICE)
    assert said in body
    assert f'href="{leads_to}"' in body
    assert client.post(APPLY, SENT)["Location"] == PRACTICE
    can_apply = state == "declined"
    assert (row_of(therapist).state == TherapistState.APPLIED) is can_apply
    assert client.get(CASELOAD)["Location"] == PRACTICE


def test_nothing_of_a_couple_comes_before_all_that_comes_first(sign_in, clock: TestClock) -> None:
    """Verified, a second factor, the card; then the password again after five idle minutes."""
    erin = make_therapist(verified=False, trained=False, factor=False)
    client = sign_in(erin)
    assert client.get(CASELOAD)["Location"] == PRACTICE
    verify(erin)
    assert client.get(CASELOAD)["Location"] == PRACTICE
    assert f'href="{reverse("mfa_index")}"' in body_of(client, PRACTICE)
    Authenticator.objects.create(user=erin, type="recovery_codes", data={})
    assert client.get(CASELOAD)["Location"] == PRACTICE
    Authenticator.objects.create(user=erin, type="webauthn", data={})
    assert client.get(CASELOAD)["Location"] == BEFORE
    assert f'href="{BEFORE}"' in body_of(client, PRACTICE)
    assert client.post(BEFORE)["Location"] == CASELOAD
    assert client.get(CASELOAD).status_code == 200
    clock.move_to(NOW + timedelta(minutes=5))
    assert client.get(CASELOAD)["Location"].startswith(reverse("account_reauthenticate"))


def test_sealed_practice_shows_no_couple_and_says_nothing_new(sign_in, frank: User) -> None:
    act(frank, seal_private)
    client = sign_in(frank)
    assert "Closed for now" in body_of(client, CASELOAD)
    for address in (POLICY, BEFORE, reverse("accounts:codes"), reverse("accounts:codes_make")):
        assert (address, client.post(address, SENT).status_code) == (address, 403)
    assert client.post(reverse("accounts:codes_end")).status_code == 302


def test_another_policy_is_kept_after_a_warning_and_the_same_one_asks_nobody(
    sign_in, frank: User
) -> None:
    client = sign_in(frank)
    assert "is asked again" in body_of(client, POLICY)
    same = {"policy": "no_secrets", "policy_words": ""}
    client.post(POLICY, same)
    assert row_of(frank).policy_version == 1
    client.post(POLICY, same | {"policy_words": "Ask me."})
    assert (row_of(frank).policy_version, row_of(frank).policy_words) == (2, "Ask me.")
    assert client.post(POLICY, same | {"policy": "other"}).status_code == 422
