from datetime import timedelta

import pytest

from checkins.enums.repair import RepairState, Turn
from tests.conftest import Pair
from tests.factories.people import NOW
from tests.factories.talks import place_of, through, up_to


@pytest.mark.parametrize("turn", [t for t in Turn if t is not Turn.BACK])
def test_walk(couple: Pair, turn) -> None:
    pk, now = up_to(turn, *couple, now=NOW)
    for person in couple:
        assert place_of(person, pk, now=now).turn is turn


def test_through(couple: Pair) -> None:
    pk, now = through(*couple, now=NOW)
    assert place_of(couple.one, pk, now=now).state is RepairState.AGREED
    assert place_of(couple.one, pk, now=now + timedelta(days=30)).state is RepairState.STILL_OPEN
