"""Row-level security of days and months, as the web's role and without any filter of ours."""

import pytest
from django.db import DatabaseError, transaction

from accounts.actor import acting_as
from checkins.models import MonthlySet, Pulse, PulseWish
from tests.conftest import Pair
from tests.factories.months import keeps_days, one_day, whole_month
from tests.factories.people import NOW

OWN = (MonthlySet, Pulse, PulseWish)


@pytest.fixture
def filled(couple: Pair) -> Pair:
    for person in couple:
        whole_month(person, now=NOW, words="Of my own.")
        one_day(person, now=NOW, words="Of my own.")
        keeps_days(person, now=NOW)
    return couple


@pytest.mark.parametrize("model", OWN)
def test_each_reads_their_own_and_nobody_reads_without_a_name(filled: Pair, model) -> None:
    for person in filled:
        with acting_as(person.pk, now=NOW):
            assert [row.author_id for row in model.objects.all()] == [person.pk]
    with acting_as(None, now=NOW):
        assert not model.objects.exists()


@pytest.mark.parametrize("model", OWN)
def test_nobody_writes_changes_or_deletes_for_somebody_else(filled: Pair, model) -> None:
    one, other = filled
    with acting_as(one.pk, now=NOW):
        row = model.objects.get()
    with acting_as(other.pk, now=NOW):
        assert model.objects.filter(pk=row.pk).delete()[0] == 0
        if model is not PulseWish:
            assert model.objects.filter(pk=row.pk).update(sealed=b"") == 0
    with acting_as(one.pk, now=NOW):
        model.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(other.pk, now=NOW):
        row.save(force_insert=True)
