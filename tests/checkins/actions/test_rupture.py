"""Acts on hurts: one's own only, once however often, and shown words exactly as chosen."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import Http404

from accounts.access import NoConsent, NotConnected, Paused
from accounts.actor import acting_as
from accounts.endings import run_withdrawal
from accounts.enums import Purpose
from accounts.models import Consent, Membership, Pause, User
from checkins.actions.rupture import (
    HurtHasMovedOn,
    delete_hurt,
    hear_hurt,
    look_again,
    move_hurt,
    name_hurt,
    rewrite_hurt,
    show_hurt,
    take_answer_back,
    take_back_all,
)
from checkins.enums import Element, HurtState, HurtTag, HurtWish
from checkins.logic.rupture import HurtContent
from checkins.models import HurtReply, Rupture, ShownHurt
from checkins.queries.rupture import hurts_of, shown_to
from tests.conftest import Pair
from tests.factories.people import NOW, call

PLANTED = "the gate was painted without asking me"
BLOCKED = True
WORDS = "I felt left out when the gate was painted."


@pytest.fixture
def acting() -> Callable[[User], AbstractContextManager[None]]:
    return lambda person: acting_as(person.pk, now=NOW)


def named(by: User, *, wish: HurtWish = HurtWish.KEEP, tags: tuple[HurtTag, ...] = ()) -> uuid.UUID:
    content = HurtContent(areas=[Element.BOUNDARIES], weight=6, tags=tags, note=PLANTED)
    with acting_as(by.pk, now=NOW):
        return name_hurt(by=by, key=uuid.uuid4(), content=content, wish=wish, now=NOW)


def shown(by: User, pk: uuid.UUID, words: str = WORDS) -> uuid.UUID:
    with acting_as(by.pk, now=NOW):
        return show_hurt(by=by, pk=pk, words=words, now=NOW)


def test_named_hurt_is_read_back_by_its_owner_alone(couple: Pair) -> None:
    pk = named(couple.one, tags=(HurtTag.LET_DOWN,))
    with acting_as(couple.one.pk, now=NOW):
        (hurt,) = hurts_of(couple.one)
    assert (hurt.pk, hurt.note, hurt.weight) == (pk, PLANTED, 6)
    assert (hurt.areas, hurt.tags) == (
        (Element.BOUNDARIES,),
        frozenset({HurtTag.LET_DOWN}),
    )
    assert (hurt.state, hurt.shown, hurt.named_on) == (HurtState.KEPT, None, date(2026, 3, 4))
    with acting_as(couple.other.pk, now=NOW):
        assert Rupture.objects.count() == 0
        assert hurts_of(couple.other) == []
        assert shown_to(couple.other) == []


def test_same_form_sent_twice_names_one_hurt(alice: User, bob: User) -> None:
    key = uuid.uuid4()
    content = HurtContent(areas=[], weight=None, tags=[], note=PLANTED)
    for person in (alice, alice, bob):
        with acting_as(person.pk, now=NOW):
            name_hurt(by=person, key=key, content=content, wish=HurtWish.KEEP, now=NOW)
    for person in (alice, bob):
        with acting_as(person.pk, now=NOW):
            assert len(hurts_of(person)) == 1


@pytest.mark.parametrize(
    ("wish", "state", "again"),
    [
        (HurtWish.KEEP, HurtState.KEPT, None),
        (HurtWish.LOOK_AGAIN, HurtState.KEPT, date(2026, 3, 11)),
        (HurtWish.SHOW, HurtState.NAMED, None),
    ],
)
def test_wish_decides_where_a_hurt_stands_and_shows_nothing(
    couple: Pair, wish: HurtWish, state: HurtState, again: date | None
) -> None:
    named(couple.one, wish=wish)
    with acting_as(couple.one.pk, now=NOW):
        (hurt,) = hurts_of(couple.one)
        assert (hurt.state, hurt.look_again_on) == (state, again)
        assert shown_to(couple.one) == []


def test_shown_words_reach_both_exactly_and_with_the_date_alone(couple: Pair) -> None:
    pk = named(couple.one)
    shown(couple.one, pk, "two\n  lines — “so”")
    for person in couple:
        with acting_as(person.pk, now=NOW):
            (words,) = shown_to(person)
        assert (words.words, words.by) == ("two\n  lines — “so”", "Alice")
        assert (words.on, words.is_answered) == (date(2026, 3, 4), False)
        assert (words.is_mine, words.hurt_pk) == (
            (True, pk) if person == couple.one else (False, None)
        )


def test_shown_words_do_not_reach_another_couple(couple: Pair, other_couple: Pair) -> None:
    shown(couple.one, named(couple.one))
    for person in other_couple:
        with acting_as(person.pk, now=NOW):
            assert shown_to(person) == []
            assert ShownHurt.objects.count() == 0


def test_same_words_twice_are_shown_once(couple: Pair) -> None:
    pk = named(couple.one)
    assert shown(couple.one, pk) == shown(couple.one, pk)
    with acting_as(couple.other.pk, now=NOW):
        assert len(shown_to(couple.other)) == 1


def test_other_words_replace_the_earlier_ones_and_their_answer(couple: Pair) -> None:
    pk = named(couple.one)
    first = shown(couple.one, pk)
    with acting_as(couple.other.pk, now=NOW):
        hear_hurt(by=couple.other, pk=first, now=NOW)
    second = shown(couple.one, pk, "Other words.")
    with acting_as(couple.one.pk, now=NOW):
        (words,) = shown_to(couple.one)
    assert first != second
    assert (words.pk, words.words, words.is_answered) == (second, "Other words.", False)


def test_showing_is_refused_to_somebody_alone(sam: User) -> None:
    pk = named(sam)
    with pytest.raises(NotConnected):
        shown(sam, pk)


def test_showing_is_refused_while_paused(couple: Pair) -> None:
    pk = named(couple.one)
    with acting_as(couple.one.pk, now=NOW):
        membership = Membership.objects.get(user=couple.one)
        Pause.objects.create(author=couple.one, couple_id=membership.couple_id)
    with pytest.raises(Paused):
        shown(couple.one, pk)


def test_pause_of_the_other_does_not_show(couple: Pair) -> None:
    pk = named(couple.one)
    with acting_as(couple.other.pk, now=NOW):
        membership = Membership.objects.get(user=couple.other)
        Pause.objects.create(author=couple.other, couple_id=membership.couple_id)
    shown(couple.one, pk)


def test_showing_is_refused_without_consent(couple: Pair) -> None:
    pk = named(couple.one)
    with acting_as(couple.one.pk, now=NOW):
        Consent.objects.filter(user=couple.one, purpose=Purpose.HURTS_SHARING).update(
            withdrawn_at=NOW
        )
    with pytest.raises(NoConsent):
        shown(couple.one, pk)


@pytest.mark.parametrize("to", [HurtState.KEPT, HurtState.CLOSED, HurtState.SET_ASIDE])
def test_moved_hurt_leaves_the_shared_view_and_stays_in_the_own_list(
    couple: Pair, to: HurtState
) -> None:
    pk = named(couple.one)
    shown(couple.one, pk)
    with acting_as(couple.one.pk, now=NOW):
        move_hurt(by=couple.one, pk=pk, to=to, now=NOW)
        (hurt,) = hurts_of(couple.one)
    assert (hurt.state, hurt.shown, hurt.note) == (to, None, PLANTED)
    with acting_as(couple.other.pk, now=NOW):
        assert shown_to(couple.other) == []


def test_moving_refuses_to_show_and_to_leave_the_life_cycle(couple: Pair) -> None:
    pk = named(couple.one)
    with acting_as(couple.one.pk, now=NOW):
        with pytest.raises(HurtHasMovedOn):
            move_hurt(by=couple.one, pk=pk, to=HurtState.SHOWN, now=NOW)
        move_hurt(by=couple.one, pk=pk, to=HurtState.CLOSED, now=NOW)
        with pytest.raises(HurtHasMovedOn):
            move_hurt(by=couple.one, pk=pk, to=HurtState.SET_ASIDE, now=NOW)


def test_rewriting_leaves_what_was_shown(couple: Pair) -> None:
    pk = named(couple.one)
    shown(couple.one, pk)
    content = HurtContent(areas=[], weight=None, tags=[HurtTag.OTHER], note="changed")
    with acting_as(couple.one.pk, now=NOW):
        rewrite_hurt(by=couple.one, pk=pk, content=content, now=NOW)
        (hurt,) = hurts_of(couple.one)
    assert (hurt.note, hurt.areas, hurt.weight) == ("changed", (), None)
    assert hurt.shown is not None
    assert hurt.shown.words == WORDS


def test_looking_again_is_due_a_week_later(couple: Pair) -> None:
    pk = named(couple.one)
    with acting_as(couple.one.pk, now=NOW):
        look_again(by=couple.one, pk=pk, now=NOW)
        (hurt,) = hurts_of(couple.one)
    day = NOW.date() + timedelta(days=7)
    assert hurt.is_due_on(day)
    assert not hurt.is_due_on(day - timedelta(days=1))


def test_deleted_hurt_leaves_no_row(couple: Pair) -> None:
    pk = named(couple.one)
    shown(couple.one, pk)
    with acting_as(couple.one.pk, now=NOW):
        delete_hurt(by=couple.one, pk=pk, now=NOW)
        assert Rupture.objects.count() == ShownHurt.objects.count() == 0
    with acting_as(couple.other.pk, now=NOW):
        assert shown_to(couple.other) == []


def test_answer_is_given_once_seen_by_both_and_taken_back(couple: Pair) -> None:
    key = shown(couple.one, named(couple.one))
    for _ in range(2):
        with acting_as(couple.other.pk, now=NOW):
            hear_hurt(by=couple.other, pk=key, now=NOW)
            assert HurtReply.objects.count() == 1
    for person in couple:
        with acting_as(person.pk, now=NOW):
            assert shown_to(person)[0].is_answered
    with acting_as(couple.other.pk, now=NOW):
        take_answer_back(by=couple.other, pk=key, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        assert not shown_to(couple.one)[0].is_answered


def test_answer_is_not_for_own_foreign_or_missing_words(couple: Pair, other_couple: Pair) -> None:
    key = shown(couple.one, named(couple.one))
    attempts = [(couple.one, key), (other_couple.one, key), (couple.other, uuid.uuid4())]
    for person, pk in attempts:
        with acting_as(person.pk, now=NOW), pytest.raises(Http404):
            hear_hurt(by=person, pk=pk, now=NOW)


def test_partner_and_stranger_cannot_touch_a_hurt(couple: Pair, carol: User) -> None:
    pk = named(couple.one)
    shown(couple.one, pk)
    content = HurtContent(areas=[], weight=None, tags=[], note="mine now")
    for person in (couple.other, carol):
        with acting_as(person.pk, now=NOW):
            with pytest.raises(Http404):
                rewrite_hurt(by=person, pk=pk, content=content, now=NOW)
            with pytest.raises(Http404):
                move_hurt(by=person, pk=pk, to=HurtState.CLOSED, now=NOW)
            with pytest.raises(Http404):
                look_again(by=person, pk=pk, now=NOW)
            with pytest.raises(Http404):
                delete_hurt(by=person, pk=pk, now=NOW)
    with acting_as(couple.one.pk, now=NOW):
        (hurt,) = hurts_of(couple.one)
    assert (hurt.state, hurt.note) == (HurtState.SHOWN, PLANTED)


def test_withdrawn_consent_takes_back_own_words_alone(couple: Pair) -> None:
    shown(couple.one, named(couple.one))
    shown(couple.other, named(couple.other), "Mine.")
    with acting_as(couple.one.pk, now=NOW):
        bond = Membership.objects.select_related("couple").get(user=couple.one)
        take_back_all(by=couple.one, couple=bond.couple, now=NOW)
        assert [words.words for words in shown_to(couple.one)] == ["Mine."]
        (hurt,) = hurts_of(couple.one)
    assert hurt.state is HurtState.KEPT


def test_after_leaving_each_keeps_the_own_and_sees_nothing_of_the_other(couple: Pair) -> None:
    for person in couple:
        shown(person, named(person))
    with acting_as(couple.one.pk, now=NOW):
        call("leave", BLOCKED)
    for person in couple:
        with acting_as(person.pk, now=NOW):
            assert shown_to(person) == []
            assert [row.author_id for row in ShownHurt.objects.all()] == [person.pk]
            (hurt,) = hurts_of(person)
            assert (hurt.note, hurt.shown) == (PLANTED, None)


def test_database_refuses_to_show_while_paused(couple: Pair) -> None:
    pk = named(couple.one)
    with acting_as(couple.one.pk, now=NOW):
        membership = Membership.objects.get(user=couple.one)
        Pause.objects.create(author=couple.one, couple_id=membership.couple_id)
    row = ShownHurt(
        author=couple.one, couple_id=membership.couple_id, rupture_id=pk, shown_on=NOW.date()
    )
    row.write({"words": WORDS})
    with acting_as(couple.one.pk, now=NOW), transaction.atomic():
        with pytest.raises(DatabaseError, match="row-level security"):
            row.save(force_insert=True)
        transaction.set_rollback(True)


def test_list_takes_the_same_queries_for_one_and_for_three(
    couple: Pair, django_assert_num_queries: Callable
) -> None:
    for _ in range(3):
        shown(couple.one, named(couple.one))
        with acting_as(couple.one.pk, now=NOW), django_assert_num_queries(5, connection=connection):
            hurts_of(couple.one)


def test_withdrawal_of_the_consent_reaches_here_by_the_register(couple: Pair) -> None:
    shown(couple.one, named(couple.one))
    with acting_as(couple.one.pk, now=NOW):
        bond = Membership.objects.select_related("couple").get(user=couple.one)
        run_withdrawal(Purpose.HURTS_SHARING, by=couple.one, couple=bond.couple, now=NOW)
    with acting_as(couple.other.pk, now=NOW):
        assert shown_to(couple.other) == []
