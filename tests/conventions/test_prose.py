"""Whatever stands on a screen can be read without effort, and puts nobody into a box."""

import re
from pathlib import Path

import pytest

from tests.conventions.prose import (
    FEWEST_WORDS,
    LONGEST_SENTENCE,
    blocks,
    said,
    too_hard,
    too_long,
    written,
)

# Blocks above the grade, and why they may be.
HARD: dict[str, str] = {
    "checkins/content/optional/…": "a published measure keeps the exact words of its authors",
}
# Files with sentences longer than the limit, and why they may be.
LONG = {
    "accounts/queries/consent.py": (
        "what was agreed to is kept by its exact words: other words would be another consent"
    ),
}

EASY = "When something went wrong, we found our way back."
OFFICE = "Interpersonal communication difficulties were adequately acknowledged and resolved."


def test_no_text_is_harder_than_grade_seven() -> None:
    assert set(too_hard(written())) == set(HARD)


def test_no_sentence_is_too_long_to_hold_in_mind() -> None:
    found = too_long(written())
    assert {(path, sentence) for path, sentence in found if path not in LONG} == set()
    assert {path for path, _ in found} == set(LONG)


def test_everything_that_is_written_is_measured() -> None:
    texts = written()
    kinds = {(path.parts[0], path.suffix) for path in texts}
    assert kinds >= {
        ("templates", ".html"),
        ("templates", ".txt"),
        ("accounts", ".py"),
        ("checkins", ".py"),
        ("checkins", ".yaml"),
    }
    measured = " ".join(blocks(texts).values())
    assert [each for parts in texts.values() for each in parts if each not in measured] == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("templates/checkins/us.html", "Two voices, side by side. Both can be true."),
        ("templates/emails/note/body.txt", "A note is waiting."),
        ("checkins/content/library.en.yaml", "There may be more that matter to you."),
        ("checkins/content/wording.en.yaml", "Could you name one time it happened?"),
        ("checkins/forms/library.py", "What you type here is kept nowhere."),
    ],
)
def test_texts_are_found_where_they_are_written(path: str, words: str) -> None:
    assert any(words in each for each in written()[Path(path)])


def test_hard_texts_and_long_sentences_are_noticed() -> None:
    hard, easy, small = Path("one/hard.html"), Path("one/easy.html"), Path("two/small.html")
    texts = {hard: [OFFICE] * 10, easy: [EASY] * 10, small: [OFFICE]}
    assert set(too_hard(texts)) == {"one/hard.html", "two/…"}
    assert too_hard({easy: [EASY] * 10}) == {}
    long = " ".join(["so"] * (LONGEST_SENTENCE + 1)) + "."
    assert too_long({easy: [f"{EASY} {long}"]}) == {(str(easy), long)}
    assert too_long({easy: [f"{EASY} {long.removeprefix('so ')}"]}) == set()


def test_a_hard_word_in_a_short_file_cannot_hide() -> None:
    """It is measured with its neighbours, and no file is left out for being short."""
    short = {Path(f"one/{n}.html"): [OFFICE] for n in range(3)}
    assert all(len(parts[0].split()) < FEWEST_WORDS for parts in short.values())
    assert set(too_hard(short)) == {"one/…"}


# Nobody is a type here (content.md 9, S0-05 of docs/coverage.md).
LABEL = re.compile(
    r"attachment|anxious|avoidant|codepend|narciss|borderline|bipolar|gaslight|disorder|diagnos"
    r"|syndrome|toxic",
    re.IGNORECASE,
)
LABELS_ARE_MEANT = {
    "templates/accounts/landing.html": "says that this is no diagnosis",
    "templates/accounts/practice_before.html": "says that lines are no diagnosis",
    "templates/checkins/case_banner.html": "says that a couple's page is no diagnosis",
    "templates/checkins/screen.html": "says that its questions are no diagnosis",
    "templates/checkins/screen_said.html": "says that its questions are no diagnosis",
    "templates/sheet.html": "says that it is no diagnosis",
    "accounts/personal_data/file.py": "says the same in the file that one takes along",
}


def test_nothing_calls_anybody_by_a_diagnosis_or_a_type() -> None:
    found = {str(path) for path, texts in said().items() if LABEL.search(" ".join(texts))}
    assert found == set(LABELS_ARE_MEANT)


def test_a_label_is_noticed() -> None:
    assert LABEL.search("Your style is Anxious.")
    assert not LABEL.search("You may feel anxiety about it.")


# A gentle rhythm and no destination (S0-28 and S1-21 of docs/coverage.md): nothing to keep up,
# nothing to win, nothing that is ever completed.
PRIZE = re.compile(
    r"\bstreaks?\b|\bper ?cent|\d ?%|\bbadges?\b|\bcompleted\b|\bcompletion\b|\bachieve"
    r"|\b(days|weeks|check-ins|times) in a row\b|\bwell done\b|\bkeep it up\b|\bgoal (met|reached)",
    re.IGNORECASE,
)
PRIZES_ARE_MEANT = {
    "checkins/content/wording.en.yaml": "asks for a small share of what went wrong",
    "checkins/queries/steps.py": "asks for a small share of what went wrong",
}


def test_nothing_counts_how_often_or_how_far_somebody_got() -> None:
    found = {str(path) for path, texts in said().items() if PRIZE.search(" ".join(texts))}
    assert found == set(PRIZES_ARE_MEANT)


@pytest.mark.parametrize(
    "words",
    ["A streak of 4!", "You are 80 % safe.", "All completed. Well done.", "5 weeks in a row"],
)
def test_a_prize_is_noticed(words: str) -> None:
    assert PRIZE.search(words)
    assert not PRIZE.search("You two came back, and safe means heard, in a row as well.")
