"""The cards: short enough for a phone, plain, and careful with whoever reads them."""

import re
from dataclasses import replace

import pytest

from accounts.logic.documents import DocumentError
from checkins.logic.library import MOST_WORDS, Card, parse_library
from checkins.logic.reading import grade
from tests.checkins.logic.test_prompt_rules import CONTENT
from tests.conventions.words import tells

TEXT = (CONTENT / "library.en.yaml").read_text(encoding="utf-8")
LIBRARY = parse_library(TEXT)
CARDS = {card.slug: card for card in LIBRARY.cards()}
HARDEST = 7.0

# What a card never says, whatever it is about (safety.md SR-40, content.md 9).
NEVER = {
    "what to do about the other": (
        r"\b(?:confront|stand up to|talk it out|have it out|give (?:him|her|them) another|forgive)"
        r"|\b(?:leave|leaving|stay with|staying with|break up with|divorce|get away from|move out"
        r" from|go back to) (?:him|her|them|your|a|the|this) ?(?:partner|husband|wife|relationship"
        r"|marriage|man|woman|person)?\b"
        r"|\b(?:should|must|have to|need to|ought to) (?:leave|stay|go|tell|talk|speak|say|try)\b"
        r"|\bstay (?:together|strong)\b|\bspeak up (?:to|about)\b|\bwalk (?:away|out)\b"
    ),
    "a label": (
        r"attachment|anxious|avoidant|codepend|narciss|borderline|bipolar|toxic|gaslight|disorder"
        r"|diagnos|syndrome|neuro|patholog|victim|abuser|dysfunction|\btraum|depress"
    ),
    "a claim": (
        r"\b(?:heal|heals|healed|healing|cure\w*|proven|proves|guarant\w*|clinical\w*|evidence"
        r"|studies show|treats|will fix|will make you|scientific\w*)\b"
    ),
    "that both have a share in harm": (
        r"both sides|it takes two|takes two to|your own fault|your part in|brought it on|provok"
        r"|both (?:of you )?(?:contribute|are to blame|share)|in your head\b(?! as much)"
    ),
    "a score": r"\bpercent\b|%|\bscore of\b|\b\d+ (?:of|out of) (?:ten|\d+)\b|mismatch|offen[cs]e",
    "who is what": r"\b(?:he|she|him|her|his|hers|husband|wife|boyfriend|girlfriend)\b",
}


def said(card: Card) -> str:
    return f"{card.title} {card.words}"


def never_said(words: str) -> set[str]:
    return {what for what, pattern in NEVER.items() if re.search(pattern, words, re.IGNORECASE)}


@pytest.mark.parametrize("slug", CARDS)
def test_card_fits_on_a_phone_and_reads_easily(slug: str) -> None:
    assert len(CARDS[slug].words.split()) <= MOST_WORDS
    assert grade(CARDS[slug].words) <= HARDEST


@pytest.mark.parametrize("slug", CARDS)
def test_card_advises_labels_promises_and_blames_nothing(slug: str) -> None:
    assert never_said(said(CARDS[slug])) == set()


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("It may help to confront them.", "what to do about the other"),
        ("Sometimes you have to leave them.", "what to do about the other"),
        ("You should stay and work on it.", "what to do about the other"),
        ("Try to forgive.", "what to do about the other"),
        ("An anxious attachment style.", "a label"),
        ("This heals old wounds.", "a claim"),
        ("Both sides contribute.", "that both have a share in harm"),
        ("It is all in your head.", "that both have a share in harm"),
        ("You love each other 80 %.", "a score"),
        ("Tell her how you feel.", "who is what"),
    ],
)
def test_list_of_what_is_never_said_finds_it(words: str, what: str) -> None:
    assert what in never_said(words)


def test_addresses_of_cards_and_groups_tell_nothing() -> None:
    slugs = [*CARDS, *(group.slug for group in LIBRARY.groups)]
    assert [slug for slug in slugs if tells(slug)] == []


def test_ten_myths_are_ten() -> None:
    assert len(CARDS["ten-myths"].points) == 10
    assert all(point.startswith("“") for point in CARDS["ten-myths"].points)


def test_nine_freedoms_are_nine() -> None:
    assert len(CARDS["nine-freedoms"].points) == 9


def test_both_can_be_true() -> None:
    """The cards that weigh one side against the other keep both."""
    for slug in ("care-between", "new-faces", "outside-inside", "me-or-them", "own-eyes"):
        keeping = r"\bboth\b|\beven if\b|\bwhatever\b|\beach\b"
        assert re.search(keeping, CARDS[slug].words, re.IGNORECASE)


@pytest.mark.parametrize("slug", [card.slug for card in CARDS.values()])
def test_card_that_speaks_of_harm_shows_the_way_to_support(slug: str) -> None:
    card = CARDS[slug]
    harm = r"\bharm\b|\bforce\b|\bthreats?\b|scares you|\bsafety comes first|afraid of someone"
    if re.search(harm, card.words):
        assert card.is_beside_support


def test_every_card_says_where_to_read_more_and_every_reading_is_named() -> None:
    assert all(card.more for card in CARDS.values())
    named = {reading for card in CARDS.values() for reading in card.more}
    assert named == set(LIBRARY.readings)
    assert [reading.id for reading in LIBRARY.readings] == [f"R-{n}" for n in range(1, 11)]


def test_words_find_the_cards_that_hold_them_all() -> None:
    assert [card.slug for card in LIBRARY.find("Borrowed  CALM")] == ["borrowed-calm"]
    assert "ten-myths" in {card.slug for card in LIBRARY.find("myth")}
    assert LIBRARY.find("myths elephants") == ()
    assert LIBRARY.find("") == tuple(CARDS.values())


CARD = """\
readings:
  - {id: R-1, title: A, publisher: B, host: c.example}
groups:
  - slug: one
    title: One
    cards:
      - slug: first
        title: First
        covers: [S1-02]
        text: [Some words.]
        more: [R-1]
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("more: [R-1]", "more: [R-2]", 11),
        ("        more: [R-1]\n", "", 7),
        ("[Some words.]", "[" + "word " * 50 + "," + "word " * 71 + "]", 7),
        ("        text: [Some words.]\n", "", 7),
        ("slug: first", "slug: First card", 7),
        ("covers: [S1-02]", "covers: []", 7),
        ("host: c.example", "host: https://c.example/", 2),
        ("text:", "texts:", 10),
        ("  - slug: one\n", "  - slug: one\n    cards: []\n", 6),
    ],
)
def test_unusable_library_is_refused_with_its_line(old: str, new: str, line: int) -> None:
    assert parse_library(CARD).card("first") is not None
    with pytest.raises(DocumentError) as refused:
        parse_library(CARD.replace(old, new))
    assert refused.value.line >= line


def test_two_cards_of_one_name_are_refused() -> None:
    again = CARD[CARD.index("      - slug: first") :]
    with pytest.raises(DocumentError, match="two cards are called 'first'"):
        parse_library(CARD + again)


def test_library_without_a_card_is_refused() -> None:
    with pytest.raises(DocumentError, match="at least one card"):
        parse_library("groups: []")


def test_points_and_close_count_as_words_of_the_card() -> None:
    card = replace(CARDS["ten-myths"], text=("One.",), points=("Two.",), close="Three.")
    assert card.words == "One. Two. Three."
