"""V12 for what two people agree on: both at the same instant, on a real PostgreSQL.

Beside each stands a control that lacks the lock and does fail.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection, connections

from accounts.access import Refusal, require_couple
from accounts.actor import acting_as
from accounts.models import User
from checkins.actions.agreement import drop_rules
from checkins.actions.promise import mark_kept
from checkins.enums import AgreementKind, RecommitmentKind
from checkins.models import Agreement, FairConflictProposal, Recommitment
from checkins.queries.agreement import standing
from checkins.queries.fair_conflict import fair_conflict_lines
from checkins.queries.promise import promises_page
from checkins.queries.recommitment import words_page
from tests.checkins.test_races import TIMES, at_once
from tests.factories.people import NOW, connect, make_user
from tests.factories.together import accept, agree_rules, begin, promise, say_yes, suggest

LOCK = "perform from accounts_couplelock where couple_id = any (my_couples()) for update;"
RULES = ["We sit down.", "We take turns.", "We stop at ten."]
OTHER_RULES = ["We stand up.", "We take turns.", "We stop at nine."]

Couple = tuple[User, User]


@pytest.fixture
def pair(transactional_db: None) -> Couple:
    alice, bob = make_user("Alice"), make_user("Bob")
    connect(alice, bob)
    return alice, bob


def unless_refused(act: Callable[[], object]) -> object:
    try:
        return act() or "done"
    except Refusal:
        return "refused"


def lines_of(person: User) -> list[str]:
    with acting_as(person.pk, now=NOW):
        return fair_conflict_lines(person)


@pytest.fixture
def bare(transactional_db: None) -> Iterator[Callable[[str, str], None]]:
    """Makes a copy of a function that lacks its lock, under the name ``…_bare``."""
    made: list[str] = []

    def make(name: str, arguments: str) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute(f"select pg_get_functiondef('{name}'::regproc)")
            definition = cursor.fetchone()[0]
            assert LOCK in definition
            cursor.execute("grant create on schema app to app_policy")
            copy = re.sub(rf"\b{name}\(", f"{name}_bare(", definition.replace(LOCK, ""), count=1)
            cursor.execute(copy)
            cursor.execute(f"grant execute on function {name}_bare({arguments}) to app_web")
            cursor.execute(f"alter function {name}_bare({arguments}) owner to app_policy")
            cursor.execute("revoke create on schema app from app_policy")
        made.append(f"{name}_bare({arguments})")

    yield make
    with connections["owner"].cursor() as cursor:
        cursor.execute("set role app_policy")
        for signature in made:
            cursor.execute(f"drop function {signature}")
        cursor.execute("reset role")


def test_two_who_say_yes_at_once_agree_exactly_once(pair: Couple) -> None:
    alice, bob = pair
    for number in range(TIMES):
        subject = uuid.uuid4()
        agreed = at_once(
            partial(say_yes, alice, subject, now=NOW), partial(say_yes, bob, subject, now=NOW)
        )
        assert sorted(agreed) == [False, True]
        for person in pair:
            with acting_as(person.pk, now=NOW):
                assert len(standing(person)) == number + 1


def test_control_without_the_lock_both_say_yes_and_nothing_stands(
    pair: Couple,
    bare: Callable[[str, str], None],
) -> None:
    bare("agreement_meets", "uuid")
    subject, both_hold = uuid.uuid4(), Barrier(2)

    def yes_bare(person: User) -> bool:
        with acting_as(person.pk, now=NOW):
            copy = Agreement(
                author=person,
                couple=require_couple(person),
                subject=subject,
                kind=AgreementKind.CHANGE,
            )
            copy.write({"parts": []})
            copy.save(force_insert=True)
            return called_between("agreement_meets_bare", both_hold, subject)

    assert at_once(*[partial(yes_bare, person) for person in pair]) == [False, False]
    for person in pair:
        with acting_as(person.pk, now=NOW):
            assert standing(person) == []


def test_two_who_send_a_beginning_at_once_read_both(pair: Couple) -> None:
    alice, bob = pair
    for number in range(TIMES):
        met = at_once(
            lambda: begin(alice, "Our Sundays.", is_sent=True, now=NOW),
            lambda: begin(bob, "Your laugh.", is_sent=True, now=NOW),
        )
        assert sorted(met) == [False, True]
        for person in pair:
            with acting_as(person.pk, now=NOW):
                page = words_page(person, RecommitmentKind.BEGINNING)
            assert (page.own, len(page.met)) == (None, 2 * (number + 1))


def test_control_without_the_lock_both_send_and_nothing_opens(
    pair: Couple,
    bare: Callable[[str, str], None],
) -> None:
    bare("recommitments_meet", "text")
    for person in pair:
        begin(person, "Words.", is_sent=False, now=NOW)
    both_sent = Barrier(2)

    def send_bare(person: User) -> bool:
        with acting_as(person.pk, now=NOW):
            assert Recommitment.objects.update(is_sent=True) == 1
            return called_between("recommitments_meet_bare", both_sent, "beginning")

    assert at_once(*[partial(send_bare, person) for person in pair]) == [False, False]
    for person in pair:
        with acting_as(person.pk, now=NOW):
            assert words_page(person, RecommitmentKind.BEGINNING).met == []


def test_yes_and_another_list_at_once_do_one_or_the_other(pair: Couple) -> None:
    alice, bob = pair
    agree_rules(alice, bob, ["First.", "Two.", "Three."], now=NOW)
    for number in range(TIMES):
        old = [f"Rule {number}.", "Two.", "Three."]
        seen = suggest(alice, old, now=NOW)
        new = [f"Other {number}.", "Two.", "Three."]
        accepted, _ = at_once(
            partial(unless_refused, partial(accept, bob, seen, now=NOW)),
            partial(suggest, alice, new, now=NOW),
        )
        assert lines_of(alice) == lines_of(bob)
        assert (lines_of(bob) == old) is (accepted == "done")
        with acting_as(bob.pk, now=NOW):
            assert FairConflictProposal.objects.count() == 1


def test_two_who_suggest_at_once_leave_one_suggestion(pair: Couple) -> None:
    alice, bob = pair
    for _ in range(TIMES):
        at_once(lambda: suggest(alice, RULES, now=NOW), lambda: suggest(bob, OTHER_RULES, now=NOW))
        with acting_as(bob.pk, now=NOW):
            (waiting,) = FairConflictProposal.objects.all()
        copies = [copies_of(person) for person in pair]
        assert sorted(copies) == [0, 1]
        for person in pair:
            with acting_as(person.pk, now=NOW):
                drop_rules(by=person, suggestion=waiting.pk, now=NOW)


def test_two_tabs_that_accept_agree_once(pair: Couple) -> None:
    alice, bob = pair
    suggestion = suggest(alice, RULES, now=NOW)
    done = at_once(*[
        lambda: unless_refused(lambda: accept(bob, suggestion, now=NOW)) for _ in range(4)
    ])  # fmt: skip
    assert sorted(map(str, done)) == ["done", "refused", "refused", "refused"]
    assert lines_of(alice) == lines_of(bob) == RULES
    assert [copies_of(person) for person in pair] == [1, 1]


def test_two_who_call_it_kept_at_once_both_see_it(pair: Couple) -> None:
    alice, bob = pair
    for _ in range(TIMES):
        pk = promise(alice, "I call.", due_on=NOW.date(), now=NOW)
        at_once(partial(mark, alice, pk), partial(mark, bob, pk))
        with acting_as(alice.pk, now=NOW):
            assert all(line.is_kept for line in promises_page(alice, NOW).mine)
        with acting_as(bob.pk, now=NOW):
            assert all(line.is_kept for line in promises_page(bob, NOW).theirs)


def mark(person: User, pk: UUID) -> None:
    with acting_as(person.pk, now=NOW):
        mark_kept(by=person, pk=pk, now=NOW)


def copies_of(person: User) -> int:
    with acting_as(person.pk, now=NOW):
        return Agreement.objects.count()


def called_between(function: str, barrier: Barrier, *arguments: UUID | str) -> bool:
    """Call it once both have come this far, and go on once both have called it."""
    barrier.wait(timeout=20)
    marks = ", ".join(["%s"] * len(arguments))
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}({marks})", arguments)
        found = bool(cursor.fetchone()[0])
    barrier.wait(timeout=20)
    return found
