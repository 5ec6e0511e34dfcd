"""Private notes: who reads them, until when, and what may be kept of the other's words."""

import uuid
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.http import Http404

from accounts.actions.couple import leave
from accounts.actions.retention import purge
from accounts.actor import acting_as
from accounts.models import User
from checkins.actions.note import delete_note, set_erase, write_note
from checkins.actions.own_words import withdraw
from checkins.actions.rupture import delete_hurt, name_hurt, show_hurt
from checkins.enums import HurtWish
from checkins.enums.inner import EraseAfter, Keepable
from checkins.enums.repair import Turn
from checkins.logic.rupture import HurtContent
from checkins.models import Note, ReleasedText, RepairTurn, Rupture, ShownHurt
from checkins.queries.note import PrivateNote, notes_of
from tests.accounts.acting import act, seen_by
from tests.conftest import Pair
from tests.factories.alone import jot, keep_words
from tests.factories.people import NOW
from tests.factories.talks import draft, place_of, say, up_to
from tests.factories.weeks import FIRST_MOMENT, answer, full_week, give

TEXT = "He said it never happened. I saw it."
DAY = timedelta(days=1)
CONTENT = HurtContent(areas=[], weight=None, tags=[], note="")


def read(person: User, *, now: datetime = NOW) -> list[PrivateNote]:
    with acting_as(person.pk, now=now):
        return notes_of(person, now)


def rows(person: User, *, now: datetime = NOW) -> int:
    """What the database lets this person see, whatever a query asks for."""
    with acting_as(person.pk, now=now):
        return Note.objects.count()


def test_a_note_carries_its_date_and_its_author_alone_reads_it(couple: Pair) -> None:
    alice, bob = couple
    jot(alice, TEXT, now=NOW)
    (note,) = read(alice, now=NOW + 400 * DAY)
    assert (note.text, note.written_on, note.erase_on) == (TEXT, NOW.date(), None)
    assert rows(bob) == 0


def test_nobody_writes_into_somebody_elses_notebook(couple: Pair) -> None:
    alice, bob = couple
    with acting_as(alice.pk, now=NOW):
        row = Note(author=alice, written_on=NOW.date())
        row.write({"text": TEXT})
    with acting_as(bob.pk, now=NOW), pytest.raises(ProgrammingError), transaction.atomic():
        row.save(force_insert=True)


