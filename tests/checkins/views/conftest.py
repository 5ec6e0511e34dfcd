"""Two who talk, for the tests of pages."""

from datetime import datetime
from uuid import UUID

import pytest

from checkins.enums.repair import Turn
from tests.checkins.views.walking import Walker
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW
from tests.factories.talks import up_to


@pytest.fixture
def walkers(couple: Pair, sign_in, clock: TestClock):
    """At any step."""

    def up_to_step(turn: Turn) -> tuple[Walker, Walker, UUID, datetime]:
        pk, now = up_to(turn, *couple, now=NOW)
        clock.move_to(now)
        one, other = (Walker(sign_in(person), pk) for person in couple)
        return one, other, pk, now

    return up_to_step
