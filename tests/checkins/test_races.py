"""V12 and V11 with real threads on a real PostgreSQL: exactly one effect, and nothing lost.

Beside each stands a control that lacks the lock and does fail.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction

from accounts.access import Refusal
from accounts.actor import acting_as
from checkins.actions import checkin, release
from checkins.logic.sheet import Sheet
from checkins.models import CheckIn, OpenWish, Release, ReleasedText, Round, RoundLock
from checkins.queries.prompt import specs_of
from checkins.queries.round import RoundPlace, around
from tests.factories.people import NOW, connect, make_user
from tests.factories.weeks import answer, full_week, give, keep, keep_all, tap

TIMES = 8


@pytest.fixture
def pair(transactional_db):
    alice, bob = make_user("Alice"), make_user("Bob")
    connect(alice, bob)
    return alice, bob


def at_once(*acts: Callable[[], object]) -> list[Any]:
    """Run each in a thread of its own, let go at the same instant; errors come out."""
    barrier = Barrier(len(acts))
    results: list[Any] = [None] * len(acts)
    errors: list[BaseException] = []

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=20)
            results[number] = act()
        except BaseException as error:  # noqa: BLE001 - it is raised again below
            errors.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    if errors:
        raise errors[0]
    return results


def the_round(person) -> Round:
    with acting_as(person.pk, now=NOW):
        return Round.objects.select_related("couple").get()


def close_again(person) -> None:
    """Between two runs the owner's role sets the scene back; the web cannot."""
    with connections["owner"].cursor() as cursor, transaction.atomic(using="owner"):
        cursor.execute("set local role app_policy")
        cursor.execute("update checkins_round set opens_at = ends_at")
    with acting_as(person.pk, now=NOW):
        OpenWish.objects.filter(author=person).delete()


def test_two_who_tap_at_the_same_instant_open_once(pair):
    alice, bob = pair
    full_week(alice, bob, now=NOW)
    for _ in range(TIMES):
        opened = at_once(lambda: tap(alice, now=NOW), lambda: tap(bob, now=NOW))
        assert sorted(opened) == [False, True]
        assert the_round(alice).opens_at == NOW
        for person in pair:
            close_again(person)


