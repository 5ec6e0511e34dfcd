"""A rough measure that tells plain words from office prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkins.logic.reading import grade, is_easy, lix

PLAIN = "When something went wrong, we found our way back."
OFFICE = "Interpersonal communication difficulties were adequately acknowledged and resolved."


def test_grade_follows_the_formula() -> None:
    # Ten words of one syllable in two sentences: 0.39 · 5 + 11.8 · 1 - 15.59.
    assert grade("We had a good day. We had a good day.") == pytest.approx(-1.84)
    assert grade("") == 0.0


def test_lix_follows_the_formula() -> None:
    # Four words, one of them long, in one sentence: 4 + 25.
    assert lix("Wir fanden zurück, miteinander.") == pytest.approx(4 + 25)
    assert lix("…") == 0.0


@pytest.mark.parametrize("language", ["en", "en-GB", "de"])
def test_plain_words_are_easy_and_office_prose_is_not(language: str) -> None:
    assert is_easy(PLAIN, language)
    assert not is_easy(OFFICE, language)


@given(text=st.text(max_size=200))
def test_any_text_has_a_measure(text: str) -> None:
    assert isinstance(grade(text), float)
    assert lix(text) >= 0
