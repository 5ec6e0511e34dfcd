"""The shipped list, and what was typed as one."""

import pytest

from accounts.logic.documents import DocumentError
from checkins.logic.fair_conflict import LONGEST_RULE, parse_rules, rules_in
from checkins.queries.fair_conflict import shipped_ideas, shipped_rules


def test_shipped_list_has_its_twelve_rules() -> None:
    assert len(shipped_rules()) == 12
    assert shipped_rules()[-1] == "If anyone is frightened, we stop and get help."


def test_shipped_list_never_forbids_to_ask_for_help() -> None:
    (rule,) = [rule for rule in shipped_rules() if "What was said" in rule]
    assert rule.endswith("Asking for help is always free.")


def test_ideas_speak_of_confiding_asking_and_differing_and_forbid_no_help() -> None:
    ideas = shipped_ideas()
    for words in ("confides", "do what we said", "mistake", "ask before", "A no", "same things",
                  "likes", "face or a body"):  # fmt: skip
        assert sum(words in idea for idea in ideas) == 1, words
    assert all("Asking for help is always free." in idea for idea in ideas if "nobody" in idea)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("rules:\n  - One.\n  - Two.\n", 2),
        ("rules:\n  - One.\n  - Two.\n  - " + "x" * (LONGEST_RULE + 1), 4),
        ("lines:\n  - One.\n", 1),
        ("", 1),
    ],
)
def test_unusable_list_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(DocumentError) as refused:
        parse_rules(text)
    assert refused.value.line == line


def test_typed_lines_become_rules() -> None:
    typed = "  One   topic.\r\n\r\n\u202eTwo.\x07\n\u200b\nThree."
    assert rules_in(typed) == ("One topic.", "Two.", "Three.")
