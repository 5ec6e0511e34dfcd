"""The end of an account: nothing of a person is left, nothing old of theirs opens, and what the
other one reads is what they would read after any leaving (quality.md 39, security.md 3).
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts import ledger, vault
from accounts.access import require_couple
from accounts.actions.couple import confirm_pairing, leave
from accounts.actions.personal_data import erase
from accounts.actions.restore import replay
from accounts.actor import acting_as
from accounts.enums import Undone
from accounts.models import SealedModel, User, functions
from accounts.personal_data import Fields, OwnRows, register
from checkins.actions.checkin import keep_answers
from checkins.models import CheckIn
from checkins.models.functions import practice_erase
from tests.accounts.acting import act, as_policy, at_once, body_of, exchange, pairing_of
from tests.conftest import Pair, TestClock
from tests.conventions.visits import masked
from tests.conventions.world import LATER, World, plant
from tests.factories.copies import copy_of
from tests.factories.people import NOW, connect, make_user
from tests.factories.weeks import answer, place_of
from tests.journeys.dump import dump

PAGES = [
    reverse(name)
    for name in (
        "accounts:connection",
        "accounts:more",
        "accounts:record",
        "accounts:connect",
        "accounts:confirm",
        "checkins:today",
        "checkins:us",
        "checkins:mine",
        "checkins:mine_said",
        "checkins:hurts",
        "checkins:agreed",
        "checkins:rules",
        "checkins:statements",
        "checkins:promises",
        "checkins:again",
        "checkins:good",
        "checkins:rituals",
    )
]


@pytest.fixture
def world(planted: World) -> World:
    return planted


def checked() -> None:
    """What the database would check at the end."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


def seen(person: User, sign_in: Callable[[User], Client]) -> tuple[object, ...]:
    client = sign_in(person)
    answers = [masked(client.get(page)) for page in PAGES]  # type: ignore[arg-type]
    # Signing in leaves a line and a session; the file is made last, and shows no line of its own.
    return (*answers, copy_of(person, now=LATER))


@pytest.mark.usefixtures("transactional_db")
def test_nothing_of_a_person_is_left_anywhere(sign_in, clock: TestClock) -> None:
    clock.move_to(LATER)
    world = plant()
    gone = world.author
    elsewhere = sign_in(gone)
    UserSession.objects.create(
        user=gone, session_key=elsewhere.session.session_key, ip="0.0.0.0", user_agent="phone"
    )
    before = dump()
    marks = [str(gone.pk), gone.email]
    assert all(mark.encode() in before for mark in marks)
    act(gone, erase, now=LATER)
    after = dump()
    assert [mark for mark in marks if mark.encode() in after] == []
    assert not any(str(gone.pk) in str(each.get_decoded()) for each in Session.objects.all())
    # The others are all there.
    assert all(str(each.pk).encode() in after for each in (world.partner, world.stranger))
    assert str(ledger.mark(gone.pk)).encode() in after


@pytest.mark.usefixtures("transactional_db")
def test_of_the_record_one_line_without_them_stays_and_of_conversations_nothing(
    clock: TestClock,
) -> None:
    """Looked at behind the policies, also on a server whose backups we cannot read."""
    clock.move_to(LATER)
    world = plant()
    with acting_as(world.author.pk, now=LATER):
        couple = require_couple(world.author).pk
    act(world.author, erase, now=LATER)
    with as_policy() as behind:
        behind.execute("select subject_id, actor_id from accounts_auditevent")
        named = {each for row in behind.fetchall() for each in row}
        assert world.author.pk not in named
        assert ledger.mark(world.author.pk) in named
        for table in ("checkins_repairconversation", "checkins_repairmove"):
            behind.execute(f"select count(*) from {table} where couple_id = %s", [couple])
            assert behind.fetchone() == (0,)


