from hypothesis import given
from hypothesis import strategies as st

from checkins.enums import Direction, Element, ReleaseClass, Scale
from checkins.logic.scoring import PromptSpec
from checkins.logic.sheet import Sheet

HELD = PromptSpec(
    "W-REL-1", Element.RELIABILITY, Direction.POSITIVE, Scale.RATING, ReleaseClass.COUPLE
)
GUESSED = PromptSpec(
    "W-REL-2", Element.RELIABILITY, Direction.NEGATIVE, Scale.RATING, ReleaseClass.COUPLE
)
RESPECT = PromptSpec(
    "W-COM-1", Element.COMMUNICATION, Direction.POSITIVE, Scale.RATING, ReleaseClass.COUPLE
)
GLAD = PromptSpec("W-APP-1", Element.APPRECIATION, Direction.NONE, Scale.TEXT, ReleaseClass.AUTHOR)
ALL = (HELD, GUESSED, RESPECT, GLAD)

entries = st.dictionaries(
    st.sampled_from(["W-REL-1", "W-REL-2", "W-COM-1"]),
    st.none() | st.integers(0, 10) | st.just("na"),
)


def test_entries_leave_the_rest_as_it_was():
    sheet = Sheet().with_entries(ALL, {"W-REL-1": 3, "W-APP-1": "The soup."})
    later = sheet.with_entries(ALL, {"W-REL-2": 7})
    assert later.answers == {"W-REL-1": 3, "W-REL-2": 7}
    assert later.texts == {"W-APP-1": "The soup."}


def test_none_takes_an_answer_back_and_counts_as_passed():
    sheet = Sheet().with_entries(ALL, {"W-REL-1": 3}).with_entries(ALL, {"W-REL-1": None})
    assert sheet.answers == {}
    assert sheet.has("W-REL-1")
    assert sheet.value("W-REL-1") is None
    assert sheet.is_blank


def test_answering_what_was_skipped_ends_the_skip():
    sheet = Sheet().with_entries(ALL, {"W-REL-1": None}).with_entries(ALL, {"W-REL-1": 0})
    assert sheet.skipped == frozenset()
    assert sheet.value("W-REL-1") == 0


def test_a_straight_line_is_marked():
    same = Sheet().with_entries(ALL, {"W-REL-1": 5, "W-REL-2": 5, "W-COM-1": 5})
    assert same.document(ALL)["is_low_information"] is True
    varied = same.with_entries(ALL, {"W-COM-1": 6})
    assert varied.document(ALL)["is_low_information"] is False


@given(first=entries, second=entries)
def test_a_document_reads_back_as_it_was_written(first, second):
    sheet = Sheet().with_entries(ALL, first).with_entries(ALL, second)
    assert Sheet.of(sheet.document(ALL)) == sheet
    kept = sheet.with_keep_back({Element.FELT})
    assert Sheet.of(kept.document(ALL)) == kept


@given(first=entries, second=entries)
def test_saving_twice_is_saving_once(first, second):
    once = Sheet().with_entries(ALL, first).with_entries(ALL, second)
    assert once.with_entries(ALL, second) == once
