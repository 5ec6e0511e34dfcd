"""One partner's own side of letting a therapist in, and that it shows to nobody else."""

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts import audit
from accounts.actions.therapist import change_policy
from accounts.actions.user import seal_private
from accounts.actor import acting_as
from accounts.enums import AuditAction, Scope, SecretsPolicy
from accounts.models import KnownTherapist, TherapistConsent, User, functions
from tests.accounts.acting import act, body_of, seen_by
from tests.conftest import Pair, TestClock
from tests.conventions.visits import masked
from tests.factories.copies import copy_of, words_of
from tests.factories.people import NOW
from tests.factories.therapists import end_access, introduce, let_in, make_therapist

PEOPLE = reverse("accounts:people")
CODES = reverse("accounts:codes")
OWN_PAGES = (
    PEOPLE,
    CODES,
    *map(
        reverse,
        ("accounts:connection", "accounts:consents", "accounts:record", "accounts:more"),
    ),
)


@pytest.fixture
def known(couple: Pair, frank: User) -> UUID:
    """A therapist whom the couple knows, and whom nobody let in so far."""
    return introduce(frank, couple.other)


def page_of(known: UUID) -> str:
    return reverse("accounts:person", args=[known])


def wish(*scopes: Scope, **other: str) -> dict[str, str]:
    days = {"first_day": "2026-03-04", "last_day": "2026-09-04", "policy_version": "1"}
    return {scope.value: "on" for scope in scopes} | days | other


def standing(person: User) -> dict[str, date]:
    rows = seen_by(person, lambda: list(TherapistConsent.objects.filter(ended_at=None)))
    return {row.scope: row.until.date() for row in rows}


def ticked(body: str) -> set[str]:
    boxes = re.findall(r'<input type="checkbox" name="(\w+)"[^>]*>', body)
    on = re.findall(r'<input type="checkbox" name="(\w+)"[^>]* checked', body)
    assert set(boxes) == {scope.value for scope in Scope}
    return set(on)