@pytest.fixture
def open_early_without_lock() -> Iterator[None]:
    """The same function but for its lock; the test waits between the tap and the look."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("select pg_get_functiondef('open_early'::regproc)")
        definition = cursor.fetchone()[0]
        locks = "perform from checkins_roundlock where round_id = r for update;"
        assert locks in definition
        cursor.execute("grant create on schema app to app_policy")
        bare = definition.replace(locks, "").replace("open_early(", "open_early_bare(")
        cursor.execute(bare)
        cursor.execute("grant execute on function open_early_bare(uuid, interval) to app_web")
        cursor.execute("alter function open_early_bare(uuid, interval) owner to app_policy")
        cursor.execute("revoke create on schema app from app_policy")
    yield
    with connections["owner"].cursor() as cursor:
        cursor.execute("set role app_policy")
        cursor.execute("drop function open_early_bare(uuid, interval)")
        cursor.execute("reset role")


def test_control_without_the_lock_both_tap_and_nothing_opens(pair, open_early_without_lock):
    alice, bob = pair
    full_week(alice, bob, now=NOW)
    row = the_round(alice)
    assert row.couple is not None
    couple = row.couple
    both_tapped = Barrier(2)

    def tap_bare(person) -> bool:
        with acting_as(person.pk, now=NOW):
            OpenWish.objects.create(round=row, couple=couple, author=person)
            both_tapped.wait(timeout=20)
            with connection.cursor() as cursor:
                cursor.execute("select open_early_bare(%s, interval '0')", [row.pk])
                opened = bool(cursor.fetchone()[0])
            both_tapped.wait(timeout=20)
            return opened

    assert at_once(lambda: tap_bare(alice), lambda: tap_bare(bob)) == [False, False]
    assert the_round(alice).opens_at > NOW


def test_two_who_release_first_at_the_same_instant_share_one_round(pair):
    alice, bob = pair
    for person in pair:
        answer(person, now=NOW)
    assert at_once(lambda: give(alice, now=NOW), lambda: give(bob, now=NOW)) == [True, True]
    for person in pair:
        with acting_as(person.pk, now=NOW):
            assert Round.objects.count() == 1
            assert RoundLock.objects.count() == 1
            assert Release.objects.count() == 1


def test_first_touches_at_the_same_instant_make_one_round(pair):
    at_once(*[lambda person=person: keep(person, {"W-REL-1": 5}, now=NOW) for person in pair])
    for person in pair:
        with acting_as(person.pk, now=NOW):
            assert Round.objects.count() == 1
            assert CheckIn.objects.count() == 1


def test_a_double_click_on_release_releases_once(pair):
    alice, _ = pair
    answer(alice, now=NOW, words="The soup.")
    at_once(*[lambda: give(alice, now=NOW, keep_back=()) for _ in range(4)])
    with acting_as(alice.pk, now=NOW):
        assert Release.objects.get().texts.count() == 1


def test_opening_and_taking_back_at_once_do_one_or_the_other(pair):
    alice, bob = pair
    full_week(alice, bob, now=NOW)
    tap(bob, now=NOW)
    for _ in range(TIMES):
        give(alice, now=NOW)
        opened, taken_back = at_once(
            lambda: unless_refused(lambda: tap(alice, now=NOW)),
            lambda: unless_refused(lambda: keep_all(alice, now=NOW)),
        )
        with acting_as(alice.pk, now=NOW):
            holds = Release.objects.filter(author=alice).exists()
        assert holds is (opened is True)
        assert (taken_back == "refused") is holds
        if holds:
            close_again(alice)


def test_what_began_before_the_opening_writes_nothing_after_it(pair):
    alice, bob = pair
    full_week(alice, bob, now=NOW, words="The soup.")
    tap(alice, now=NOW)
    has_read, has_opened = Barrier(2), Barrier(2)

    def begin_and_wait() -> tuple[object, ...]:
        with acting_as(bob.pk, now=NOW):
            place = around(bob, NOW).running
            row = Release.objects.get(author=bob)
            has_read.wait(timeout=20)
            has_opened.wait(timeout=20)
            # The control: by this transaction's own time nothing has opened.
            still_ahead = Round.objects.filter(opens_at__gt=NOW).exists()
            kept = unless_refused(lambda: keep_all_in(place, bob))
            _, deleted = Release.objects.filter(author=bob).delete()
            changed = Release.objects.filter(pk=row.pk).update(resolution="numbers")
            given = deleted.get("checkins.Release", 0)
            return still_ahead, kept, given, changed, refused_text(row)

    def open_meanwhile() -> bool:
        has_read.wait(timeout=20)
        opened = tap(bob, now=NOW + timedelta(seconds=2))
        has_opened.wait(timeout=20)
        return opened

    (still_ahead, *written), opened = at_once(begin_and_wait, open_meanwhile)
    assert opened
    assert still_ahead
    assert written == ["refused", 0, 0, True]


def keep_all_in(place: RoundPlace, person) -> None:
    with transaction.atomic():
        release.keep_all(by=person, place=place, now=NOW)


def refused_text(row: Release) -> bool:
    text = ReleasedText(
        release=row, round_id=row.round_id, couple_id=row.couple_id, author_id=row.author_id
    )
    text.write({"text": "Too late."})
    try:
        with transaction.atomic():
            text.save(force_insert=True)
    except DatabaseError as error:
        return "row-level security" in str(error)
    return False


def unless_refused(act: Callable[[], object]) -> object:
    try:
        return act()
    except Refusal:
        return "refused"


CODES = ["W-REL-1", "W-REL-2", "W-BND-1", "W-BND-2", "W-REP-1", "W-REP-2", "W-COM-1", "W-ACC-1"]


def test_many_tabs_lose_no_answer(pair):
    alice, _ = pair
    for score in range(3):
        at_once(*[
            lambda code=code, score=score: keep(alice, {code: score}, now=NOW) for code in CODES
        ])  # fmt: skip
        with acting_as(alice.pk, now=NOW):
            assert CheckIn.objects.get().read()["answers"] == dict.fromkeys(CODES, score)


def test_control_without_the_lock_tabs_do_lose_answers(pair):
    alice, _ = pair
    keep(alice, {"W-NOTE-1": "First."}, now=NOW)
    both_have_read = Barrier(2)

    def keep_bare(code: str) -> None:
        with acting_as(alice.pk, now=NOW):
            row = CheckIn.objects.get()
            sheet = Sheet.of(row.read())
            both_have_read.wait(timeout=20)
            checkin.write(row, sheet.with_entries(specs_of(row.prompt_set_version_id), {code: 5}))

    at_once(lambda: keep_bare("W-REL-1"), lambda: keep_bare("W-REL-2"))
    with acting_as(alice.pk, now=NOW):
        assert len(CheckIn.objects.get().read()["answers"]) == 1