def test_old_rows_do_not_open_any_more(world: World) -> None:
    """As they stand in a backup from before, beside a database without the key."""
    gone, kept = world.author, []
    for model in apps.get_models():
        if issubclass(model, SealedModel):
            section = next(s for s in register if isinstance(s, OwnRows) and model is s.of())
            with acting_as(gone.pk, now=LATER):
                kept += list(section.rows_of(gone))
    assert len(kept) > 20
    act(gone, erase, now=LATER)
    checked()
    again = make_user("Again")
    for row in kept:
        with acting_as(again.pk, now=LATER), pytest.raises(vault.CannotOpen):
            row.read()
        row.author = again
        with acting_as(again.pk, now=LATER), pytest.raises(vault.CannotOpen):
            row.read()


def test_the_other_reads_what_they_would_after_any_leaving(world: World, sign_in) -> None:
    with transaction.atomic():
        act(world.author, leave, keeps_door_closed=False, now=LATER)
        left = seen(world.partner, sign_in)
        transaction.set_rollback(True)
    act(world.author, erase, now=LATER)
    checked()
    assert seen(world.partner, sign_in) == left


def test_whoever_left_before_learns_nothing_later(world: World, sign_in) -> None:
    act(world.partner, leave, keeps_door_closed=True, now=LATER)
    before = seen(world.partner, sign_in)
    act(world.author, erase, now=LATER)
    checked()
    after = seen(world.partner, sign_in)
    record = PAGES.index(reverse("accounts:record"))
    for page, (was, now_is) in enumerate(zip(before, after, strict=True)):
        # Signing in a second time stands in the record.
        assert page == record or was == now_is or page == len(PAGES), page
    assert "Alice" in body_of(sign_in(world.partner), reverse("accounts:connection"))


def test_pairing_that_waits_goes_on_waiting_up_to_its_day(alice: User, bob: User) -> None:
    for one, other in ((alice, bob), (bob, alice)):
        with transaction.atomic():
            exchange(one, other)
            was = pairing_of(bob)
            assert was is not None
            act(alice, erase)
            checked()
            now_is = pairing_of(bob)
            assert now_is is not None
            assert now_is[2:] == was[2:]
            assert not act(bob, confirm_pairing, pairing_id=was.id, consents=())
            assert pairing_of(bob, now=NOW + timedelta(days=6, hours=23)) is not None
            assert pairing_of(bob, now=NOW + timedelta(days=7)) is None
            transaction.set_rollback(True)


def test_code_of_somebody_who_is_gone_reads_like_a_wrong_one(alice: User, bob: User) -> None:
    with acting_as(alice.pk, now=NOW):
        functions.code_make(alice.pk, "ABCD", "-", NOW + timedelta(days=1))
    act(alice, erase)
    with acting_as(bob.pk, now=NOW):
        assert functions.code_look_up("ABCD") is None


@pytest.mark.usefixtures("transactional_db")
def test_of_a_couple_whom_both_have_left_for_good_nothing_is_left(clock: TestClock) -> None:
    clock.move_to(LATER)
    world = plant()
    for person in (world.author, world.partner):
        act(person, erase, now=LATER)
    with connection.cursor() as cursor, as_policy() as behind:
        behind.execute("select count(*) from accounts_membership")
        assert behind.fetchone() == (3,)  # the stranger's two, and of somebody who had left before
        behind.execute("select count(*) from accounts_couple")
        assert behind.fetchone() == (2,)
        behind.execute(
            "select count(*) from checkins_round q"
            " where q.couple_id is not null and not exists"
            " (select from accounts_membership m where m.couple_id = q.couple_id)"
        )
        assert behind.fetchone() == (0,)
        cursor.execute("select count(*) from accounts_user")
        assert cursor.fetchone() == (6,)


def test_database_erases_nobody_who_is_connected_and_nobody_else(couple: Pair) -> None:
    for function in (functions.account_erase, practice_erase):
        with pytest.raises(DatabaseError), acting_as(couple.one.pk, now=NOW):
            function()
        with pytest.raises(DatabaseError), acting_as(None, now=NOW):
            function()
    assert User.objects.filter(pk__in=[each.pk for each in couple]).count() == 2


