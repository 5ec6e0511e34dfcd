"""How long an invitation stands: days, and no reason."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.logic.rhythm import local_day
from checkins.enums import ELEMENTS
from checkins.enums.repair import InvitationLine, SuggestedTime
from checkins.logic.invitation import (
    InvitationContent,
    closes_on,
    next_from,
    stands,
)

days = st.dates(date(2000, 1, 1), date(2199, 1, 1))


@given(days, st.integers(-3, 20))
def test_an_invitation_stands_for_seven_days_and_not_for_an_eighth(sent: date, after: int) -> None:
    assert stands(sent, sent + timedelta(days=after)) is (after < 7)
    assert closes_on(sent) == sent + timedelta(days=7)


@given(days)
def test_the_next_one_goes_out_after_fourteen_days(sent: date) -> None:
    assert next_from(sent) == sent + timedelta(days=14)
    assert next_from(sent) > closes_on(sent)


@pytest.mark.parametrize("sent", [date(2026, 3, 25), date(2026, 10, 21)])
def test_it_closes_at_the_couple_s_midnight_over_both_changes_of_the_clock(sent: date) -> None:
    """Midnight of the seventh day in Berlin, which is an hour nearer or farther in UTC."""
    hour = 22 if sent.month == 3 else 23
    midnight = datetime(sent.year, sent.month, sent.day, hour, tzinfo=UTC) + timedelta(days=6)
    assert stands(sent, local_day(midnight - timedelta(microseconds=1), "Europe/Berlin"))
    assert not stands(sent, local_day(midnight, "Europe/Berlin"))


@given(
    st.builds(
        InvitationContent,
        st.sampled_from(ELEMENTS),
        st.sampled_from(InvitationLine),
        st.sampled_from(SuggestedTime),
        st.text(max_size=20),
    )
)
def test_what_is_sealed_comes_back(content: InvitationContent) -> None:
    assert InvitationContent.of(content.as_document()) == content
