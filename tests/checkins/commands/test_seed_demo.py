from datetime import timedelta
from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.db import connections

from accounts.access import bond_of
from accounts.actor import acting_as
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.demo import story
from checkins.enums import HurtState
from checkins.enums.good import Kind
from checkins.enums.repair import Turn
from checkins.models import CheckIn, HurtReply, OpenWish, Release, Round, Rupture, ShownHurt
from checkins.queries import conversation as talks
from checkins.queries.agreement import due
from checkins.queries.album import album_of
from checkins.queries.beside import beside
from checkins.queries.inner import entries_of
from checkins.queries.note import notes_of
from checkins.queries.past_talks import talks_of
from checkins.queries.profile import sections_of
from checkins.queries.question import open_question
from checkins.queries.round import around
from checkins.queries.us import us_page
from tests.factories.people import NOW, make_user

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("transactional_db")]


def seed() -> str:
    said = StringIO()
    call_command("seed_demo", stdout=said)
    return said.getvalue()


def named(name: str) -> User:
    return User.objects.get(email=f"{name}@example.org")


def unmark() -> None:
    with connections["owner"].cursor() as owner:
        owner.execute("delete from demo_mark")


def mark() -> None:
    with connections["owner"].cursor() as owner:
        owner.execute("insert into demo_mark default values on conflict do nothing")


def is_marked() -> bool:
    with connections["owner"].cursor() as owner:
        owner.execute("select exists (select from demo_mark)")
        (found,) = owner.fetchone()
    return bool(found)


def test_seed_demo_tells_a_year() -> None:
    """All of it at once: it takes seconds to live through."""
    said = seed()
    _is_up_to_now(said)
    _has_talks_in_three_states_an_agreement_due_and_a_question()
    _has_what_somebody_looked_at_alone()


def _is_up_to_now(said: str) -> None:
    alice, bob, sam = named("alice"), named("bob"), named("sam")
    for person in (alice, bob, sam):
        assert person.email in said
        assert person.check_password(story.PASSWORD)
    both_missed = story.ALICE.missed & story.BOB.missed
    with acting_as(alice.pk, now=NOW):
        running = around(alice, NOW).running
        assert running.day - local_day(NOW, alice.time_zone) == timedelta(days=2)
        assert running.row is not None
        assert not OpenWish.objects.exists()
        assert not Release.objects.filter(round=running.row).exists()
        assert Round.objects.count() == len(story.WEEKS_TOGETHER) + 1 - len(both_missed)
        ends = list(Round.objects.order_by("ends_at").values_list("ends_at", flat=True))
        assert all(timedelta(days=4) <= later - earlier for earlier, later in pairwise(ends))
        assert CheckIn.objects.filter(is_done=False).count() == 1
        assert CheckIn.objects.count() == len(story.WEEKS_TOGETHER) - len(story.ALICE.missed) + 1
        opened = Release.objects.filter(author=bob).count()
        assert opened == len(
            set(story.WEEKS_TOGETHER) - story.ALICE.missed - story.ALICE.kept_all - story.BOB.missed
        )
        assert {hurt.state for hurt in Rupture.objects.all()} == {HurtState.CLOSED, HurtState.SHOWN}
    with acting_as(bob.pk, now=NOW):
        assert not CheckIn.objects.filter(round=running.row).exists()
        assert {hurt.state for hurt in Rupture.objects.all()} == {HurtState.KEPT, HurtState.SHOWN}
        assert {shown.author_id for shown in ShownHurt.objects.all()} == {alice.pk, bob.pk}
        assert HurtReply.objects.count() == 3
    with acting_as(sam.pk, now=NOW):
        assert bond_of(sam) is None
        assert CheckIn.objects.count() == story.WEEKS_ALONE - len(story.SAM.missed)


def _has_talks_in_three_states_an_agreement_due_and_a_question() -> None:
    alice, bob = named("alice"), named("bob")
    with acting_as(bob.pk, now=NOW):
        bond = bond_of(bob)
        assert bond is not None
        running = talks.running(bob, bond, NOW)
        assert running is not None
        assert (running.turn, running.may_act) == (Turn.REFLECT, True)
        ends = [str(past.what) for past in talks_of(bond, NOW).past]
        assert ends == ["For now, you are through", "Repaired", "Repaired"]
        (agreed,) = due(bob, bond.couple, NOW)
        assert agreed.review_on == local_day(NOW, bond.couple.time_zone)
        page = us_page(bob, NOW)
        assert page is not None
        assert [words.by for words in page.shown] == ["Bob"]
        assert [each.when for each in page.this_week][-1] == "Sunday"
        assert [each.by for each in page.glad] == ["Bob", "Alice", "Bob"]
        album = [each for month in album_of(bob, bond, NOW) for each in month.moments]
        assert {each.kind for each in album} == set(Kind)
        assert [str(each.area) for each in album if each.kind is Kind.REPAIRED] == [
            "Communication",
            "Boundaries and consent",
        ]
        assert beside(bob, bond, NOW).to_look_back is not None
        assert open_question(bob, NOW) is None
    with acting_as(alice.pk, now=NOW):
        question = open_question(alice, NOW)
        assert question is not None
        assert [str(lower.area) for lower in question.lower] == ["Boundaries and consent"]


def _has_what_somebody_looked_at_alone() -> None:
    alice = named("alice")
    with acting_as(alice.pk, now=NOW):
        assert len(entries_of(alice)) == 3
        assert len(notes_of(alice, NOW)) == 2
        assert sum(bool(each.content) for each in sections_of(alice)) == 3


def test_seed_demo_marks_an_empty_database_and_makes_nothing_twice() -> None:
    unmark()
    try:
        first = seed()
        assert is_marked()
        people = set(User.objects.values_list("pk", flat=True))
        assert seed() == first
        assert set(User.objects.values_list("pk", flat=True)) == people
    finally:
        mark()


def test_seed_demo_leaves_a_database_with_other_people_alone() -> None:
    unmark()
    make_user("Carol")
    try:
        with pytest.raises(CommandError):
            seed()
        assert not is_marked()
        assert User.objects.count() == 1
    finally:
        mark()


def test_seed_demo_refuses_production(settings: Any) -> None:
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError):
        seed()
    assert not User.objects.exists()


def test_password_of_the_demo_passes_the_rules() -> None:
    validate_password(story.PASSWORD)