def test_a_section_that_fails_takes_nothing_away(world: World) -> None:
    class Failing:
        slug = "failing"
        title = ""
        covers: Fields = {}

        def erase(self, user: User, now: object) -> None:
            raise RuntimeError

    before = copy_of(world.author, now=LATER)
    register.add(Failing())  # type: ignore[arg-type]
    try:
        with pytest.raises(RuntimeError):
            act(world.author, erase, now=LATER)
    finally:
        register.remove("failing")
    assert copy_of(world.author, now=LATER) == before


def test_the_same_address_can_begin_anew(world: World) -> None:
    address = world.author.email
    act(world.author, erase, now=LATER)
    checked()
    anew = User.objects.create_user(address, "another lamp by the window")
    anew.emailaddress_set.create(email=address, verified=True, primary=True)  # type: ignore[attr-defined]
    assert copy_of(anew, now=LATER)


def test_nothing_can_be_sealed_in_the_name_of_somebody_gone(alice: User) -> None:
    act(alice, erase)
    with pytest.raises(vault.KeyGone):
        vault.seal("x", place="a.b", row=alice.pk, author=alice.pk)


@pytest.mark.usefixtures("transactional_db")
def test_writing_and_erasing_at_one_instant_leaves_nothing_and_breaks_nothing() -> None:
    for number in range(5):
        alice, bob = make_user(f"Alice{number}"), make_user(f"Bob{number}")
        connect(alice, bob)
        answer(alice, now=NOW, score=7)

        def write(alice: User = alice) -> None:
            with acting_as(alice.pk, now=NOW):
                place = place_of(alice, NOW)
                keep_answers(by=alice, place=place, entries={"W-REL-1": 3}, now=NOW)

        written, erased = at_once(write, partial(act, alice, erase))
        assert erased is None, repr(erased)
        assert not isinstance(written, AssertionError)
        assert not User.objects.filter(pk=alice.pk).exists()


@pytest.mark.usefixtures("transactional_db")
def test_page_that_is_saved_while_its_person_goes_leads_out_and_does_not_break(sign_in) -> None:
    for number in range(5):
        alice = make_user(f"Alice{number}")
        client = sign_in(alice)
        step = client.get(reverse("checkins:week"))["Location"]
        saved, erased = at_once(
            partial(client.post, step, {"W-REL-1": "3"}), partial(act, alice, erase)
        )
        assert erased is None, repr(erased)
        assert saved.status_code in {200, 302, 409}, repr(saved)
        assert not User.objects.filter(pk=alice.pk).exists()
        assert not CheckIn.objects.exists()


@pytest.fixture
def ledger_file(settings, tmp_path) -> Path:
    settings.ERASURE_LEDGER_FILE = str(tmp_path / "ledger")
    return tmp_path / "ledger"


def test_ledger_undoes_the_return_of_somebody_erased(
    alice: User, bob: User, ledger_file: Path, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        act(alice, erase)
    written = ledger_file.read_text()
    assert str(alice.pk) not in written
    assert written == f"{ledger.mark(alice.pk)} erased {NOW.date()}\n"
    # An older backup comes back, with them in it.
    make_user("Alice", id=alice.pk)
    assert replay(now=NOW) == {Undone.ERASED: 1}
    assert not User.objects.filter(pk=alice.pk).exists()
    assert User.objects.filter(pk=bob.pk).exists()


def test_mark_of_the_ledger_is_the_one_in_the_record(alice: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select encode(substr(sha256(convert_to('erased|' || %s::uuid::text, 'UTF8')), 1, 16),"
            " 'hex')::uuid",
            [alice.pk],
        )
        assert cursor.fetchone() == (ledger.mark(alice.pk),)
