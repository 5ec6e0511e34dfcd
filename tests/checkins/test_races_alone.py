"""Deleting in one tab what another one is saving: it is gone, and nothing breaks (SR-09)."""

from collections.abc import Callable
from threading import Thread

import pytest
from django.db import connections
from django.db.models import Model
from django.db.models.signals import pre_save

from accounts.actor import acting_as
from accounts.models import User
from checkins.actions.month import erase_month, keep_month
from checkins.actions.profile import delete_part, delete_profile, keep_part
from checkins.actions.pulse import erase_day, erase_days, keep_day
from checkins.enums.inner import ProfilePart
from checkins.models import MonthlySet, Profile, Pulse
from checkins.queries.profile import PartContent, sections_of
from tests.accounts.acting import seen_by
from tests.checkins.test_races import at_once
from tests.factories.alone import tell_of_oneself
from tests.factories.months import answer_month, one_day
from tests.factories.people import NOW, make_user

pytestmark = pytest.mark.usefixtures("transactional_db")
MONTH = NOW.date().replace(day=1)
WORDS = "The heron stood in the wrong garden."
TIMES = 8


@pytest.fixture
def person(transactional_db: None) -> User:
    return make_user("Sam")


def run(person: User, action: Callable[..., object], **arguments: object) -> None:
    with acting_as(person.pk, now=NOW):
        action(by=person, **arguments)


def delete_while_saving(
    model: type[Model], save: Callable[[], None], delete: Callable[[], None]
) -> None:
    """``delete`` begins when ``save`` has read what stands there and has not yet written."""

    def delete_elsewhere() -> None:
        try:
            delete()
        finally:
            connections.close_all()

    other = Thread(target=delete_elsewhere)

    def between(**kwargs: object) -> None:
        if other.ident is None:
            other.start()
            # As long as somebody waits for a lock, it does not end.
            other.join(timeout=2)

    pre_save.connect(between, sender=model)
    try:
        save()
    finally:
        pre_save.disconnect(between, sender=model)
    other.join(timeout=20)


def test_a_day_that_is_deleted_does_not_come_back(person: User) -> None:
    for is_all in (False, True):
        one_day(person, now=NOW, words=WORDS)
        pk = seen_by(person, lambda: Pulse.objects.get().pk)
        delete_while_saving(
            Pulse,
            lambda: run(person, keep_day, entries={"D-CLOSE-1": 3}, now=NOW),
            lambda pk=pk, is_all=is_all: (  # type: ignore[misc]
                run(person, erase_days) if is_all else run(person, erase_day, pk=pk)
            ),
        )
        assert not seen_by(person, Pulse.objects.exists)


def test_a_month_that_is_deleted_does_not_come_back(person: User) -> None:
    answer_month(person, M_REC_1=WORDS, now=NOW)
    delete_while_saving(
        MonthlySet,
        lambda: run(person, keep_month, month=MONTH, entries={"M-CALM-1": 3}, now=NOW),
        lambda: run(person, erase_month, month=MONTH, now=NOW),
    )
    assert not seen_by(person, MonthlySet.objects.exists)


def test_a_section_is_kept_whole_while_the_last_other_one_is_deleted(person: User) -> None:
    content = PartContent(WORDS)
    for _ in range(TIMES):
        tell_of_oneself(person, ProfilePart.PAST, WORDS, now=NOW)
        at_once(
            lambda: run(person, delete_part, part=ProfilePart.PAST, now=NOW),
            lambda: run(person, keep_part, part=ProfilePart.HELPS, content=content, now=NOW),
        )
        stands = {each.part for each in seen_by(person, sections_of, person) if each.content}
        assert stands == {ProfilePart.HELPS}
        run(person, delete_profile, now=NOW)
        assert not seen_by(person, Profile.objects.exists)
