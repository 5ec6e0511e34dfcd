"""A consent names the wording it was given to."""

import pytest

from accounts.enums import ConsentState, Purpose
from accounts.logic.consent import (
    ASKED_AT_CONNECTION,
    CURRENT,
    SHARING,
    TRANSITIONS,
    state,
    text_hash,
)


def test_every_purpose_has_a_current_version() -> None:
    assert set(CURRENT) == set(Purpose)


def test_transitions_cover_every_state() -> None:
    assert set(TRANSITIONS) == set(ConsentState)
    assert set().union(*TRANSITIONS.values()) == set(ConsentState) - {ConsentState.ABSENT}


def test_data_use_is_not_asked_at_connection() -> None:
    assert set(SHARING) == set(Purpose) - {Purpose.DATA_USE, Purpose.REMINDERS}
    assert set(SHARING) - set(ASKED_AT_CONNECTION) == {Purpose.REPAIR}


@pytest.mark.parametrize("purpose", Purpose)
def test_state_follows_the_latest_row(purpose: Purpose) -> None:
    current = CURRENT[purpose]
    assert state(purpose, None, is_withdrawn=False) is ConsentState.ABSENT
    assert state(purpose, current, is_withdrawn=False) is ConsentState.GIVEN
    assert state(purpose, current, is_withdrawn=True) is ConsentState.WITHDRAWN
    assert state(purpose, current - 1, is_withdrawn=False) is ConsentState.OUTDATED
    assert state(purpose, current - 1, is_withdrawn=True) is ConsentState.WITHDRAWN


def test_text_hash_ignores_how_lines_break_and_nothing_else() -> None:
    assert text_hash("I agree that\n    this is shared.") == text_hash(
        "I agree that this is shared."
    )
    assert text_hash("I agree.") != text_hash("I do not agree.")
    expected = "826ff0dab649a97ffdd7779a332accafb35cc161012253a19383db19289d6e02"
    assert text_hash("I agree.") == expected
