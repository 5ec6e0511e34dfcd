"""Which days are a ritual's: arithmetic on dates, the same for both."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.logic.documents import DocumentError
from checkins.enums.good import Every
from checkins.logic.ritual import (
    LONGEST,
    Repeats,
    days_of_week,
    falls_on,
    monday_of,
    next_on,
    parse_ideas,
)
from tests.checkins.logic.test_prompt_rules import CONTENT

DAY, WEEK = timedelta(days=1), timedelta(days=7)
WEDNESDAY = date(2026, 3, 4)
DAYS = st.dates(date(2020, 1, 1), date(2100, 1, 1))
REPEATS = st.one_of(
    st.just(Repeats(Every.DAY, None)),
    st.builds(
        Repeats, st.sampled_from([Every.WEEK, Every.FORTNIGHT, Every.MONTH]), st.integers(0, 6)
    ),
)


@pytest.mark.parametrize(
    ("repeats", "weeks"),
    [
        # Nothing comes before both said yes, on a Wednesday.
        (Repeats(Every.DAY, None), [5, 7, 7, 7, 7]),
        (Repeats(Every.WEEK, 6), [1, 1, 1, 1, 1]),
        (Repeats(Every.WEEK, 0), [0, 1, 1, 1, 1]),
        (Repeats(Every.FORTNIGHT, 6), [1, 0, 1, 0, 1]),
        (Repeats(Every.FORTNIGHT, 0), [0, 1, 0, 1, 0]),
        (Repeats(Every.MONTH, 6), [0, 0, 0, 0, 1]),
    ],
)
def test_week_has_the_days_of_the_rhythm(repeats: Repeats, weeks: list[int]) -> None:
    found = [days_of_week(repeats, WEDNESDAY, WEDNESDAY + n * WEEK) for n in range(5)]
    assert [len(days) for days in found] == weeks


@given(repeats=REPEATS, since=DAYS, later=st.integers(0, 400))
def test_days_follow_from_the_rhythm_alone(repeats: Repeats, since: date, later: int) -> None:
    today = since + later * DAY
    week = days_of_week(repeats, since, today)
    assert all(falls_on(repeats, since, day) and monday_of(day) == monday_of(today) for day in week)
    assert all(repeats.weekday in {None, day.weekday()} for day in week)
    first = next_on(repeats, since, today)
    assert first >= today
    assert not any(falls_on(repeats, since, today + n * DAY) for n in range((first - today).days))
    again = next_on(repeats, since, first + DAY)
    most = {Every.DAY: 1, Every.WEEK: 7, Every.FORTNIGHT: 14, Every.MONTH: 35}
    assert (again - first).days <= most[repeats.every]
    if repeats.every is Every.MONTH:
        assert (first.month, again.month) in {(m, m % 12 + 1) for m in range(1, 13)}


@pytest.mark.parametrize(
    ("every", "weekday"), [(Every.DAY, 0), (Every.WEEK, None), (Every.MONTH, 7)]
)
def test_rhythm_that_is_none_is_refused(every: Every, weekday: int | None) -> None:
    with pytest.raises(ValueError, match="weekday"):
        Repeats(every, weekday)


def test_shipped_suggestions_are_few_and_short() -> None:
    ideas = parse_ideas((CONTENT / "rituals.en.yaml").read_text(encoding="utf-8"))
    assert len(ideas) == 12
    assert {each.every for each in ideas} == set(Every)
    assert all(len(each.text) <= LONGEST for each in ideas)
    with pytest.raises(DocumentError, match="line 1"):
        parse_ideas("rituals: [{text: Tea, every: day}, {text: Tea, every: week}]")