def test_nothing_is_ticked_before_and_what_stands_is_ticked_after(
    sign_in, couple: Pair, known: UUID
) -> None:
    alice, _ = couple
    client: Client = sign_in(alice)
    body = body_of(client, page_of(known))
    assert ticked(body) == set()
    # Whoever is watched knows beforehand what an end can tell, and where a look can lead.
    assert "can work out the rest" in body
    assert "they could show it to your partner" in body
    assert ('value="2026-03-04"' in body, 'value="2026-09-04"' in body) == (True, True)
    assert client.post(page_of(known), wish(Scope.TRENDS, Scope.TEXTS)).status_code == 302
    assert standing(alice) == dict.fromkeys(["trends", "texts"], date(2026, 9, 4))
    assert ticked(body_of(client, page_of(known))) == {"trends", "texts"}
    client.post(page_of(known), wish(Scope.TRENDS, last_day="2026-04-01"))
    assert standing(alice) == {"trends": date(2026, 4, 1)}
    assert 'value="2026-04-01"' in body_of(client, page_of(known))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (wish(Scope.NUMBERS), "This needs “The lines over time” as well."),
        (wish(Scope.TRENDS, last_day="2027-03-05"), "A year from now is the furthest."),
        (wish(Scope.TRENDS, first_day="2026-10-01"), "The last day comes before the first one."),
        (wish(Scope.TRENDS, last_day=""), "Please choose a day."),
        (wish(), "Please tick at least one."),
        (wish(Scope.TRENDS, policy_version="x"), "says about secrets once more."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(
    sign_in, couple: Pair, known: UUID, sent: dict[str, str], said: str
) -> None:
    answer = sign_in(couple.one).post(page_of(known), sent)
    body = answer.content.decode()
    assert (answer.status_code, said in body, standing(couple.one)) == (422, True, {})
    assert ticked(body) == set(sent) & {scope.value for scope in Scope}
    assert f'value="{sent["first_day"]}"' in body


def test_yes_to_a_policy_that_has_changed_meanwhile_is_none(
    sign_in, couple: Pair, known: UUID, frank: User
) -> None:
    """Also with a page that was open all the while."""
    client = sign_in(couple.one)
    client.post(page_of(known), wish(Scope.TRENDS))
    act(frank, change_policy, policy=SecretsPolicy.NONE, policy_words="Nothing leaves me.")
    body = body_of(client, page_of(known))
    assert "has changed since you said yes" in body
    assert "Nothing leaves me." in body
    assert ticked(body) == set()
    answer = client.post(page_of(known), wish(Scope.TRENDS, Scope.RATE))
    assert answer.status_code == 422
    assert standing(couple.one) == {"trends": date(2026, 9, 4)}
    # The answer shows the new one, and carries its number.
    (version,) = re.findall(r'name="policy_version" value="(\d+)"', answer.content.decode())
    sent = wish(Scope.TRENDS, policy_version=version)
    assert client.post(page_of(known), sent).status_code == 302


@pytest.mark.parametrize("back", ["people", "consents", ""])
def test_one_tap_ends_it_also_while_sealed_and_giving_waits(
    sign_in, couple: Pair, known: UUID, back: str
) -> None:
    let_in(couple.one, known)
    act(couple.one, seal_private)
    client = sign_in(couple.one)
    assert client.post(page_of(known), wish(Scope.TRENDS)).status_code == 403
    end = reverse("accounts:person_end", args=[known])
    shown_at = reverse(f"accounts:{back}") if back else page_of(known)
    assert f'action="{end}"' in body_of(client, shown_at)
    assert client.post(end, {"from": back})["Location"] == shown_at
    assert standing(couple.one) == {}


def test_either_takes_one_off_the_list_of_both_and_no_code_brings_a_yes_back(
    sign_in, couple: Pair, known: UUID, frank: User
) -> None:
    for person in couple:
        let_in(person, known, (Scope.TRENDS,))
    let_in(couple.other, introduce(make_therapist(), couple.one), (Scope.REPAIR,))
    assert seen_by(frank, functions.my_open_scopes) != []
    alice, bob = map(sign_in, couple)
    off = reverse("accounts:person_off", args=[known])
    assert f'action="{off}"' in body_of(alice, page_of(known))
    assert alice.post(off)["Location"] == PEOPLE
    assert alice.post(off).status_code == bob.post(page_of(known), wish()).status_code == 404
    for client in (alice, bob):
        assert client.get(page_of(known)).status_code == 404
        for page in (PEOPLE, reverse("accounts:connection")):
            assert "Frank Example" not in body_of(client, page)
        assert "A therapist was taken off" in body_of(client, reverse("accounts:record"))
    for person in couple:
        assert not seen_by(person, KnownTherapist.objects.filter(pk=known).exists)
    # What he let another one see goes on.
    assert (standing(couple.one), set(standing(couple.other))) == ({}, {"repair"})
    assert seen_by(frank, functions.my_open_scopes) == []
    assert introduce(frank, couple.other) == known
    let_in(couple.one, known, (Scope.TRENDS,))
    assert seen_by(frank, functions.my_open_scopes) == []


def test_no_page_of_one_tells_what_the_other_gave_or_ended(
    sign_in, couple: Pair, known: UUID, clock: TestClock
) -> None:
    """Nor does what one takes along; and what somebody gave stands on their own pages alone."""
    alice, bob = couple
    erins = introduce(make_therapist(), bob)
    let_in(bob, erins, (Scope.TRENDS,))
    clock.move_to(NOW + timedelta(minutes=1))
    pages = (*OWN_PAGES, page_of(known), page_of(erins))

    def seen(person: User) -> list[object]:
        client = sign_in(person)
        return [*(masked(client.get(page)) for page in pages), words_of(copy_of(person))]

    def gave() -> None:
        let_in(alice, known)

    def gave_to_both() -> None:
        let_in(alice, known, (Scope.TRENDS,))
        let_in(alice, erins)

    def gave_and_ended() -> None:
        let_in(alice, erins)
        end_access(alice, erins)

    def shortened() -> None:
        let_in(alice, erins)
        let_in(alice, erins, (Scope.TRENDS,), last_day=date(2026, 3, 9))

    nothing, own = seen(bob), seen(alice)
    for story in (gave, gave_to_both, gave_and_ended, shortened):
        with transaction.atomic():
            story()
            assert (story.__name__, seen(bob) == nothing) == (story.__name__, True)
            assert standing(bob) == {"trends": date(2026, 9, 4)}
            assert seen(alice) != own
            transaction.set_rollback(True)


def test_looks_stand_with_their_day_in_the_record_of_both_alike(
    sign_in, couple: Pair, erin: User
) -> None:
    with acting_as(erin.pk, now=NOW):
        for minutes, scopes in ((0, [Scope.TRENDS]), (50, [Scope.REPAIR, Scope.TRENDS])):
            for person in couple:
                audit.record(
                    AuditAction.THERAPIST_VIEWED,
                    subject=person.pk,
                    actor=erin.pk,
                    now=NOW + timedelta(minutes=minutes),
                    scopes=scopes,
                )
    logs = []
    for person in couple:
        client = sign_in(person)
        (address,) = re.findall(r'href="(/people/[^"]{36}/)"', body_of(client, PEOPLE))
        body = " ".join(body_of(client, address).split())
        logs.append(body[body.index("Who looked at what") : body.index("A no is fine")])
        record = " ".join(body_of(client, reverse("accounts:record")).split())
        for page in (logs[-1], record):
            assert page.count("Erin Example looked at") == 1
            assert "The lines over time · When something hurt, and talks about it" in page
        assert "12:50" not in words_of(copy_of(person))
    assert logs[0] == logs[1]
    assert "4 March 2026" in logs[0]
    assert "looked at" not in body_of(sign_in(erin), reverse("accounts:record"))


def test_code_of_either_side_puts_a_therapist_on_the_list_of_both_and_no_further(
    sign_in, couple: Pair, frank: User
) -> None:
    alice, bob = map(sign_in, couple)
    practice = sign_in(frank)
    assert "your partner will see on their own page" in body_of(alice, CODES)
    for maker, typist in ((alice, practice), (practice, bob)):
        made = maker.post(reverse("accounts:codes_make")).content.decode()
        (code,) = re.findall(r'<output class="code">([^<]+)</output>', made)
        assert code not in body_of(maker, CODES)
        assert typist.post(CODES, {"code": "WRONG" + code[5:]}).status_code == 422
        assert typist.post(CODES, {"code": code}).status_code == 302
        for client in (alice, bob):
            assert body_of(client, PEOPLE).count("Frank Example") == 1
            assert "Frank Example" in body_of(client, reverse("accounts:connection"))
    assert standing(couple.one) == standing(couple.other) == {}
