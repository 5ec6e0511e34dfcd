"""Wordings take turns: never the same twice running, each as often as the others."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkins.enums import Direction, Element, ReleaseClass, Scale
from checkins.logic.rotation import turn_of, wording_at
from checkins.logic.scoring import PromptSpec
from checkins.logic.sheet import Sheet

HELD = PromptSpec(
    "W-REL-1", Element.RELIABILITY, Direction.POSITIVE, Scale.RATING, ReleaseClass.COUPLE
)
codes = st.sampled_from(["W-REL-1", "W-CTX-1", "F-ACC-3", "J-COM-2"])
days = st.dates(date(2020, 1, 1), date(2090, 1, 1))


@given(code=codes, count=st.integers(2, 6), first=days, every=st.sampled_from([1, 2]))
@settings(max_examples=30)
def test_a_year_of_rounds_repeats_no_wording_and_leaves_none_out(
    code: str, count: int, first: date, every: int
) -> None:
    span = timedelta(weeks=every)
    turns = [turn_of(first + n * span, first + (n + 1) * span) for n in range(52 // every)]
    asked = [wording_at(code, turn, count) for turn in turns]
    assert all(before != after for before, after in pairwise(asked))
    times = Counter(asked)
    assert set(times) == set(range(1, count + 1))
    assert max(times.values()) - min(times.values()) <= 1


@given(code=codes, count=st.integers(2, 6), ends_on=days, shorter=st.integers(1, 7))
def test_first_round_of_any_length_is_followed_by_another_wording(
    code: str, count: int, ends_on: date, shorter: int
) -> None:
    first = turn_of(ends_on - timedelta(days=shorter), ends_on)
    second = turn_of(ends_on, ends_on + timedelta(weeks=1))
    assert wording_at(code, first, count) != wording_at(code, second, count)


def test_one_wording_is_always_the_first_and_none_is_refused() -> None:
    assert {wording_at("W-REL-1", turn, 1) for turn in range(60)} == {1}
    with pytest.raises(ValueError, match="one wording at least"):
        wording_at("W-REL-1", 0, 0)


@given(
    met=st.integers(1, 3), now=st.integers(1, 3), values=st.lists(st.integers(0, 10), max_size=4)
)
def test_an_answer_stays_with_the_wording_it_was_given_to(
    met: int, now: int, values: list[int]
) -> None:
    sheet = Sheet().with_entries([HELD], {HELD.code: 5}, {HELD.code: met})
    for value in values:
        sheet = sheet.with_entries([HELD], {HELD.code: value}, {HELD.code: now})
    assert Sheet.of(sheet.document([HELD])).wording_of(HELD.code) == met
    taken_back = sheet.with_entries([HELD], {HELD.code: None}, {HELD.code: now})
    assert taken_back.wording_of(HELD.code) is None
    assert taken_back.asked == {}
    assert taken_back.with_entries([HELD], {HELD.code: 1}, {HELD.code: now}).asked == {
        HELD.code: now
    }


def test_an_answer_from_before_there_were_several_met_the_first() -> None:
    before = Sheet.of({"answers": {HELD.code: 5}})
    assert before.wording_of(HELD.code) == 1
    changed = before.with_entries([HELD], {HELD.code: 6}, {HELD.code: 3})
    assert changed.asked == {HELD.code: 1}