def test_its_words_do_not_change(couple: Pair) -> None:
    """So that its date can be trusted: only the day on which it goes can be moved."""
    alice, _ = couple
    jot(alice, TEXT, now=NOW)
    for column in ("sealed", "written_on", "author_id"):
        with (
            acting_as(alice.pk, now=NOW),
            pytest.raises(ProgrammingError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"update checkins_note set {column} = {column}")


def test_the_same_form_sent_twice_writes_one_note(sam: User) -> None:
    key = uuid.uuid4()
    for _ in range(2):
        act(sam, write_note, key=key, text=TEXT, after=EraseAfter.NEVER)
    assert rows(sam) == 1


@pytest.mark.parametrize("after", [EraseAfter.WEEK, EraseAfter.MONTH, EraseAfter.QUARTER])
def test_it_is_out_of_reach_from_its_day_on(sam: User, after: EraseAfter) -> None:
    """By the query and by the database, before anything purges it."""
    jot(sam, TEXT, now=NOW, after=after)
    last = NOW + (int(after) - 1) * DAY
    assert len(read(sam, now=last)) == rows(sam, now=last) == 1
    assert read(sam, now=last + DAY) == []
    assert rows(sam, now=last + DAY) == 0


def test_its_day_begins_by_its_authors_calendar(carol: User) -> None:
    """Carol's day in New York begins hours after that of whoever runs the server."""
    jot(carol, TEXT, now=NOW, after=EraseAfter.WEEK)
    (note,) = read(carol)
    assert note.erase_on is not None
    midnight = datetime.combine(note.erase_on, datetime.min.time(), tzinfo=NOW.tzinfo)
    for hours, standing in ((3, 1), (4, 0)):
        now = midnight + timedelta(hours=hours)
        assert (len(read(carol, now=now)), rows(carol, now=now)) == (standing, standing)


def test_the_purge_deletes_what_is_due_and_ones_own_alone(couple: Pair) -> None:
    alice, bob = couple
    for person in couple:
        jot(person, TEXT, now=NOW, after=EraseAfter.WEEK)
        jot(person, TEXT, now=NOW, after=EraseAfter.MONTH)
    later = NOW + 10 * DAY
    assert act(alice, purge, now=NOW) == 0
    assert act(alice, purge, now=later) == 1
    assert act(alice, purge, now=later) == 0
    assert act(bob, purge, now=later) == 1
    # Back in time, the rows are gone and not merely out of reach.
    assert (rows(alice), rows(bob)) == (1, 1)


def test_deleting_leaves_nothing(sam: User) -> None:
    pk = jot(sam, TEXT, now=NOW)
    act(sam, delete_note, pk=pk)
    assert rows(sam) == 0


def test_when_it_erases_itself_can_change(sam: User) -> None:
    pk = jot(sam, TEXT, now=NOW, after=EraseAfter.WEEK)
    later = NOW + 3 * DAY
    act(sam, set_erase, pk=pk, after=EraseAfter.MONTH, now=later)
    assert read(sam)[0].erase_on == later.date() + 30 * DAY
    act(sam, set_erase, pk=pk, after=EraseAfter.NEVER, now=later)
    assert read(sam)[0].erase_on is None


@pytest.mark.parametrize("what", [delete_note, partial(set_erase, after=EraseAfter.WEEK)])
def test_nobody_else_changes_it(couple: Pair, what) -> None:
    alice, bob = couple
    pk = jot(alice, TEXT, now=NOW)
    with pytest.raises(Http404):
        act(bob, what, pk=pk)
    assert read(alice)[0].erase_on is None


# Copies


def shown_by(person: User) -> uuid.UUID:
    pk = act(person, name_hurt, key=uuid.uuid4(), content=CONTENT, wish=HurtWish.SHOW)
    return uuid.UUID(str(act(person, show_hurt, pk=pk, words=TEXT)))


def test_a_copy_of_a_picture_says_from_whom_and_when_and_outlives_it(couple: Pair) -> None:
    alice, bob = couple
    full_week(alice, bob, now=NOW, words="You were there.")
    now = FIRST_MOMENT + DAY
    with acting_as(alice.pk, now=now):
        pk = ReleasedText.objects.get(author=bob).pk
    for _ in range(2):
        keep_words(alice, Keepable.PICTURE, pk, now=now)
    with acting_as(bob.pk, now=now):
        leave(by=bob, keeps_door_closed=True, now=now)
    (note,) = read(alice, now=now)
    assert (note.text, note.kept_from) == ("You were there.", "Bob")
    assert note.kept_on == FIRST_MOMENT.date()
    assert note.erase_on is None
    assert rows(bob, now=now) == 0


def test_words_of_a_picture_are_kept_from_its_moment_on(couple: Pair) -> None:
    alice, bob = couple
    for person in couple:
        answer(person, now=NOW, words="You were there.")
        give(person, now=NOW, keep_back=())
    with acting_as(bob.pk, now=NOW):
        pk = ReleasedText.objects.get(author=bob).pk
    with pytest.raises(Http404):
        keep_words(alice, Keepable.PICTURE, pk, now=FIRST_MOMENT - timedelta(minutes=1))
    keep_words(alice, Keepable.PICTURE, pk, now=FIRST_MOMENT)


def test_words_of_a_picture_are_not_kept_by_somebody_who_gave_nothing(couple: Pair) -> None:
    alice, bob = couple
    answer(bob, now=NOW, words="You were there.")
    give(bob, now=NOW, keep_back=())
    with acting_as(bob.pk, now=NOW):
        pk = ReleasedText.objects.get(author=bob).pk
    with pytest.raises(Http404):
        keep_words(alice, Keepable.PICTURE, pk, now=FIRST_MOMENT + DAY)


def test_a_turn_is_kept_while_it_can_be_read(couple: Pair) -> None:
    alice, bob = couple
    pk, now = up_to(Turn.TELL, *couple, now=NOW)
    say(alice, pk, now=now, happened="You left the hall.")
    with acting_as(alice.pk, now=now):
        turn = RepairTurn.objects.get(turn=Turn.TELL).pk
    at = keep_words(bob, Keepable.SAID, turn, now=now)
    assert at == f"/us/talk/{pk}/"
    (note,) = read(bob, now=now)
    assert (note.text, note.kept_from) == ("What happened\nYou left the hall.", "Alice")
    act(bob, delete_note, pk=note.pk, now=now)
    act(alice, withdraw, pk=pk, turn=turn, now=now)
    with pytest.raises(Http404):
        keep_words(bob, Keepable.SAID, turn, now=now)


def test_a_turn_that_waits_for_ones_own_is_not_kept(couple: Pair) -> None:
    alice, bob = couple
    pk, now = up_to(Turn.OWN, *couple, now=NOW)
    say(alice, pk, now=now, my_part="I was late.")
    draft(bob, pk, Turn.OWN, "Mine.", now=now)
    with acting_as(alice.pk, now=now):
        turn = RepairTurn.objects.get(author=alice, turn=Turn.OWN).pk
    with pytest.raises(Http404):
        keep_words(bob, Keepable.SAID, turn, now=now)
    assert place_of(bob, pk, now=now).turn is Turn.OWN


def test_nobody_keeps_their_own_words_or_those_of_strangers(
    couple: Pair, other_couple: Pair
) -> None:
    alice, bob = couple
    pk, now = up_to(Turn.TELL, *couple, now=NOW)
    say(alice, pk, now=now, happened="You left the hall.")
    with acting_as(alice.pk, now=now):
        turn = RepairTurn.objects.get(turn=Turn.TELL).pk
    for person in (alice, *other_couple):
        with pytest.raises(Http404):
            keep_words(person, Keepable.SAID, turn, now=now)
    for what in (Keepable.PICTURE, Keepable.SHOWN):
        with pytest.raises(Http404):
            keep_words(bob, what, turn, now=now)


def test_a_copy_of_a_hurt_outlives_it(couple: Pair) -> None:
    alice, bob = couple
    shown = shown_by(alice)
    keep_words(bob, Keepable.SHOWN, shown, now=NOW)
    with acting_as(alice.pk, now=NOW):
        hurt = Rupture.objects.get().pk
    act(alice, delete_hurt, pk=hurt)
    assert not seen_by(bob, ShownHurt.objects.exists)
    (note,) = read(bob)
    assert (note.kept_from, note.kept_on) == ("Alice", NOW.date())


def test_a_copy_whose_day_has_come_can_be_kept_anew(couple: Pair) -> None:
    alice, bob = couple
    shown = shown_by(alice)
    keep_words(bob, Keepable.SHOWN, shown, now=NOW)
    act(bob, set_erase, pk=read(bob)[0].pk, after=EraseAfter.WEEK)
    later = NOW + 8 * DAY
    assert read(bob, now=later) == []
    keep_words(bob, Keepable.SHOWN, shown, now=later)
    (note,) = read(bob, now=later)
    assert (note.written_on, note.kept_on) == (later.date(), date(NOW.year, NOW.month, NOW.day))


def test_a_dump_does_not_tell_which_notes_are_copies(couple: Pair, settings) -> None:
    """The operator may be the very author of the words: from keys alone nothing follows."""
    alice, bob = couple
    shown = shown_by(bob)
    keys = set()
    for secret in ("one", "another"):
        settings.SECRET_KEY = secret
        with transaction.atomic():
            keep_words(alice, Keepable.SHOWN, shown, now=NOW)
            keep_words(alice, Keepable.SHOWN, shown, now=NOW)
            (note,) = read(alice)
            keys.add(note.pk)
            transaction.set_rollback(True)
    assert len(keys) == 2
